import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/problem.ts';
import { firstPart, type SheetPart } from './parts.ts';
import type { Phase } from './phase.ts';
import type { Planned } from './use-plans.ts';

/** Where the keyboard begins: at what the first open point needs, else at the confirmation, else at its tab. */
const beginnings = [
  '[data-begin] [data-open] :is(input, textarea, button):not([disabled])',
  '[data-begin] :is(input, textarea, button):not([disabled])',
  '[data-confirm]:not([disabled])',
  '[role="tab"][aria-selected="true"]',
];

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
    if (returned?.kind !== 'plan-open' || !isChecked || begin === null || jumpedFor.current === returned) return;
    jumpedFor.current = returned;
    setPart(begin);
    setBeginning((times) => times + 1);
  }, [returned, isChecked, begin]);
  const hasBegun = chosen !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins again whenever a run came back
  useEffect(() => {
    if (!hasBegun) return;
    const dialog = frame.current?.closest('[role="dialog"]');
    const found = beginnings.map((selector) => dialog?.querySelector<HTMLElement>(selector)).find((one) => one != null);
    found?.focus();
  }, [hasBegun, beginning]);
  return { part: chosen ?? begin ?? 'confirm', setPart, frame };
}
