import type { z } from 'zod';
import { ApiError, resourceNotFound } from '../api-error.ts';
import { identifierOf } from '../identifiers.ts';
import type { cloneMetadataBody, createBody, templateBody } from './bodies.ts';
import { MANIFEST_PACK_UID, refuseMissingReferences } from './import-document.ts';
import type { RequestScope, Scope, StoredPack, StoredProfile } from './kinds.ts';
import { checkPackValues } from './pack-values.ts';
import {
  checkFree,
  checkName,
  checkProjectEnabled,
  checkTypeFitsRegistry,
  checkVariables,
  packLayer,
  packType,
  profileType,
  profileVersion,
} from './profile-rules.ts';
import type { Tenant } from './tenant.ts';

type TemplateBody = z.output<typeof templateBody>;
type TemplatePack = TemplateBody['packs'][number];

/** Stores one pack of a template, which names its build by `uid` or by registry and tag. */
function templatePack(tenant: Tenant, pack: TemplatePack): StoredPack {
  const type = packType(pack.type === '' ? 'spectro' : pack.type);
  if (pack.uid === '' && type === 'manifest') {
    throw new ApiError(400, 'InvalidPack', `Parameter 'pack '${pack.name}' uid' should not be empty`);
  }
  const manifests = pack.manifests.map(({ name, content }) => ({
    uid: identifierOf(tenant.uid, 'manifest', pack.name, name, content),
    name,
    content,
  }));
  if (type === 'manifest') {
    const { name, values } = pack;
    return {
      name,
      type,
      layer: 'addon',
      version: '1.0.0',
      tag: '',
      values,
      registryUid: '',
      packUid: MANIFEST_PACK_UID,
      manifests,
    };
  }
  const registry = tenant.catalogue.byUid(pack.registryUid);
  const byTag = registry && tenant.catalogue.find(registry, pack.name, '', pack.tag);
  const found = tenant.catalogue.byPackUid(pack.uid) ?? byTag;
  if (found === undefined) {
    throw new ApiError(404, 'PackNotFound', `Pack '${pack.name}' with tag '${pack.tag}' not found`);
  }
  checkTypeFitsRegistry(tenant, type, found.registry);
  const values = pack.values === '' ? found.version.values() : pack.values;
  checkPackValues(values, found.version.schema, tenant.switches.refusesMaskedValues);
  return {
    name: pack.name,
    type,
    layer: packLayer(pack.layer === '' ? found.pack.layer : pack.layer),
    version: found.version.version,
    tag: pack.tag === '' ? found.version.tag : pack.tag,
    values,
    registryUid: found.registry.uid,
    packUid: found.version.packUid,
    manifests,
  };
}

/** The packs of a template as they would be stored. */
export function templatePacks(tenant: Tenant, template: TemplateBody): StoredPack[] {
  return template.packs.map((pack) => templatePack(tenant, pack));
}

/** What is wrong with each pack of a template: an answer of 200 may carry errors (v1ConstraintValidatorResponse). */
export function packResults(tenant: Tenant, template: TemplateBody): object[] {
  return template.packs.map((pack) => {
    const displayName = pack.name;
    try {
      templatePack(tenant, pack);
      return { name: pack.name, displayName, errors: [] };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { name: pack.name, displayName, errors: [{ code: error.code, message: error.message }] };
    }
  });
}

/** POST /v1/clusterprofiles: a profile made from a template instead of an exported document. */
export function createProfile(
  tenant: Tenant,
  scope: RequestScope,
  body: z.output<typeof createBody>,
  publish: boolean,
): StoredProfile {
  const { name, labels, annotations } = body.metadata;
  checkProjectEnabled(tenant, scope);
  checkName(tenant, name);
  const version = profileVersion(tenant, body.spec.version);
  checkVariables(tenant, body.spec.variables);
  checkFree(tenant, scope, name, version);
  const packs = templatePacks(tenant, body.spec.template);
  refuseMissingReferences(tenant, scope, packs, body.spec.variables, tenant.switches.missingMacro !== 'accept');
  const now = tenant.now();
  return tenant.profiles.add({
    name,
    version,
    scope,
    description: annotations.description,
    labels,
    type: profileType(body.spec.template.type === '' ? 'cluster' : body.spec.template.type),
    cloudType: body.spec.template.cloudType,
    draft: publish ? undefined : { packs },
    published: publish ? { packs } : undefined,
    variables: tenant.switches.createDropsVariables ? [] : body.spec.variables,
    inUseClusters: [],
    createdAt: now,
    modifiedAt: now,
  });
}

type CloneMetadata = z.output<typeof cloneMetadataBody>;

/** Where a clone goes: scope `tenant` must not name a project, scope `project` must name one of this tenant. */
export function cloneScope(tenant: Tenant, current: RequestScope, target: CloneMetadata['target']): Scope {
  if (target === null || target === undefined) return current;
  const { scope, projectUid } = target;
  if (scope === 'project') {
    const uid = projectUid === '' && current.kind === 'project' ? current.projectUid : projectUid;
    const project = tenant.projects.find((candidate) => candidate.uid === uid);
    if (project === undefined) throw resourceNotFound('project', uid);
    return { kind: 'project', projectUid: uid };
  }
  if (scope !== 'tenant' || projectUid !== '') {
    throw new ApiError(400, 'InvalidCloneTarget', `Clone target of scope '${scope}' is not valid`);
  }
  return { kind: 'tenant' };
}

/** Refuses a clone whose name, version or target does not fit (specification path …/clone/validate). */
export function checkClone(tenant: Tenant, scope: Scope, metadata: CloneMetadata): void {
  checkProjectEnabled(tenant, scope);
  checkName(tenant, metadata.name);
  checkFree(tenant, scope, metadata.name, profileVersion(tenant, metadata.version));
}

/** Copies one version inside the tenant, packs, secrets and variables included. */
export function cloneProfile(
  tenant: Tenant,
  source: StoredProfile,
  scope: Scope,
  metadata: CloneMetadata,
): StoredProfile {
  checkClone(tenant, scope, metadata);
  const { published, draft } = structuredClone({ published: source.published, draft: source.draft });
  const isPublished = tenant.switches.clonesArePublished && published !== undefined;
  const now = tenant.now();
  return tenant.profiles.add({
    ...structuredClone(source),
    name: metadata.name,
    version: profileVersion(tenant, metadata.version),
    scope,
    published: isPublished ? published : undefined,
    draft: isPublished ? draft : (draft ?? published),
    inUseClusters: [],
    createdAt: now,
    modifiedAt: now,
  });
}
