import type { FileDraftSummary } from '../../shared/bridge/files.ts';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import type { DraftSummary } from '../../shared/transfer/draft.ts';
import { ago, count } from './phrases.ts';
import { placeName } from './place-words.ts';

/** What is offered of a review that an earlier run left open. */
export interface DraftWords {
  readonly title: string;
  readonly text: string;
  readonly continueLabel: string;
  readonly discardLabel: string;
}

/** "Continue the review of payments-stack 2.4.0? 4 answers, 2 hours ago". */
export function draftWords(draft: DraftSummary, environments: readonly EnvironmentSummary[], now: number): DraftWords {
  const [first] = draft.transfers;
  const names = draft.transfers.map(({ request }) => `${request.profile.name} ${request.profile.version}`);
  const what = names.length === 1 ? (names[0] ?? '') : count(names.length, 'profile', 'profiles');
  const answers = draft.transfers.reduce((sum, transfer) => sum + transfer.answers, 0);
  const route =
    first === undefined
      ? ''
      : `${placeName(first.request.source, environments)} → ${placeName(first.request.target, environments)}`;
  const facts = [route, `${count(answers, 'answer', 'answers')} kept`, ago(draft.keptAt, now)];
  return {
    title: `Continue the review of ${what}?`,
    text: `${facts.filter((fact) => fact !== '').join(' · ')}. Nothing was written; what was typed is kept encrypted.`,
    continueLabel: `Continue the review of ${what}`,
    discardLabel: `Discard the review of ${what}`,
  };
}

const diskWords: Readonly<Record<FileDraftSummary['disk'], string>> = {
  same: 'The file is as it was.',
  changed:
    'The file was changed by another program since; it opens as it was, and you decide before anything is saved.',
  gone: 'The file is not there any more; it opens as it was, and saving writes it again.',
  none: 'It was pasted and is in no file yet.',
};

/** What is offered of a file whose changes an earlier run did not save. */
export function fileDraftWords({ name, changes, keptAt, disk }: FileDraftSummary, now: number) {
  const what = name === '' ? 'the pasted profile' : name;
  const facts = [`${count(changes, 'change', 'changes')} not saved`, ago(keptAt, now)].filter((fact) => fact !== '');
  return {
    title: `Go on with ${what}?`,
    text: `${facts.join(' · ')}. ${diskWords[disk]}`,
    openLabel: `Open with the changes to ${what}`,
    discardLabel: `Discard the changes to ${what}`,
  };
}
