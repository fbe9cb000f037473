import { digestOf, identifierOf } from '../identifiers.ts';
import { registryPackName } from './catalogue.ts';
import { compareVersions } from './filters.ts';
import type { RegistryPack, StoredPack, StoredProfile, StoredTemplate } from './kinds.ts';
import { maskValues } from './masking.ts';
import { referencesIn } from './template-text.ts';
import { schemaOfPack, type Tenant } from './tenant.ts';

/** Which optional members a read asks for (`includePackMeta`, `includePackAnnotations`). */
export interface PackMetaRequest {
  schema: boolean;
  presets: boolean;
  annotations: boolean;
}

/** The members named in a comma list such as `schema,presets`. */
export function packMetaRequest(list: string | undefined, annotations = false): PackMetaRequest {
  const names = (list ?? '').split(',').map((name) => name.trim());
  return { schema: names.includes('schema'), presets: names.includes('presets'), annotations };
}

/** The catalogue entry of a profile's pack, when its registry still has it. */
export function catalogueEntry(tenant: Tenant, pack: StoredPack): RegistryPack | undefined {
  return tenant.catalogue.byUid(pack.registryUid)?.packs.get(registryPackName(pack.name));
}

function packAnnotations(tenant: Tenant, pack: StoredPack): Record<string, string> {
  const registry = tenant.catalogue.byUid(pack.registryUid);
  return registry === undefined ? {} : { providerType: registry.providerType, registryName: registry.name };
}

function packReference(tenant: Tenant, pack: StoredPack, meta: PackMetaRequest): object {
  const registry = tenant.catalogue.byUid(pack.registryUid);
  const isGone =
    registry?.isSyncSupported === true &&
    tenant.catalogue.find(registry, pack.name, pack.version, pack.tag) === undefined;
  const schema = schemaOfPack(tenant, pack);
  return {
    name: pack.name,
    type: pack.type,
    layer: pack.layer,
    version: pack.version,
    tag: pack.tag,
    registryUid: pack.registryUid,
    packUid: pack.packUid,
    server: registry?.endpoint ?? '',
    logo: '',
    digest: digestOf(pack.values),
    values: maskValues(pack.values, schema, tenant.switches.maskStyle),
    params: {},
    manifests: pack.manifests.map((manifest) => ({ kind: 'manifest', name: manifest.name, uid: manifest.uid })),
    presets: [],
    schema: meta.schema ? schema : [],
    annotations: meta.annotations ? packAnnotations(tenant, pack) : {},
    isInvalid: isGone,
    inValidReason: isGone ? `Pack tag '${pack.tag}' is deleted from the registry` : '',
  };
}

/** Metadata of a profile; the scope and the description live in annotations. */
export function profileMetadata(profile: StoredProfile): object {
  return {
    name: profile.name,
    uid: profile.uid,
    annotations: { description: profile.description, scope: profile.scope.kind },
    labels: profile.labels,
    creationTimestamp: profile.createdAt,
    lastModifiedTimestamp: profile.modifiedAt,
  };
}

/** All versions of the profile's name in its scope, newest first (specification definition v1ClusterProfileVersion). */
export function versionList(tenant: Tenant, profile: StoredProfile): { uid: string; version: string }[] {
  return tenant.profiles
    .versionsOf(profile)
    .map(({ uid, version }) => ({ uid, version }))
    .sort((left, right) => compareVersions(right.version, left.version));
}

function hasUserMacros(profile: StoredProfile): boolean {
  const packs = [...(profile.published?.packs ?? []), ...(profile.draft?.packs ?? [])];
  return referencesIn(packs).macros.size > 0;
}

/** One version in full (specification definition v1ClusterProfile). */
export function profileView(tenant: Tenant, profile: StoredProfile, meta: PackMetaRequest): object {
  const template = (state: StoredTemplate): object => ({
    name: profile.name,
    type: profile.type,
    cloudType: profile.cloudType,
    profileVersion: profile.version,
    version: 1,
    uid: identifierOf(profile.uid, state === profile.draft ? 'draft' : 'published'),
    packs: state.packs.map((pack) => packReference(tenant, pack, meta)),
    packServerRefs: [],
    packServerSecret: '',
  });
  return {
    apiVersion: 'v1',
    kind: 'ClusterProfile',
    metadata: profileMetadata(profile),
    spec: {
      version: profile.version,
      versions: versionList(tenant, profile),
      ...(profile.published === undefined ? {} : { published: template(profile.published) }),
      ...(profile.draft === undefined ? {} : { draft: template(profile.draft) }),
    },
    status: {
      hasUserMacros: hasUserMacros(profile),
      isPublished: profile.published !== undefined,
      inUseClusters: profile.inUseClusters.map(({ name, uid }) => ({ kind: 'spectrocluster', name, uid })),
      inUseClusterUids: profile.inUseClusters.map(({ uid }) => uid),
      inUseClusterTemplates: [],
    },
  };
}

function templateSummary(tenant: Tenant, profile: StoredProfile, state: StoredTemplate): object {
  return {
    type: profile.type,
    cloudType: profile.cloudType,
    packs: state.packs.map((pack) => {
      const entry = catalogueEntry(tenant, pack);
      return {
        name: pack.name,
        displayName: entry?.displayName ?? pack.name,
        layer: pack.layer,
        addonType: entry?.addonType ?? '',
        type: pack.type,
        tag: pack.tag,
        version: pack.version,
        packUid: pack.packUid,
        logoUrl: '',
        annotations: {},
      };
    }),
  };
}

function packStates(tenant: Tenant, profile: StoredProfile): { deleted: number; deprecated: number; disabled: number } {
  const counts = { deleted: 0, deprecated: 0, disabled: 0 };
  for (const pack of (profile.published ?? profile.draft)?.packs ?? []) {
    const registry = tenant.catalogue.byUid(pack.registryUid);
    if (registry === undefined || !registry.isSyncSupported) continue;
    const found = tenant.catalogue.find(registry, pack.name, pack.version, pack.tag);
    if (found === undefined) counts.deleted += 1;
    else if (found.version.state !== 'active') counts[found.version.state] += 1;
  }
  return counts;
}

/** One profile as lists show it (specification definition v1ClusterProfileSummary). */
export function profileSummary(tenant: Tenant, profile: StoredProfile): object {
  return {
    metadata: profileMetadata(profile),
    specSummary: {
      version: profile.version,
      versions: versionList(tenant, profile),
      ...(profile.published === undefined ? {} : { published: templateSummary(tenant, profile, profile.published) }),
      ...(profile.draft === undefined ? {} : { draft: templateSummary(tenant, profile, profile.draft) }),
    },
    status: {
      isPublished: profile.published !== undefined,
      fips: { mode: 'none' },
      inUseClusters: profile.inUseClusters,
      inUseClusterUids: profile.inUseClusters.map(({ uid }) => uid),
      inUseClusterTemplates: [],
      pack: packStates(tenant, profile),
    },
  };
}
