import type { EnvironmentSummary } from '../../shared/environment.ts';
import { assertNever } from '../../shared/result.ts';
import { type ProofSummary, summedUp, type TransferOutcome, type TransferStep } from '../../shared/transfer/proof.ts';
import type { Way } from '../../shared/transfer/way.ts';
import type { SettledImport } from '../state/notices-store.ts';
import type { Transfer, TransferStage } from '../state/transfers-store.ts';
import { openWords } from './check-words.ts';
import { count, listed } from './phrases.ts';
import { placeName } from './place-words.ts';
import { problemWords } from './problem-words.ts';
import { wayWords } from './way-words.ts';

const steps: Readonly<Record<TransferStep, string>> = {
  'reading-source': 'Read the source again',
  'checking-target': 'Check the target again',
  'creating-macros': 'Create missing macros',
  importing: 'Import the profile',
  'reading-back': 'Read it back from the target',
  comparing: 'Compare path by path',
};

/** What the machine does in a step. */
export function stepWords(step: TransferStep, way: Way): string {
  return step === 'importing' && way === 'clone' ? 'Let Palette clone the profile' : steps[step];
}

/** Where a transfer stands, in words. */
export function stageWords(transfer: Transfer): string {
  const { stage } = transfer;
  switch (stage.kind) {
    case 'PLANNING':
      return 'Reading source and target';
    case 'PLAN_FAILED':
      return `Could not be checked: ${problemWords(stage.problem).title}`;
    case 'REVIEWING':
      return transfer.open === null || transfer.open === 0
        ? 'Waiting for your confirmation'
        : `Waiting for you: ${openWords(transfer.open)}`;
    case 'QUEUED':
      return 'Waiting its turn';
    case 'RUNNING':
      if (stage.cancelling) return 'Stopping';
      return stage.step === null ? 'Starting' : stepWords(stage.step, transfer.way);
    case 'DONE':
      return proofWords(stage.outcome).short;
    case 'FAILED':
      return problemWords(stage.problem).title;
    case 'CANCELLED':
      return 'Cancelled, nothing was written';
    default:
      return assertNever(stage);
  }
}

/**
 * What keeps profiles of a review back: "could not be checked" where that is all, else with numbers: "1 could not be
 * checked, 1 still being checked, 3 points open".
 *
 * @param open points that are open in all of them
 */
export function keptBackWords(transfers: readonly Pick<Transfer, 'stage' | 'checking'>[], open: number): string {
  const failed = transfers.filter(({ stage }) => stage.kind === 'PLAN_FAILED').length;
  const checking = transfers.filter(({ stage, checking }) => checking && stage.kind !== 'PLAN_FAILED').length;
  const states = (
    [
      [failed, 'could not be checked'],
      [checking, 'still being checked'],
    ] as const
  ).filter(([found]) => found > 0);
  const isAll = transfers.length === 1 || (states.length === 1 && open === 0);
  const words = states.map(([found, state]) => (isAll ? state : `${found} ${state}`));
  return [...words, ...(open > 0 || words.length === 0 ? [openWords(open)] : [])].join(', ');
}

/** How far several transfers of one sheet have come: "3 of 5 imported · 2 identical, 1 not read back · 2 to go". */
export function runWords(transfers: readonly Pick<Transfer, 'stage' | 'way'>[]): string {
  const stages = transfers.map(({ stage }) => stage);
  // Ways differ only where one was chosen for what was left of a sheet.
  const done = [...new Set(transfers.map(({ way }) => wayWords[way].done))].join(' or ');
  const proofs = stages.flatMap((stage) => (stage.kind === 'DONE' ? stage.outcome.proof.verdict : []));
  const amount = (kinds: readonly TransferStage['kind'][]) => stages.filter(({ kind }) => kinds.includes(kind)).length;
  const verdicts = [
    [proofs.filter((verdict) => verdict === 'identical').length, 'identical'],
    [proofs.filter((verdict) => verdict === 'identical-except-masked').length, 'identical except masked values'],
    [proofs.filter((verdict) => verdict === 'differs').length, 'different'],
    [proofs.filter((verdict) => verdict === 'not-read').length, 'not read back'],
  ] as const;
  const proven = verdicts.flatMap(([found, words]) => (found === 0 ? [] : [`${found} ${words}`])).join(', ');
  const unsettled = stages.filter(
    (stage) =>
      stage.kind === 'FAILED' &&
      (stage.problem.kind === 'import-unsettled' || stage.problem.kind === 'clone-unsettled'),
  ).length;
  const others = [
    [amount(['FAILED']) - unsettled, `not ${done}`],
    [unsettled, 'not known'],
    [amount(['CANCELLED']), 'cancelled'],
    [amount(['QUEUED', 'RUNNING']), 'to go'],
  ] as const;
  return [
    `${proofs.length} of ${count(stages.length, 'profile', 'profiles')} ${done}`,
    proven,
    ...others.flatMap(([found, words]) => (found === 0 ? [] : [`${found} ${words}`])),
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

/** The proof as a headline, a sentence, and a short form for the tray. */
export function proofWords(outcome: Pick<TransferOutcome, 'proof' | 'proofProblem' | 'way'>): ProofWords {
  return summaryWords(outcome.way, summedUp(outcome));
}

/** The same of a proof of which the numbers alone are known. */
export function summaryWords(way: Way, proof: ProofSummary): ProofWords {
  const { done } = wayWords[way];
  const Done = `${done.charAt(0).toUpperCase()}${done.slice(1)}`;
  switch (proof.verdict) {
    case 'identical':
      return {
        title: 'Identical',
        text: `Read back from the target and compared path by path: ${count(proof.layers, 'layer', 'layers')}, no difference.`,
        short: `${Done}, identical`,
      };
    case 'identical-except-masked': {
      const masked = count(proof.masked, 'masked value', 'masked values');
      if (way === 'clone') {
        const one = proof.masked === 1;
        return {
          title: `Identical; ${masked} copied by Palette`,
          text: `Source and clone were read the same way and compared path by path: ${count(proof.layers, 'layer', 'layers')}, no difference. ${masked} ${one ? 'was' : 'were'} copied by Palette and cannot be read back, because it hides ${one ? 'it' : 'them'} on both sides.`,
          short: `Cloned, identical; ${masked} copied by Palette`,
        };
      }
      return {
        title: `Identical except ${masked}`,
        text: `${proof.masked === 1 ? 'It is' : 'They are'} in the target but cannot be read back, because Palette hides ${proof.masked === 1 ? 'it' : 'them'}. Everything else in ${count(proof.layers, 'layer', 'layers')} is the same.`,
        short: `${Done}, identical except ${masked}`,
      };
    }
    case 'differs': {
      const differences = count(proof.differences, 'difference', 'differences');
      return {
        title: `Differs in ${count(proof.differences, 'place', 'places')}`,
        text: `The profile was ${done}, but reading it back shows something else than ${way === 'clone' ? 'its source' : 'what was sent'}.`,
        short: `${Done} with ${differences}`,
      };
    }
    case 'not-read':
      return {
        title: `${Done}, not read back`,
        text: `${proof.isStopped ? 'Reading back was cancelled. ' : ''}The profile is in the target, but it was not read back: there is no proof of what arrived, and whether its variables are all there was not looked at.`,
        short: `${Done}, not read back`,
      };
    default:
      return assertNever(proof.verdict);
  }
}

interface ProofWords {
  readonly title: string;
  readonly text: string;
  readonly short: string;
}

/** In which state a profile arrived, as the end of "It is now in PROD, …". */
export function publishedWords({
  way,
  published,
  publishing,
}: Pick<TransferOutcome, 'way' | 'published' | 'publishing'>): string {
  if (publishing === 'not-looked') return 'to be published; whether it is was not looked at';
  // Palette has no call that takes a publication back.
  if (way === 'clone' && publishing === 'not-asked' && published) return 'published by Palette as its source is';
  return published ? 'published' : 'as a draft';
}

/** What became of an import or a clone that the app did not see the end of. */
export function settledWords(
  settled: SettledImport,
  environments: readonly EnvironmentSummary[],
): { readonly title: string; readonly text: string } {
  return settledWordsAt(settled, placeName(settled.target, environments));
}

/** The same where the name of the target is known already. */
export function settledWordsAt(
  { way, name, version, content, macros }: Pick<SettledImport, 'way' | 'name' | 'version' | 'content' | 'macros'>,
  place: string,
): { readonly title: string; readonly text: string } {
  const made =
    macros.length === 0
      ? ''
      : ` ${macros.length === 1 ? 'Macro' : 'Macros'} ${listed(macros)} ${macros.length === 1 ? 'exists' : 'exist'} there now.`;
  const { Verb, noun, done } = wayWords[way];
  const imported = `${name} ${version} was ${done} into ${place}`;
  const unread = 'The app ended before it could read the profile back';
  switch (content) {
    case null:
      return {
        title: `${name} ${version} was not ${done} into ${place}`,
        text: `The app ended before it saw the end of the ${noun}, and the target has no such profile.${made} ${Verb} it again if you still want it there.`,
      };
    case 'same':
      return {
        title: imported,
        text: `${unread}. It has the layers, keys and plain values that were sent; filled-in values were not compared, so there is no full proof.${made}`,
      };
    case 'similar':
      return {
        title: imported,
        text: `${unread}. It has the layers and keys that were sent, but some of its values are others: look at it before it is used.${made}`,
      };
    case 'not-compared':
      return { title: imported, text: `${unread}, so there is no proof of what arrived.${made}` };
    case 'other':
      return {
        title: `${name} ${version} in ${place} is not what was sent`,
        text: `The app ended before it saw the end of the ${noun}. Since then a profile of that name and version is there, but with another content: somebody else may have made it.${made} ${Verb} it again under another version if you still want yours there.`,
      };
    default:
      return assertNever(content);
  }
}
