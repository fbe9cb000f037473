import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry, KnownTransfer } from '../../shared/bridge/ferry.ts';
import { ok } from '../../shared/result.ts';
import { leadsToReview } from '../../shared/transfer/reviewed.ts';
import { wayOf } from '../../shared/transfer/way.ts';
import type { RunEnd } from '../ports/attention.ts';
import type { TransferCalls } from './transfers.ts';

export interface UnderWay {
  /** The same calls, watched. */
  readonly calls: Ferry['transfers'];
  /** "edge-base 1.4.0" of every run that is not back yet, in the order they began. */
  names(): readonly string[];
}

/**
 * Knows every transfer that was confirmed since the app was started, and which of them are being written. `cameBack`
 * hears how each of them ended.
 */
export function watchTransfers(
  transfers: TransferCalls,
  emit: (event: FerryEvent) => void,
  cameBack: (transfer: string, end: RunEnd) => void,
): UnderWay {
  const known = new Map<string, KnownTransfer>();
  return {
    names: () =>
      [...known.values()]
        .filter(({ answer }) => answer === null)
        .map(({ request: { profile } }) => `${profile.name} ${profile.version}`),
    calls: {
      ...transfers,
      async run(request) {
        const { transfer } = request;
        const way = wayOf(transfer, request.decisions);
        // Confirmed again, it is the newest.
        known.delete(transfer.id);
        known.set(transfer.id, { request: transfer, way, answer: null });
        try {
          const answer = await transfers.run(request);
          known.set(transfer.id, { request: transfer, way, answer });
          emit({ kind: 'transfer-ended', transfer: transfer.id, answer });
          cameBack(transfer.id, !answer.ok && leadsToReview(answer.problem) ? 'needs-answer' : 'ended');
          return answer;
        } catch (error) {
          known.delete(transfer.id);
          throw error;
        }
      },
      known: async () => ok([...known.values()]),
    },
  };
}
