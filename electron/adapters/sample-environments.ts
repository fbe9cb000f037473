import { z } from 'zod';
import { environmentClasses, environmentColours } from '../../shared/environment.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { Secret } from '../secret.ts';
import type { SampleEnvironment } from '../services/environments.ts';

/** What is used of the process; Electron's UtilityProcess fits. */
export interface PlaygroundProcess {
  once(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

const startedSchema = z.array(
  z.object({
    name: z.string(),
    url: z.string(),
    caPem: z.string(),
    apiKey: z.string(),
    colour: z.enum(environmentColours),
    class: z.enum(environmentClasses),
  }),
);

/**
 * Starts the embedded sample environments in a process of their own and answers with how to reach them.
 *
 * @param reference makes a reference for the log when the process ends before it answered
 */
export function startSampleEnvironments(
  fork: () => PlaygroundProcess,
  reference: () => string,
): Promise<Result<readonly SampleEnvironment[]>> {
  return new Promise((resolve) => {
    const notStarted = () => resolve(failed({ kind: 'unexpected', reference: reference() }));
    const process = fork();
    process.once('exit', notStarted);
    process.once('message', (message) => {
      const started = startedSchema.safeParse(message);
      if (!started.success) return notStarted();
      resolve(
        ok(
          started.data.map(({ name, url, caPem, apiKey, colour, class: environmentClass }) => ({
            name,
            address: url,
            caPem,
            apiKey: new Secret(apiKey),
            colour,
            class: environmentClass,
          })),
        ),
      );
    });
  });
}
