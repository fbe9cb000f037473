import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry, RunRequest } from '../../shared/bridge/ferry.ts';
import type { Place } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { compareProfiles } from '../../shared/profile/compare-profiles.ts';
import { type ProfileDocument, versionOf } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import { describeOpen } from '../../shared/transfer/describe-open.ts';
import type { TransferMaterial, TransferPlan } from '../../shared/transfer/plan.ts';
import { createPlanner, type Planner } from '../../shared/transfer/planner.ts';
import type { Proof, TransferOutcome, TransferStep } from '../../shared/transfer/proof.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import type { Settled } from './import-once.ts';
import type { Journal } from './journal.ts';

/** What a transfer reads and writes, at one place. The Palette client stands behind it. */
export interface TransferPorts {
  /** Reads the source document and the facts of the target side by side; writes nothing. */
  readonly gather: (request: TransferRequest, signal: AbortSignal) => Promise<Result<TransferMaterial>>;
  readonly createMacro: (target: Place, macro: MacroToCreate, signal: AbortSignal) => Promise<Result<null>>;
  /** Look, write once, on doubt look again. `beforeWrite` runs between the look and the write. */
  readonly importOnce: (
    target: Place,
    document: ProfileDocument,
    publish: boolean,
    beforeWrite: (uidsBefore: readonly string[]) => Promise<Result<null>>,
    /** Values filled in: an error message of the server must not repeat them. */
    hide: readonly string[],
  ) => Promise<Result<Settled>>;
  /** Reads a profile the way the source was read, and restores variables that the server dropped on import. */
  readonly readBack: (target: Place, uid: string, sent: ProfileDocument) => Promise<Result<ProfileDocument>>;
  readonly isUnlocked: (environmentId: string) => boolean;
  /** Name and class of an environment; null when it is not known (any more). */
  readonly environment: (id: string) => { readonly name: string; readonly isProduction: boolean } | null;
  /** Values of earlier imports for these holes of the profile, by hole id. */
  readonly rememberedValues: (request: TransferRequest, holes: readonly Hole[]) => Promise<ReadonlyMap<string, string>>;
  /** Keeps the answers that led to a write. Failing to is told in the log and stops nothing. */
  readonly remember: (
    request: TransferRequest,
    material: TransferMaterial,
    decisions: readonly Decision[],
  ) => Promise<void>;
  readonly journal: Journal;
  readonly emit: (event: FerryEvent) => void;
}

export interface MacroToCreate {
  readonly name: string;
  readonly value: string;
  readonly scope: 'project' | 'tenant';
}

interface Outgoing {
  readonly document: ProfileDocument;
  /** The values in it that were filled in. */
  readonly filled: readonly string[];
}

const notRead: Proof = { verdict: 'not-read', masked: [], differences: [], layers: 0 };

/** Plans and runs transfers. The window's decisions come in; documents are only ever made here. */
export function createTransfers(ports: TransferPorts): Ferry['transfers'] {
  const running = new Map<string, AbortController>();
  const writing = new Map<string, Promise<Result<TransferOutcome>>>();

  async function plan(request: TransferRequest): Promise<Result<TransferMaterial>> {
    return withSignal(request.id, (signal) => ports.gather(request, signal));
  }

  async function run(request: RunRequest): Promise<Result<TransferOutcome>> {
    const { transfer } = request;
    const refused = protectionProblem(transfer.target, request.typedName);
    if (refused !== null) return failed(refused);
    // A second confirmation of the same transfer joins the first: it must never write beside it.
    const already = writing.get(transfer.id);
    if (already !== undefined) return already;
    const answer = withSignal(transfer.id, (signal) => runUnlocked(request, signal));
    writing.set(transfer.id, answer);
    return answer.finally(() => writing.delete(transfer.id));
  }

  async function runUnlocked(request: RunRequest, signal: AbortSignal): Promise<Result<TransferOutcome>> {
    const { transfer, decisions } = request;
    const step = (name: TransferStep) => ports.emit({ kind: 'transfer-step', transfer: transfer.id, step: name });

    step('checking-target');
    const material = await ports.gather(transfer, signal);
    if (!material.ok) return material;
    const planner = createPlanner(material.value);
    const fresh = planner.plan(decisions);
    if (!fresh.ready) {
      return failed({ kind: 'plan-open', profile: transfer.profile.name, open: describeOpen(fresh) });
    }
    const made = await outgoing(planner, request, fresh);
    if (!made.ok) return made;
    const { document } = made.value;
    if (signal.aborted) return failed({ kind: 'cancelled' });
    // Unlocking may have run out while the target was being read.
    const refused = protectionProblem(transfer.target, request.typedName);
    if (refused !== null) return failed(refused);

    if (fresh.macrosToCreate.length > 0) step('creating-macros');
    const macros = await createMacros(request, fresh, signal);
    if (!macros.ok) return macros;
    if (signal.aborted) return failed({ kind: 'cancelled' });

    step('importing');
    const imported = await importJournalled(transfer, made.value, fresh.publish);
    if (!imported.ok) return imported;

    step('reading-back');
    const found = await ports.readBack(transfer.target, imported.value.uid, document);
    step('comparing');
    await ports.remember(transfer, material.value, decisions);
    return ok({
      uid: imported.value.uid,
      name: fresh.name,
      version: fresh.version,
      published: fresh.publish,
      publishing: fresh.publish ? 'at-once' : 'not-asked',
      publishProblem: null,
      settled: imported.value.how,
      createdMacros: macros.value,
      repairedVariables: [],
      repairProblem: null,
      proof: found.ok ? compareProfiles(document, found.value) : notRead,
      proofProblem: found.ok ? null : found.problem,
    });
  }

  async function outgoing(planner: Planner, request: RunRequest, fresh: TransferPlan): Promise<Result<Outgoing>> {
    const remembered = fresh.holes.filter(({ state }) => state === 'remembered').map(({ hole }) => hole);
    const values = await ports.rememberedValues(request.transfer, remembered);
    const document = planner.outgoing(request.decisions, values);
    if (!document.ok) return document;
    const typed = request.decisions.flatMap((decision) => (decision.kind === 'fill' ? [decision.value] : []));
    return ok({ document: document.value, filled: [...typed, ...values.values()] });
  }

  async function createMacros(
    request: RunRequest,
    fresh: TransferPlan,
    signal: AbortSignal,
  ): Promise<Result<readonly string[]>> {
    const created: string[] = [];
    for (const { macro, scope } of fresh.macrosToCreate) {
      const decision = request.decisions.findLast((each) => each.kind === 'create-macro' && each.macro === macro);
      if (decision?.kind !== 'create-macro') continue;
      const answer = await ports.createMacro(
        request.transfer.target,
        { name: macro, value: decision.value, scope },
        signal,
      );
      if (!answer.ok) return failed({ kind: 'macro-not-created', macro, cause: answer.problem });
      created.push(macro);
    }
    return ok(created);
  }

  async function importJournalled(
    transfer: TransferRequest,
    { document, filled }: Outgoing,
    publish: boolean,
  ): Promise<Result<Settled>> {
    const entry = {
      id: transfer.id,
      target: transfer.target,
      name: document.metadata.name,
      version: versionOf(document),
    };
    const note = (uidsBefore: readonly string[]) => ports.journal.open({ ...entry, uidsBefore });
    const imported = await ports.importOnce(transfer.target, document, publish, note, filled);
    // An unsettled write stays in the journal: the next start looks again.
    if (imported.ok || imported.problem.kind !== 'import-unsettled') await ports.journal.close(transfer.id);
    return imported;
  }

  function protectionProblem(target: Place, typedName: string | null): Problem | null {
    const environment = ports.environment(target.environmentId);
    if (environment === null) return { kind: 'environment-unknown', id: target.environmentId };
    if (!environment.isProduction) return null;
    if (!ports.isUnlocked(target.environmentId)) return { kind: 'environment-locked', environment: environment.name };
    if (typedName?.trim() !== environment.name) return { kind: 'name-not-confirmed', environment: environment.name };
    return null;
  }

  async function withSignal<T>(id: string, work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    running.get(id)?.abort();
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const answer = await work(controller.signal);
      return controller.signal.aborted && !answer.ok ? failed({ kind: 'cancelled' }) : answer;
    } finally {
      if (running.get(id) === controller) running.delete(id);
    }
  }

  return {
    plan,
    run,
    async cancel({ id }) {
      running.get(id)?.abort();
      return ok(null);
    },
  };
}
