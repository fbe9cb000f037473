import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { createKeptFile } from '../../../electron/adapters/kept-file.ts';
import { createHistory, mostKept } from '../../../electron/services/history.ts';
import type { KeptFile } from '../../../electron/services/kept-file.ts';
import type { RunRequest } from '../../../shared/bridge/ferry.ts';
import type { HistoryEntry } from '../../../shared/history.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed, ok } from '../../../shared/result.ts';
import type { TransferOutcome } from '../../../shared/transfer/proof.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';

let folder = '';
let file = '';
let told: Problem[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-history-'));
  file = join(folder, 'history.json');
  told = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const secret = 'canary-typed-value-7f3a9c';

const request = (name: string): RunRequest => ({
  transfer: {
    id: '1b7a1c1e-0000-4000-8000-000000000001',
    source: devPlace,
    target: prodPlace,
    profile: { uid: 'u1', name, version: '1.0.0' },
  },
  decisions: [{ kind: 'fill', hole: 'password', value: secret }],
  reviewed: { mark: 'mark-1', remembered: [] },
  typedName: 'PROD',
});

const outcome: TransferOutcome = {
  way: 'import',
  uid: 'new',
  name: 'edge-base',
  version: '1.0.1',
  published: false,
  publishing: 'not-asked',
  publishProblem: null,
  settled: 'answered',
  createdMacros: [],
  editedLayers: [],
  repairedVariables: [],
  repairProblem: null,
  proof: {
    verdict: 'differs',
    layers: 3,
    masked: [['nginx', 'password']],
    differences: [{ path: ['nginx', 'replicas'], kind: 'changed', sent: secret, found: null }],
  },
  proofProblem: null,
};

/** A run of the app over the same folder. */
function start(kept: KeptFile = createKeptFile(diskFiles, file), names: Record<string, string> = {}) {
  const known: Record<string, string> = { dev: 'DEV', prod: 'PROD', ...names };
  return createHistory({
    file: kept,
    clock: { now: () => Date.UTC(2026, 2, 4, 14, 5) },
    environmentName: (id) => known[id] ?? null,
    tell: (problem) => told.push(problem),
  });
}

async function listed(history = start()): Promise<readonly HistoryEntry[]> {
  const answer = await history.calls.list();
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}

describe('the history of imports and clones', () => {
  it('tells a later run what was imported, with the names as they were then', async () => {
    await start().ended(request('edge-base'), ok(outcome));
    expect(await listed(start(undefined, { prod: 'Renamed' }))).toMatchObject([
      {
        at: '2026-03-04T14:05:00.000Z',
        way: 'import',
        name: 'edge-base',
        version: '1.0.1',
        source: { place: devPlace, environment: 'DEV' },
        target: { place: prodPlace, environment: 'PROD' },
        end: { kind: 'written', published: false, proof: { verdict: 'differs', masked: 1, differences: 1, layers: 3 } },
      },
    ]);
    expect(told).toEqual([]);
  });

  it('keeps how it failed or was cancelled, and nothing of what came back with questions', async () => {
    const history = start();
    await history.ended(request('open'), failed({ kind: 'plan-open', profile: 'open', open: [] }));
    await history.ended(request('stopped'), failed({ kind: 'cancelled' }));
    await history.ended(request('refused'), failed({ kind: 'source-changed', profile: 'refused' }));
    expect((await listed()).map(({ name, end }) => [name, end])).toEqual([
      ['refused', { kind: 'failed', problem: { kind: 'source-changed', profile: 'refused' } }],
      ['stopped', { kind: 'cancelled' }],
    ]);
  });

  it('keeps what looking for a lost write showed, and takes what a version kept that could not tell', async () => {
    const { looked, ...unsettled } = {
      kind: 'import-unsettled',
      profile: 'edge',
      looked: 'nothing',
      cause: { kind: 'timed-out', host: 'palette.example', seconds: 120 },
    } as const;
    await start().ended(request('edge'), failed({ ...unsettled, looked }));
    expect((await listed())[0]?.end).toEqual({ kind: 'failed', problem: { ...unsettled, looked } });
    await writeFile(file, (await readFile(file, 'utf8')).replace(/,?"looked":"nothing"/, ''));
    expect((await listed())[0]?.end).toEqual({ kind: 'failed', problem: { ...unsettled, looked: 'no-answer' } });
    expect(told).toEqual([]);
  });

  it('keeps what became of a write that an earlier run did not see the end of', async () => {
    const event = { kind: 'import-settled', way: 'clone', name: 'edge', version: '2.0.0', target: prodPlace } as const;
    await start().settled({ ...event, uid: 'u', content: 'same', macros: ['zone'] });
    expect(await listed()).toMatchObject([
      { way: 'clone', source: null, end: { kind: 'settled', content: 'same', macros: ['zone'] } },
    ]);
  });

  it('holds no value: neither a typed one, nor one in a proof, nor one that a server echoes at any depth', async () => {
    const history = start();
    const refused: Problem = {
      kind: 'server-refused',
      host: 'palette.example',
      status: 422,
      code: secret,
      message: `bad value ${secret}`,
      reference: secret,
    };
    const cause: Problem = { kind: 'import-refused', profile: 'edge', cause: refused };
    await history.ended(request('written'), ok({ ...outcome, proofProblem: refused, publishProblem: refused }));
    await history.ended(request('failed'), failed({ kind: 'macros-left', profile: 'edge', macros: ['zone'], cause }));
    await history.ended(
      request('unread'),
      failed({ kind: 'profile-unreadable', reason: 'not-yaml', detail: secret, line: 1, column: 1 }),
    );
    expect(await readFile(file, 'utf8')).not.toContain(secret);
    expect((await listed()).map(({ end }) => end.kind)).toEqual(['failed', 'failed', 'written']);
    expect((await listed())[1]?.end).toMatchObject({
      problem: { kind: 'macros-left', macros: ['zone'], cause: { cause: { kind: 'server-refused', status: 422 } } },
    });
    expect(told).toEqual([]);
  });

  it('keeps every one of many that end at once, the latest first, and only so many', async () => {
    const history = start();
    const names = Array.from({ length: mostKept + 20 }, (_, at) => `profile-${at}`);
    await Promise.all(names.map((name) => history.ended(request(name), failed({ kind: 'cancelled' }))));
    const kept = (await listed()).map(({ name }) => name);
    expect(kept).toEqual(names.toReversed().slice(0, mostKept));
  });

  it.each(['{"torn', '', '{"not":"a list"}'])('sets %j aside, tells where, and goes on', async (content) => {
    await writeFile(file, content);
    const history = start();
    await history.ended(request('after'), failed({ kind: 'cancelled' }));
    expect(await listed()).toHaveLength(1);
    const [aside] = (await readdir(folder)).filter((name) => name.startsWith('history.json.damaged-'));
    expect(told).toEqual([{ kind: 'kept-unreadable', what: 'history', keptAs: aside }]);
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(content);
  });

  it('keeps the entries that it understands of a file with others in it', async () => {
    await start().ended(request('known'), ok(outcome));
    const entries: unknown[] = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify([{ from: 'elsewhere' }, ...entries]));
    expect(await listed()).toMatchObject([{ name: 'edge-base' }]);
    expect(told).toMatchObject([{ kind: 'kept-unreadable', what: 'history' }]);
    expect(await listed()).toHaveLength(1);
  });

  it('tells that it cannot be written, still lists it, and writes it with the next', async () => {
    const real = createKeptFile(diskFiles, file);
    const full: Problem = { kind: 'file-unwritable', name: 'history.json', reason: 'full' };
    let isFull = true;
    const history = start({ ...real, write: async (text) => (isFull ? failed(full) : real.write(text)) });
    await history.ended(request('first'), failed({ kind: 'cancelled' }));
    expect(told).toEqual([full]);
    expect(await listed(history)).toHaveLength(1);
    isFull = false;
    await history.ended(request('second'), failed({ kind: 'cancelled' }));
    expect((await listed()).map(({ name }) => name)).toEqual(['second', 'first']);
  });

  it('leaves nothing when it is cleared, not even what was set aside', async () => {
    await writeFile(file, '{"torn');
    const history = start();
    await history.ended(request('one'), ok(outcome));
    expect(await readdir(folder)).toHaveLength(2);
    expect(await history.calls.clear()).toEqual(ok(null));
    expect(await readdir(folder)).toEqual([]);
    expect(await listed(history)).toEqual([]);
    await history.ended(request('two'), failed({ kind: 'cancelled' }));
    expect((await listed()).map(({ name }) => name)).toEqual(['two']);
  });
});
