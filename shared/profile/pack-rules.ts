import { RE2JS } from 're2js';
import type { Hole } from './holes.ts';
import { realPackName } from './pack-names.ts';

/** What a pack's own schema asks of one parameter (SPEC v1PackSchema). */
export interface PackRule {
  /** Dotted; keys may hold dots themselves, and `$[]` stands for every item of a list. */
  readonly path: string;
  /** Such as `${password}` or `${string:/regex/}` (pack constraints). */
  readonly format: string;
  /** RE2; empty: none. */
  readonly regex: string;
  readonly isRequired: boolean;
  readonly isReadonly: boolean;
  /** For people. */
  readonly hints: readonly string[];
  /** The only values allowed; empty: any. */
  readonly options: readonly string[];
}

/** By the pack's name as it stands in the document. */
export type PackRules = Readonly<Record<string, readonly PackRule[]>>;

/** The rules of one layer. */
export function rulesOf(rules: PackRules, layer: string): readonly PackRule[] {
  for (const name of [layer, realPackName(layer)]) {
    // Own members alone: a pack may be called `constructor`.
    const found = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (found !== undefined) return found;
  }
  return [];
}

/** The rule for a place of a layer's values; null: none, as for everything in manifests. */
export function ruleFor(rules: PackRules, { where }: Hole): PackRule | null {
  if (where.kind !== 'scalar' || where.text.kind !== 'values') return null;
  return ruleAt(rulesOf(rules, where.layer), where.path.keys);
}

/** The rule for a path of keys and list positions; null: none. */
export function ruleAt<R extends Pick<PackRule, 'path'>>(
  rules: readonly R[],
  keys: readonly (string | number)[],
): R | null {
  if (rules.length === 0) return null;
  const exact = keys.map((key) => (typeof key === 'number' ? '$[]' : key)).join('.');
  const listless = keys.filter((key) => typeof key !== 'number').join('.');
  return rules.find(({ path }) => path === exact || path === listless) ?? null;
}

/**
 * What a value breaks: the list of allowed ones, or the pattern. Null: nothing, as far as can be told; a template is
 * resolved later, and a pattern that cannot be read says nothing.
 */
export function ruleFault(rule: PackRule, value: string): 'option' | 'pattern' | null {
  if (value === '' || value.includes('{{') || value.length > longestJudged) return null;
  if (rule.options.length > 0) return rule.options.includes(value) ? null : 'option';
  const pattern = compiled(patternOf(rule));
  return pattern === null || pattern.matcher(value).find() ? null : 'pattern';
}

/** The pattern of a rule: its own, or the one within its format; empty: none. */
export function patternOf({ regex, format }: Pick<PackRule, 'regex' | 'format'>): string {
  return regex || (/^\$\{\w+:\/(.*)\/\}$/s.exec(format)?.[1] ?? '');
}

const longestJudged = 65_536;
const longestPattern = 4096;

function compiled(pattern: string): RE2JS | null {
  if (pattern === '' || pattern.length > longestPattern) return null;
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
