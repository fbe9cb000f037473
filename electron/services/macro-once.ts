import type { EnvironmentPlace } from '../../shared/place.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PaletteClient } from '../palette/client.ts';
import type { MacroScope } from '../palette/macros.ts';
import { pause } from '../palette/pause.ts';
import type { ClockPort } from '../ports/clock.ts';
import { isTimeOut } from './write-once.ts';

export type MacroClient = Pick<PaletteClient, 'userInfo' | 'macroNames' | 'createMacro'>;

export interface MacroToCreate {
  readonly name: string;
  readonly value: string;
  readonly scope: 'project' | 'tenant';
}

/** `there`: somebody else made it meanwhile, with a value of their own. */
export type MacroEnd = 'created' | 'there';

/** Waits between the looks after a lost answer: the server may still be at work. */
const waitsMs = [0, 500, 1500];

/** Where a macro of a target lives. A target that is a tenant has no macros of a project. */
export async function macroScopeOf(
  palette: Pick<MacroClient, 'userInfo'>,
  target: EnvironmentPlace,
  scope: MacroToCreate['scope'],
): Promise<Result<MacroScope>> {
  if (scope === 'project' && target.scope.kind === 'project') {
    return ok({ kind: 'project', projectUid: target.scope.uid });
  }
  const user = await palette.userInfo();
  return user.ok ? ok({ kind: 'tenant', tenantUid: user.value.tenantUid }) : user;
}

/**
 * Adds a macro with one POST. A name is unique in its scope and the server refuses a second one (public provider), so
 * whatever becomes of the answer there is never more than one: when it is lost, looking for the name tells. Fails with the
 * reason as it is when there is none, and with `macro-unsettled` when that is not known.
 */
export async function createMacroOnce(
  palette: MacroClient,
  clock: ClockPort,
  target: EnvironmentPlace,
  macro: MacroToCreate,
): Promise<Result<MacroEnd>> {
  const scope = await macroScopeOf(palette, target, macro.scope);
  if (!scope.ok) return scope;
  const written = await palette.createMacro(scope.value, { name: macro.name, value: macro.value });
  if (written.ok) return ok('created');
  const { problem } = written;
  if (!written.maybeActed) return failed(problem);
  const isConflict = problem.kind === 'server-refused' && (problem.status === 409 || problem.status === 422);
  let hasLooked = false;
  for (const wait of isConflict ? [0] : waitsMs) {
    if (wait > 0) await pause(clock, wait, null);
    const names = await palette.macroNames(scope.value);
    if (names.ok && names.value.includes(macro.name)) return ok(isConflict ? 'there' : 'created');
    hasLooked = names.ok;
  }
  if (isConflict || (hasLooked && !isTimeOut(problem))) return failed(problem);
  const looked = hasLooked ? 'nothing' : 'no-answer';
  return failed({ kind: 'macro-unsettled', macro: macro.name, looked, cause: problem });
}
