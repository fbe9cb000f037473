import { useEffect, useMemo, useRef } from 'react';
import type { Hole } from '../../shared/profile/holes.ts';
import { type HoleElsewhere, sameQuestions } from '../../shared/transfer/same-question.ts';
import { useAnswerBook } from './use-answer-book.ts';
import type { Planned } from './use-plans.ts';

/** A hole of another profile of the sheet that asks the same. */
export interface AskedElsewhere extends HoleElsewhere {
  /** The profile, with its version. */
  readonly profile: string;
  readonly isOpen: boolean;
}

/** The holes of the other profiles that ask what this hole of a transfer asks. */
export type AsksTheSame = (transfer: string, hole: Hole) => readonly AskedElsewhere[];

/** Finds the other profiles of a sheet that miss the same value as one of its holes. */
export function useSameQuestions(sheet: readonly Planned[]): AsksTheSame {
  const places = useSamePlaces(sheet);
  const asked = useMemo(() => sameQuestions(places), [places]);
  return (transfer, hole) =>
    asked(transfer, hole).flatMap((other): readonly AskedElsewhere[] => {
      const plan = sheet.find((one) => one.transfer.id === other.id);
      const found = plan?.plan.holes.find((one) => one.hole.id === other.hole);
      // What is left masked in one place cannot be left so where nothing is masked.
      if (plan === undefined || found === undefined || found.hole.reason !== hole.reason) return [];
      const { name, version } = plan.transfer.request.profile;
      return [{ ...other, profile: `${name} ${version}`, isOpen: found.state === 'not-filled' }];
    });
}

/** An answer that was given for all like it counts for those profiles too whose questions were not known yet. */
export function useLateQuestions(sheet: readonly Planned[], asksTheSame: AsksTheSame): void {
  const book = useAnswerBook();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...sheet.map(({ transfer }) => transfer.id)]);
    if (before === null) return;
    for (const { transfer, plan } of sheet) {
      if (before.has(transfer.id)) continue;
      for (const { hole, state } of plan.holes) {
        if (state !== 'not-filled') continue;
        const shared = asksTheSame(transfer.id, hole).find((other) => book.sharedWith(other.id, other.hole).length > 0);
        if (shared !== undefined) book.share(shared.id, shared.hole, [{ id: transfer.id, hole: hole.id }]);
      }
    }
  });
}

/** Every answer makes new plans; their holes stay where they are, so what was found of them stays too. */
function useSamePlaces(sheet: readonly Planned[]) {
  const now = sheet.map(({ transfer, material, plan }) => ({
    id: transfer.id,
    document: material.document,
    holes: plan.holes.map(({ hole }) => hole),
  }));
  const last = useRef(now);
  const isSame =
    last.current.length === now.length &&
    now.every(({ id, document, holes }, at) => {
      const before = last.current[at];
      return (
        before?.id === id &&
        before.document === document &&
        before.holes.length === holes.length &&
        holes.every((hole, nth) => hole === before.holes[nth])
      );
    });
  if (!isSame) last.current = now;
  return last.current;
}
