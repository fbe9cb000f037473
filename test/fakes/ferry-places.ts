import type { ProfileDetails, ProfileRow } from '../../shared/bridge/views.ts';
import type { EnvironmentPlace } from '../../shared/place.ts';
import { type ProfileDocument, packsOf, versionOf } from '../../shared/profile/document.ts';
import { findHoles } from '../../shared/profile/find-holes.ts';
import { findReferences, macrosIn } from '../../shared/profile/find-references.ts';
import type { TargetFacts, TargetRegistry } from '../../shared/transfer/facts.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { FakeProfile } from './ferry-profiles.ts';

function newest(profile: FakeProfile): ProfileDocument {
  const [first] = profile.versions;
  if (first === undefined) throw new Error('A fake profile needs a version');
  return first.document;
}

/** The row a pane shows for a profile. */
export function rowOf(profile: FakeProfile): ProfileRow {
  const document = newest(profile);
  return {
    name: document.metadata.name,
    type: document.spec.template.type ?? '',
    cloudType: document.spec.template.cloudType ?? '',
    scope: profile.scope,
    versions: profile.versions.map(({ uid, document: one }) => ({ uid, version: versionOf(one) })),
    layers: packsOf(document).map((pack) => ({
      name: pack.name,
      displayName: pack.name,
      layer: pack.layer ?? '',
      version: pack.version ?? '',
    })),
    tags: Object.entries(document.metadata.labels ?? {}).map(([key, value]) => `${key}:${value}`),
    isPublished: profile.isPublished,
    hasDraft: !profile.isPublished,
    lastModified: profile.lastModified,
    inUse: profile.inUse,
    deprecatedPacks: 0,
    disabledPacks: 0,
    deletedPacks: 0,
  };
}

/** The details of one version. */
export function detailsOf(uid: string, document: ProfileDocument): ProfileDetails {
  const holes = findHoles(document);
  return {
    uid,
    name: document.metadata.name,
    version: versionOf(document),
    type: document.spec.template.type ?? '',
    cloudType: document.spec.template.cloudType ?? '',
    description: document.metadata.description ?? '',
    tags: Object.entries(document.metadata.labels ?? {}).map(([key, value]) => `${key}:${value}`),
    layers: packsOf(document).map((pack) => ({
      name: pack.name,
      displayName: pack.name,
      layer: pack.layer ?? '',
      version: pack.version ?? '',
      type: pack.type ?? '',
      tag: pack.tag ?? '',
      registry: pack.registry?.metadata?.name ?? '',
      manifests: (pack.manifests ?? []).map((manifest) => manifest.name ?? ''),
      maskedValues: holes.filter((hole) => hole.where.kind === 'scalar' && hole.where.layer === pack.name).length,
    })),
    variables: (document.spec.variables ?? []).map((variable) => ({
      name: variable.name,
      displayName: variable.displayName ?? '',
      format: variable.format ?? 'string',
      required: variable.required ?? false,
      isSensitive: variable.isSensitive ?? false,
    })),
    holes,
    macros: macrosIn(findReferences(document)),
  };
}

function registry(uid: string, name: string, kind: string): TargetRegistry {
  const isPrivate = kind === 'helm';
  return {
    uid,
    name,
    kind,
    scope: isPrivate ? 'tenant' : 'system',
    isDefault: !isPrivate,
    isPrivate,
    isSyncSupported: true,
    metadata: { uid, name, kind, isPrivate },
  };
}

const registries = [
  registry('registry-public-prod', 'Public Repo', 'pack'),
  registry('registry-mirror-prod', 'mirror-eu', 'pack'),
  registry('registry-helm-prod', 'acme-helm', 'helm'),
  registry('registry-charts-prod', 'charts-eu', 'helm'),
];
/** In no registry of the target. */
const absent = ['acme-mesh-gateway'];
/** In two registries of the target, of which neither has the source's name. */
const inSeveral = ['loki'];

function factsOf(
  document: ProfileDocument,
  target: EnvironmentPlace,
  profiles: readonly FakeProfile[],
  tenantName: string,
  clones: boolean,
): TargetFacts {
  const offers = packsOf(document)
    .filter((pack) => pack.type !== 'manifest')
    .map((pack) => {
      const kind = pack.type === 'helm' ? 'helm' : 'pack';
      const holding = registries.filter((one) => one.kind === kind).map((one) => one.uid);
      const uids = absent.includes(pack.name) ? [] : inSeveral.includes(pack.name) ? holding : holding.slice(0, 1);
      const tags = { version: pack.version ?? '', tag: pack.tag ?? '', parentTags: [], state: 'usable' as const };
      return [
        pack.name,
        {
          matchingRegistryUids: uids,
          unproven: null,
          versionsByRegistry: Object.fromEntries(
            registries
              .filter((one) => one.kind === kind)
              .map((one) => [one.uid, { known: true as const, value: uids.includes(one.uid) ? [tags] : [] }]),
          ),
        },
      ] as const;
    });
  return {
    tenantName,
    projectName: target.scope.kind === 'project' ? target.scope.name : null,
    takenNames: {
      known: true,
      value: profiles.flatMap((profile) =>
        profile.versions.map(({ uid, document: one }) => ({ uid, name: one.metadata.name, version: versionOf(one) })),
      ),
    },
    sameName: { known: true, value: null },
    macros: {
      project: target.scope.kind === 'project' ? { known: true, value: [] } : null,
      tenant: { known: true, value: ['base_domain'] },
      system: { known: true, value: [] },
    },
    registries: { known: true, value: registries },
    packs: { known: true, value: Object.fromEntries(offers) },
    permissions: {
      known: true,
      value: ['clusterProfile.create', 'clusterProfile.publish', 'clusterProfile.get', 'macro.create', 'macro.update'],
    },
    serverCheck: { known: true, value: null },
    cloneCheck: clones ? { known: true, value: null } : null,
  };
}

/** What planning brings for one profile and target. */
export function materialOf(
  document: ProfileDocument,
  target: EnvironmentPlace,
  profiles: readonly FakeProfile[],
  tenantName: string,
  samePlace: boolean,
  clones: boolean,
): TransferMaterial {
  const inHelm = packsOf(document).some((pack) => inSeveral.includes(pack.name));
  const material: TransferMaterial = {
    document: inHelm ? withOtherRegistry(document) : document,
    mark: `mark-of-${document.metadata.name}`,
    facts: factsOf(document, target, profiles, tenantName, clones),
    rules: {},
    remembered: { holes: [], registries: {}, macroScopes: {} },
    sourceTraces: [],
    samePlace,
  };
  return material;
}

/** A source registry that the target does not know by name, so that someone must choose. */
function withOtherRegistry(document: ProfileDocument): ProfileDocument {
  const packs = packsOf(document).map((pack) =>
    inSeveral.includes(pack.name)
      ? {
          ...pack,
          registry: {
            metadata: { uid: 'registry-grafana-dev', name: 'grafana-charts', kind: 'helm', isPrivate: true },
          },
        }
      : pack,
  );
  return { ...document, spec: { ...document.spec, template: { ...document.spec.template, packs } } };
}
