import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PlaygroundEnvironment } from '../../../electron/playground/playground.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import type { TransferRequest } from '../../../shared/transfer/request.ts';
import type { Reviewed } from '../../../shared/transfer/reviewed.ts';
import { idOf } from '../transfers/world.ts';

/** What the process says, line by line. */
export type Said = Readonly<Record<string, unknown>> & { readonly kind: string };

export interface Child {
  readonly said: readonly Said[];
  /** Answers when the line is there. */
  heard(kind: string): Promise<Said>;
  /** At once and without a chance to tidy up. */
  kill(): void;
  ended(): Promise<void>;
}

export interface Home {
  readonly folder: string;
  readonly environments: readonly PlaygroundEnvironment[];
}

export interface Job {
  readonly transfer: TransferRequest;
  readonly decisions: readonly Decision[];
  readonly reviewed: Reviewed;
}

const running = new Set<ChildProcess>();

/** Starts the app's services in a process of their own; null: as at a start, to find out what became of things. */
export function startChild(home: Home, run: Job | null, stopAfterJournal = false): Child {
  const script = join(import.meta.dirname, 'ferry-child.ts');
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  running.add(child);
  const environments = Object.fromEntries(
    home.environments.map((one) => [idOf(one), { address: one.url, apiKey: one.apiKeys.admin, caPem: one.caPem }]),
  );
  const { folder } = home;
  const task = {
    folder: join(folder, 'data'),
    keychain: join(folder, 'keychain'),
    environments,
    run,
    stopAfterJournal,
  };
  // The process may be killed before it has read all of it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${JSON.stringify(task)}\n`);

  const said: Said[] = [];
  const waiting: (() => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(JSON.parse(line));
    for (const look of waiting.splice(0)) look();
  });
  const closed = once(child, 'close').then(() => {
    running.delete(child);
    for (const look of waiting.splice(0)) look();
  });
  return {
    said,
    async heard(kind) {
      for (;;) {
        const found = said.find((line) => line.kind === kind);
        if (found !== undefined) return found;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended without ${kind}`);
        await new Promise<void>((look) => waiting.push(look));
      }
    },
    kill: () => void child.kill('SIGKILL'),
    ended: () => closed,
  };
}

/** Ends what a failed test left running. */
export async function endChildren(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      return closed;
    }),
  );
}
