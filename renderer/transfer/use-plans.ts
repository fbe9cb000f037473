import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { TransferMaterial, TransferPlan } from '../../shared/transfer/plan.ts';
import { createPlanner, type Planner } from '../../shared/transfer/planner.ts';
import { useStores } from '../state/stores.ts';
import type { Transfer } from '../state/transfers-store.ts';
import { useAnswerBook } from './use-answer-book.ts';

/** A transfer with its plan after the answers so far. */
export interface Planned {
  readonly transfer: Transfer;
  readonly material: TransferMaterial;
  readonly plan: TransferPlan;
  readonly decisions: readonly Decision[];
}

/** Plans every transfer of a sheet that has its material, again with every answer. */
export function usePlans(transfers: readonly Transfer[]): readonly Planned[] {
  const book = useAnswerBook();
  const { transfers: store } = useStores();
  const edition = useSyncExternalStore(book.subscribe, book.edition);
  const planners = useRef(new WeakMap<TransferMaterial, Planner>());
  const plans = useRef(new WeakMap<TransferMaterial, { decisions: readonly Decision[]; plan: TransferPlan }>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: the edition tells that the book's answers changed
  const planned = useMemo(
    () =>
      transfers.flatMap((transfer): readonly Planned[] => {
        const { material } = transfer;
        if (material === null) return [];
        const decisions = book.of(transfer.id);
        const known = plans.current.get(material);
        if (known?.decisions === decisions) return [{ transfer, material, plan: known.plan, decisions }];
        const planner = planners.current.get(material) ?? createPlanner(material);
        planners.current.set(material, planner);
        const plan = planner.plan(decisions);
        plans.current.set(material, { decisions, plan });
        return [{ transfer, material, plan, decisions }];
      }),
    [transfers, book, edition],
  );
  useEffect(() => {
    for (const { transfer, plan } of planned) store.getState().openCounted(transfer.id, plan.open);
  }, [planned, store]);
  return planned;
}
