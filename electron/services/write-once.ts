import type { Scope } from '../../shared/place.ts';
import type { LookedForWrite, Problem, ProblemKind } from '../../shared/problem.ts';
import { compareProfiles } from '../../shared/profile/compare-profiles.ts';
import { type ProfileDocument, versionOf } from '../../shared/profile/document.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { WriteResult } from '../palette/caller.ts';
import type { PaletteClient } from '../palette/client.ts';
import { pause } from '../palette/pause.ts';
import type { ClockPort } from '../ports/clock.ts';

type LookClient = Pick<PaletteClient, 'profileNames' | 'exportProfile'>;

/** The profile is there. 'found': its answer was lost and looking again found it. */
export interface Settled {
  readonly uid: string;
  readonly how: 'answered' | 'found';
}

/** What comes around a write. */
export interface WriteSteps {
  /** Runs beside the look, so that it costs no round trip; its failure stops the write. */
  readonly check?: () => Promise<Result<null>>;
  /** Runs between the look and the write; its failure stops the write. */
  readonly beforeWrite?: (uidsBefore: readonly string[]) => Promise<Result<null>>;
}

/** One write that makes a profile, and what tells that profile from others. */
export interface WriteJob extends WriteSteps {
  readonly scope: Scope;
  /** As it will be exported from there: its name and version, and what its layers hold. */
  readonly document: ProfileDocument;
  readonly write: () => Promise<WriteResult<{ readonly uid: string }>>;
  readonly ended: (end: WriteEnd, profile: string, cause: Problem) => Problem;
}

/** refused: by the server itself · lost: there is no such profile · unsettled: whether it was made is not known. */
export type WriteEnd =
  | { readonly kind: 'refused' | 'lost' }
  | { readonly kind: 'unsettled'; readonly looked: LookedForWrite };

export interface WriteOnceParts {
  readonly client: LookClient;
  readonly clock: ClockPort;
  /** Waits between the looks after a lost answer: the server may still be at work. */
  readonly waitsMs?: readonly number[];
}

interface Sought {
  readonly scope: Scope;
  readonly name: string;
  readonly version: string;
}

const usualWaitsMs = [0, 1000, 2000, 4000];

/** Answers of the server itself, in contrast to answers that were lost on the way. */
const verdicts: ReadonlySet<ProblemKind> = new Set([
  'server-refused',
  'permission-denied',
  'key-refused',
  'not-found',
  'rate-limited',
]);

/**
 * Makes a profile at most once. No call that makes one is idempotent and each answer can be lost, so the uids of that
 * name and version are noted before the write. On doubt (time-out, reset, cut or strange answer, 5xx, and 409, behind
 * which our own write may stand) they are looked up again: a new uid with the same content is ours. None after
 * a time-out tells nothing: the server may be at work for longer than anybody looks. A new uid with other content tells
 * nothing either: servers change line ends, blanks and quotes.
 */
export async function writeOnce(parts: WriteOnceParts, job: WriteJob): Promise<Result<Settled>> {
  const { client } = parts;
  const { document, scope } = job;
  const sought = { scope, name: document.metadata.name, version: versionOf(document) };

  const [before, checked] = await Promise.all([uidsOf(client, sought), job.check?.() ?? ok(null)]);
  if (!checked.ok) return checked;
  if (!before.ok) return before;
  const allowed = (await job.beforeWrite?.(before.value)) ?? ok(null);
  if (!allowed.ok) return allowed;

  const written = await job.write();
  if (written.ok) return ok({ uid: written.value.uid, how: 'answered' });
  const { problem } = written;
  if (problem.kind === 'cancelled' && !written.maybeActed) return failed(problem);

  const found: Found = written.maybeActed
    ? await findOurs(parts, job, sought, before.value, looksAfter(problem, parts.waitsMs ?? usualWaitsMs))
    : { kind: 'none' };
  switch (found.kind) {
    case 'ours':
      return ok({ uid: found.uid, how: 'found' });
    case 'none':
      return failed(job.ended(endOfNone(problem, written.maybeActed), sought.name, problem));
    case 'other': {
      // A refusal for the name's sake tells whose it is: theirs was there first.
      const end: WriteEnd = isConflict(problem) ? { kind: 'refused' } : { kind: 'unsettled', looked: 'other-content' };
      return failed(job.ended(end, sought.name, problem));
    }
    case 'unknown':
      return failed(job.ended({ kind: 'unsettled', looked: 'no-answer' }, sought.name, problem));
  }
}

/** How a write ended of which nothing was found. */
function endOfNone(problem: Problem, maybeActed: boolean): WriteEnd {
  if (verdicts.has(problem.kind) && !isOutage(problem)) return { kind: 'refused' };
  return maybeActed && isTimeOut(problem) ? { kind: 'unsettled', looked: 'nothing' } : { kind: 'lost' };
}

/** The uids of that name and version that were not there before a write whose end nobody saw. */
export async function lookForWritten(
  client: Pick<LookClient, 'profileNames'>,
  sought: Sought,
  uidsBefore: readonly string[],
): Promise<Result<readonly string[]>> {
  const now = await uidsOf(client, sought);
  return now.ok ? ok(now.value.filter((uid) => !uidsBefore.includes(uid))) : now;
}

async function uidsOf(
  client: Pick<LookClient, 'profileNames'>,
  { scope, name, version }: Sought,
): Promise<Result<readonly string[]>> {
  const names = await client.profileNames(scope);
  if (!names.ok) return names;
  return ok(names.value.filter((one) => one.name === name && one.version === version).map(({ uid }) => uid));
}

/** A gateway's status: the server's own answer was lost behind it. 500 is Palette's "operational error". */
function isOutage(problem: Problem): boolean {
  return problem.kind === 'server-refused' && (problem.status === 408 || problem.status > 500);
}

/** Whoever waited no longer, we or a gateway before the server: the server may still be at work. */
export function isTimeOut(problem: Problem): boolean {
  return problem.kind === 'timed-out' || (problem.kind === 'server-refused' && problem.status === 504);
}

function isConflict(problem: Problem): boolean {
  return problem.kind === 'server-refused' && (problem.status === 409 || problem.status === 422);
}

/** After the server's own word the matter is closed, and one look shows how. */
function looksAfter(problem: Problem, waitsMs: readonly number[]): readonly number[] {
  return problem.kind === 'server-refused' && !isOutage(problem) ? [0] : waitsMs;
}

/** other: one that was not there before, of another content: ours as the server keeps it, or somebody else's. */
type Found = { readonly kind: 'ours'; readonly uid: string } | { readonly kind: 'none' | 'other' | 'unknown' };

async function findOurs(
  { client, clock }: WriteOnceParts,
  { document, scope }: WriteJob,
  sought: Sought,
  uidsBefore: readonly string[],
  waitsMs: readonly number[],
): Promise<Found> {
  const others = new Set<string>();
  let last: Found = { kind: 'unknown' };
  for (const wait of waitsMs) {
    if (wait > 0) await pause(clock, wait, null);
    const now = await uidsOf(client, sought);
    last = { kind: now.ok ? 'none' : 'unknown' };
    for (const uid of now.ok ? now.value : []) {
      if (uidsBefore.includes(uid) || others.has(uid)) continue;
      const content = await client.exportProfile(scope, uid);
      if (!content.ok) last = { kind: 'unknown' };
      else if (isSameContent(document, content.value)) return { kind: 'ours', uid };
      else others.add(uid);
    }
  }
  return last.kind === 'none' && others.size > 0 ? { kind: 'other' } : last;
}

/**
 * Same layers with the same texts. Members that a server fills in, leaves out or loses do not tell two profiles of one
 * name and version apart; the proof will name them.
 */
function isSameContent(sent: ProfileDocument, found: ProfileDocument): boolean {
  return !compareProfiles(sent, found).differences.some(({ path: [part, , member] }) => {
    return part === 'layers' && (member === undefined || member === 'values' || member === 'manifests');
  });
}
