import { randomUUID } from 'node:crypto';
import type { RunRequest } from '../../shared/bridge/ferry.ts';
import type { Problem } from '../../shared/problem.ts';
import { compareProfiles } from '../../shared/profile/compare-profiles.ts';
import { type ProfileDocument, versionOf } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { stops } from '../../shared/transfer/checks/fixes.ts';
import { cloneProof } from '../../shared/transfer/clone-proof.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import { describeOpen } from '../../shared/transfer/describe-open.ts';
import { textDecisions } from '../../shared/transfer/edited-material.ts';
import type { TargetFacts } from '../../shared/transfer/facts.ts';
import { outgoingDocument } from '../../shared/transfer/outgoing.ts';
import type { RememberedHole, TransferMaterial, TransferPlan } from '../../shared/transfer/plan.ts';
import { createPlanner, type Planner } from '../../shared/transfer/planner.ts';
import type { Proof, TransferOutcome, TransferStep } from '../../shared/transfer/proof.ts';
import type { Reviewed } from '../../shared/transfer/reviewed.ts';
import type { CloneSource } from '../palette/clones.ts';
import { cloneSourceOf } from './clone-once.ts';
import { markContent } from './content-mark.ts';
import { editedSecrets } from './edited-secrets.ts';
import type { JournalEntry } from './journal.ts';
import type { MacroToCreate } from './macro-once.ts';
import type { TransferPorts } from './transfer-ports.ts';
import type { Settled, WriteSteps } from './write-once.ts';

interface Outgoing {
  readonly document: ProfileDocument;
  /** The values in it that were filled in, and what was written into its texts and may be secret. */
  readonly filled: readonly string[];
}

/** One run, on its way to the write. */
interface Run {
  readonly request: RunRequest;
  readonly plan: TransferPlan;
  readonly sent: Outgoing;
  /** What Palette is to copy; null: the document is sent. */
  readonly cloneOf: CloneSource | null;
  readonly macros: readonly MacroToCreate[];
  readonly signal: AbortSignal;
}

const notRead: Proof = { verdict: 'not-read', masked: [], differences: [], layers: 0 };

/**
 * Reads both places again, plans again, and refuses if the source has something else than was reviewed or anything is
 * open. Asks the target about the very document, or
 * the very clone, then writes: macros first, the profile once. Reads back and compares. Everything but the two writes
 * leaves no trace. A cancellation stops it before the write; after it the profile stays, and only the reading back is
 * left out.
 *
 * @param mayWrite asked again just before the first write: unlocking may have run out meanwhile
 */
export async function writeTransfer(
  ports: TransferPorts,
  request: RunRequest,
  mayWrite: () => Problem | null,
  signal: AbortSignal,
): Promise<Result<TransferOutcome>> {
  const { transfer, decisions } = request;
  const step = (name: TransferStep) => ports.emit({ kind: 'transfer-step', transfer: transfer.id, step: name });

  step('checking-target');
  const gathered = await ports.gather(transfer, signal, true);
  if (!gathered.ok) return gathered;
  if (gathered.value.mark !== request.reviewed.mark) {
    const { name, version } = transfer.profile;
    return failed({ kind: 'source-changed', profile: `${name} ${version}` });
  }
  const remembered = await ports.rememberedValues(transfer, request.reviewed.remembered);
  const material = asReviewed(gathered.value, request.reviewed, remembered);
  const planner = createPlanner(material);
  const plan = planner.plan(decisions);
  if (!plan.ready) return failed(whyOpen(plan, material.facts, transfer.profile.name));
  const sent = outgoing(planner, request, plan, remembered);
  if (!sent.ok) return sent;
  const cloneOf = plan.way === 'clone' ? cloneSourceOf(transfer) : null;
  const run: Run = { request, plan, sent: sent.value, cloneOf, macros: macrosOf(request, plan), signal };

  // A server that looks for macros here may miss those that are still to be made; it is asked again once they are.
  const early = run.macros.length > 0 ? await checkWrite(ports, run) : null;
  const stopped = early === null || early.ok || namesOneOf(early.problem, run.macros) ? null : early.problem;
  if (stopped !== null && !isAccepted(stopped, request)) return failed(stopped);
  if (signal.aborted) return failed({ kind: 'cancelled' });
  const refused = mayWrite();
  if (refused !== null) return failed(refused);

  const entry = entryOf(run);
  if (run.macros.length > 0) {
    const noted = await ports.journal.open(entry);
    if (!noted.ok) return noted;
    step('creating-macros');
  }
  const macros = await createMacros(ports, run);
  const ended = macros.problem ?? (signal.aborted ? ({ kind: 'cancelled' } as const) : null);
  if (ended !== null) {
    if (ended.kind !== 'macro-unsettled') await ports.journal.close(entry.id);
    return failed(withMacros(run, macros.created, ended));
  }

  step('importing');
  const written = await writeProfile(ports, run, entry, early?.ok === true);
  if (!written.ok) {
    // An unsettled write stays in the journal: the next start looks again.
    if (!isUnsettled(written.problem)) await ports.journal.close(entry.id);
    return failed(withMacros(run, macros.created, written.problem));
  }

  step('reading-back');
  const { uid, how } = written.value;
  const { found, ...state } = await ports.readBack(transfer.target, uid, sent.value.document, {
    way: plan.way,
    publish: plan.publish,
    signal,
  });
  const used = usedIn(plan, decisions);
  step('comparing');
  await Promise.all([
    ports.journal.arrived(entry.id),
    ports.remember(transfer, planner.edited(decisions), used, remembered),
    ports.imported(transfer),
  ]);
  return ok({
    way: plan.way,
    uid,
    name: plan.name,
    version: plan.version,
    settled: how,
    createdMacros: macros.created,
    editedLayers: [...new Set(textDecisions(used).map(({ layer }) => layer))],
    ...state,
    proof: found.ok ? proofOf(run, found.value) : notRead,
    proofProblem: found.ok ? null : found.problem,
  });
}

function proofOf({ plan, sent }: Run, found: ProfileDocument): Proof {
  return plan.way === 'clone'
    ? cloneProof(sent.document, found, plan.copied)
    : compareProfiles(sent.document, found, holesOf(plan));
}

/** Of a clone nothing counts that was filled in, chosen or edited for an import before. */
function usedIn(plan: TransferPlan, decisions: readonly Decision[]): readonly Decision[] {
  return plan.way === 'clone' ? decisions.filter(({ kind }) => kind === 'create-macro') : decisions;
}

/** SECURITY: where values were filled in: the proof names these places and never shows what stands there. */
function holesOf(plan: TransferPlan): readonly Hole[] {
  return plan.holes.map(({ hole }) => hole);
}

/**
 * One reason why nothing could be learnt, such as a revoked key, says more than the list of what it hides. So does a
 * permission that import/validate or clone/validate lacked: the write needs the same one.
 */
function whyOpen(plan: TransferPlan, facts: TargetFacts, profile: string): Problem {
  const serverCheck = (plan.way === 'clone' ? facts.cloneCheck : null) ?? facts.serverCheck;
  if (!serverCheck.known && serverCheck.problem.kind === 'permission-denied') return serverCheck.problem;
  const problems = plan.checks.filter(stops).map((check) => {
    return check.state === 'unknown' && 'problem' in check ? check.problem : null;
  });
  const [first] = problems;
  if (first != null && problems.every((problem) => problem?.kind === first.kind)) return first;
  return { kind: 'plan-open', profile, open: describeOpen(plan) };
}

/** Of the remembered values those count that were reviewed: what was kept since is nobody's answer here. */
function asReviewed(
  material: TransferMaterial,
  reviewed: Reviewed,
  values: ReadonlyMap<string, string>,
): TransferMaterial {
  const holes = reviewed.remembered
    .filter(({ hole }) => values.has(hole))
    .map((use): RememberedHole => ({ ...use, match: 'exact', from: '' }));
  return { ...material, remembered: { ...material.remembered, holes } };
}

function outgoing(
  planner: Planner,
  request: RunRequest,
  plan: TransferPlan,
  values: ReadonlyMap<string, string>,
): Result<Outgoing> {
  const document = outgoingDocument(planner, request.decisions, values);
  if (!document.ok) return document;
  const decisions = usedIn(plan, request.decisions);
  const typed = decisions.flatMap((decision) => (decision.kind === 'fill' ? [decision.value] : []));
  const written = editedSecrets(planner.edited(request.decisions), decisions);
  return ok({ document: document.value, filled: [...typed, ...values.values(), ...written] });
}

function macrosOf(request: RunRequest, plan: TransferPlan): readonly MacroToCreate[] {
  return plan.macrosToCreate.flatMap(({ macro, scope }) => {
    const decision = request.decisions.findLast((each) => each.kind === 'create-macro' && each.macro === macro);
    return decision?.kind === 'create-macro' ? [{ name: macro, value: decision.value, scope }] : [];
  });
}

function entryOf({ request, plan, macros }: Run): JournalEntry {
  return {
    id: randomUUID(),
    way: plan.way,
    target: request.transfer.target,
    name: plan.name,
    version: plan.version,
    // SECURITY: without their values.
    macros: macros.map(({ name, scope }) => ({ name, scope })),
    uidsBefore: null,
    content: null,
  };
}

async function createMacros(
  ports: TransferPorts,
  { request, macros, signal }: Run,
): Promise<{ readonly created: readonly string[]; readonly problem: Problem | null }> {
  const created: string[] = [];
  for (const macro of macros) {
    if (signal.aborted) break;
    const answer = await ports.createMacro(request.transfer.target, macro);
    if (!answer.ok) {
      const { problem } = answer;
      const isOpen = problem.kind === 'macro-unsettled';
      return { created, problem: isOpen ? problem : { kind: 'macro-not-created', macro: macro.name, cause: problem } };
    }
    if (answer.value === 'created') created.push(macro.name);
  }
  return { created, problem: null };
}

function checkWrite(ports: TransferPorts, { request, sent, cloneOf }: Run): Promise<Result<null>> {
  const { target } = request.transfer;
  return cloneOf === null
    ? ports.checkImport(target, sent)
    : ports.checkClone(target, { source: cloneOf, document: sent.document });
}

async function writeProfile(
  ports: TransferPorts,
  run: Run,
  entry: JournalEntry,
  isChecked: boolean,
): Promise<Result<Settled>> {
  const { request, plan, sent, cloneOf, signal } = run;
  const { target } = request.transfer;
  const check = async (): Promise<Result<null>> => {
    const checked = await checkWrite(ports, run);
    return checked.ok || !isAccepted(checked.problem, request) ? checked : ok(null);
  };
  const steps: WriteSteps = {
    beforeWrite: async (uidsBefore) => {
      const version = versionOf(sent.document);
      const content = markContent(sent.document, holesOf(plan));
      const noted = await ports.journal.open({ ...entry, version, uidsBefore, content });
      // The last moment at which a cancellation can keep the profile from being written.
      return noted.ok && signal.aborted ? failed({ kind: 'cancelled' }) : noted;
    },
    ...(isChecked ? {} : { check }),
  };
  const { document, filled: hide } = sent;
  if (cloneOf !== null) return ports.cloneOnce(target, { ...steps, source: cloneOf, document });
  const imported = await ports.importOnce(target, { ...steps, document, publish: plan.publish, hide });
  return imported.ok ? imported : failed(withPermission(imported.problem, plan.publish));
}

/** The person went on although the target could not be asked; a judgement of the target is never passed over. */
function isAccepted(problem: Problem, { decisions }: RunRequest): boolean {
  return !isRefused(problem) && decisions.some((each) => each.kind === 'accept' && each.check === 'server');
}

function isRefused(problem: Problem): problem is Extract<Problem, { kind: 'import-refused' | 'clone-refused' }> {
  return problem.kind === 'import-refused' || problem.kind === 'clone-refused';
}

function isUnsettled(problem: Problem): boolean {
  return problem.kind === 'import-unsettled' || problem.kind === 'clone-unsettled';
}

function namesOneOf(problem: Problem, macros: readonly MacroToCreate[]): boolean {
  const cause = isRefused(problem) ? problem.cause : problem;
  return cause.kind === 'server-refused' && macros.some(({ name }) => `${cause.code} ${cause.message}`.includes(name));
}

/**
 * Importing needs `clusterProfile.create` and, to publish, `clusterProfile.publish` (user documentation of
 * permissions). The target was just asked with a call that needs the former: what it refuses now is the latter.
 */
function withPermission(problem: Problem, publish: boolean): Problem {
  if (problem.kind !== 'import-refused' || problem.cause.kind !== 'permission-denied') return problem;
  const { cause } = problem;
  const [named] = /\bclusterProfile\.[a-z]+\b/i.exec(cause.message) ?? [];
  const permission = named ?? (publish ? 'clusterProfile.publish' : cause.permission);
  return { ...problem, cause: { ...cause, permission } };
}

/** What was made stays told, whatever the end. An unsettled write is told with its macros when it is settled. */
function withMacros({ plan }: Run, macros: readonly string[], cause: Problem): Problem {
  if (macros.length === 0 || isUnsettled(cause)) return cause;
  return { kind: 'macros-left', profile: plan.name, macros, cause };
}
