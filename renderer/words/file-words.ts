import type { Reference } from '../../shared/profile/references.ts';
import type { ProfileNote } from '../../shared/profile/source/inspection.ts';
import type { SecretFix, SecretHit } from '../../shared/profile/source/secret-guard.ts';
import { assertNever } from '../../shared/result.ts';
import { pathWords } from './hole-words.ts';
import { count, listed } from './phrases.ts';
import { yamlWords } from './yaml-words.ts';

/** One problem of a profile as a sentence. Names, never values. */
export function noteWords({ kind, detail, where }: Pick<ProfileNote, 'kind' | 'detail' | 'where'>): string {
  switch (kind) {
    case 'unfilled-mask':
      return `${maskedWords(where, detail)} is masked and not filled in.`;
    case 'undefined-variable':
      return `Profile variable ${detail} is used but not defined. Palette refuses the import.`;
    case 'unused-variable':
      return `Profile variable ${detail} is defined but not used.`;
    case 'bad-default':
      return `The default of the variable ${defaultFault(detail)}.`;
    case 'bad-regex':
      return `The pattern of profile variable ${detail} is not valid RE2.`;
    case 'duplicate-variable':
      return `The name or display name of profile variable ${detail} occurs twice; both must be unique in a profile.`;
    case 'unknown-pack-reference':
      return `This refers to ${detail}, a layer that is not in the profile.`;
    case 'duplicate-pack':
      return `The pack ${detail} is in the profile twice; pack names must differ.`;
    case 'invalid-yaml':
      return yamlWords(detail);
    case 'duplicate-key':
      return detail === '' ? 'A key occurs twice in one place.' : `The key ${detail} occurs twice in one place.`;
    case 'too-deep':
      return 'This is nested deeper than any values.';
    case 'unquoted-macro':
      return 'A macro without quotes makes this look like invalid YAML. Palette fills it in first, so it works there.';
    case 'unquoted-template':
      return 'A template that Palette does not fill in makes this invalid YAML. Put it in quotes.';
    case 'plain-secret':
      return detail === '' ? 'This looks like a secret in plain text.' : `${detail} looks like a secret in plain text.`;
    case 'registry-missing':
      return 'The layer names no repository. The target will have to guess one.';
    case 'registry-kind':
      return 'The pack’s type does not fit the kind of its repository. Palette refuses that.';
    case 'registry-name':
      return `The repository is called ${detail}, which always holds packs of another kind.`;
    case 'not-checked':
      return 'The layer was not checked: it is too large, or it took too long.';
    default:
      return assertNever(kind);
  }
}

function maskedWords({ text, path }: ProfileNote['where'], variable: string): string {
  if (text?.kind === 'variable') return `Profile variable ${variable}`;
  return path === null || path.length === 0 ? 'This value' : pathWords({ keys: path, document: 0 });
}

/** What is wrong with the default of a variable, as the end of a sentence. */
export function defaultFault(detail: string): string {
  return defaultFaults[detail] ?? 'does not fit its rules';
}

const defaultFaults: Readonly<Record<string, string>> = {
  format: 'does not have the variable’s format',
  option: 'is none of its options',
  'no-options': 'cannot be chosen, for it has no options',
  regex: 'does not match its pattern',
  required: 'is empty although a value is required',
};

export const severityWords: Readonly<Record<ProfileNote['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

/** What a reference is, in a word. */
export const referenceWords: Readonly<Record<Reference['kind'], string>> = {
  macro: 'custom macro',
  system: 'system macro',
  variable: 'profile variable',
  pack: 'value of a layer',
  other: 'unknown kind',
};

/** Why a value is taken for a secret. */
export const secretWords: Readonly<Record<SecretHit['reason'], string>> = {
  'key-name': 'Its key tells of a secret.',
  'kubernetes-secret': 'It is data of a Kubernetes Secret.',
  'private-key': 'It is a private key.',
  token: 'It has the form of an access token.',
  'address-with-password': 'It is an address with a password in it.',
  'registry-login': 'It is the login to an image registry.',
  kubeconfig: 'It is a kubeconfig with credentials.',
  variable: 'It is the default of a sensitive variable.',
  'was-masked': 'It was masked in the file as it was opened.',
  'random-text': 'It is random text under a telling key.',
};

export const fixWords: Readonly<Record<SecretFix, string>> = {
  mask: 'Mask it',
  variable: 'Make it a sensitive variable',
  leave: 'Leave it',
};

/** Of files that were handed over and wait for their turn: the first of them is next. */
export function waitingWords(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), count(names.length - 3, 'more file', 'more files')] : names;
  return `${listed(shown)} ${names.length === 1 ? 'waits' : 'wait'} to be opened`;
}
