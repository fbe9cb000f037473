import type { Ferry } from '../../shared/bridge/ferry.ts';
import { ok } from '../../shared/result.ts';
import type { ProfileRef } from '../../shared/transfer/request.ts';

export interface ExportsUnderWay {
  /** The same calls, watched. */
  readonly calls: Ferry['exports'];
  /** "edge-base 1.4.0" of every export that was confirmed and has not ended, in their order. */
  names(): readonly string[];
  /** Ends what is run and not being written yet. */
  stop(): void;
  /** The page that would have run the rest is gone. */
  pageGone(): void;
}

/** Knows every export that was confirmed and has not ended, those too that wait for others. */
export function watchExports(exports: Omit<Ferry['exports'], 'queue'>): ExportsUnderWay {
  const underWay = new Map<string, string>();
  const running = new Set<string>();

  const nameOf = ({ name, version }: ProfileRef) => `${name} ${version}`;

  return {
    names: () => [...underWay.values()],
    stop() {
      for (const id of running) void exports.cancel({ id });
    },
    pageGone() {
      for (const id of underWay.keys()) if (!running.has(id)) underWay.delete(id);
    },
    calls: {
      ...exports,
      async queue({ exports: confirmed }) {
        for (const { id, profile } of confirmed) underWay.set(id, nameOf(profile));
        return ok(null);
      },
      async run(request) {
        const { id, profile } = request.export;
        underWay.set(id, nameOf(profile));
        running.add(id);
        try {
          return await exports.run(request);
        } finally {
          running.delete(id);
          underWay.delete(id);
        }
      },
      async cancel({ id }) {
        if (!running.has(id)) underWay.delete(id);
        return exports.cancel({ id });
      },
    },
  };
}
