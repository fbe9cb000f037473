import type { Reference } from '../../profile/references.ts';
import { type Analysis, byName, own } from '../analysis.ts';
import type { Answers } from '../answers.ts';
import type { Check, Fix, PlannedMacro } from '../plan.ts';
import { accept } from './fixes.ts';

type Scope = 'project' | 'tenant' | 'system';
type CreateScope = 'project' | 'tenant';

export interface PlannedMacros {
  readonly checks: readonly Check[];
  readonly toCreate: readonly PlannedMacro[];
}

interface MacroScopes {
  /** Nearest first, as Palette resolves them: project > tenant > system (user documentation of macros). */
  readonly readable: readonly { readonly scope: Scope; readonly names: ReadonlySet<string> }[];
  readonly unreadable: readonly Scope[];
  readonly problem: Extract<Check, { about: 'macro' }>['problem'];
  /** A tenant's profile may be used in any project, so a project's macro would not serve it. */
  readonly creatable: readonly CreateScope[];
}

/**
 * Custom macros must exist before the import (user documentation of export and import). Names are compared
 * case-sensitively; a use in a comment alone needs nothing. `typed` are references inside typed fill-ins.
 */
export function macrosChecker(analysis: Analysis): (answers: Answers, typed: readonly Reference[]) => PlannedMacros {
  const scopes = scopesOf(analysis);
  const inDocument = byName(analysis.references, 'macro');
  return (answers, typed) => {
    const checks: Check[] = [];
    const toCreate: PlannedMacro[] = [];
    for (const [macro, uses] of withTyped(inDocument, typed)) {
      const foundIn = scopes.readable.find(({ names }) => names.has(macro))?.scope ?? null;
      const answer = answers.macros.get(macro);
      const created = foundIn === null && answer !== undefined && scopes.creatable.includes(answer.scope);
      if (created) {
        toCreate.push({ macro, scope: answer.scope });
      }
      const remembered = own(analysis.material.remembered.macroScopes, macro) ?? null;
      checks.push(macroCheck(scopes, macro, uses, foundIn, created, remembered, answers));
    }
    return { checks, toCreate };
  };
}

function macroCheck(
  scopes: MacroScopes,
  macro: string,
  uses: readonly Reference[],
  foundIn: Scope | null,
  created: boolean,
  remembered: CreateScope | null,
  answers: Answers,
): Check {
  const id = `macro:${macro}`;
  const { unreadable } = scopes;
  const problem = foundIn === null ? scopes.problem : null;
  const check = { id, about: 'macro', macro, foundIn, unreadable, problem, uses } as const;
  if (foundIn !== null || created) {
    return { ...check, state: 'passed', fixes: [] };
  }
  if (uses.every((use) => use.inComment)) {
    return { ...check, state: 'warning', fixes: [] };
  }
  const create = createFix(macro, scopes, remembered);
  if (unreadable.length === 0) {
    return { ...check, state: 'open', fixes: create };
  }
  return answers.accepted.has(id)
    ? { ...check, state: 'warning', fixes: [{ kind: 'check-again' }, ...create] }
    : { ...check, state: 'unknown', fixes: [{ kind: 'check-again' }, ...create, accept(id)] };
}

/** Never in a scope that could not be read: the macro may stand there with another value. */
function createFix(macro: string, scopes: MacroScopes, remembered: CreateScope | null): readonly Fix[] {
  const possible = scopes.creatable.filter((scope) => !scopes.unreadable.includes(scope));
  const ordered = [...possible].sort((a, b) => Number(b === remembered) - Number(a === remembered));
  return ordered.length === 0 ? [] : [{ kind: 'create-macro', macro, scopes: ordered }];
}

function scopesOf(analysis: Analysis): MacroScopes {
  const { project, tenant, system } = analysis.material.facts.macros;
  const readable: { scope: Scope; names: ReadonlySet<string> }[] = [];
  const unreadable: Scope[] = [];
  let problem: MacroScopes['problem'] = null;
  for (const [scope, fact] of [
    ['project', project],
    ['tenant', tenant],
    ['system', system],
  ] as const) {
    if (fact?.known === true) {
      readable.push({ scope, names: new Set(fact.value) });
    } else if (fact !== null) {
      unreadable.push(scope);
      problem ??= fact.problem;
    }
  }
  return { readable, unreadable, problem, creatable: project === null ? ['tenant'] : ['project', 'tenant'] };
}

function withTyped(
  inDocument: ReadonlyMap<string, readonly Reference[]>,
  typed: readonly Reference[],
): ReadonlyMap<string, readonly Reference[]> {
  if (typed.length === 0) {
    return inDocument;
  }
  const all = new Map(inDocument);
  for (const [macro, uses] of byName(typed, 'macro')) {
    all.set(macro, [...(all.get(macro) ?? []), ...uses]);
  }
  return all;
}
