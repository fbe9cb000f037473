import type { Transfer } from '../state/transfers-store.ts';
import type { Planned } from './use-plans.ts';

/**
 * Where a sheet as a whole stands.
 * - `REVIEW`: every transfer of it is still under review.
 * - `RUN`: every one was confirmed; it runs or ended.
 * - `BOTH`: some were confirmed or came to an end while others are under review.
 */
export type Phase = 'REVIEW' | 'RUN' | 'BOTH';

/** Whether a transfer still waits for answers or a confirmation. */
export function isInReview(transfer: Transfer): boolean {
  const { kind } = transfer.stage;
  return kind === 'PLANNING' || kind === 'PLAN_FAILED' || kind === 'REVIEWING';
}

/** Those under review that a confirmation leaves out: not or no longer checked, or with open points. */
export function keptBack(transfers: readonly Transfer[], planned: readonly Planned[]): readonly Transfer[] {
  const isReady = ({ id, checking }: Transfer): boolean =>
    !checking && planned.some((one) => one.transfer.id === id && one.plan.ready);
  return transfers.filter((transfer) => isInReview(transfer) && !isReady(transfer));
}

/** The phase of a sheet's transfers. */
export function phaseOf(transfers: readonly Transfer[]): Phase {
  const inReview = transfers.filter(isInReview).length;
  if (inReview === transfers.length) return 'REVIEW';
  return inReview === 0 ? 'RUN' : 'BOTH';
}
