import { holesOfText, UniqueIds } from '../../shared/profile/find-holes.ts';
import { MASK, textKey } from '../../shared/profile/holes.ts';
import { placeAfter, type TextEdit } from '../../shared/profile/text-edits.ts';
import { textsOf } from '../../shared/profile/texts.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { HolePlace } from './answer-history.ts';

export interface MovedAnswers {
  readonly decisions: readonly Decision[];
  /** Holes that go under another name now, by the name they had. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * The answers after texts were edited. A hole is named by its path, so a key that is renamed, or a line that moves into
 * another block, gives it another name: its answer follows the mask itself. The answer of a mask that goes stays, for it
 * may come back. `ways`: what makes the texts of `after` of those of `before`, by text.
 */
export function movedAnswers(
  before: TransferMaterial,
  after: TransferMaterial,
  ways: ReadonlyMap<string, readonly TextEdit[]>,
  decisions: readonly Decision[],
): MovedAnswers {
  const origins = new Map<string, string>();
  for (const { id, key, start, end } of placesOf(before)) {
    const now = placeAfter(start, end, ways.get(key) ?? []);
    if (now !== null) origins.set(`${key} ${now}`, id);
  }
  const answers = new Map(decisions.flatMap((one) => ('hole' in one ? [[one.hole, one] as const] : [])));
  const moved = new Map<string, Decision | null>();
  const renamed = new Map<string, string>();
  for (const { id, key, start, hasPath } of placesOf(after)) {
    const origin = origins.get(`${key} ${start}`);
    if (origin === id) continue;
    if (origin !== undefined) {
      const answer = answers.get(origin);
      moved.set(id, answer === undefined ? null : { ...answer, hole: id });
      renamed.set(origin, id);
    } else if (!hasPath && answers.has(id)) {
      // Named by its line alone, which may have been another value's before.
      moved.set(id, null);
    }
  }
  if (moved.size === 0) return { decisions, renamed };
  const others = decisions.filter((one) => !('hole' in one && moved.has(one.hole)));
  return { decisions: [...others, ...[...moved.values()].filter((one) => one !== null)], renamed };
}

interface Place extends HolePlace {
  readonly id: string;
  readonly end: number;
  readonly hasPath: boolean;
}

/** The places of the holes in the texts, in the order of the stack. */
export function placesOf({ document, rules }: TransferMaterial): readonly Place[] {
  const ids = new UniqueIds();
  return textsOf(document).flatMap((part) =>
    holesOfText(document, part, ids, rules).map(({ hole, scalar }): Place => {
      const isMask = hole.reason === 'masked';
      const start = isMask ? part.text.indexOf(MASK, scalar.contentStart) : scalar.start;
      const end = isMask ? start + MASK.length : scalar.end;
      const hasPath = hole.where.kind === 'scalar' && hole.where.path.keys.length > 0;
      return { id: hole.id, key: textKey(part.address), start, end, hasPath };
    }),
  );
}
