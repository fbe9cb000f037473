import type { ProfileDocument, Variable } from '../../../shared/profile/document.ts';
import { unfitForYaml } from '../../../shared/profile/fill-holes.ts';
import { MASK } from '../../../shared/profile/holes.ts';
import { checkVariables } from '../../../shared/profile/variables.ts';
import { isProfileVersion } from '../../../shared/profile/versions.ts';
import { formatWords } from '../../transfer/variable-hints.ts';

/** Member names that no reader of profiles takes: they would change what an object is. */
const refused: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const longestName = 200;

/** Why a text cannot be written at all, as a sentence; null: it can. */
export function textProblem(text: string): string | null {
  return unfitForYaml(text) === null ? null : 'This holds a character that no file can carry. Remove it.';
}

/** The specification tells no form for a profile's name; the server has the last word. */
export function nameProblem(name: string): string | null {
  return name.trim() === '' ? 'A profile needs a name.' : textProblem(name);
}

export function versionProblem(version: string): string | null {
  return isProfileVersion(version.trim()) ? null : 'Palette takes three numbers, such as 1.4.0 or 1.4.0-rc.1.';
}

/** @param taken the other labels' keys */
export function labelProblem(key: string, value: string, taken: readonly string[]): string | null {
  const name = key.trim();
  if (name === '') return 'A label needs a key.';
  if (name.length > longestName) return `A key has at most ${longestName} characters.`;
  if (refused.has(name)) return 'This key cannot be used.';
  if (taken.includes(name)) return `The label ${name} is there already. Change it instead.`;
  return textProblem(name + value);
}

/**
 * The specification tells no form for a variable's name, but what refers to it does: `{{.spectro.var.NAME}}` is read with
 * letters, digits, `_`, `.` and `-`.
 *
 * @param others the names of the other variables
 */
export function variableNameProblem(name: string, others: readonly string[]): string | null {
  if (name === '') return 'A variable needs a name.';
  if (name.length > longestName) return `A name has at most ${longestName} characters.`;
  if (!/^[\p{L}\p{N}_.-]*[\p{L}\p{N}_-]$/u.test(name)) return 'Letters, digits, _ . and - only, and no dot at the end.';
  return others.includes(name) ? `Another variable is called ${name}.` : null;
}

/** Display names are unique too (specification of a variable). */
export function displayNameProblem(text: string, others: readonly string[]): string | null {
  return text !== '' && others.includes(text) ? 'Another variable is shown under this name.' : textProblem(text);
}

export function patternProblem(pattern: string): string | null {
  const found = findingOf({ name: 'v', regex: pattern }, 'bad-regex');
  return found === null ? textProblem(pattern) : 'This is not a valid pattern. Palette reads patterns as RE2.';
}

/** What is wrong with the default of a variable under its own rules; null: nothing. */
export function defaultProblem(variable: Variable): string | null {
  const text = variable.defaultValue ?? '';
  if (text !== MASK && textProblem(text) !== null) return textProblem(text);
  switch (findingOf(variable, 'bad-default')) {
    case 'format':
      return `The default should be ${formatWords[variable.format ?? ''] ?? variable.format ?? 'of another format'}.`;
    case 'option':
      return 'The default is not one of the options.';
    case 'no-options':
      return 'A list needs at least one option.';
    case 'regex':
      return 'The default does not match the pattern.';
    case 'required':
      return variable.immutable === true
        ? 'A read-only variable needs a default: nobody can enter one later.'
        : variable.hidden === true
          ? 'A hidden variable that is required needs a default: nobody is asked for one.'
          : 'Required, and without a default: Palette asks for the value at import.';
    default:
      return null;
  }
}

function findingOf(variable: Variable, finding: 'bad-default' | 'bad-regex'): string | null {
  const alone: ProfileDocument = { metadata: { name: '' }, spec: { template: {}, variables: [variable] } };
  return checkVariables(alone, []).find((one) => one.finding === finding)?.detail ?? null;
}

/** A name for a new variable that no other one has. */
export function freeVariableName(variables: readonly Variable[]): string {
  const taken = new Set(variables.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'variable' : `variable-${number}`;
    if (!taken.has(name)) return name;
  }
}
