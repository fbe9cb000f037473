import type { KeychainProblem, MachineProblem } from '../../shared/problem.ts';
import { assertNever } from '../../shared/result.ts';
import { seconds } from './phrases.ts';
import type { ProblemWords } from './problem-words.ts';

/** The keychain of this computer. */
export function keychainWords(problem: KeychainProblem): ProblemWords {
  switch (problem.kind) {
    case 'keychain-unavailable':
      return {
        title: 'The keychain of this computer cannot be used',
        text: {
          missing: 'No keychain service is running.',
          locked: 'The keychain is locked.',
          refused: 'The keychain refused access.',
          crashed: 'The keychain service stopped unexpectedly.',
        }[problem.reason],
        next: `${keychainNext[problem.reason]} Until then API keys are kept for this run only and asked for again next time. Nothing that is stored was deleted.`,
      };
    case 'keychain-not-answering':
      return {
        title: 'The keychain does not answer',
        text: `It has been silent for ${seconds(problem.seconds)}; it may be waiting to be unlocked in another window.`,
        next: 'Unlock the keychain and try again.',
      };
    case 'keychain-entry-damaged':
      return {
        title: `The stored API key of ${problem.environment} cannot be read`,
        text: 'What the keychain holds is not what was put there. It was left as it is.',
        next: `Enter the API key of ${problem.environment} again.`,
      };
    default:
      return assertNever(problem);
  }
}

const keychainNext = {
  missing: 'Start a keychain service and then this app again.',
  locked: 'Unlock the keychain and try again.',
  refused: 'Allow this app in the settings of the keychain and try again.',
  crashed: 'Try again, or start this app again.',
} as const;

const keptWords = {
  'remembered-answers': {
    name: 'What was remembered of earlier imports',
    next: 'Forget all remembered answers to begin anew; imports work without them.',
  },
  drafts: {
    name: 'The answers of reviews that were not finished',
    next: 'Review the profile again and fill in what is missing.',
  },
  'files-to-import': {
    name: 'Files whose import was under review',
    next: 'Open the file and choose Import… again.',
  },
  'file-drafts': {
    name: 'The changes to files that were not saved',
    next: 'Open the file again and make them once more.',
  },
  journal: {
    name: 'The journal of imports under way',
    next: 'If the app ended during an import, look in the target before importing again.',
  },
  history: {
    name: 'The history of imports and clones',
    next: 'Go on; what could be read of it is still listed, and what comes next is kept again.',
  },
} as const;

/** This computer and the app itself. */
export function machineWords(problem: MachineProblem): ProblemWords {
  switch (problem.kind) {
    case 'settings-damaged':
      return {
        title: 'The settings file was damaged',
        text: `It was set aside as ${problem.keptAs}, and the app started with fresh settings.`,
        next: 'Add the environments again, or repair the file and put it back. API keys in the keychain are untouched.',
      };
    case 'kept-unreadable':
      return {
        title: `${keptWords[problem.what].name} cannot be opened`,
        text:
          problem.keptAs === null
            ? 'What is stored is not what was put there, or its key is no longer in the keychain. It was left as it is.'
            : `What is stored is not what was put there. It was set aside as ${problem.keptAs}.`,
        next: keptWords[problem.what].next,
      };
    case 'file-unreadable':
      return {
        title: `${problem.name} cannot be read`,
        text: {
          missing: 'The file is not there any more.',
          denied: 'This computer does not allow reading it.',
          'not-a-file': 'It is a folder or a device, not a file.',
          other: 'Reading it failed.',
        }[problem.reason],
        next: {
          missing: 'Choose the file again where it is now.',
          denied: 'Allow it in the system, or choose another file.',
          'not-a-file': 'Choose a file.',
          other: 'Try again, or choose another file.',
        }[problem.reason],
      };
    case 'file-not-open':
      return {
        title: `${problem.name === '' ? 'The pasted profile' : problem.name} is not kept any more`,
        text: 'It was imported from an open file, and what that file said then is gone.',
        next: 'Open the file and choose Import… again.',
      };
    case 'folder-unreadable':
      return {
        title:
          problem.reason === 'forgotten'
            ? `${problem.name} is not among your folders any more`
            : `The folder ${problem.name} cannot be read`,
        text: {
          missing: 'It is not there any more: it was moved, renamed or deleted, or its disk is not connected.',
          denied: 'This computer does not allow looking into it.',
          forgotten: 'It was taken off the list of folders; the folder itself was not touched.',
          other: 'Reading it failed.',
        }[problem.reason],
        next: {
          missing: 'Choose the folder again where it is now.',
          denied: 'Allow it in the system, or choose another folder.',
          forgotten: 'Choose the folder again if you still want it in a pane.',
          other: 'Try again, or choose another folder.',
        }[problem.reason],
      };
    case 'file-unwritable':
      return {
        title: `${problem.name} cannot be written`,
        text: {
          denied: 'This computer does not allow writing there.',
          full: 'The disk is full.',
          other: 'Writing failed.',
        }[problem.reason],
        next: {
          denied: 'Allow it in the system, or choose another folder.',
          full: 'Make room on the disk and try again, or choose another folder.',
          other: 'Try again, or choose another folder.',
        }[problem.reason],
      };
    case 'file-draft-outdated':
      return {
        title: `The changes to ${problem.name} do not fit the file any more`,
        text: 'The file changed or went since, and it was too large for a copy of it to be kept with the changes.',
        next: 'Put the file back as it was and try again, or discard the changes.',
      };
    case 'request-malformed':
      return {
        title: 'The app asked itself something it cannot answer',
        text: `The request ${problem.call} does not have the agreed shape. Nothing was done.`,
        next: 'This is a fault of the app. Please report it with the log.',
      };
    case 'unexpected':
      return {
        title: 'Something unexpected happened',
        text: `The log holds the details under ${problem.reference}.`,
        next: 'Try again; if it stays, please report it with that reference.',
      };
    default:
      return assertNever(problem);
  }
}
