import { RE2JS } from 're2js';
import valid from 'semver/functions/valid.js';
import * as z from 'zod/mini';
import type { ProfileDocument, Variable } from './document.ts';
import { MASK } from './holes.ts';
import type { Reference } from './references.ts';

export interface VariableFinding {
  readonly variable: string;
  readonly finding: 'undefined' | 'unused' | 'bad-default' | 'bad-regex' | 'duplicate';
  /**
   * What is wrong with the default, or which name occurs twice; empty for the other findings. `renderer/words` makes the
   * sentence.
   */
  readonly detail: '' | 'format' | 'option' | 'no-options' | 'regex' | 'required' | 'name' | 'display-name';
  /** Where the variable is used, comments left out. */
  readonly uses: readonly Reference[];
}

const longestPattern = 4096;
const longestDefault = 65_536;

/** SPEC v1Variable `format`. A format that is not in here is not checked: newer servers know more of them. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  number: (text) => /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text),
  boolean: (text) => text === 'true' || text === 'false',
  ipv4: (text) => z.ipv4().safeParse(text).success,
  ipv4cidr: (text) => z.cidrv4().safeParse(text).success,
  ipv6: (text) => z.ipv6().safeParse(text).success,
  version: (text) => valid(text) !== null,
  base64: (text) => z.base64().safeParse(text).success,
};

/**
 * Variables that are used but not defined (the server refuses the import: PackVariablesUndefined), defined but unused, with a
 * default that breaks the variable's own rules, with a pattern that Go could not compile, or with a name or display name
 * of another one (both are unique in a profile: user documentation of profile variables). Never throws.
 */
export function checkVariables(
  document: ProfileDocument,
  references: readonly Reference[],
): readonly VariableFinding[] {
  const uses = usesByName(references);
  const variables = document.spec.variables ?? [];
  const defined = new Set(variables.map((variable) => variable.name));
  const findings: VariableFinding[] = [];
  for (const [variable, places] of uses) {
    if (!defined.has(variable)) findings.push({ variable, finding: 'undefined', detail: '', uses: places });
  }
  findings.push(...duplicates(variables, uses));
  for (const variable of variables) {
    const places = uses.get(variable.name) ?? [];
    for (const [finding, detail] of findingsOf(variable)) {
      findings.push({ variable: variable.name, finding, detail, uses: places });
    }
    if (places.length === 0) findings.push({ variable: variable.name, finding: 'unused', detail: '', uses: [] });
  }
  return findings;
}

/** Each name once, however often it occurs; a display name that repeats with its variable's name is not told again. */
function duplicates(
  variables: readonly Variable[],
  uses: ReadonlyMap<string, readonly Reference[]>,
): readonly VariableFinding[] {
  const names = new Set<string>();
  const displayNames = new Set<string>();
  const found = new Map<string, VariableFinding>();
  for (const { name, displayName } of variables) {
    const detail = names.has(name) ? 'name' : displayName && displayNames.has(displayName) ? 'display-name' : null;
    if (detail !== null && !found.has(name)) {
      found.set(name, { variable: name, finding: 'duplicate', detail, uses: uses.get(name) ?? [] });
    }
    names.add(name);
    if (displayName) displayNames.add(displayName);
  }
  return [...found.values()];
}

function usesByName(references: readonly Reference[]): ReadonlyMap<string, readonly Reference[]> {
  const uses = new Map<string, Reference[]>();
  for (const reference of references) {
    if (reference.kind !== 'variable' || reference.inComment) continue;
    const places = uses.get(reference.name);
    if (places === undefined) uses.set(reference.name, [reference]);
    else places.push(reference);
  }
  return uses;
}

type Finding = readonly [VariableFinding['finding'], VariableFinding['detail']];

function findingsOf(variable: Variable): readonly Finding[] {
  const pattern = compiled(variable.regex ?? '');
  const findings: Finding[] = pattern === 'bad' ? [['bad-regex', '']] : [];
  const detail = defaultProblem(variable, pattern === 'bad' ? null : pattern);
  if (detail !== '') findings.push(['bad-default', detail]);
  return findings;
}

function defaultProblem(variable: Variable, pattern: RE2JS | null): VariableFinding['detail'] {
  const options = variable.options ?? [];
  if (variable.inputType === 'dropdown' && options.length === 0) return 'no-options';
  const text = variable.defaultValue ?? '';
  // A sensitive variable's value is a hole: filled, masked or typed later.
  if (variable.isSensitive === true && (text === '' || text === MASK)) return '';
  if (text === '') {
    // Hidden and read-only variables cannot be filled in at deployment (user documentation of profile variables).
    const fixed = variable.immutable === true || (variable.hidden === true && variable.required === true);
    return fixed || variable.required === true ? 'required' : '';
  }
  // Resolved at deployment, so nothing can be said of it now.
  if (text.includes('{{') || text.length > longestDefault) return '';
  if (variable.inputType === 'dropdown' && !options.some((option) => option.value === text)) return 'option';
  const { format } = variable;
  // Own members alone: a file may name a format `constructor`.
  if (format && Object.hasOwn(formats, format) && formats[format]?.(text) === false) return 'format';
  return pattern !== null && !pattern.matcher(text).find() ? 'regex' : '';
}

function compiled(pattern: string): RE2JS | null | 'bad' {
  if (pattern === '') return null;
  if (pattern.length > longestPattern) return 'bad';
  try {
    return RE2JS.compile(pattern);
  } catch {
    return 'bad';
  }
}
