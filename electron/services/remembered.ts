import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { type EnvironmentPlace, placeKey, samePlace, type TransferSource } from '../../shared/place.ts';
import { environmentPlaceSchema, transferSourceSchema } from '../../shared/place-shapes.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import type { RememberedEntry } from '../../shared/remembered.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Remembered } from '../../shared/transfer/plan.ts';
import type { RememberedUse } from '../../shared/transfer/reviewed.ts';
import type { ClockPort } from '../ports/clock.ts';
import { entriesOfVersion1 } from './remembered-v1.ts';
import type { Vault, VaultKept } from './vault.ts';
import { createVaultList } from './vault-list.ts';

const kept = { id: z.uuid(), target: environmentPlaceSchema, keptAt: z.string().nullable() };
const valueSchema = z.object({
  ...kept,
  kind: z.literal('value'),
  profile: z.string(),
  hole: z.string(),
  layer: z.string(),
  key: z.string(),
  path: z.array(z.string()),
  value: z.string(),
});
const registrySchema = z.object({
  ...kept,
  kind: z.literal('registry'),
  source: transferSourceSchema,
  sourceRegistry: z.string(),
  registryUid: z.string(),
  registryName: z.string(),
});
const macroScopeSchema = z.object({
  ...kept,
  kind: z.literal('macro-scope'),
  macro: z.string(),
  scope: z.enum(['project', 'tenant']),
});
const entrySchema = z.discriminatedUnion('kind', [valueSchema, registrySchema, macroScopeSchema]);

type KeptValue = z.infer<typeof valueSchema>;
/** One answer as it lies in the vault. */
export type Kept = z.infer<typeof entrySchema>;

export interface AnswersToKeep {
  readonly target: EnvironmentPlace;
  readonly source: TransferSource;
  readonly profile: string;
  readonly values: ReadonlyMap<Hole, string>;
  /** Source registry name → target registry. */
  readonly registries: Readonly<Record<string, { readonly uid: string; readonly name: string }>>;
  readonly macroScopes: Readonly<Record<string, 'project' | 'tenant'>>;
}

export interface RememberedAnswers {
  /** What the window may call. */
  readonly calls: Ferry['remembered'];
  /** What there is for these holes, without a value in it. A vault that cannot be opened remembers nothing and says why. */
  lookUp(
    source: TransferSource,
    target: EnvironmentPlace,
    profile: string,
    holes: readonly Hole[],
  ): Promise<{ readonly remembered: Remembered; readonly problem: Problem | null }>;
  /** The values themselves, by hole id, for the write alone; without those that are not kept for this target (any more). */
  values(target: EnvironmentPlace, uses: readonly RememberedUse[]): Promise<ReadonlyMap<string, string>>;
  /** Adds to what is kept for the target; an answer to the same question replaces the earlier one. */
  keep(answers: AnswersToKeep): Promise<Result<null>>;
}

/** Answers of earlier imports, per target place, in a vault. */
export function createRememberedAnswers(vault: Vault, clock: Pick<ClockPort, 'now'>): RememberedAnswers {
  /** Oldest first. */
  const list = createVaultList(vault, 'remembered-answers', entrySchema, entriesOfVersion1);
  const done = (changed: Result<VaultKept>): Result<null> => (changed.ok ? ok(null) : changed);

  return {
    calls: {
      async list() {
        const entries = await list.read();
        return entries.ok ? ok(entries.value.map(withoutValue)) : entries;
      },
      async reveal({ id }) {
        const entries = await list.read();
        if (!entries.ok) return entries;
        const entry = entries.value.find((each) => each.id === id);
        // SECURITY: the one way for a remembered value into the window, on the person's own request.
        return entry?.kind === 'value'
          ? ok(entry.value)
          : failed({ kind: 'request-malformed', call: 'remembered.reveal' });
      },
      async forget({ ids }) {
        const forgotten = new Set(ids);
        return done(await list.change((entries) => entries.filter(({ id }) => !forgotten.has(id))));
      },
      forgetAll: list.clear,
    },

    async lookUp(source, target, profile, holes) {
      const entries = await list.read();
      const here = entries.ok ? entries.value.filter((each) => samePlace(each.target, target)) : [];
      const registries: Record<string, string> = {};
      const macroScopes: Record<string, 'project' | 'tenant'> = {};
      for (const each of here) {
        if (each.kind === 'registry' && samePlace(each.source, lasting(source)))
          registries[each.sourceRegistry] = each.registryUid;
        if (each.kind === 'macro-scope') macroScopes[each.macro] = each.scope;
      }
      const found = holes.flatMap((hole) => {
        const match = bestMatch(here, profile, hole);
        if (match === null) return [];
        return [{ hole: hole.id, entry: match.entry.id, match: match.kind, from: whereGiven(match.entry, profile) }];
      });
      return { remembered: { holes: found, registries, macroScopes }, problem: entries.ok ? null : entries.problem };
    },

    async values(target, uses) {
      if (uses.length === 0) return new Map();
      const entries = await list.read();
      const here = entries.ok ? entries.value.filter((each) => samePlace(each.target, target)) : [];
      const values = new Map(here.flatMap((each) => (each.kind === 'value' ? [[each.id, each.value] as const] : [])));
      return new Map(
        uses.flatMap(({ hole, entry }) => {
          const value = values.get(entry);
          return value === undefined ? [] : [[hole, value] as const];
        }),
      );
    },

    async keep(answers) {
      const fresh = entriesOf(answers, new Date(clock.now()).toISOString());
      if (fresh.length === 0) return ok(null);
      return done(await list.change((entries) => merged(entries, fresh)));
    },
  };
}

/** What was chosen for one file counts for the next, in whichever folder it lies: its registries are known by their names. */
function lasting(source: TransferSource): TransferSource {
  return source.kind === 'environment' ? source : anyFile;
}

const anyFile = { kind: 'file', file: '00000000-0000-4000-8000-000000000000', name: '' } as const;

function withoutValue(entry: Kept): RememberedEntry {
  if (entry.kind !== 'value') return entry;
  // SECURITY: named one by one, so that no member added later slips through.
  const { id, target, keptAt, kind, profile, layer, key, path } = entry;
  return { id, target, keptAt, kind, profile, layer, key, path };
}

function entriesOf(answers: AnswersToKeep, keptAt: string): readonly Kept[] {
  const common = () => ({ id: randomUUID(), target: answers.target, keptAt });
  return [
    ...[...answers.values].map(([hole, value]): Kept => {
      return { ...common(), kind: 'value', profile: answers.profile, hole: hole.id, ...trait(hole), value };
    }),
    ...Object.entries(answers.registries).map(([sourceRegistry, { uid, name }]): Kept => {
      const source = lasting(answers.source);
      return { ...common(), kind: 'registry', source, sourceRegistry, registryUid: uid, registryName: name };
    }),
    ...Object.entries(answers.macroScopes).map(([macro, scope]): Kept => {
      return { ...common(), kind: 'macro-scope', macro, scope };
    }),
  ];
}

/** The same value again keeps its name: who chose it in another sheet meanwhile still means this one. */
function merged(before: readonly Kept[], fresh: readonly Kept[]): readonly Kept[] {
  const earlier = new Map(before.map((entry) => [question(entry), entry]));
  const answered = new Set(fresh.map(question));
  return [
    ...before.filter((entry) => !answered.has(question(entry))),
    ...fresh.map((entry) => {
      const known = earlier.get(question(entry));
      const isSame = known?.kind === 'value' && entry.kind === 'value' && known.value === entry.value;
      return isSame ? { ...entry, id: known.id } : entry;
    }),
  ];
}

/** One text per question, so that its newest answer replaces the one before. */
function question(entry: Kept): string {
  const about =
    entry.kind === 'value'
      ? [entry.profile, entry.hole]
      : entry.kind === 'registry'
        ? [placeKey(entry.source), entry.sourceRegistry]
        : [entry.macro];
  return JSON.stringify([entry.kind, placeKey(entry.target), ...about]);
}

/**
 * exact: same profile, same place in it. Otherwise the newest value of the same layer and last key, or of the same
 * place in another profile: near enough to offer, never to fill in.
 */
function bestMatch(
  here: readonly Kept[],
  profile: string,
  hole: Hole,
): { readonly kind: 'exact' | 'moved'; readonly entry: KeptValue } | null {
  const values = here.filter((each) => each.kind === 'value');
  const exact = values.findLast((each) => each.profile === profile && each.hole === hole.id);
  if (exact !== undefined) return { kind: 'exact', entry: exact };
  const { layer, key } = trait(hole);
  const near =
    values.findLast((each) => each.profile === profile && each.layer === layer && each.key === key) ??
    values.findLast((each) => each.hole === hole.id);
  return near === undefined ? null : { kind: 'moved', entry: near };
}

/** SECURITY: a place, never the value. */
function whereGiven({ profile, path }: KeptValue, asking: string): string {
  const place = path.join('.');
  return profile === asking ? place : `${profile} ▸ ${place}`;
}

function trait(hole: Hole): Pick<KeptValue, 'layer' | 'key' | 'path'> {
  const { where } = hole;
  if (where.kind === 'variable') return { layer: '', key: where.name, path: [where.name] };
  const path = where.path.keys.map(String);
  return { layer: where.layer, key: path.at(-1) ?? '', path };
}
