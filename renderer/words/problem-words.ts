import type { Scope } from '../../shared/place.ts';
import type { InputProblem, LookedForWrite, Problem, TransferProblem } from '../../shared/problem.ts';
import { assertNever } from '../../shared/result.ts';
import { accessWords, connectionWords } from './connection-words.ts';
import { addressWords, certificateFileWords, keyWords, profileFileWords } from './input-words.ts';
import { keychainWords, machineWords } from './machine-words.ts';
import { amount, count, listed } from './phrases.ts';

/** A problem as a person reads it: what happened, to what, and what to do next. */
export interface ProblemWords {
  readonly title: string;
  readonly text: string;
  readonly next: string;
}

/** The words for any problem. */
export function problemWords(problem: Problem): ProblemWords {
  switch (problem.kind) {
    case 'host-not-found':
    case 'connection-refused':
    case 'connection-lost':
    case 'timed-out':
    case 'proxy-unusable':
    case 'proxy-failed':
    case 'certificate-untrusted':
    case 'redirected':
    case 'not-palette':
    case 'answer-too-large':
    case 'rate-limited':
    case 'server-refused':
      return connectionWords(problem);
    case 'key-refused':
    case 'permission-denied':
    case 'not-found':
      return accessWords(problem);
    case 'address-invalid':
    case 'key-invalid':
    case 'key-needed':
    case 'name-taken':
    case 'certificate-invalid':
    case 'profile-unreadable':
    case 'value-unusable':
      return inputWords(problem);
    case 'keychain-unavailable':
    case 'keychain-not-answering':
    case 'keychain-entry-damaged':
      return keychainWords(problem);
    case 'environment-unknown':
    case 'environment-locked':
    case 'name-not-confirmed':
    case 'plan-open':
    case 'source-changed':
    case 'import-refused':
    case 'import-unsettled':
    case 'import-lost':
    case 'clone-refused':
    case 'clone-unsettled':
    case 'clone-lost':
    case 'macro-not-created':
    case 'macro-unsettled':
    case 'macros-left':
    case 'edit-outdated':
    case 'edited-text-unread':
    case 'cancelled':
      return transferWords(problem);
    case 'settings-damaged':
    case 'kept-unreadable':
    case 'file-unreadable':
    case 'file-not-open':
    case 'folder-unreadable':
    case 'file-unwritable':
    case 'file-draft-outdated':
    case 'request-malformed':
    case 'unexpected':
      return machineWords(problem);
    default:
      return assertNever(problem);
  }
}

function inputWords(problem: InputProblem): ProblemWords {
  switch (problem.kind) {
    case 'address-invalid':
      return { title: 'This address cannot be used', ...addressWords[problem.reason] };
    case 'key-invalid':
      return { title: 'This API key cannot be used', ...keyWords[problem.reason] };
    case 'key-needed':
      return {
        title: problem.environment === '' ? 'An API key is needed' : `${problem.environment} needs its API key`,
        text: {
          new: 'A new environment cannot be reached without one.',
          'address-changed': 'A key belongs to one address; this address is new, so the stored key is not sent to it.',
          missing: 'It is not in the keychain of this computer.',
        }[problem.because],
        next: 'Enter the API key of this environment.',
      };
    case 'name-taken':
      return {
        title: `There is already an environment named ${problem.name}`,
        text: 'Two environments with one name could not be told apart when it matters.',
        next: 'Choose another name.',
      };
    case 'certificate-invalid':
      return { title: 'This CA certificate cannot be used', ...certificateFileWords[problem.reason] };
    case 'profile-unreadable': {
      // What is too much as a whole has no place.
      const place =
        problem.line === null || problem.reason === 'too-large'
          ? ''
          : ` (line ${problem.line}${problem.column === null ? '' : `, column ${problem.column}`})`;
      const detail = fileDetail(problem);
      const words = profileFileWords[problem.reason];
      return {
        title: `${problem.file ?? 'This'} is not a profile export that can be read`,
        text: `${`${words.text}${detail}`.replace(/\.$/, '')}${place}.`,
        next: words.next,
      };
    }
    case 'value-unusable':
      return {
        title: 'A value that was entered cannot be written',
        text: {
          nul: 'It holds a NUL character, which no YAML text can carry.',
          'lone-surrogate': 'It holds half of a character, which no text can carry.',
        }[problem.reason],
        next: 'Remove that character, or enter the value anew.',
      };
    default:
      return assertNever(problem);
  }
}

/** What the problem of a file is about: a name in it, or how much is read. */
function fileDetail({ reason, detail }: Extract<InputProblem, { kind: 'profile-unreadable' }>): string {
  if (detail === '') return '';
  if (reason === 'too-deep') return ` More than ${detail} levels are not read.`;
  if (reason === 'not-a-profile') return ` What a profile has at “${detail}” is missing or something else.`;
  if (reason !== 'too-large') return ` It is about “${detail}”.`;
  if (detail === 'time') return ' Reading it takes longer than anybody waits.';
  const [most = '', ...unit] = detail.split(' ');
  return ` More than ${amount(Number(most))} ${unit.length === 0 ? 'MB' : unit.join(' ')} are not read.`;
}

const untouched = 'Nothing was written.';

function transferWords(problem: TransferProblem): ProblemWords {
  switch (problem.kind) {
    case 'environment-unknown':
      return {
        title: 'This environment is no longer known',
        text: 'It was removed after this pane or sheet was opened.',
        next: 'Choose another environment.',
      };
    case 'environment-locked':
      return {
        title: `${problem.environment} is locked`,
        text: 'Nothing was written. A production environment is read-only until it is unlocked.',
        next: `Unlock ${problem.environment} for a while and confirm again.`,
      };
    case 'name-not-confirmed':
      return {
        title: `The name ${problem.environment} was not confirmed`,
        text: 'Nothing was written.',
        next: `Type ${problem.environment} exactly as it is written and confirm again.`,
      };
    case 'plan-open':
      return {
        title: `${problem.profile} is not ready yet`,
        text: `Something changed since it was checked, and ${count(problem.open.length, 'point is', 'points are')} open: ${problem.open.join('; ')}. ${untouched}`,
        next: 'Check again and answer what is open.',
      };
    case 'source-changed':
      return {
        title: `${problem.profile} was changed in the source`,
        text: `It is no longer what was reviewed. ${untouched}`,
        next: 'Check again to review it as it is now.',
      };
    case 'import-refused':
      return {
        title: `The target refused ${problem.profile}`,
        text: `Nothing was written. ${causeWords(problem.cause)}`,
        next: problemWords(problem.cause).next,
      };
    case 'import-unsettled':
      return {
        title: `It is not known whether ${problem.profile} was imported`,
        ...unsettledWords(problem, 'import'),
      };
    case 'import-lost':
      return {
        title: `${problem.profile} was not imported`,
        text: `The answer to the import was lost. The target was asked and holds no such profile. ${causeWords(problem.cause)}`,
        next: 'Import again when the connection is stable.',
      };
    case 'clone-refused':
      return {
        title: `Palette refused to clone ${problem.profile} into ${scopeWords(problem.scope)}`,
        text: `Nothing was written. ${causeWords(problem.cause)}`,
        next: problemWords(problem.cause).next,
      };
    case 'clone-unsettled':
      return {
        title: `It is not known whether ${problem.profile} was cloned into ${scopeWords(problem.scope)}`,
        ...unsettledWords(problem, 'clone'),
      };
    case 'clone-lost':
      return {
        title: `${problem.profile} was not cloned into ${scopeWords(problem.scope)}`,
        text: `The answer was lost. The target was asked and holds no such profile. ${causeWords(problem.cause)}`,
        next: 'Clone again when the connection is stable.',
      };
    case 'macro-not-created':
      return {
        title: `The macro ${problem.macro} was not created`,
        text: `The profile was not written either. ${causeWords(problem.cause)}`,
        next: problemWords(problem.cause).next,
      };
    case 'macro-unsettled': {
      const isSilent = problem.looked === 'no-answer';
      const found = isSilent
        ? 'The answer was lost, and the target could not be asked what became of the macro.'
        : 'The target was asked and has no such macro yet, but it may still be at work on it.';
      return {
        title: `It is not known whether the macro ${problem.macro} was created`,
        text: `The profile was not written. ${found} ${causeWords(problem.cause)}`,
        next: `Check again ${isSilent ? 'once the target answers' : 'in a few minutes'}: if the macro is there, it is used as it is.`,
      };
    }
    case 'macros-left': {
      const one = problem.macros.length === 1;
      return {
        title: `${problem.profile} was not written, but its ${one ? 'macro was' : 'macros were'} created`,
        text: `${one ? 'Macro' : 'Macros'} ${listed(problem.macros)} ${one ? 'exists' : 'exist'} in the target now. ${afterMacros(problem.cause)}`,
        next: `${problemWords(problem.cause).next} The next time ${one ? 'it is used as it is' : 'they are used as they are'}; in Palette ${one ? 'it' : 'they'} can be deleted.`,
      };
    }
    case 'edit-outdated':
      return {
        title: `The edit of layer ${problem.layer} no longer fits`,
        text: `The layer changed in the source after it was edited here. ${untouched}`,
        next: 'Check again and make the edit once more.',
      };
    case 'edited-text-unread':
      return {
        title: `What you made of a text of ${problem.layer} could not be read`,
        text: `${problem.reason === 'no-answer' ? 'The process that reads it ended' : 'Reading it takes longer than anybody waits'}. Your edits are kept.`,
        next: 'Try again, or take back what you edited last.',
      };
    case 'cancelled':
      return {
        title: 'Cancelled',
        text: 'It was stopped before anything was written.',
        next: 'Nothing typed is lost; confirm again whenever it suits.',
      };
    default:
      return assertNever(problem);
  }
}

/** What is known of a write without a known end, and how to find out more before there are two. */
function unsettledWords(
  { looked, cause }: Extract<TransferProblem, { readonly looked: LookedForWrite }>,
  noun: 'import' | 'clone',
): Pick<ProblemWords, 'text' | 'next'> {
  const again = noun === 'import' ? 'importing' : 'cloning';
  switch (looked) {
    case 'no-answer':
      return {
        text: `The answer to the ${noun} was lost, and the target could not be asked what became of it. ${causeWords(cause)}`,
        next: `Look in the target pane once it answers again, before ${again} a second time.`,
      };
    case 'nothing':
      return {
        text: `The target was asked and holds no such profile yet, but it may still be at work on the ${noun}. ${causeWords(cause)}`,
        next: `Refresh the target pane in a few minutes and look for it, before ${again} a second time; the next start of the app looks as well.`,
      };
    case 'other-content':
      return {
        text: `The answer to the ${noun} was lost. Since then the target holds a profile of that name and version, but its content is not what was sent: Palette may have changed it, or somebody else made it. ${causeWords(cause)}`,
        next: `Open it from the target pane and look whether it is yours, before ${again} again under another version.`,
      };
    default:
      return assertNever(looked);
  }
}

/** Without "nothing was written": the macros were. */
function afterMacros(cause: Problem): string {
  if (cause.kind === 'cancelled') return 'It was cancelled before the profile was written.';
  const isRefused = cause.kind === 'import-refused' || cause.kind === 'clone-refused';
  const words = isRefused ? causeWords(cause.cause) : causeWords(cause);
  return words.replace(` ${untouched}`, '');
}

function scopeWords(scope: Scope): string {
  return scope.kind === 'project' ? `project ${scope.name}` : 'the tenant';
}

function causeWords(cause: Problem): string {
  if (cause.kind === 'cancelled') return 'It was cancelled.';
  const { title, text } = problemWords(cause);
  return `${title}. ${text}`;
}
