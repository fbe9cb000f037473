import type { Problem } from '../../shared/problem.ts';
import type { InspectedLayer, Inspection } from '../../shared/profile/source/inspection.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { AnalyserPort, AnalysisListener } from '../ports/analyser.ts';
import type { ClockPort } from '../ports/clock.ts';
import { type AnalyserAnswer, type AnalyserRequest, analyserMessageSchema } from '../workers/analyser-messages.ts';

/** What is used of the process; Electron's UtilityProcess fits. */
export interface AnalyserProcess {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
  /** Known once it was started. */
  readonly pid?: number | undefined;
}

export interface AnalyserClientOptions {
  /** Starts the analyser; called again after it ended. */
  readonly fork: (modulePath: string) => AnalyserProcess;
  readonly modulePath: string;
  readonly clock: ClockPort;
  /** Logs that the process ended without having been asked, and makes the reference for it. */
  readonly reportFailure: () => string;
  /** Milliseconds for which a process had the processor since it started; null where nobody can tell. */
  readonly workOf?: (process: AnalyserProcess) => number | null;
  /** Milliseconds; tests bring shorter ones. */
  readonly limits?: Partial<AnalyserLimits>;
}

/** Of the process's own work, where that can be told: what takes long because the computer is busy is no bomb. */
export interface AnalyserLimits {
  /** Until the process must say its first word. */
  readonly start: number;
  /** For reading a file, writing one, or looking for secrets. */
  readonly whole: number;
  /** For inspecting one layer. */
  readonly layer: number;
  /** For any of these by the wall, however little the process could work. */
  readonly patience: number;
  /** How long an idle process stays, by the wall. */
  readonly idle: number;
}

const defaultLimits: AnalyserLimits = { start: 20_000, whole: 8_000, layer: 2_000, patience: 90_000, idle: 60_000 };
/** Between two looks at what the process has worked. */
const soonest = 100;
const mostRestarts = 3;

/** The analyser port with what only the owner of a process needs. */
export interface AnalyserClient extends AnalyserPort {
  /** Ends the process; what is under way answers `cancelled`. */
  close(): void;
}

type Question = AnalyserRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

interface Job {
  readonly id: number;
  readonly question: Question;
  readonly listener: AnalysisListener;
  readonly settle: (answer: Result<AnalyserAnswer>) => void;
  readonly layers: InspectedLayer[];
  readonly skip: number[];
  hasOpened: boolean;
  restarts: number;
}

/**
 * The analyser port by way of a process that is started on the first call, and again after it hung or crashed. The step it was at
 * is given up (a layer is told as not checked, a file as too large), everything else is asked again.
 */
export function createAnalyserClient(options: AnalyserClientOptions): AnalyserClient {
  const runs = new Runs(options);
  const ask = <T extends AnalyserAnswer>(question: Question, listener: AnalysisListener = {}): Promise<Result<T>> =>
    // The answer's type follows the request's kind, which the process keeps to.
    runs.ask(question, listener) as Promise<Result<T>>;
  return {
    analyse: (bytes, wasMasked, listener) =>
      ask<Inspection>({ kind: 'analyse', bytes: own(bytes), wasMasked: [...wasMasked], skip: [] }, listener),
    layers: (bytes, edits, layers) =>
      ask({ kind: 'layers', bytes: own(bytes), edits: [...edits], layers: [...layers], skip: [] }),
    survey: (document, rules = {}) => ask({ kind: 'survey', document, rules }),
    text: (text) => ask({ kind: 'text', text }),
    facts: (bytes) => ask({ kind: 'facts', bytes: own(bytes) }),
    edit: (bytes, edits, format) => ask({ kind: 'edit', bytes: own(bytes), edits: [...edits], format }),
    secrets: (bytes, edits, wasMasked) =>
      ask({ kind: 'secrets', bytes: own(bytes), edits: [...edits], wasMasked: [...wasMasked] }),
    write: (document, format) => ask({ kind: 'write', document, format }),
    close: () => runs.close(),
  };
}

class Runs {
  readonly #options: AnalyserClientOptions;
  readonly #limits: AnalyserLimits;
  readonly #jobs = new Map<number, Job>();
  #process: AnalyserProcess | null = null;
  /** The step announced last. */
  #step: { readonly id: number; readonly layer: number | null } | null = null;
  #stopTimer: () => void = () => undefined;
  #nextId = 0;

  constructor(options: AnalyserClientOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  ask(question: Question, listener: AnalysisListener): Promise<Result<AnalyserAnswer>> {
    return new Promise((settle) => {
      const id = this.#nextId++;
      const job: Job = { id, question, listener, settle, layers: [], skip: [], hasOpened: false, restarts: 0 };
      const wasIdle = this.#jobs.size === 0;
      this.#jobs.set(id, job);
      if (this.#process === null) this.#start();
      else {
        this.#post(job);
        if (wasIdle) this.#watch(this.#limits.whole);
      }
    });
  }

  close(): void {
    this.#drop();
    for (const job of this.#jobs.values()) job.settle(failed({ kind: 'cancelled' }));
    this.#jobs.clear();
  }

  #start(): void {
    let started: AnalyserProcess;
    try {
      started = this.#options.fork(this.#options.modulePath);
    } catch {
      this.#failAll();
      return;
    }
    this.#process = started;
    this.#step = null;
    started.on('message', (message) => {
      if (this.#process === started) this.#receive(message);
    });
    started.on('exit', () => {
      if (this.#process === started) this.#giveUpStep();
    });
    this.#watch(this.#limits.start);
    for (const job of this.#jobs.values()) this.#post(job);
  }

  #post(job: Job): void {
    const { id, question } = job;
    try {
      this.#process?.postMessage('skip' in question ? { id, ...question, skip: job.skip } : { id, ...question });
    } catch {
      // What cannot be cloned is no plain value.
      this.#settle(job, failed({ kind: 'request-malformed', call: question.kind }));
    }
  }

  #receive(message: unknown): void {
    const parsed = analyserMessageSchema.safeParse(message);
    if (!parsed.success) return;
    const told = parsed.data;
    if (told.kind === 'ready') {
      this.#watch(this.#limits.whole);
      return;
    }
    const job = this.#jobs.get(told.id);
    if (job === undefined) return;
    switch (told.kind) {
      case 'begins':
        this.#step = { id: told.id, layer: told.layer };
        break;
      case 'opened':
        this.#stepEnded(job);
        if (!job.hasOpened) job.listener.opened?.(told.profile);
        job.hasOpened = true;
        break;
      case 'layer':
        this.#stepEnded(job);
        // After a restart the layers before come once more.
        if (told.layer.at === job.layers.length) {
          job.layers.push(told.layer);
          job.listener.layer?.(told.layer);
        }
        break;
      case 'done':
        this.#settle(job, withLayers(told.answer, job));
        break;
    }
    if (this.#jobs.size > 0) this.#watch(this.#step?.layer == null ? this.#limits.whole : this.#limits.layer);
  }

  /** A process that ends from here on until the next step begins was at nothing. */
  #stepEnded(job: Job): void {
    if (this.#step?.id === job.id) this.#step = null;
  }

  #settle(job: Job, answer: Result<AnalyserAnswer>): void {
    this.#jobs.delete(job.id);
    this.#stepEnded(job);
    if (this.#jobs.size === 0) {
      this.#stopTimer();
      this.#stopTimer = this.#options.clock.after(this.#limits.idle, () => this.#drop());
    }
    job.settle(answer);
  }

  /** Gives the step up once the process worked for so long without a word, or waited for longer than anybody does. */
  #watch(allowed: number): void {
    const before = this.#work() ?? 0;
    let patience = Math.max(this.#limits.patience, allowed);
    const look = (wait: number): void => {
      this.#stopTimer();
      this.#stopTimer = this.#options.clock.after(wait, () => {
        const now = this.#work();
        patience -= wait;
        const left = now === null ? 0 : Math.min(allowed - (now - before), patience);
        if (left > 0) look(Math.max(left, soonest));
        else this.#giveUpStep();
      });
    };
    look(allowed);
  }

  #work(): number | null {
    return this.#process === null ? null : (this.#options.workOf?.(this.#process) ?? null);
  }

  /** The process hangs or has ended: leaves out what it was at, and asks a fresh one for the rest. */
  #giveUpStep(): void {
    const step = this.#step;
    this.#drop();
    const job = step === null ? undefined : this.#jobs.get(step.id);
    if (job !== undefined && step !== null) {
      job.restarts += 1;
      if (step.layer !== null && !job.skip.includes(step.layer)) job.skip.push(step.layer);
      else this.#settle(job, failed(tookTooLong));
    } else {
      // Nothing had begun: it does not even start.
      for (const waiting of this.#jobs.values()) waiting.restarts += 1;
    }
    const hasFailed = step === null && [...this.#jobs.values()].some(({ restarts }) => restarts > mostRestarts);
    if (hasFailed) this.#failAll();
    else if (this.#jobs.size > 0) this.#start();
  }

  #failAll(): void {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    if (jobs.length === 0) return;
    const reference = this.#options.reportFailure();
    for (const job of jobs) job.settle(failed({ kind: 'unexpected', reference }));
  }

  #drop(): void {
    this.#stopTimer();
    const dropped = this.#process;
    this.#process = null;
    this.#step = null;
    dropped?.kill();
  }
}

/** SECURITY: cloning a view sends all of its buffer, and small files share theirs with whatever else was read. */
function own(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

const tookTooLong: Problem = {
  kind: 'profile-unreadable',
  reason: 'too-large',
  detail: 'time',
  line: null,
  column: null,
};

function withLayers(answer: Result<AnalyserAnswer>, job: Job): Result<AnalyserAnswer> {
  if (job.question.kind !== 'analyse' || !answer.ok) return answer;
  return ok({ ...(answer.value as Inspection), layers: job.layers });
}
