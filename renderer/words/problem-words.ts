import type {
  AccessProblem,
  ConnectionProblem,
  InputProblem,
  KeychainProblem,
  MachineProblem,
  Problem,
  TransferProblem,
} from '../../shared/problem.ts';
import { assertNever } from '../../shared/result.ts';
import { addressWords, certificateFileWords, keyWords, profileFileWords } from './input-words.ts';
import { count, seconds, serverSaid } from './phrases.ts';

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
    case 'macro-not-created':
    case 'edit-outdated':
    case 'cancelled':
      return transferWords(problem);
    case 'settings-damaged':
    case 'file-unreadable':
    case 'file-unwritable':
    case 'request-malformed':
    case 'unexpected':
      return machineWords(problem);
    default:
      return assertNever(problem);
  }
}

function connectionWords(problem: ConnectionProblem): ProblemWords {
  const { host } = problem;
  switch (problem.kind) {
    case 'host-not-found':
      return {
        title: `${host} was not found`,
        text: 'No server answers to this name.',
        next: 'Check the address for a typo, and whether this network needs a VPN.',
      };
    case 'connection-refused':
      return {
        title: `${host} refuses connections`,
        text: 'A machine is there, but nothing listens at this port.',
        next: 'Check the port in the address, or try again when the server is up.',
      };
    case 'connection-lost':
      return {
        title: `The connection to ${host} was lost`,
        text: 'The server stopped answering in the middle.',
        next: 'Check the network and try again.',
      };
    case 'timed-out':
      return {
        title: `${host} did not answer in time`,
        text: `There was no complete answer within ${seconds(problem.seconds)}.`,
        next: 'Try again; if it stays slow, check the VPN or proxy in between.',
      };
    case 'certificate-untrusted':
      return {
        title: `The certificate of ${host} is not trusted`,
        text: certificateReason[problem.reason],
        next: certificateNext[problem.reason],
      };
    case 'redirected':
      return {
        title: `${host} points to another server`,
        text: `It answered with a redirect to ${problem.to}. The API key was not sent there.`,
        next: 'If that is the right server, use its address for this environment.',
      };
    case 'not-palette':
      return {
        title: `${host} does not answer like Palette`,
        text: `${foundInstead[problem.found]} at ${problem.path}.`,
        next: 'Check that the address is that of the Palette console, without a proxy or login page in front of it.',
      };
    case 'answer-too-large':
      return {
        title: `The answer of ${host} is too large`,
        text: `It is over ${problem.limitMegabytes} MB and was not read to its end.`,
        next: 'Check that the address is that of Palette; a profile should never be that large.',
      };
    case 'rate-limited':
      return {
        title: `${host} asks to slow down`,
        text: 'Too many requests reached it in a short time, perhaps from other tools with the same key.',
        next:
          problem.retryAfterSeconds === null
            ? 'Wait a minute and try again.'
            : `Try again in ${seconds(problem.retryAfterSeconds)}.`,
      };
    case 'server-refused':
      return {
        title: `${host} refused the request`,
        text: `${serverSaid(problem.message)} (status ${problem.status}${problem.code === '' ? '' : `, ${problem.code}`})`,
        next:
          problem.reference === ''
            ? 'Try again; if it stays, ask whoever runs this Palette.'
            : `Try again; if it stays, give reference ${problem.reference} to whoever runs this Palette.`,
      };
    default:
      return assertNever(problem);
  }
}

const certificateReason = {
  'self-signed': 'It is signed by itself, not by an authority this computer knows.',
  'unknown-authority': 'It is signed by an authority this computer does not know.',
  expired: 'It has expired.',
  'wrong-host': 'It was issued for another host name.',
  other: 'It could not be verified.',
} as const;

const certificateNext = {
  'self-signed': 'Add the CA certificate of this server to the environment.',
  'unknown-authority': 'Add the CA certificate of your organisation to the environment.',
  expired: 'Ask whoever runs this Palette to renew it, and check the clock of this computer.',
  'wrong-host': 'Use the address that the certificate was issued for.',
  other: 'Ask whoever runs this Palette for its CA certificate and add it to the environment.',
} as const;

const foundInstead = {
  'web-page': 'A web page came back instead of data',
  nothing: 'An empty answer came back',
  'not-json': 'Something other than JSON came back',
  'other-shape': 'JSON came back, but not what Palette sends',
  compressed: 'A compressed answer came back although none was asked for',
} as const;

function accessWords(problem: AccessProblem): ProblemWords {
  const { host } = problem;
  switch (problem.kind) {
    case 'key-refused':
      return {
        title: `${host} does not accept the API key`,
        text: serverSaid(problem.message),
        next: 'It may have expired or been revoked. Create a new API key in Palette and enter it for this environment.',
      };
    case 'permission-denied':
      return {
        title: `This API key may not do that on ${host}`,
        text: `It lacks the permission ${problem.permission}. ${serverSaid(problem.message)}`,
        next: `Ask for a role with ${problem.permission}, or use the key of a user who has it.`,
      };
    case 'not-found':
      return {
        title: `${host} has no such ${problem.what}`,
        text: `It may have been deleted or moved since the list was read. ${serverSaid(problem.message)}`,
        next: 'Refresh the pane and try again.',
      };
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
      const place =
        problem.line === null
          ? ''
          : ` (line ${problem.line}${problem.column === null ? '' : `, column ${problem.column}`})`;
      const detail = problem.detail === '' ? '' : ` ${problem.detail}`;
      const words = profileFileWords[problem.reason];
      return {
        title: 'This is not a profile export that can be read',
        text: `${words.text}${detail}${place}`,
        next: words.next,
      };
    }
    default:
      return assertNever(problem);
  }
}

function keychainWords(problem: KeychainProblem): ProblemWords {
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
        next: 'API keys are kept for this run only and asked for again next time. Nothing that is stored was deleted.',
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
        next: `Unlock ${problem.environment} for 15 minutes and confirm again.`,
      };
    case 'name-not-confirmed':
      return {
        title: `The name ${problem.environment} was not confirmed`,
        text: 'Nothing was written.',
        next: `Type ${problem.environment} exactly as it is written and confirm again.`,
      };
    case 'plan-open':
      return {
        title: `${problem.profile} is not ready to import`,
        text: `The target changed since it was checked, and ${count(problem.open.length, 'point is', 'points are')} open: ${problem.open.join('; ')}. Nothing was written.`,
        next: 'Check again and answer what is open.',
      };
    case 'source-changed':
      return {
        title: `${problem.profile} was changed in the source`,
        text: 'It is no longer what was reviewed. Nothing was written.',
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
        text: `The answer to the import was lost, and the target could not be asked what became of it. ${causeWords(problem.cause)}`,
        next: 'Look in the target pane once it answers again, before importing a second time.',
      };
    case 'import-lost':
      return {
        title: `${problem.profile} was not imported`,
        text: `The answer to the import was lost. The target was asked and holds no such profile. ${causeWords(problem.cause)}`,
        next: 'Import again when the connection is stable.',
      };
    case 'macro-not-created':
      return {
        title: `The macro ${problem.macro} was not created`,
        text: `The profile was not imported either. ${causeWords(problem.cause)}`,
        next: problemWords(problem.cause).next,
      };
    case 'edit-outdated':
      return {
        title: `The edit of layer ${problem.layer} no longer fits`,
        text: 'The layer changed in the source after it was edited here. Nothing was written.',
        next: 'Check again and make the edit once more.',
      };
    case 'cancelled':
      return {
        title: 'Cancelled',
        text: 'It was stopped before anything was written.',
        next: 'Nothing typed is lost; import again whenever it suits.',
      };
    default:
      return assertNever(problem);
  }
}

function causeWords(cause: Problem): string {
  const { title, text } = problemWords(cause);
  return `${title}. ${text}`;
}

function machineWords(problem: MachineProblem): ProblemWords {
  switch (problem.kind) {
    case 'settings-damaged':
      return {
        title: 'The settings file was damaged',
        text: `It was set aside as ${problem.keptAs}, and the app started with fresh settings.`,
        next: 'Add the environments again, or repair the file and put it back. API keys in the keychain are untouched.',
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
        next: 'Choose another file.',
      };
    case 'file-unwritable':
      return {
        title: `${problem.name} cannot be written`,
        text: {
          denied: 'This computer does not allow writing there.',
          full: 'The disk is full.',
          other: 'Writing failed.',
        }[problem.reason],
        next: 'Choose another folder, or make room and try again.',
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
