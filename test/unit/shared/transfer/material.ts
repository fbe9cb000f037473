import type { Problem } from '../../../../shared/problem.ts';
import type { Pack, ProfileDocument, Variable } from '../../../../shared/profile/document.ts';
import type { PackRules } from '../../../../shared/profile/pack-rules.ts';
import type { Fact, PackOffer, PackVersion, TargetFacts, TargetRegistry } from '../../../../shared/transfer/facts.ts';
import type { Check, Remembered, TransferMaterial, TransferPlan } from '../../../../shared/transfer/plan.ts';

/** A target and a source in a few words: everything not named is in order. */

export const lost: Problem = { kind: 'connection-lost', host: 'target.test' };
export const forbidden: Problem = {
  kind: 'permission-denied',
  host: 'target.test',
  permission: 'macro.list',
  message: 'Forbidden',
};
export const refusal: Problem = {
  kind: 'server-refused',
  host: 'target.test',
  status: 400,
  code: 'PackValuesInvalid',
  message: 'values are invalid',
  reference: '',
};

export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

export function unknown(problem: Problem = lost): { readonly known: false; readonly problem: Problem } {
  return { known: false, problem };
}

export function registry(uid: string, name: string, kind: string, more: Partial<TargetRegistry> = {}): TargetRegistry {
  return {
    uid,
    name,
    kind,
    scope: 'system',
    isDefault: false,
    isPrivate: false,
    isSyncSupported: true,
    metadata: { uid, name, kind, isPrivate: false, providerType: kind === 'helm' ? 'helm' : 'pack' },
    ...more,
  };
}

export const publicRepo = registry('t-public', 'Public Repo', 'pack', { isDefault: true });
export const paletteRegistry = registry('t-palette', 'Palette Registry', 'oci');
export const community = registry('t-community', 'Palette Community Registry', 'oci');
export const charts = registry('t-charts', 'Bitnami', 'helm');
export const allRegistries = [publicRepo, paletteRegistry, community, charts];

export function pack(name: string, more: Partial<Pack> = {}): Pack {
  return {
    name,
    type: 'spectro',
    layer: 'addon',
    version: '1.2.3',
    tag: '1.2.3',
    values: 'replicas: 2\n',
    registry: { metadata: { uid: 's-public', name: 'Public Repo', kind: 'pack', isPrivate: false } },
    manifests: [],
    ...more,
  };
}

/** A layer that came from a registry of that name and kind. */
export function packFrom(source: string, kind: string, name: string, more: Partial<Pack> = {}): Pack {
  const type = kind === 'pack' ? 'spectro' : kind;
  return pack(name, { type, registry: { metadata: { uid: `s-${source}`, name: source, kind } }, ...more });
}

export function manifestPack(name: string, content: string): Pack {
  return pack(name, {
    type: 'manifest',
    registry: { metadata: { uid: '', name: '', kind: '', isPrivate: false } },
    manifests: [{ name: 'main', content }],
  });
}

export function version(of: string, more: Partial<PackVersion> = {}): PackVersion {
  return { version: of, tag: of, parentTags: [], state: 'usable', ...more };
}

/** What the target answers about one pack: the registries that match, and the versions of those that were asked. */
export function offer(
  matching: readonly string[],
  versions: Readonly<Record<string, readonly PackVersion[] | Problem>> = {},
): PackOffer {
  const entries = Object.entries(versions).map(
    ([uid, answer]) => [uid, 'kind' in answer ? unknown(answer) : known(answer)] as const,
  );
  return { matchingRegistryUids: matching, unproven: null, versionsByRegistry: Object.fromEntries(entries) };
}

export interface Story {
  readonly name?: string;
  readonly version?: string | null;
  readonly packs?: readonly Pack[];
  readonly variables?: readonly Variable[];
  /** By pack name; packs that are not named are held by Public Repo. */
  readonly offers?: Readonly<Record<string, PackOffer>>;
  /** `name version` pairs. */
  readonly taken?: readonly (readonly [name: string, version: string])[];
  /** `null`: the target is a tenant. */
  readonly projectMacros?: readonly string[] | null;
  readonly tenantMacros?: readonly string[];
  readonly systemMacros?: readonly string[];
  readonly permissions?: readonly string[];
  readonly facts?: Partial<TargetFacts>;
  readonly remembered?: Partial<Remembered>;
  readonly sourceTraces?: readonly string[];
  readonly samePlace?: boolean;
  readonly rules?: PackRules;
}

export function material(story: Story = {}): TransferMaterial {
  const packs = story.packs ?? [pack('nginx')];
  return {
    document: documentOf(story, packs),
    mark: 'mark-1',
    rules: story.rules ?? {},
    facts: factsOf(story, packs),
    remembered: { holes: [], registries: {}, macroScopes: {}, ...story.remembered },
    sourceTraces: story.sourceTraces ?? [],
    samePlace: story.samePlace ?? false,
  };
}

function documentOf(story: Story, packs: readonly Pack[]): ProfileDocument {
  const { version: profileVersion = '1.0.0' } = story;
  return {
    metadata: { name: story.name ?? 'edge-base', description: '', labels: {} },
    spec: {
      ...(profileVersion === null ? {} : { version: profileVersion }),
      template: { type: 'add-on', cloudType: 'all', packs: [...packs] },
      ...(story.variables === undefined ? {} : { variables: [...story.variables] }),
    },
  };
}

function factsOf(story: Story, packs: readonly Pack[]): TargetFacts {
  const offers = packs
    .filter((layer) => layer.type !== 'manifest')
    .map((layer) => [layer.name, story.offers?.[layer.name] ?? offer([publicRepo.uid])] as const);
  const project = story.projectMacros === undefined ? [] : story.projectMacros;
  return {
    tenantName: 'acme',
    projectName: project === null ? null : 'payments',
    takenNames: known((story.taken ?? []).map(([name, of], index) => ({ uid: `taken-${index}`, name, version: of }))),
    sameName: known(null),
    macros: {
      project: project === null ? null : known(project),
      tenant: known(story.tenantMacros ?? []),
      system: known(story.systemMacros ?? []),
    },
    registries: known(allRegistries),
    packs: known(Object.fromEntries(offers)),
    permissions: known(story.permissions ?? ['clusterProfile.create', 'clusterProfile.publish', 'macro.create']),
    serverCheck: known(null),
    cloneCheck: null,
    ...story.facts,
  };
}

/** The one check about a subject; fails the test by name when it is not there. */
export function checkOf<A extends Check['about']>(
  plan: TransferPlan,
  about: A,
  id?: string,
): Extract<Check, { about: A }> {
  const found = plan.checks.find((check) => check.about === about && (id === undefined || check.id === id));
  if (found === undefined) {
    throw new Error(`No check about ${about}${id === undefined ? '' : ` with id ${id}`}`);
  }
  return found as Extract<Check, { about: A }>;
}

export function checksOf<A extends Check['about']>(
  plan: TransferPlan,
  about: A,
): readonly Extract<Check, { about: A }>[] {
  return plan.checks.filter((check): check is Extract<Check, { about: A }> => check.about === about);
}

/** What stops the import, by check id. */
export function stopping(plan: TransferPlan): readonly string[] {
  return plan.checks.filter((check) => ['open', 'refused', 'unknown'].includes(check.state)).map((check) => check.id);
}

/** The decision that the first fix of that kind makes. */
export function fixOf(check: Check, suits: string) {
  const fix = check.fixes.find((candidate) => candidate.kind === 'decide' && candidate.suits === suits);
  if (fix?.kind !== 'decide') {
    throw new Error(`${check.id} offers no ${suits}`);
  }
  return fix.decision;
}
