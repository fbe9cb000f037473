import { ApiError } from '../api-error.ts';
import type { Macro, Scope } from './kinds.ts';
import { scopeKey, scopesVisibleFrom } from './scopes.ts';

/** Custom macros of a tenant in its three scopes; a name is unique within a scope. */
export class MacroStore {
  readonly #lists = new Map<string, Macro[]>();

  /** The macros of exactly this scope. */
  list(scope: Scope): Macro[] {
    return (this.#lists.get(scopeKey(scope)) ?? []).map((macro) => ({ ...macro }));
  }

  /** The macros usable from a scope; the nearest scope wins (project, tenant, system). */
  usableFrom(scope: Scope): Macro[] {
    const byName = new Map<string, Macro>();
    for (const place of scopesVisibleFrom(scope)) {
      for (const macro of this.list(place)) if (!byName.has(macro.name)) byName.set(macro.name, macro);
    }
    return [...byName.values()];
  }

  /** Adds macros; a name that exists already is refused and nothing is added. */
  add(scope: Scope, macros: Macro[]): void {
    const existing = this.list(scope);
    const names = new Set(existing.map((macro) => macro.name));
    for (const macro of macros) {
      if (names.has(macro.name)) throw new ApiError(409, 'MacroAlreadyExists', `Macro '${macro.name}' already exists`);
      names.add(macro.name);
    }
    this.replaceAll(scope, [...existing, ...macros]);
  }

  /** Changes the values of macros that exist. */
  update(scope: Scope, macros: Macro[]): void {
    const existing = this.list(scope);
    for (const macro of macros) {
      const known = existing.find((candidate) => candidate.name === macro.name);
      if (known === undefined) throw new ApiError(404, 'MacroNotFound', `Macro '${macro.name}' not found`);
      known.value = macro.value;
    }
    this.replaceAll(scope, existing);
  }

  /** Removes macros by name. */
  remove(scope: Scope, names: string[]): void {
    this.replaceAll(
      scope,
      this.list(scope).filter((macro) => !names.includes(macro.name)),
    );
  }

  /** Replaces the whole list of the scope: every macro not named here is gone. */
  replaceAll(scope: Scope, macros: Macro[]): void {
    this.#lists.set(
      scopeKey(scope),
      macros.map((macro) => ({ ...macro })),
    );
  }
}
