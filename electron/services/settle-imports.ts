import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Problem, ProblemKind } from '../../shared/problem.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PaletteClient } from '../palette/client.ts';
import { pause } from '../palette/pause.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { LogPort } from '../ports/log.ts';
import { compareWithMark } from './content-mark.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { type MacroClient, macroScopeOf } from './macro-once.ts';
import type { PaletteClients } from './palette-clients.ts';
import { lookForWritten } from './write-once.ts';

export interface SettleParts {
  readonly journal: Journal;
  readonly clients: Pick<PaletteClients, 'of'>;
  readonly clock: ClockPort;
  readonly log: LogPort;
  readonly emit: (event: FerryEvent) => void;
  /** Hears what is told, just before it is. */
  readonly settled: (event: SettledEvent) => Promise<void>;
}

/** Waits between the looks: a server goes on with a request whose sender has died. */
const waitsMs = [0, 1000, 2000, 4000, 8000];

type SettledEvent = Extract<FerryEvent, { readonly kind: 'import-settled' }>;
type Settled = Pick<SettledEvent, 'uid' | 'content' | 'macros'>;

/**
 * Finds out what became of imports and clones whose end an earlier run did not see, and tells. An entry whose target
 * cannot be asked stays in the journal and is told as unsettled; one whose environment was removed can never be asked
 * and is dropped.
 */
export async function settleImports(parts: SettleParts): Promise<void> {
  const told = new Set<string>();
  await Promise.all((await parts.journal.unsettled()).map((entry) => settleOne(parts, entry, told)));
}

async function settleOne(
  { journal, clients, clock, log, emit, settled: keep }: SettleParts,
  entry: JournalEntry,
  told: Set<string>,
): Promise<void> {
  const { id, way, target, name, version } = entry;
  const client = await clients.of(target.environmentId);
  if (!client.ok && client.problem.kind === 'environment-unknown') {
    log.warn('import-unsettled-environment-gone', { name, version });
    return journal.close(id);
  }
  const settled = client.ok ? await whatBecameOf(client.value, clock, entry) : client;
  if (!settled.ok) {
    const named = { profile: `${name} ${version}`, looked: 'no-answer', cause: settled.problem } as const;
    const problem: Problem =
      way === 'clone'
        ? { kind: 'clone-unsettled', scope: target.scope, ...named }
        : { kind: 'import-unsettled', ...named };
    return emit({ kind: 'told', problem });
  }
  // Two attempts at one import end in one profile: it is told once.
  const what = JSON.stringify([target, name, version, settled.value.uid]);
  if (!told.has(what)) {
    told.add(what);
    const event: SettledEvent = { kind: 'import-settled', way, name, version, target, ...settled.value };
    await keep(event);
    emit(event);
  }
  await journal.close(id);
}

async function whatBecameOf(palette: PaletteClient, clock: ClockPort, entry: JournalEntry): Promise<Result<Settled>> {
  const { target, name, version, uidsBefore } = entry;
  if (uidsBefore === null) {
    const there = await macrosThere(palette, entry);
    return there.ok ? ok({ uid: null, content: null, macros: there.value }) : there;
  }
  // An import begins after its macros were made.
  const macros = entry.macros.map((macro) => macro.name);
  let settled: Settled = { uid: null, content: null, macros };
  for (const wait of waitsMs) {
    if (wait > 0) await pause(clock, wait, null);
    const found = await lookForWritten(palette, { scope: target.scope, name, version }, uidsBefore);
    if (!found.ok) return found;
    for (const uid of found.value) {
      const content = await contentOf(palette, entry, uid);
      if (isLikelier(content, settled.content)) settled = { uid, content, macros };
    }
    // Where another one took the name, ours may still be on its way.
    if (settled.content !== null && settled.content !== 'other') break;
  }
  return ok(settled);
}

type Content = NonNullable<Settled['content']>;
const likeliest: readonly Content[] = ['same', 'similar', 'not-compared', 'other'];

function isLikelier(content: Content, than: Settled['content']): boolean {
  return than === null || likeliest.indexOf(content) < likeliest.indexOf(than);
}

async function contentOf(palette: PaletteClient, { target, content }: JournalEntry, uid: string): Promise<Content> {
  const found = content === null ? null : await palette.exportProfile(target.scope, uid);
  return content === null || !found?.ok ? 'not-compared' : compareWithMark(content, found.value);
}

const notShown: ReadonlySet<ProblemKind> = new Set(['permission-denied', 'not-found']);

/** Which of the macros that were to be made exist now. A scope that may not be read can never tell. */
async function macrosThere(palette: MacroClient, entry: JournalEntry): Promise<Result<readonly string[]>> {
  const there: string[] = [];
  for (const { name, scope } of entry.macros) {
    const place = await macroScopeOf(palette, entry.target, scope);
    if (!place.ok) return place;
    const names = await palette.macroNames(place.value);
    if (!names.ok && !notShown.has(names.problem.kind)) return names;
    if (names.ok && names.value.includes(name)) there.push(name);
  }
  return ok(there);
}
