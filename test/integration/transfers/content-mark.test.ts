import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { compareWithMark } from '../../../electron/services/content-mark.ts';
import type { JournalEntry } from '../../../electron/services/journal.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { projectOf, succeeded } from '../palette/harness.ts';
import { answered, confirm, idOf, openWorld, placeIn, profilesIn, requestFor, type World } from './world.ts';

let playground: Playground;
let dev: PlaygroundEnvironment;
let prod: PlaygroundEnvironment;
let world: World;
const noted: JournalEntry[] = [];

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false });
  dev = playground.environment('DEV');
  prod = playground.environment('PROD');
  world = openWorld([dev, prod]);
  const { open } = world.journal;
  world.journal.open = (entry) => {
    noted.push(entry);
    return open(entry);
  };
});
afterAll(async () => {
  await world.close();
  await playground.close();
});

test.each([
  ['observability', []],
  ['shop-frontend', []],
  ['platform-everything', []],
  ['hello-twice', [{ kind: 'rename', name: 'hello-again' }]],
] as [string, Decision[]][])(
  'what the journal notes of %s is found again in what the target holds',
  async (name, more) => {
    const transfer = requestFor(dev, name, placeIn(prod, 'payments'), 'Default');
    const outcome = succeeded(await confirm(world, transfer, [...(await answered(world, transfer)), ...more]));
    const entry = noted.findLast((each) => each.name === outcome.name && each.content !== null);
    const client = succeeded(await world.clients.of(idOf(prod)));
    const scope = projectOf(prod, 'payments');
    const found = succeeded(await client.exportProfile(scope, outcome.uid));
    if (!entry?.content) throw new Error('Nothing noted');
    expect(compareWithMark(entry.content, found)).toBe('same');
    for (const stored of prod.tenant.profiles.inScope({ kind: 'tenant' })) {
      const other = succeeded(await client.exportProfile({ kind: 'tenant' }, stored.uid));
      expect(compareWithMark(entry.content, other)).toBe('other');
    }
    expect(profilesIn(prod, 'payments', outcome.name)).toHaveLength(1);
  },
);
