import type { Ferry, RunRequest } from '../../shared/bridge/ferry.ts';
import type { EnvironmentPlace } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { TransferOutcome } from '../../shared/transfer/proof.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import type { TransferPorts } from './transfer-ports.ts';
import { writeTransfer } from './transfer-write.ts';

/** The calls about one transfer; which ones there were, `watchTransfers` knows. */
export type TransferCalls = Omit<Ferry['transfers'], 'known'>;

/** Plans and runs transfers. The window's decisions come in; documents are only ever made here. */
export function createTransfers(ports: TransferPorts): TransferCalls {
  const running = new Map<string, AbortController>();
  /** A second plan of the same transfer is somebody checking again. */
  const planned = new Set<string>();
  const writing = new Map<string, Promise<Result<TransferOutcome>>>();

  async function plan(request: TransferRequest): Promise<Result<TransferMaterial>> {
    const isAgain = planned.has(request.id);
    planned.add(request.id);
    return withSignal('plan', request.id, (signal) => ports.gather(request, signal, isAgain));
  }

  async function run(request: RunRequest): Promise<Result<TransferOutcome>> {
    const { transfer, typedName } = request;
    const mayWrite = () => protectionProblem(transfer.target, typedName);
    const refused = mayWrite();
    if (refused !== null) return failed(refused);
    // A second confirmation of the same transfer joins the first: it must never write beside it.
    const already = writing.get(transfer.id);
    if (already !== undefined) return already;
    const answer = withSignal('run', transfer.id, async (signal) => {
      const end = await writeTransfer(ports, request, mayWrite, signal);
      await ports.ended(request, end);
      return end;
    });
    writing.set(transfer.id, answer);
    return answer.finally(() => writing.delete(transfer.id));
  }

  function protectionProblem(target: EnvironmentPlace, typedName: string | null): Problem | null {
    const environment = ports.environment(target.environmentId);
    if (environment === null) return { kind: 'environment-unknown', id: target.environmentId };
    if (!environment.isProduction) return null;
    if (!ports.isUnlocked(target.environmentId)) return { kind: 'environment-locked', environment: environment.name };
    if (typedName?.trim() !== environment.name) return { kind: 'name-not-confirmed', environment: environment.name };
    return null;
  }

  /** A second plan stops the first, and neither ever stops a run: that is for `cancel` alone. */
  async function withSignal<T>(
    kind: 'plan' | 'run',
    id: string,
    work: (signal: AbortSignal) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const key = `${kind} ${id}`;
    running.get(key)?.abort();
    const controller = new AbortController();
    running.set(key, controller);
    try {
      return await work(controller.signal);
    } finally {
      if (running.get(key) === controller) running.delete(key);
    }
  }

  return {
    plan,
    async readText({ layer, ...text }) {
      const read = await ports.readText(text);
      if (read.ok) return read;
      const reason = read.problem.kind === 'profile-unreadable' ? 'takes-too-long' : 'no-answer';
      return failed({ kind: 'edited-text-unread', layer, reason });
    },
    run,
    async cancel({ id }) {
      for (const kind of ['plan', 'run']) running.get(`${kind} ${id}`)?.abort();
      return ok(null);
    },
  };
}
