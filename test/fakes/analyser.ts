import { type AnalyserProcess, createAnalyserClient } from '../../electron/adapters/analyser-client.ts';
import { systemClock } from '../../electron/adapters/system-clock.ts';
import type { AnalyserPort } from '../../electron/ports/analyser.ts';
import { serveAnalyser } from '../../electron/workers/serve-analyser.ts';

/** The analyser in the test's own process, behind its real client: every message is cloned as between processes. */
export function createFakeAnalyser(): AnalyserPort {
  return createAnalyserClient({
    modulePath: '',
    clock: systemClock,
    reportFailure: () => 'TEST',
    fork: () => {
      const listeners: ((message: unknown) => void)[] = [];
      const incoming: ((event: { data: unknown }) => void)[] = [];
      const process: AnalyserProcess = {
        postMessage: (message) => {
          const data = structuredClone(message);
          queueMicrotask(() => {
            for (const listener of incoming) listener({ data });
          });
        },
        on: (event: string, listener: (value: never) => void) => {
          if (event === 'message') listeners.push(listener as (message: unknown) => void);
        },
        kill: () => true,
      };
      queueMicrotask(() =>
        serveAnalyser({
          postMessage: (message) => {
            const told = structuredClone(message);
            queueMicrotask(() => {
              for (const listener of listeners) listener(told);
            });
          },
          on: (_event, listener) => incoming.push(listener),
        }),
      );
      return process;
    },
  });
}
