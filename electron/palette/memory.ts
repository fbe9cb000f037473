import type { Result } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';

/** Answers worth keeping for a moment, so that a second plan does not ask for what cannot have changed. */
export interface Memory {
  /** The kept answer, or the one `ask` brings. Failures are not kept; askers side by side share one question. */
  recall<T>(key: string, ask: () => Promise<Result<T>>, keptMs?: number): Promise<Result<T>>;
}

const usuallyKeptMs = 60_000;

export function createMemory(clock: ClockPort): Memory {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<Result<unknown>> }>();

  return {
    recall<T>(key: string, ask: () => Promise<Result<T>>, keptMs = usuallyKeptMs): Promise<Result<T>> {
      const now = clock.now();
      const known = kept.get(key);
      // Each key is only ever used with one type of answer.
      if (known !== undefined && known.until > now) return unlessCancelled(known.answer as Promise<Result<T>>, ask);
      const answer = ask();
      const entry = { until: now + keptMs, answer };
      kept.set(key, entry);
      const forget = () => {
        if (kept.get(key) === entry) kept.delete(key);
      };
      answer.then((result) => {
        if (!result.ok) forget();
      }, forget);
      return answer;
    },
  };
}

/** Another asker's signal may have stopped the shared question. */
async function unlessCancelled<T>(shared: Promise<Result<T>>, ask: () => Promise<Result<T>>): Promise<Result<T>> {
  const answer = await shared;
  return !answer.ok && answer.problem.kind === 'cancelled' ? ask() : answer;
}
