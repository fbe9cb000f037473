import { ApiError, invalidPayload } from '../api-error.ts';
import { identifierOf } from '../identifiers.ts';
import type { ImportBody, ImportPack } from './bodies.ts';
import type { FoundPack } from './catalogue.ts';
import { type DocumentRegistry, documentRegistry } from './export-document.ts';
import type { Registry, RequestScope, StoredManifest, StoredPack, StoredProfile, Variable } from './kinds.ts';
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
import { referencesIn } from './template-text.ts';
import type { Tenant } from './tenant.ts';

/** Uid that Palette uses for packs that are manifests only. */
export const MANIFEST_PACK_UID = 'spectro-manifest-pack';

function checkPackNames(packs: { name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of packs) {
    if (name === '') throw invalidPayload('Pack name should not be empty');
    if (seen.has(name)) throw new ApiError(400, 'DuplicatePackName', `Pack '${name}' is used more than once`);
    seen.add(name);
  }
}

function asPacks(body: ImportBody): Pick<StoredPack, 'values' | 'manifests'>[] {
  return body.spec.template.packs.map(({ values, manifests }) => ({
    values,
    manifests: manifests.map((manifest) => ({ uid: '', ...manifest })),
  }));
}

/** Refuses packs that refer to variables the profile does not define or to macros that the scope does not see. */
export function refuseMissingReferences(
  tenant: Tenant,
  scope: RequestScope,
  packs: Pick<StoredPack, 'values' | 'manifests'>[],
  variables: Variable[],
  withMacros: boolean,
): void {
  const references = referencesIn(packs);
  const defined = new Set(variables.map((variable) => variable.name));
  const undefinedVariables = [...references.variables].filter((name) => !defined.has(name));
  if (undefinedVariables.length > 0) {
    throw new ApiError(
      400,
      'PackVariablesUndefined',
      `Pack values refer to undefined variables: ${undefinedVariables.join(', ')}`,
      { variables: undefinedVariables },
    );
  }
  if (!withMacros) return;
  const usable = new Set(tenant.macros.usableFrom(scope).map((macro) => macro.name));
  const missing = [...references.macros].filter((name) => !usable.has(name));
  if (missing.length === 0) return;
  throw new ApiError(422, 'MacrosNotFound', `Macros not found: ${missing.join(', ')}`, { macros: missing });
}

function checkReferences(tenant: Tenant, scope: RequestScope, body: ImportBody, withMacros: boolean): void {
  refuseMissingReferences(tenant, scope, asPacks(body), body.spec.variables, withMacros);
}

function offeredBy(tenant: Tenant, pack: ImportPack): FoundPack[] {
  return tenant.catalogue
    .findEverywhere(pack.name, pack.version, pack.tag)
    .filter((found) => found.version.state !== 'disabled' || tenant.switches.importAcceptsDisabledPacks);
}

function packNotFound(pack: ImportPack, registry?: Registry): ApiError {
  const where = registry === undefined ? 'any registry' : `registry '${registry.name}'`;
  const version = pack.version === '' ? pack.tag : pack.version;
  return new ApiError(404, 'PackNotFound', `Pack '${pack.name}' version '${version}' not found in ${where}`, {
    pack: pack.name,
    version,
  });
}

/** The received document with each pack's registry replaced by what validation found out. */
export type ValidatedDocument = Omit<ImportBody, 'spec'> & {
  spec: Omit<ImportBody['spec'], 'template'> & {
    template: Omit<ImportBody['spec']['template'], 'packs'> & {
      packs: (Omit<ImportPack, 'registry'> & {
        registry: { metadata: Partial<DocumentRegistry>; matchingRegistries?: DocumentRegistry[] };
      })[];
    };
  };
};

/**
 * import/validate: refuses what cannot be imported at all, else answers with the same document in which every pack
 * names the registries that hold its exact version. Source of the shape: specification definition
 * v1PackRegistryImportEntity.
 */
export function validateImport(tenant: Tenant, scope: RequestScope, body: ImportBody): ValidatedDocument {
  const { switches } = tenant;
  checkName(tenant, body.metadata.name);
  const version = profileVersion(tenant, body.spec.version);
  profileType(body.spec.template.type);
  checkPackNames(body.spec.template.packs);
  checkVariables(tenant, body.spec.variables);
  if (switches.validateRefusesDuplicates) checkFree(tenant, scope, body.metadata.name, version);
  checkReferences(tenant, scope, body, switches.missingMacro === 'refuse-validate-and-import');

  const packs = body.spec.template.packs.map((pack) => {
    const metadata = { ...pack.registry?.metadata };
    if (pack.type === 'manifest') return { ...pack, registry: { metadata } };
    const offers = offeredBy(tenant, pack);
    if (offers.length === 0 && switches.missingPackAtValidation === 'error') throw packNotFound(pack);
    const matchingRegistries = offers.map((found) => documentRegistry(found.registry, true));
    return { ...pack, registry: { metadata, matchingRegistries } };
  });
  return { ...body, spec: { ...body.spec, template: { ...body.spec.template, packs } } };
}

function resolveRegistry(tenant: Tenant, pack: ImportPack): Registry {
  const [matching] = pack.registry?.matchingRegistries ?? [];
  const takesMatching = tenant.switches.chosenRegistryIn === 'matching-registries' && matching !== undefined;
  const { uid = '', name = '', kind = '' } = (takesMatching ? matching : pack.registry?.metadata) ?? {};
  const refuse = (reason: string): never => {
    throw new ApiError(404, 'PackRegistryNotFound', `Registry of pack '${pack.name}' ${reason}`);
  };
  if (uid !== '') {
    const known = tenant.catalogue.byUid(uid);
    if (known !== undefined) return known;
    if (!tenant.switches.unknownRegistryUidResolvesByName) return refuse(`with uid '${uid}' not found`);
  } else if (tenant.switches.registryUidRequired) {
    return refuse('has no uid');
  }
  const named = tenant.catalogue.byName(name);
  const sameKind = named.filter((registry) => registry.kind === kind);
  const candidates = sameKind.length > 0 ? sameKind : named;
  const [only] = candidates;
  if (only === undefined) return refuse(`named '${name}' not found`);
  if (candidates.length > 1) return refuse(`is not clear: multiple registries found with name '${name}'`);
  return only;
}

function importPack(tenant: Tenant, pack: ImportPack): StoredPack {
  const { switches, catalogue } = tenant;
  const type = packType(pack.type);
  const manifests: StoredManifest[] = pack.manifests.map(({ name, content }) => ({
    uid: identifierOf(tenant.uid, 'manifest', pack.name, name, content),
    name,
    content,
  }));
  const common = {
    name: pack.name,
    type,
    layer: packLayer(pack.layer),
    version: pack.version,
    tag: pack.tag,
    manifests,
  };
  const trimmed = switches.trimsTrailingNewline ? pack.values.trimEnd() : pack.values;
  if (type === 'manifest') return { ...common, values: trimmed, registryUid: '', packUid: MANIFEST_PACK_UID };

  const registry = resolveRegistry(tenant, pack);
  checkTypeFitsRegistry(tenant, type, registry);
  if (!registry.isSyncSupported) {
    const packUid = identifierOf(tenant.uid, 'chart', registry.uid, pack.name, pack.version);
    return { ...common, values: trimmed, registryUid: registry.uid, packUid };
  }
  const found = catalogue.find(registry, pack.name, pack.version, pack.tag);
  if (found === undefined) throw packNotFound(pack, registry);
  if (found.version.state === 'disabled' && !switches.importAcceptsDisabledPacks) {
    throw new ApiError(400, 'PackDisabled', `Pack '${pack.name}' version '${pack.version}' is disabled`);
  }
  const defaults = found.version.values();
  const values = trimmed === '' ? defaults : trimmed;
  if (values !== defaults) checkPackValues(values, found.version.schema, switches.refusesMaskedValues);
  return {
    ...common,
    version: found.version.version,
    values,
    registryUid: registry.uid,
    packUid: found.version.packUid,
  };
}

/**
 * import: creates the profile in the scope, published or as a draft. Masked text is stored as it is unless the switch
 * `refusesMaskedValues` says otherwise. Nothing is created when any part is refused.
 */
export function importProfile(tenant: Tenant, scope: RequestScope, body: ImportBody, publish: boolean): StoredProfile {
  const { switches } = tenant;
  checkProjectEnabled(tenant, scope);
  checkName(tenant, body.metadata.name);
  const version = profileVersion(tenant, body.spec.version);
  const type = profileType(body.spec.template.type);
  checkPackNames(body.spec.template.packs);
  checkVariables(tenant, body.spec.variables);
  checkFree(tenant, scope, body.metadata.name, version);
  checkReferences(tenant, scope, body, switches.missingMacro !== 'accept');
  const packs = body.spec.template.packs.map((pack) => importPack(tenant, pack));
  const now = tenant.now();
  return tenant.profiles.add({
    name: body.metadata.name,
    version,
    scope,
    description: body.metadata.description,
    labels: body.metadata.labels,
    type,
    cloudType: body.spec.template.cloudType,
    draft: publish ? undefined : { packs },
    published: publish ? { packs } : undefined,
    variables: switches.importDropsVariables ? [] : body.spec.variables,
    inUseClusters: [],
    createdAt: now,
    modifiedAt: now,
  });
}
