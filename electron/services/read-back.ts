import type { Scope } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { Result } from '../../shared/result.ts';
import type { TransferOutcome } from '../../shared/transfer/proof.ts';
import type { PaletteClient } from '../palette/client.ts';

export type ReadBackClient = Pick<PaletteClient, 'exportProfile' | 'getProfile' | 'putVariables' | 'publish'>;

/** The profile just written. */
export interface Written {
  readonly scope: Scope;
  readonly uid: string;
  readonly sent: ProfileDocument;
  readonly publish: boolean;
}

/** What the target holds after an import, and what had to be put right. */
export type ReadBack = { readonly found: Result<ProfileDocument> } & Repairs &
  Pick<TransferOutcome, 'published' | 'publishing' | 'publishProblem'>;

type Repairs = Pick<TransferOutcome, 'repairedVariables' | 'repairProblem'>;

/** Looks between the tries make each of them safe: putting the same variables twice leaves them as once. */
const maxPuts = 3;

/**
 * Reads a profile the way its source was read, in one round trip when all is well. Variables that the server dropped
 * are put back, and a profile that stayed a draft though it was to be published is published once more.
 */
export async function readBack(palette: ReadBackClient, written: Written): Promise<ReadBack> {
  const { scope, uid, publish } = written;
  const [exported, state] = await Promise.all([
    palette.exportProfile(scope, uid),
    publish ? palette.getProfile(scope, uid) : null,
  ]);
  const repaired = exported.ok
    ? await repairVariables(palette, written, exported.value)
    : { found: exported, repairedVariables: [], repairProblem: null };
  if (!publish) return { ...repaired, published: false, publishing: 'not-asked', publishProblem: null };
  const isDraft = state?.ok === true && !state.value.isPublished && state.value.hasDraft;
  if (!isDraft) return { ...repaired, published: true, publishing: 'at-once', publishProblem: null };
  const publishProblem = await publishOnce(palette, written);
  const published = publishProblem === null;
  return { ...repaired, published, publishing: published ? 'afterwards' : 'failed', publishProblem };
}

/**
 * Some servers drop the variables of a new profile silently (public provider issues), so those that are not there are
 * put: PUT /v1/clusterprofiles/{uid}/variables replaces all of them. When its answer is lost, reading tells.
 */
async function repairVariables(
  palette: ReadBackClient,
  { scope, uid, sent }: Written,
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
  for (let put = 0; put < maxPuts && lacking.length > 0; put += 1) {
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
