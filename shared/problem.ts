import type { Scope } from './place.ts';

/**
 * Every failure a person can meet. `renderer/words` turns each into a sentence and a next step.
 * Members hold facts only (hosts, counts, names, the server's own redacted words), never an API key, a header or a
 * request body.
 */
export type Problem =
  | ConnectionProblem
  | AccessProblem
  | InputProblem
  | KeychainProblem
  | TransferProblem
  | MachineProblem;

export type ConnectionProblem =
  | { readonly kind: 'host-not-found'; readonly host: string }
  | { readonly kind: 'connection-refused'; readonly host: string }
  | { readonly kind: 'connection-lost'; readonly host: string }
  | { readonly kind: 'timed-out'; readonly host: string; readonly seconds: number }
  /** The environment variable that names the proxy holds no address. */
  | { readonly kind: 'proxy-unusable'; readonly host: string; readonly variable: string }
  | {
      /** Nothing got past the proxy. `proxy`: its `host[:port]`, without credentials, as `variable` names it. */
      readonly kind: 'proxy-failed';
      readonly host: string;
      readonly variable: string;
      readonly proxy: string;
      /** no-tunnel: it was reached and would not connect to the host. */
      readonly reason: 'not-found' | 'refused' | 'timed-out' | 'untrusted' | 'no-tunnel' | 'other';
    }
  | {
      readonly kind: 'certificate-untrusted';
      readonly host: string;
      readonly reason: 'self-signed' | 'unknown-authority' | 'expired' | 'wrong-host' | 'other';
    }
  | { readonly kind: 'redirected'; readonly host: string; readonly to: string }
  | {
      readonly kind: 'not-palette';
      readonly host: string;
      readonly path: string;
      readonly found: 'web-page' | 'nothing' | 'not-json' | 'other-shape' | 'compressed';
    }
  | { readonly kind: 'answer-too-large'; readonly host: string; readonly limitMegabytes: number }
  | { readonly kind: 'rate-limited'; readonly host: string; readonly retryAfterSeconds: number | null }
  | {
      /** Any refusal that has no case of its own; `code` and `message` are the server's (SPEC v1Error), redacted. */
      readonly kind: 'server-refused';
      readonly host: string;
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly reference: string;
    };

export type AccessProblem =
  | { readonly kind: 'key-refused'; readonly host: string; readonly message: string }
  | { readonly kind: 'permission-denied'; readonly host: string; readonly permission: string; readonly message: string }
  | { readonly kind: 'not-found'; readonly host: string; readonly what: string; readonly message: string };

export type InputProblem =
  | {
      readonly kind: 'address-invalid';
      readonly reason: 'empty' | 'not-a-host' | 'not-https' | 'has-credentials' | 'has-path';
    }
  | { readonly kind: 'key-invalid'; readonly reason: 'empty' | 'line-break' | 'not-ascii' | 'too-long' }
  | {
      readonly kind: 'key-needed';
      readonly environment: string;
      readonly because: 'new' | 'address-changed' | 'missing';
    }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'certificate-invalid'; readonly reason: 'not-pem' | 'unreadable' | 'expired' | 'not-an-authority' }
  | {
      readonly kind: 'profile-unreadable';
      /** The file's name without its folder, where it is a file that was opened. */
      readonly file?: string;
      readonly reason:
        | 'empty'
        | 'not-json'
        /** JSON that ends too early. */
        | 'cut-off'
        | 'not-yaml'
        /** An alias of a whole list or map. */
        | 'yaml-alias'
        | 'web-page'
        | 'not-utf8'
        | 'utf16'
        /** Packed files instead of the text of one. */
        | 'archive'
        | 'too-deep'
        | 'too-large'
        | 'duplicate-key'
        | 'forbidden-key'
        | 'terraform'
        | 'api-object'
        | 'custom-resource'
        | 'array'
        | 'app-profile'
        | 'not-a-profile';
      readonly detail: string;
      readonly line: number | null;
      readonly column: number | null;
    }
  /** What was typed holds a character that no file can carry. */
  | { readonly kind: 'value-unusable'; readonly reason: 'nul' | 'lone-surrogate' };

export type KeychainProblem =
  | { readonly kind: 'keychain-unavailable'; readonly reason: 'missing' | 'locked' | 'refused' | 'crashed' }
  | { readonly kind: 'keychain-not-answering'; readonly seconds: number }
  | { readonly kind: 'keychain-entry-damaged'; readonly environment: string };

/**
 * What looking for a profile or macro showed whose write has no known end. no-answer: the target could not be asked · nothing: no
 * such thing, but after a time-out the target may still be at work · other-content: one of that name and version that
 * was not there before and holds something else than was sent.
 */
export type LookedForWrite = 'no-answer' | 'nothing' | 'other-content';

export type TransferProblem =
  | { readonly kind: 'environment-unknown'; readonly id: string }
  | { readonly kind: 'environment-locked'; readonly environment: string }
  | { readonly kind: 'name-not-confirmed'; readonly environment: string }
  /** The plan made from fresh facts still has open points; `open` names them in the planner's words. */
  | { readonly kind: 'plan-open'; readonly profile: string; readonly open: readonly string[] }
  | { readonly kind: 'source-changed'; readonly profile: string }
  /** The server refused the import itself: nothing was written. */
  | { readonly kind: 'import-refused'; readonly profile: string; readonly cause: Problem }
  /** The answer to the write was lost, and looking in the target does not tell what became of it. */
  | {
      readonly kind: 'import-unsettled';
      readonly profile: string;
      readonly looked: LookedForWrite;
      readonly cause: Problem;
    }
  /** The answer was lost, and the target holds no such profile: nothing was written. */
  | { readonly kind: 'import-lost'; readonly profile: string; readonly cause: Problem }
  /** The same three of a clone, with the scope that it goes to. */
  | { readonly kind: 'clone-refused'; readonly profile: string; readonly scope: Scope; readonly cause: Problem }
  | {
      readonly kind: 'clone-unsettled';
      readonly profile: string;
      readonly scope: Scope;
      readonly looked: LookedForWrite;
      readonly cause: Problem;
    }
  | { readonly kind: 'clone-lost'; readonly profile: string; readonly scope: Scope; readonly cause: Problem }
  | { readonly kind: 'macro-not-created'; readonly macro: string; readonly cause: Problem }
  /** The answer to its creation was lost, and looking does not tell. The profile was not written. */
  | {
      readonly kind: 'macro-unsettled';
      readonly macro: string;
      readonly looked: Exclude<LookedForWrite, 'other-content'>;
      readonly cause: Problem;
    }
  /** Macros were created, and then the transfer ended for another reason: they stand in the target. */
  | {
      readonly kind: 'macros-left';
      readonly profile: string;
      readonly macros: readonly string[];
      readonly cause: Problem;
    }
  | { readonly kind: 'edit-outdated'; readonly layer: string }
  /** Nothing could be learnt of a text that is being edited; the edits stay. */
  | {
      readonly kind: 'edited-text-unread';
      readonly layer: string;
      readonly reason: 'takes-too-long' | 'no-answer';
    }
  | { readonly kind: 'cancelled' };

export type MachineProblem =
  | { readonly kind: 'settings-damaged'; readonly keptAs: string }
  /** A file of the app's own cannot be understood. `keptAs`: under which name it was set aside; null: it stays as it is. */
  | {
      readonly kind: 'kept-unreadable';
      readonly what: 'remembered-answers' | 'drafts' | 'journal' | 'files-to-import' | 'file-drafts' | 'history';
      readonly keptAs: string | null;
    }
  | {
      readonly kind: 'file-unreadable';
      readonly name: string;
      readonly reason: 'missing' | 'denied' | 'not-a-file' | 'other';
    }
  /** What was to be imported from it is not kept any more. */
  | { readonly kind: 'file-not-open'; readonly name: string }
  | {
      readonly kind: 'folder-unreadable';
      readonly name: string;
      readonly reason: 'missing' | 'denied' | 'forgotten' | 'other';
    }
  | { readonly kind: 'file-unwritable'; readonly name: string; readonly reason: 'denied' | 'full' | 'other' }
  /** The file changed or went since changes to it were kept, and it was too large for a copy of it to be kept with them. */
  | { readonly kind: 'file-draft-outdated'; readonly name: string }
  | { readonly kind: 'request-malformed'; readonly call: string }
  /** A bug. The log holds the details under `reference`. */
  | { readonly kind: 'unexpected'; readonly reference: string };

export type ProblemKind = Problem['kind'];
