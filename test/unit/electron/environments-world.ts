import { expect } from 'vitest';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { Secret } from '../../../electron/secret.ts';
import { type Connection, createEnvironments, type Environments } from '../../../electron/services/environments.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import type { ConnectionReport, EnvironmentDraft, EnvironmentSummary } from '../../../shared/environment.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { createFakeClock, type FakeClock } from '../../fakes/clock.ts';
import { createFakeDialogs } from '../../fakes/dialogs.ts';
import { createFakeKeychain, type FakeKeychain } from '../../fakes/keychain.ts';
import { createFakeLog } from '../../fakes/log.ts';
import { createFakeSettings, type FakeSettings } from '../../fakes/settings.ts';

export const KEY = 'pf-canary-key-51c7';
export const report: ConnectionReport = {
  tenantUid: 't1',
  tenantName: 'acme',
  userUid: 'u1',
  projects: [],
  permissions: null,
  keyExpiresAt: null,
  serverVersion: null,
  certificateChain: [],
};
export const draft = (change: Partial<EnvironmentDraft> = {}): EnvironmentDraft => ({
  id: null,
  name: 'DEV',
  address: 'dev.example.test',
  apiKey: KEY,
  colour: 'blue',
  class: 'development',
  caPem: null,
  ...change,
});

export let keychain: FakeKeychain;
export let settings: FakeSettings;
export let clock: FakeClock;
export let log: ReturnType<typeof createFakeLog>;
export let dialogs: ReturnType<typeof createFakeDialogs>;
export let events: FerryEvent[];
export let told: string[];
export let connections: Connection[];
let answerConnect: (connection: Connection, signal: AbortSignal) => Promise<Result<ConnectionReport>>;
export let files: Record<string, Uint8Array>;
/** What was written, by path. */
export let written: Record<string, string>;
export let sampleStarts: number;

/** The app started once more over the same settings and keychain. */
export function start(): Environments {
  return createEnvironments({
    settings,
    clock,
    log,
    dialogs,
    keys: createKeyKeeper(keychain, createMemoryKeychain()),
    files: {
      read: async (path) => {
        const content = files[path];
        return content === undefined ? failed({ kind: 'file-unreadable', name: path, reason: 'missing' }) : ok(content);
      },
      replace: async (path, content) => {
        written[path] = new TextDecoder().decode(content);
        return ok(true);
      },
    },
    connect: (connection, signal) => {
      connections.push(connection);
      return answerConnect(connection, signal);
    },
    startSamples: async () => {
      sampleStarts += 1;
      return ok([
        sample('DEV', 'development', 'https://127.0.0.1:4001'),
        sample('PROD', 'production', 'https://127.0.0.1:4002'),
      ]);
    },
    emit: (event) => events.push(event),
    onSecret: (secret) => told.push(secret.reveal()),
  });
}
const sample = (name: string, kind: 'development' | 'production', address: string) => ({
  name,
  class: kind,
  address,
  colour: 'teal' as const,
  caPem: null,
  apiKey: new Secret(`sample ${name}`.replace(' ', '-')),
});

/** Forgets everything: settings, keychain, clock and what was seen. */
export function startOver(): void {
  keychain = createFakeKeychain();
  settings = createFakeSettings();
  clock = createFakeClock();
  log = createFakeLog();
  dialogs = createFakeDialogs();
  events = [];
  told = [];
  connections = [];
  files = {};
  written = {};
  sampleStarts = 0;
  answerConnect = async () => ok(report);
}

/** What connecting answers from now on. */
export function connectWith(
  answer: (connection: Connection, signal: AbortSignal) => Promise<Result<ConnectionReport>>,
): void {
  answerConnect = answer;
}

export async function saved(
  environments: Environments,
  change: Partial<EnvironmentDraft> = {},
): Promise<EnvironmentSummary> {
  const answer = await environments.calls.save(draft(change));
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}
export async function listed(environments: Environments): Promise<readonly EnvironmentSummary[]> {
  const answer = await environments.calls.list();
  return answer.ok ? answer.value : [];
}
export const keyOf = async (environments: Environments, id: string) => {
  const found = await environments.credentials(id);
  return found.ok ? found.value.apiKey.reveal() : found.problem;
};
export async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !isTrue(); turn += 1) await Promise.resolve();
  expect(isTrue()).toBe(true);
}
