import { z } from 'zod';
import { type Place, placeKey } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Remembered } from '../../shared/transfer/plan.ts';
import type { Vault } from './vault.ts';

const valueSchema = z.object({
  profile: z.string(),
  hole: z.string(),
  layer: z.string(),
  key: z.string(),
  value: z.string(),
});
const answersSchema = z.object({
  /** Newest last. */
  values: z.array(valueSchema),
  /** Source place → source registry name → target registry uid. */
  registries: z.record(z.string(), z.record(z.string(), z.string())),
  macroScopes: z.record(z.string(), z.enum(['project', 'tenant'])),
});
const contentSchema = z.object({ version: z.literal(1), targets: z.record(z.string(), answersSchema) });

type KeptValue = z.infer<typeof valueSchema>;
type Answers = z.infer<typeof answersSchema>;

export interface AnswersToKeep {
  readonly target: Place;
  readonly source: Place;
  readonly profile: string;
  readonly values: ReadonlyMap<Hole, string>;
  readonly registries: Readonly<Record<string, string>>;
  readonly macroScopes: Readonly<Record<string, 'project' | 'tenant'>>;
}

export interface RememberedAnswers {
  /** What there is for these holes, without a value in it. A vault that cannot be opened remembers nothing and says why. */
  lookUp(
    source: Place,
    target: Place,
    profile: string,
    holes: readonly Hole[],
  ): Promise<{ readonly remembered: Remembered; readonly problem: Problem | null }>;
  /** The values themselves, by hole id, for the write alone. */
  values(target: Place, profile: string, holes: readonly Hole[]): Promise<ReadonlyMap<string, string>>;
  /** Adds to what is kept for the target; an answer to the same place replaces the earlier one. */
  keep(answers: AnswersToKeep): Promise<Result<null>>;
}

const nothing: Remembered = { holes: [], registries: {}, macroScopes: {} };

/** Answers of earlier imports, per target place, in a vault. */
export function createRememberedAnswers(vault: Vault): RememberedAnswers {
  let queue: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Result<Record<string, Answers>>> {
    const text = await vault.load();
    if (!text.ok) return text;
    const parsed = contentSchema.safeParse(parseJson(text.value ?? ''));
    return ok(parsed.success ? parsed.data.targets : {});
  }

  return {
    async lookUp(source, target, profile, holes) {
      const targets = await load();
      if (!targets.ok) return { remembered: nothing, problem: targets.problem };
      const answers = targets.value[placeKey(target)];
      if (answers === undefined) return { remembered: nothing, problem: null };
      const found = holes.flatMap((hole) => {
        const match = bestMatch(answers.values, profile, hole);
        return match === null ? [] : [{ hole: hole.id, match: match.exact ? ('exact' as const) : ('moved' as const) }];
      });
      const registries = answers.registries[placeKey(source)] ?? {};
      return { remembered: { holes: found, registries, macroScopes: answers.macroScopes }, problem: null };
    },

    async values(target, profile, holes) {
      const targets = await load();
      const kept = targets.ok ? (targets.value[placeKey(target)]?.values ?? []) : [];
      const matches = holes.map((hole) => [hole.id, bestMatch(kept, profile, hole)?.value] as const);
      return new Map(matches.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
    },

    keep(answers) {
      const work = async (): Promise<Result<null>> => {
        const targets = await load();
        if (!targets.ok) return targets;
        const key = placeKey(answers.target);
        const next = { ...targets.value, [key]: merged(targets.value[key], answers) };
        return vault.save(JSON.stringify({ version: 1, targets: next }));
      };
      const done = queue.then(work);
      queue = done;
      return done;
    },
  };
}

function merged(before: Answers | undefined, answers: AnswersToKeep): Answers {
  const fresh = [...answers.values].map(
    ([hole, value]): KeptValue => ({ ...trait(hole), profile: answers.profile, hole: hole.id, value }),
  );
  const replaced = new Set(fresh.map(({ hole }) => hole));
  const kept = (before?.values ?? []).filter((old) => old.profile !== answers.profile || !replaced.has(old.hole));
  const source = placeKey(answers.source);
  return {
    values: [...kept, ...fresh],
    registries: { ...before?.registries, [source]: { ...before?.registries[source], ...answers.registries } },
    macroScopes: { ...before?.macroScopes, ...answers.macroScopes },
  };
}

/**
 * exact: same profile, same place in it. Otherwise the newest value of the same layer and last key, or of the same
 * place in another profile: near enough to offer, never to fill in.
 */
function bestMatch(
  kept: readonly KeptValue[],
  profile: string,
  hole: Hole,
): { readonly exact: boolean; readonly value: string } | null {
  const exact = kept.findLast((each) => each.profile === profile && each.hole === hole.id);
  if (exact !== undefined) return { exact: true, value: exact.value };
  const { layer, key } = trait(hole);
  const near =
    kept.findLast((each) => each.profile === profile && each.layer === layer && each.key === key) ??
    kept.findLast((each) => each.hole === hole.id);
  return near === undefined ? null : { exact: false, value: near.value };
}

function trait(hole: Hole): { readonly layer: string; readonly key: string } {
  if (hole.where.kind === 'variable') return { layer: '', key: hole.where.name };
  return { layer: hole.where.layer, key: String(hole.where.path.keys.at(-1) ?? '') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
