import type { Problem } from '../../shared/problem.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { KeychainPort } from '../ports/keychain.ts';
import { Secret } from '../secret.ts';
import { type BrokerRefusal, type BrokerRequest, brokerAnswerSchema } from '../workers/keychain-messages.ts';

/** What is used of the process; Electron's UtilityProcess fits. */
export interface BrokerProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export interface BrokerClientOptions {
  /** Starts the broker; called again after it ended. */
  readonly fork: (modulePath: string) => BrokerProcess;
  readonly modulePath: string;
  readonly clock: ClockPort;
  /** True once a call has gone unanswered for a while (the keychain may be asking the person), false when that is over. */
  readonly onWaiting?: (waiting: boolean) => void;
  /** Milliseconds; the defaults are for people, tests bring shorter ones. */
  readonly limits?: Partial<BrokerLimits>;
}

export interface BrokerLimits {
  /** Until a call counts as waiting and the broker is pinged. */
  readonly patience: number;
  /** Until an unanswered ping means that the keychain is frozen. */
  readonly ping: number;
  /** How long a person may take to unlock it. */
  readonly prompt: number;
}

const defaultLimits: BrokerLimits = { patience: 3_000, ping: 5_000, prompt: 120_000 };

/** The keychain port over the broker process, with what only the owner of a process needs. */
export interface BrokerClient extends KeychainPort {
  /** Gives up waiting: the calls under way answer `keychain-not-answering`, the next one starts a fresh broker. */
  giveUp(): void;
  /** Ends the broker. */
  close(): void;
}

type Question = BrokerRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;
type Answered = Result<string | null>;

/** The keychain port by way of a broker process that is started on the first call and again after it ended. */
export function createKeychainBrokerClient(options: BrokerClientOptions): BrokerClient {
  const limits = { ...defaultLimits, ...options.limits };
  let run: BrokerRun | null = null;

  const current = (): BrokerRun | null => {
    if (run?.ended === false) return run;
    try {
      run = new BrokerRun(options, limits);
    } catch {
      run = null;
    }
    return run;
  };
  /** In a fresh process when the last one ended; leaves a process that keytar may never recover in. */
  const askOnce = async (question: Question): Promise<{ readonly answer: Answered; readonly isStale: boolean }> => {
    const asked = current();
    if (asked === null) {
      return { answer: failed({ kind: 'keychain-unavailable', reason: 'crashed' }), isStale: false };
    }
    const answer = await asked.ask(question);
    if (answer.ok || !mayBeStale(answer.problem)) return { answer, isStale: false };
    const { problem } = answer;
    asked.stop(() => problem);
    return { answer, isStale: asked.hasWorked };
  };
  /** keytar never finds a restarted keyring again in one process. Every question may be asked twice. */
  const ask = async (question: Question): Promise<Answered> => {
    const first = await askOnce(question);
    return first.isStale ? (await askOnce(question)).answer : first.answer;
  };

  return {
    async read(account) {
      const answer = await ask({ kind: 'get', account });
      if (!answer.ok) return answer;
      return ok(answer.value === null ? null : new Secret(answer.value));
    },
    async write(account, secret) {
      // SECURITY: the one way for a secret out of this process: over the broker's own channel, into the OS keychain.
      const answer = await ask({ kind: 'set', account, value: secret.reveal() });
      return answer.ok ? ok(null) : answer;
    },
    async remove(account) {
      const answer = await ask({ kind: 'delete', account });
      return answer.ok ? ok(null) : answer;
    },
    async availability() {
      return (await ask({ kind: 'ping' })).ok ? 'available' : 'this-run-only';
    },
    giveUp() {
      run?.stop((seconds) => ({ kind: 'keychain-not-answering', seconds }));
    },
    close() {
      run?.stop(() => ({ kind: 'keychain-unavailable', reason: 'crashed' }));
      run = null;
    },
  };
}

interface Call {
  readonly since: number;
  readonly account: string;
  readonly settle: (answer: Answered) => void;
  readonly stopTimer: () => void;
}

/** One life of the broker process, with the calls it owes an answer. */
class BrokerRun {
  ended = false;
  /** Whether the keychain has ever answered in this life. */
  hasWorked = false;
  readonly #options: BrokerClientOptions;
  readonly #limits: BrokerLimits;
  readonly #process: BrokerProcess;
  readonly #calls = new Map<number, Call>();
  #nextId = 1;
  #waiting = false;
  #pingId: number | null = null;
  #stopPingTimer: () => void = () => undefined;

  constructor(options: BrokerClientOptions, limits: BrokerLimits) {
    this.#options = options;
    this.#limits = limits;
    this.#process = options.fork(options.modulePath);
    this.#process.on('message', (message) => this.#receive(message));
    this.#process.on('exit', () => this.#end(() => ({ kind: 'keychain-unavailable', reason: 'crashed' })));
  }

  ask(question: Question): Promise<Answered> {
    const id = this.#nextId++;
    return new Promise((settle) => {
      this.#calls.set(id, {
        since: this.#options.clock.now(),
        account: 'account' in question ? question.account : '',
        settle,
        stopTimer: this.#options.clock.after(this.#limits.patience, () => this.#overdue()),
      });
      this.#post({ id, ...question });
    });
  }

  /** Ends the process; the calls under way answer with that problem. */
  stop(problem: (seconds: number) => Problem): void {
    if (this.ended) return;
    this.#end(problem);
    this.#process.kill();
  }

  #post(message: object): void {
    try {
      this.#process.postMessage(message);
    } catch {
      this.stop(() => ({ kind: 'keychain-unavailable', reason: 'crashed' }));
    }
  }

  #receive(message: unknown): void {
    const parsed = brokerAnswerSchema.safeParse(message);
    if (!parsed.success || this.ended) return;
    const answer = parsed.data;
    if (answer.id === this.#pingId) {
      this.#pong();
      return;
    }
    const call = this.#calls.get(answer.id);
    if (call === undefined) return;
    if (!answer.ok && answer.reason === 'not-answering') {
      this.stop((seconds) => ({ kind: 'keychain-not-answering', seconds }));
      return;
    }
    this.#calls.delete(answer.id);
    call.stopTimer();
    if (answer.ok || answer.reason === 'locked') this.hasWorked = true;
    call.settle(answer.ok ? ok(answer.value) : failed(problemOf(answer.reason, call.account)));
    if (this.#calls.size === 0) this.#quiet();
  }

  #overdue(): void {
    if (this.ended) return;
    this.#setWaiting(true);
    if (this.#pingId !== null) return;
    this.#pingId = this.#nextId++;
    this.#stopPingTimer = this.#options.clock.after(this.#limits.ping, () =>
      this.stop((seconds) => ({ kind: 'keychain-not-answering', seconds })),
    );
    this.#post({ id: this.#pingId, kind: 'ping' });
  }

  /** The keychain lives, so a call still open waits for the person: for as long as a person may take. */
  #pong(): void {
    this.#stopPingTimer();
    this.#pingId = null;
    const oldest = Math.min(...[...this.#calls.values()].map((call) => call.since));
    if (this.#calls.size === 0) return;
    if (this.#options.clock.now() - oldest >= this.#limits.prompt) {
      this.stop((seconds) => ({ kind: 'keychain-not-answering', seconds }));
      return;
    }
    this.#stopPingTimer = this.#options.clock.after(this.#limits.patience, () => this.#overdue());
  }

  #setWaiting(waiting: boolean): void {
    if (this.#waiting === waiting) return;
    this.#waiting = waiting;
    this.#options.onWaiting?.(waiting);
  }

  #quiet(): void {
    this.#stopPingTimer();
    this.#pingId = null;
    this.#setWaiting(false);
  }

  #end(problem: (seconds: number) => Problem): void {
    if (this.ended) return;
    this.ended = true;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    this.#quiet();
    for (const call of calls) {
      call.stopTimer();
      call.settle(failed(problem(Math.round((this.#options.clock.now() - call.since) / 1000))));
    }
  }
}

function mayBeStale(problem: Problem): boolean {
  return problem.kind === 'keychain-unavailable' && (problem.reason === 'missing' || problem.reason === 'refused');
}

function problemOf(reason: BrokerRefusal, account: string): Problem {
  switch (reason) {
    case 'damaged':
      return { kind: 'keychain-entry-damaged', environment: account };
    case 'too-long':
      return { kind: 'key-invalid', reason: 'too-long' };
    case 'not-answering':
      return { kind: 'keychain-not-answering', seconds: 25 };
    case 'missing':
    case 'locked':
    case 'refused':
      return { kind: 'keychain-unavailable', reason };
  }
}
