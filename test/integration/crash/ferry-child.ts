import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { openHttp } from '../../../electron/adapters/http-undici.ts';
import { createKeptFile } from '../../../electron/adapters/kept-file.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import { createRateLimits } from '../../../electron/palette/rate-limit.ts';
import type { ClockPort } from '../../../electron/ports/clock.ts';
import type { KeychainPort } from '../../../electron/ports/keychain.ts';
import { Secret } from '../../../electron/secret.ts';
import { createDrafts } from '../../../electron/services/drafts.ts';
import { createJournal } from '../../../electron/services/journal.ts';
import type { KeptFile } from '../../../electron/services/kept-file.ts';
import { createPaletteClients } from '../../../electron/services/palette-clients.ts';
import { createRememberedAnswers } from '../../../electron/services/remembered.ts';
import { settleImports } from '../../../electron/services/settle-imports.ts';
import { createTransferAccess } from '../../../electron/services/transfer-access.ts';
import { createTransfers } from '../../../electron/services/transfers.ts';
import { createVault, type VaultName } from '../../../electron/services/vault.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import { failed, ok } from '../../../shared/result.ts';
import { decisionsSchema } from '../../../shared/transfer/decision.ts';
import { transferRequestSchema } from '../../../shared/transfer/request-shapes.ts';
import type { Reviewed } from '../../../shared/transfer/reviewed.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';
import { createFakeLog } from '../../fakes/log.ts';
import { environmentSources } from '../../fakes/sources.ts';

/*
 * The services of the app in a process of their own, as main composes them, so that a test can kill it at any moment.
 * Takes one line of JSON on standard input, says what happens as lines of JSON.
 */

const taskSchema = z.object({
  /** Stands in for the folder of the user's data. */
  folder: z.string(),
  /** Stands in for the keychain of the system: outlives this process. */
  keychain: z.string(),
  environments: z.record(z.string(), z.object({ address: z.string(), apiKey: z.string(), caPem: z.string() })),
  /** What to do: import, or what a start does. */
  run: z
    .object({ transfer: transferRequestSchema, decisions: decisionsSchema, reviewed: z.custom<Reviewed>() })
    .nullable(),
  /** Stops for ever once the journal holds an import about to be written. */
  stopAfterJournal: z.boolean(),
});

const say = (line: unknown) => void process.stdout.write(`${JSON.stringify(line)}\n`);
const emit = (event: FerryEvent) => say(event);
const forever = () => new Promise<never>(() => undefined);

async function firstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text;
}

const task = taskSchema.parse(JSON.parse(await firstLine()));
await mkdir(task.folder, { recursive: true });

/** Waits a fiftieth of the time between looks. */
const clock: ClockPort = { ...systemClock, after: (milliseconds, run) => systemClock.after(milliseconds / 50, run) };
// The app has a window that keeps it alive while it waits.
const alive = setInterval(() => undefined, 60_000);

/** One file per account. */
const keychain: KeychainPort = {
  ...createMemoryKeychain(),
  async read(account) {
    const text = await readFile(join(task.keychain, account), 'utf8').catch(() => null);
    return ok(text === null ? null : new Secret(text));
  },
  async write(account, secret) {
    await mkdir(task.keychain, { recursive: true });
    await writeFile(join(task.keychain, account), secret.reveal());
    return ok(null);
  },
};

function stopping(files: KeptFile): KeptFile {
  return {
    ...files,
    async write(text) {
      const written = await files.write(text);
      const isImport = text.includes('"uidsBefore":[');
      if (!task.stopAfterJournal || !isImport) return written;
      say({ kind: 'journal-written' });
      return forever();
    },
  };
}

const keys = createKeyKeeper(keychain, createMemoryKeychain());
const vault = (name: VaultName, file: string) => createVault({ keys, files: diskFiles }, name, join(task.folder, file));
const clients = createPaletteClients({
  environments: {
    async credentials(id) {
      const found = Object.hasOwn(credentials, id) ? credentials[id] : undefined;
      return found === undefined ? failed({ kind: 'environment-unknown', id }) : ok(found);
    },
  },
  openHttp,
  limits: createRateLimits(clock),
  clock,
});
const credentials = Object.fromEntries(
  Object.entries(task.environments).map(([id, { address, apiKey, caPem }]) => [
    id,
    { name: id, class: 'development' as const, address, caPem, apiKey: new Secret(apiKey) },
  ]),
);
const log = createFakeLog();
const journal = createJournal(stopping(createKeptFile(diskFiles, join(task.folder, 'journal.json'))), (problem) =>
  emit({ kind: 'told', problem }),
);
const drafts = createDrafts({ vault: vault('drafts', 'drafts.bin'), clock, emit });
const remembered = createRememberedAnswers(vault('remembered-answers', 'remembered.bin'), clock);

if (task.run === null) {
  await settleImports({ journal, clients, clock, log, emit, settled: async () => {} });
  say({ kind: 'unsettled', entries: await journal.unsettled() });
  say({ kind: 'drafts', drafts: await drafts.calls.list() });
} else {
  const { transfer, decisions, reviewed } = task.run;
  const transfers = createTransfers({
    ...createTransferAccess({
      clients,
      sources: environmentSources(clients),
      analyser: createFakeAnalyser(),
      remembered,
      clock,
      log,
    }),
    isUnlocked: () => true,
    environment: (id) => ({ name: id, isProduction: false }),
    imported: drafts.imported,
    ended: async () => {},
    journal,
    emit,
  });
  await drafts.calls.save({ id: transfer.id, transfers: [{ request: transfer, decisions }] });
  const answer = await transfers.run({ transfer, decisions, reviewed, typedName: null });
  say({ kind: 'ended', answer });
}
await clients.close();
clearInterval(alive);
