import type { ProfileDocument, Variable } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { checkVariables } from '../../shared/profile/variables.ts';

/** The definition of the variable whose value is missing. */
export function variableOf(document: ProfileDocument, hole: Hole): Variable | null {
  const { where } = hole;
  if (where.kind !== 'variable') return null;
  return (document.spec.variables ?? []).find((variable) => variable.name === where.name) ?? null;
}

/** What the definition asks of a value, as short words. */
export function variableRules(variable: Variable): readonly string[] {
  const rules: string[] = [];
  if (variable.required === true) rules.push('required');
  if (variable.format !== undefined && variable.format !== null && variable.format !== 'string') {
    rules.push(formatWords[variable.format] ?? variable.format);
  }
  if (variable.immutable === true) rules.push('cannot be changed later');
  if (variable.hidden === true) rules.push('hidden from users');
  return rules;
}

export const formatWords: Readonly<Record<string, string>> = {
  number: 'a number',
  boolean: 'true or false',
  ipv4: 'an IPv4 address',
  ipv4cidr: 'an IPv4 range such as 10.0.0.0/16',
  ipv6: 'an IPv6 address',
  version: 'a version such as 1.4.0',
  base64: 'base64',
};

/** What is wrong with a value under the variable's own rules; null where nothing is. */
export function variableProblem(variable: Variable, value: string): string | null {
  if (value === '') return null;
  // A sensitive default is not judged, because it usually is a mask: here the value itself is known.
  const judged = { ...variable, isSensitive: false, defaultValue: value };
  const alone: ProfileDocument = { metadata: { name: '' }, spec: { template: {}, variables: [judged] } };
  const found = checkVariables(alone, []).find((finding) => finding.finding === 'bad-default');
  switch (found?.detail) {
    case 'format':
      return `This should be ${formatWords[variable.format ?? ''] ?? variable.format ?? 'of another format'}.`;
    case 'option':
      return 'This is not one of the values the variable offers.';
    case 'regex':
      return 'This does not match the pattern of the variable.';
    default:
      return null;
  }
}
