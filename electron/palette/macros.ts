import { z } from 'zod';
import { ok, type Result } from '../../shared/result.ts';
import type { Call, Caller, WriteResult } from './caller.ts';
import { path } from './path.ts';
import { listOf, needed } from './wire.ts';

/** Where a custom macro lives. */
export type MacroScope =
  | { readonly kind: 'project'; readonly projectUid: string }
  | { readonly kind: 'tenant'; readonly tenantUid: string }
  | { readonly kind: 'system' };

export interface NewMacro {
  readonly name: string;
  readonly value: string;
}

// SECURITY: not a loose object. SPEC v1Macros carries every value in clear; the name alone passes this line.
const macrosBody = z.object({ macros: listOf(z.object({ name: needed })) });

/** GET of a scope's macros, SPEC v1Macros: their names. */
export async function macroNames(caller: Caller, scope: MacroScope): Promise<Result<readonly string[]>> {
  const answer = await caller.read(
    { method: 'GET', ...macrosAt(scope), permission: 'macro.list', what: 'macros' },
    macrosBody,
  );
  return answer.ok ? ok(answer.value.macros.map((macro) => macro.name)) : answer;
}

/** POST to a scope's macros, SPEC v1Macros: adds this one. PUT would replace the whole list. */
export function createMacro(caller: Caller, scope: MacroScope, macro: NewMacro): Promise<WriteResult<null>> {
  return caller.writeNothing({
    method: 'POST',
    ...macrosAt(scope),
    body: { macros: [{ name: macro.name, value: macro.value }] },
    permission: 'macro.create',
    what: 'macro',
    hide: [macro.value],
  });
}

/** The path names the scope. A project's call names it in the header too, for users without a role in the tenant. */
function macrosAt(scope: MacroScope): Pick<Call, 'path' | 'scope'> {
  switch (scope.kind) {
    case 'project': {
      const { projectUid } = scope;
      return { path: path`/v1/projects/${projectUid}/macros`, scope: { kind: 'project', uid: projectUid, name: '' } };
    }
    case 'tenant':
      return { path: path`/v1/tenants/${scope.tenantUid}/macros`, scope: null };
    case 'system':
      return { path: '/v1/users/system/macros', scope: null };
  }
}
