import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/problem.ts';
import { leadsToReview } from '../../shared/transfer/reviewed.ts';
import { firstPart, type SheetPart } from './parts.ts';
import type { Phase } from './phase.ts';
import type { Planned } from './use-plans.ts';

/** Where the keyboard begins in a part: at what its first open point needs, else at anything that is answered there. */
const beginnings = [
  '[data-begin] [data-open] :is(input, textarea, button):not([disabled])',
  '[data-begin] :is(input, textarea, button):not([disabled])',
];

/** The same, else the confirmation, else the part's tab. */
function beginningOf(dialog: Element | null | undefined): HTMLElement | null {
  const tab = dialog?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]') ?? null;
  // The part that was left may still be there for a moment.
  const panel = document.getElementById(tab?.getAttribute('aria-controls') ?? '');
  const inPanel = beginnings.map((selector) => panel?.querySelector<HTMLElement>(selector) ?? null);
  const confirm = dialog?.querySelector<HTMLElement>('[data-confirm]:not([disabled])') ?? null;
  return [...inPanel, confirm].find((one) => one !== null) ?? tab;
}

/** Which part is on screen. It begins at the first open point, and does not jump while answers close one after another. */
export function usePart(phase: Phase, currentPlan: Planned | undefined) {
  const [chosen, setPart] = useState<SheetPart | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const begin = currentPlan === undefined ? null : firstPart(currentPlan.plan);
  useEffect(() => {
    if (chosen === null && begin !== null) setPart(begin);
  }, [chosen, begin]);
  useEffect(() => {
    if (phase === 'RUN') setPart('proof');
  }, [phase]);
  // A run that came back leaves nothing to prove: once, on to what is open now.
  const returned = currentPlan?.transfer.returned ?? null;
  const isChecked = currentPlan?.transfer.checking === false;
  const jumpedFor = useRef<Problem | null>(null);
  const [beginning, setBeginning] = useState(0);
  useEffect(() => {
    if (returned === null || !leadsToReview(returned) || !isChecked || begin === null) return;
    if (jumpedFor.current === returned) return;
    jumpedFor.current = returned;
    setPart(begin);
    setBeginning((times) => times + 1);
  }, [returned, isChecked, begin]);
  const hasBegun = chosen !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins again whenever a part is led on to
  useEffect(() => {
    if (!hasBegun) return;
    beginningOf(frame.current?.closest('[role="dialog"]'))?.focus();
  }, [hasBegun, beginning]);
  /** On to another part, the keyboard with it. */
  const ledTo = (part: SheetPart): void => {
    setPart(part);
    setBeginning((times) => times + 1);
  };
  return { part: chosen ?? begin ?? 'confirm', setPart, ledTo, frame };
}
