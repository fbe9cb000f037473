import { z } from 'zod';
import type { EnvironmentClass, EnvironmentColour } from '../../shared/environment.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { Secret } from '../secret.ts';
import type { SampleEnvironment } from '../services/environments.ts';

/** What is used of the process; Electron's UtilityProcess fits. */
export interface PlaygroundProcess {
  once(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

const readySchema = z.object({
  kind: z.literal('ready'),
  environments: z.array(z.object({ name: z.string(), url: z.string(), caPem: z.string(), apiKey: z.string() })),
});

/** A sample behaves as its namesake would: the production one is locked until a person unlocks it. */
const looks: Readonly<Record<string, { readonly class: EnvironmentClass; readonly colour: EnvironmentColour }>> = {
  DEV: { class: 'development', colour: 'blue' },
  PROD: { class: 'production', colour: 'red' },
};
const plainLook = { class: 'staging', colour: 'grey' } as const;

/**
 * Starts the embedded sample environments in a process of their own and answers with how to reach them.
 *
 * @param reportFailure logs that the process ended or answered strangely, and makes the reference for it
 */
export function startSampleEnvironments(
  fork: () => PlaygroundProcess,
  reportFailure: () => string,
): Promise<Result<readonly SampleEnvironment[]>> {
  return new Promise((resolve) => {
    const notStarted = () => resolve(failed({ kind: 'unexpected', reference: reportFailure() }));
    const process = fork();
    process.once('exit', notStarted);
    process.once('message', (message) => {
      const ready = readySchema.safeParse(message);
      if (!ready.success) return notStarted();
      resolve(
        ok(
          ready.data.environments.map(({ name, url, caPem, apiKey }) => ({
            name,
            address: url,
            caPem,
            apiKey: new Secret(apiKey),
            ...(looks[name] ?? plainLook),
          })),
        ),
      );
    });
  });
}
