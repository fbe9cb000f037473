import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { TransferMaterial, TransferPlan } from '../../shared/transfer/plan.ts';
import { useStores } from '../state/stores.ts';
import type { Transfer } from '../state/transfers-store.ts';
import { plannerOf } from './planners.ts';
import { useAnswerBook } from './use-answer-book.ts';

/** A transfer with its plan after the answers so far. */
export interface Planned extends Known {
  readonly transfer: Transfer;
  /** As source and target gave it. */
  readonly exported: TransferMaterial;
}

interface Known {
  /** With the texts as they were edited. */
  readonly material: TransferMaterial;
  readonly plan: TransferPlan;
  readonly decisions: readonly Decision[];
}

/** Plans every transfer of a sheet that has its material, again with every answer. */
export function usePlans(transfers: readonly Transfer[]): readonly Planned[] {
  const book = useAnswerBook();
  const { transfers: store } = useStores();
  const edition = useSyncExternalStore(book.subscribe, book.edition);
  const plans = useRef(new WeakMap<TransferMaterial, Known>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: the edition tells that the book's answers changed
  const planned = useMemo(
    () =>
      transfers.flatMap((transfer): readonly Planned[] => {
        const { material: exported } = transfer;
        if (exported === null) return [];
        const decisions = book.of(transfer.id);
        const known = plans.current.get(exported);
        if (known?.decisions === decisions) return [{ transfer, exported, ...known }];
        const planner = plannerOf(exported);
        const made = { decisions, plan: planner.plan(decisions), material: planner.edited(decisions) };
        plans.current.set(exported, made);
        return [{ transfer, exported, ...made }];
      }),
    [transfers, book, edition],
  );
  useEffect(() => {
    for (const { transfer, plan } of planned) store.getState().openCounted(transfer.id, plan.open);
  }, [planned, store]);
  return planned;
}
