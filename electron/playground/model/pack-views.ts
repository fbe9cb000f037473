import { resourceNotFound } from '../api-error.ts';
import { digestOf } from '../identifiers.ts';
import { registryPackName } from './catalogue.ts';
import type { StoredPack, StoredProfile, StoredTemplate } from './kinds.ts';
import { maskValues } from './masking.ts';
import { catalogueEntry, type PackMetaRequest, profileMetadata } from './profile-views.ts';
import { schemaOfPack, type Tenant } from './tenant.ts';

function currentTemplate(profile: StoredProfile): StoredTemplate {
  return profile.published ?? profile.draft ?? { packs: [] };
}

function commonSpec(tenant: Tenant, pack: StoredPack, meta: PackMetaRequest): object {
  const entry = catalogueEntry(tenant, pack);
  const schema = schemaOfPack(tenant, pack);
  return {
    name: registryPackName(pack.name),
    displayName: entry?.displayName ?? pack.name,
    layer: pack.layer,
    type: pack.type,
    version: pack.version,
    addonType: entry?.addonType ?? '',
    cloudTypes: entry?.cloudTypes ?? ['all'],
    group: '',
    logoUrl: '',
    eol: '',
    digest: digestOf(pack.values),
    annotations: {},
    registryUid: pack.registryUid,
    values: maskValues(pack.values, schema, tenant.switches.maskStyle),
    schema: meta.schema ? schema : [],
    presets: [],
  };
}

function packMetadata(pack: StoredPack): object {
  return { name: pack.name, uid: pack.packUid };
}

/** The packs of a profile (specification definition v1ClusterProfilePacksEntity). */
export function packEntities(tenant: Tenant, profile: StoredProfile, meta: PackMetaRequest): object[] {
  return currentTemplate(profile).packs.map((pack) => ({
    metadata: packMetadata(pack),
    spec: {
      ...commonSpec(tenant, pack, meta),
      addonSubType: '',
      manifests: pack.manifests.map(({ name, uid }) => ({ kind: 'manifest', name, uid })),
    },
    status: {},
  }));
}

/** The packs with the contents of their manifests (specification definition v1ClusterProfilePacksManifests). */
export function packManifests(tenant: Tenant, profile: StoredProfile, meta: PackMetaRequest): object {
  const packs = currentTemplate(profile).packs.map((pack) => ({
    metadata: packMetadata(pack),
    spec: {
      ...commonSpec(tenant, pack, meta),
      manifests: pack.manifests.map(({ name, uid, content }) => ({ name, uid, content, digest: digestOf(content) })),
    },
    status: {},
  }));
  return { metadata: profileMetadata(profile), spec: { packs } };
}

/** The manifests of one pack (specification definition v1ManifestEntity). */
export function packManifestsOf(profile: StoredProfile, packName: string): object[] {
  const pack = currentTemplate(profile).packs.find((candidate) => candidate.name === packName);
  if (pack === undefined) throw resourceNotFound('pack', packName);
  const isPublished = profile.published !== undefined;
  return pack.manifests.map(({ name, uid, content }) => ({
    metadata: { name, uid },
    spec: { [isPublished ? 'published' : 'draft']: { content, digest: digestOf(content) } },
  }));
}
