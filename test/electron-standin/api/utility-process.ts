import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeExecutable } from '../node-process.ts';
import { onlyWhatIsThere } from '../not-implemented.ts';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: 'pipe' | 'ignore' | 'inherit' | readonly ('pipe' | 'ignore' | 'inherit' | 'ipc')[];
  readonly serviceName?: string;
}

const childSide = fileURLToPath(new URL('../utility-child.ts', import.meta.url));

/** stdin is always ignored, as in Electron; the channel for messages comes fourth. */
function stdioOf(stdio: ForkOptions['stdio'] = 'inherit'): ('pipe' | 'ignore' | 'inherit' | 'ipc')[] {
  const [, out = 'inherit', error = 'inherit'] = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio;
  return ['ignore', out, error, 'ipc'];
}

const alive = new Set<number>();

/** Ticks of the processor's clock in a second, as Linux counts for a process. */
const ticks = 100;

/** What each of them has worked; nothing where the system keeps no file of it. */
export function utilityMetrics(): object[] {
  return [...alive].flatMap((pid) => {
    try {
      // Behind the name in brackets, which may hold anything: 12th and 13th.
      const [, rest = ''] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
      const cpu = { cumulativeCPUUsage: (user + system) / ticks, percentCPUUsage: 0, idleWakeupsPerSecond: 0 };
      return [{ pid, type: 'Utility', cpu }];
    } catch {
      return [];
    }
  });
}

class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  private gone = false;

  constructor(modulePath: string, parameters: readonly string[], options: ForkOptions) {
    super();
    this.child = fork(modulePath, parameters, {
      execPath: nodeExecutable,
      execArgv: ['--disable-warning=ExperimentalWarning', ...(options.execArgv ?? []), '-r', childSide],
      // Structured clone instead of JSON: Map, Date, typed arrays, cycles; a function throws.
      serialization: 'advanced',
      stdio: stdioOf(options.stdio),
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    if (this.child.pid !== undefined) alive.add(this.child.pid);
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('error', (error) => this.gone || this.emit('error', 'LaunchFailed', error.message, ''));
    this.child.on('exit', (code, signal) => this.ended(code ?? (signal === null ? 0 : 15)));
    process.on('exit', this.killNow);
  }

  private readonly killNow = (): void => {
    this.child.kill('SIGKILL');
  };

  private ended(code: number): void {
    this.gone = true;
    if (this.child.pid !== undefined) alive.delete(this.child.pid);
    process.off('exit', this.killNow);
    this.emit('exit', code);
  }

  get pid(): number | undefined {
    return this.gone ? undefined : this.child.pid;
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.child.stdout;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.child.stderr;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('not implemented in the stand-in: ports to a utility process');
    if (this.child.connected) this.child.send({ data: message });
  }

  kill(): boolean {
    return this.gone ? false : this.child.kill('SIGTERM');
  }
}

export const utilityProcess = onlyWhatIsThere('utilityProcess', {
  fork(modulePath: string, parameters: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    return new UtilityProcess(modulePath, parameters, options);
  },
});
