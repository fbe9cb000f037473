import type { AccessProblem, ConnectionProblem } from '../../shared/problem.ts';
import { assertNever } from '../../shared/result.ts';
import { countdown, seconds, serverSaid } from './phrases.ts';
import type { ProblemWords } from './problem-words.ts';

/** What is waited for, which is worth hearing once, and how long it still takes, which changes every second. */
export interface WaitWords {
  readonly asked: string;
  readonly goesOn: string;
}

export function waitWords(host: string, until: number, now: number): WaitWords {
  return { asked: `${host} asked to wait.`, goesOn: `It goes on in ${countdown(until, now)}.` };
}

/** The server could not be reached, or answered with something else than Palette does. */
export function connectionWords(problem: ConnectionProblem): ProblemWords {
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
    case 'proxy-unusable':
      return {
        title: `The proxy for ${host} cannot be used`,
        text: `What the environment variable ${problem.variable} holds is not the address of a proxy.`,
        next: `Set ${problem.variable} to an address such as http://proxy.example:3128, or name ${host} in NO_PROXY, and start the app again.`,
      };
    case 'proxy-failed':
      return {
        title:
          problem.reason === 'no-tunnel'
            ? `The proxy ${problem.proxy} does not connect to ${host}`
            : `The proxy ${problem.proxy} cannot be reached`,
        text: proxyReason[problem.reason],
        next:
          problem.reason === 'no-tunnel'
            ? `Check its name and password in ${problem.variable}, or ask whoever runs the proxy whether ${host} is allowed.`
            : `Check the address of the proxy in ${problem.variable}, or name ${host} in NO_PROXY if it needs none, and start the app again.`,
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
        // 502 to 504: something before Palette speaks for it.
        title: problem.status > 500 ? `${host} cannot answer now` : `${host} refused the request`,
        text: serverSaid(problem.message, `status ${problem.status}${problem.code === '' ? '' : `, ${problem.code}`}`),
        next:
          problem.reference === ''
            ? 'Try again; if it stays, ask whoever runs this Palette.'
            : `Try again; if it stays, give reference ${problem.reference} to whoever runs this Palette.`,
      };
    default:
      return assertNever(problem);
  }
}

const proxyReason = {
  'not-found': 'No server answers to this name.',
  refused: 'A machine may be there, but nothing listens at this port.',
  'timed-out': 'There was no connection within the time that one may take.',
  untrusted: 'Its own certificate is not trusted by this computer.',
  'no-tunnel':
    'It was reached and refused, or hung up: it may ask for a name and a password, or not allow this address.',
  other: 'The connection to it broke off.',
} as const;

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

/** The server answered, and does not allow it. */
export function accessWords(problem: AccessProblem): ProblemWords {
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
        title: `The API key for ${host} lacks a permission`,
        text:
          problem.permission === ''
            ? serverSaid(problem.message)
            : `This needs the permission ${problem.permission}. ${serverSaid(problem.message)}`,
        next: `Ask whoever manages the roles there for ${problem.permission === '' ? 'it' : `a role with ${problem.permission}`}, or use the key of a user who has it.`,
      };
    case 'not-found':
      return {
        title: `${host} did not find what was asked for: ${problem.what}`,
        text: `It may have been deleted or moved since the list was read. ${serverSaid(problem.message)}`,
        next: 'Refresh the pane and try again.',
      };
    default:
      return assertNever(problem);
  }
}
