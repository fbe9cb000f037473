import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { RunEnd } from '../ports/attention.ts';

export interface UnderWay {
  /** The same calls, watched. */
  readonly calls: Ferry['transfers'];
  /** "edge-base 1.4.0" of every run that is not back yet, in the order they began. */
  names(): readonly string[];
}

/** Keeps count of the transfers that are being written; `cameBack` hears how each of them ended. */
export function watchTransfers(transfers: Ferry['transfers'], cameBack: (end: RunEnd) => void): UnderWay {
  const running = new Map<string, string>();
  return {
    names: () => [...running.values()],
    calls: {
      ...transfers,
      async run(request) {
        const { id, profile } = request.transfer;
        running.set(id, `${profile.name} ${profile.version}`);
        try {
          const answer = await transfers.run(request);
          cameBack(!answer.ok && answer.problem.kind === 'plan-open' ? 'needs-answer' : 'ended');
          return answer;
        } finally {
          running.delete(id);
        }
      },
    },
  };
}
