import { identifierOf } from '../identifiers.ts';
import { registryPackName } from '../model/catalogue.ts';
import { MANIFEST_PACK_UID } from '../model/import-document.ts';
import type { ProfileType, Scope, StoredManifest, StoredPack, StoredTemplate, Variable } from '../model/kinds.ts';
import { typeOfRegistry } from '../model/pack-catalogue-views.ts';
import type { Tenant } from '../model/tenant.ts';

/** A pack of a seeded profile, found in a registry by name. */
export interface PackUse {
  name: string;
  version: string;
  registry: string;
  /** Changes the default values; the default values are used as they are when left out. */
  edit?: (values: string) => string;
}

/** A pack that consists of manifests. */
export interface ManifestUse {
  name: string;
  manifests: { name: string; content: string }[];
  priority?: number;
}

/** One seeded version of a profile. */
export interface ProfileBlueprint {
  name: string;
  version: string;
  /** Project name, or the tenant. */
  scope: { project: string } | 'tenant';
  type: ProfileType;
  cloudType: string;
  description: string;
  labels?: Record<string, string>;
  packs: (PackUse | ManifestUse)[];
  /** The stack of a draft; `only` when nothing has been published. */
  draft?: 'only' | (PackUse | ManifestUse)[];
  variables?: Variable[];
  inUseBy?: string[];
}

function manifestPack(tenant: Tenant, use: ManifestUse): StoredPack {
  const manifests: StoredManifest[] = use.manifests.map(({ name, content }) => ({
    uid: identifierOf(tenant.uid, 'manifest', use.name, name, content),
    name,
    content,
  }));
  return {
    name: use.name,
    type: 'manifest',
    layer: 'addon',
    version: '1.0.0',
    tag: '',
    values: `pack:\n  spectrocloud.com/install-priority: "${use.priority ?? 0}"\n`,
    registryUid: '',
    packUid: MANIFEST_PACK_UID,
    manifests,
  };
}

function registryPackUse(tenant: Tenant, use: PackUse): StoredPack {
  const [registry] = tenant.catalogue.byName(use.registry);
  const found = registry && tenant.catalogue.find(registry, use.name, use.version, '');
  if (registry === undefined || found === undefined) {
    throw new Error(`Seed: '${registryPackName(use.name)}' ${use.version} is not in '${use.registry}'`);
  }
  const defaults = found.version.values();
  return {
    name: use.name,
    type: typeOfRegistry(registry),
    layer: found.pack.layer,
    version: found.version.version,
    tag: found.version.tag,
    values: use.edit === undefined ? defaults : use.edit(defaults),
    registryUid: registry.uid,
    packUid: found.version.packUid,
    manifests: [],
  };
}

function template(tenant: Tenant, uses: (PackUse | ManifestUse)[]): StoredTemplate {
  return { packs: uses.map((use) => ('manifests' in use ? manifestPack(tenant, use) : registryPackUse(tenant, use))) };
}

function scopeOf(tenant: Tenant, scope: ProfileBlueprint['scope']): Scope {
  if (scope === 'tenant') return { kind: 'tenant' };
  const project = tenant.projects.find((candidate) => candidate.name === scope.project);
  if (project === undefined) throw new Error(`Seed: no project '${scope.project}'`);
  return { kind: 'project', projectUid: project.uid };
}

/** Stores the blueprints as profiles of the tenant; a day lies between one and the next. */
export function sowProfiles(tenant: Tenant, blueprints: ProfileBlueprint[], firstDay: string): void {
  blueprints.forEach((blueprint, index) => {
    const { draft } = blueprint;
    const stack = template(tenant, blueprint.packs);
    const createdAt = new Date(Date.parse(firstDay) + index * 24 * 60 * 60 * 1000).toISOString();
    tenant.profiles.add({
      name: blueprint.name,
      version: blueprint.version,
      scope: scopeOf(tenant, blueprint.scope),
      description: blueprint.description,
      labels: blueprint.labels ?? {},
      type: blueprint.type,
      cloudType: blueprint.cloudType,
      published: draft === 'only' ? undefined : stack,
      draft: draft === 'only' ? stack : draft && template(tenant, draft),
      variables: blueprint.variables ?? [],
      inUseClusters: (blueprint.inUseBy ?? []).map((name) => ({
        name,
        uid: identifierOf(tenant.uid, 'cluster', name),
      })),
      createdAt,
      modifiedAt: createdAt,
    });
  });
}
