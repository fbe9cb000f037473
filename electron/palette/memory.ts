import type { Result } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';

/** Answers worth keeping for a moment, so that a second plan does not ask for what cannot have changed. */
export interface Memory {
  /** The kept answer, or the one `ask` brings. Failures are not kept; askers side by side share one question. */
  recall<T>(key: string, ask: () => Promise<Result<T>>, keptMs?: number): Promise<Result<T>>;
  /** The same memory, which answers nothing from before: each question is asked once more, and kept for all. */
  afresh(): Memory;
}

const usuallyKeptMs = 60_000;

interface Kept {
  readonly until: number;
  readonly answer: Promise<Result<unknown>>;
}

export function createMemory(clock: ClockPort): Memory {
  const kept = new Map<string, Kept>();
  return memoryOf(clock, kept, kept);
}

/** `trusted` is what may be answered from, `kept` what all share. */
function memoryOf(clock: ClockPort, trusted: Map<string, Kept>, kept: Map<string, Kept>): Memory {
  return {
    recall<T>(key: string, ask: () => Promise<Result<T>>, keptMs = usuallyKeptMs): Promise<Result<T>> {
      const now = clock.now();
      const known = trusted.get(key);
      // Each key is only ever used with one type of answer.
      if (known !== undefined && known.until > now) return unlessCancelled(known.answer as Promise<Result<T>>, ask);
      const answer = ask();
      const entry = { until: now + keptMs, answer };
      const places = [trusted, kept];
      for (const place of places) place.set(key, entry);
      const forget = () => {
        for (const place of places) if (place.get(key) === entry) place.delete(key);
      };
      answer.then((result) => {
        if (!result.ok) forget();
      }, forget);
      return answer;
    },
    afresh: () => memoryOf(clock, new Map(), kept),
  };
}

/** Another asker's signal may have stopped the shared question. */
async function unlessCancelled<T>(shared: Promise<Result<T>>, ask: () => Promise<Result<T>>): Promise<Result<T>> {
  const answer = await shared;
  return !answer.ok && answer.problem.kind === 'cancelled' ? ask() : answer;
}
