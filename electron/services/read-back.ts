import type { Scope } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { TransferOutcome } from '../../shared/transfer/proof.ts';
import type { Way } from '../../shared/transfer/way.ts';
import type { PaletteClient } from '../palette/client.ts';

export type ReadBackClient = Pick<PaletteClient, 'exportProfile' | 'getProfile' | 'putVariables' | 'publish'>;

export interface ReadBackHow {
  readonly way: Way;
  readonly publish: boolean;
  /** Aborted: no more is read or put right; what was written stays. */
  readonly signal: AbortSignal;
}

/** The profile just written. */
export interface Written extends ReadBackHow {
  readonly scope: Scope;
  readonly uid: string;
  /** Of a clone: its source. */
  readonly sent: ProfileDocument;
}

/** What the target holds after an import, and what had to be put right. */
export type ReadBack = { readonly found: Result<ProfileDocument> } & Repairs &
  Pick<TransferOutcome, 'published' | 'publishing' | 'publishProblem'>;

type Repairs = Pick<TransferOutcome, 'repairedVariables' | 'repairProblem'>;

/** Looks between the tries make each of them safe: putting the same variables twice leaves them as once. */
const maxPuts = 3;

/**
 * Reads a profile the way its source was read, in one round trip when all is well. Variables that the server dropped
 * are put back, and a profile that stayed a draft though it was to be published is published once more. Of a clone no
 * variable is put: those of the source are masked. Whether Palette publishes a clone is not documented, so it is asked.
 */
export async function readBack(palette: ReadBackClient, written: Written): Promise<ReadBack> {
  const { way, scope, uid, publish, signal } = written;
  if (signal.aborted) return notReadBack({ kind: 'cancelled' }, publish);
  const [exported, state] = await Promise.all([
    palette.exportProfile(scope, uid),
    publish || way === 'clone' ? palette.getProfile(scope, uid) : null,
  ]);
  const isMended = exported.ok && way === 'import';
  const repaired = isMended
    ? await repairVariables(palette, written, exported.value)
    : { found: exported, repairedVariables: [], repairProblem: null };
  if (!publish) {
    const published = state?.ok === true && state.value.isPublished;
    return { ...repaired, published, publishing: 'not-asked', publishProblem: null };
  }
  if (state?.ok !== true || signal.aborted) {
    return { ...repaired, published: true, publishing: 'not-looked', publishProblem: null };
  }
  const isDraft = !state.value.isPublished && state.value.hasDraft;
  if (!isDraft) return { ...repaired, published: true, publishing: 'at-once', publishProblem: null };
  const publishProblem = await publishOnce(palette, written);
  const published = publishProblem === null;
  return { ...repaired, published, publishing: published ? 'afterwards' : 'failed', publishProblem };
}

/** Nothing was looked at, for this reason: it counts as it was asked for. */
export function notReadBack(problem: Problem, publish: boolean): ReadBack {
  const publishing = publish ? 'not-looked' : 'not-asked';
  const asAsked = { published: publish, publishing, publishProblem: null } as const;
  return { found: failed(problem), repairedVariables: [], repairProblem: null, ...asAsked };
}

/**
 * Some servers drop the variables of a new profile silently (public provider issues), so those that are not there are
 * put: PUT /v1/clusterprofiles/{uid}/variables replaces all of them. When its answer is lost, reading tells.
 */
async function repairVariables(
  palette: ReadBackClient,
  { scope, uid, sent, signal }: Written,
  exported: ProfileDocument,
): Promise<{ readonly found: Result<ProfileDocument> } & Repairs> {
  const wanted = sent.spec.variables ?? [];
  const lackingIn = (document: ProfileDocument): readonly string[] => {
    const there = new Set((document.spec.variables ?? []).map(({ name }) => name));
    return wanted.map(({ name }) => name).filter((name) => !there.has(name));
  };
  const dropped = lackingIn(exported);
  let document = exported;
  let lacking = dropped;
  let problem: Problem | null = null;
  for (let put = 0; put < maxPuts && lacking.length > 0 && !signal.aborted; put += 1) {
    const answer = await palette.putVariables(scope, uid, wanted);
    problem = answer.ok ? null : answer.problem;
    if (!answer.ok && !answer.maybeActed) break;
    const again = await palette.exportProfile(scope, uid);
    if (!again.ok) {
      // Whether they are there now is not known: what was read before must not stand as proof.
      return { found: again, repairedVariables: [], repairProblem: again.problem };
    }
    document = again.value;
    lacking = lackingIn(document);
    // A server that took them and still shows none will not show them next time.
    if (answer.ok) break;
  }
  const isRepaired = lacking.length === 0;
  return {
    found: { ok: true, value: document },
    repairedVariables: dropped.filter((name) => !lacking.includes(name)),
    repairProblem: isRepaired ? null : problem,
  };
}

/** PATCH /v1/clusterprofiles/{uid}/publish, sent once; a lost answer is settled by asking what the profile is now. */
async function publishOnce(palette: ReadBackClient, { scope, uid }: Written): Promise<Problem | null> {
  const answer = await palette.publish(scope, uid);
  if (answer.ok) return null;
  if (!answer.maybeActed) return answer.problem;
  const state = await palette.getProfile(scope, uid);
  return state.ok && state.value.isPublished ? null : answer.problem;
}
