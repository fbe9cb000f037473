import { basename } from 'node:path';
import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type {
  ConnectionReport,
  EnvironmentClass,
  EnvironmentColour,
  EnvironmentDraft,
  EnvironmentSummary,
} from '../../shared/environment.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { DialogsPort } from '../ports/dialogs.ts';
import type { FilesPort } from '../ports/files.ts';
import type { KeyKeeperPort } from '../ports/keychain.ts';
import type { LogPort } from '../ports/log.ts';
import type { SavedEnvironment, SettingsPort } from '../ports/settings.ts';
import { Secret } from '../secret.ts';
import { createEnvironmentFile } from './environment-file.ts';
import { cleanApiKey, cleanName, normaliseAddress, readCertificates } from './environment-input.ts';
import { type BoundKey, createEnvironmentKeys, fitsKeychain } from './environment-keys.ts';
import { createEnvironmentList } from './environment-list.ts';
import { createUnlocks } from './unlocks.ts';

const MAX_CERTIFICATE_BYTES = 262_144;

/** What a connection needs. */
export interface Connection {
  readonly address: string;
  readonly apiKey: Secret;
  readonly caPem: string | null;
}

export interface SampleEnvironment extends Connection {
  readonly name: string;
  readonly colour: EnvironmentColour;
  readonly class: EnvironmentClass;
}

/** An environment's connection with its names, for the services that talk to it. */
export interface EnvironmentCredentials extends Connection {
  readonly name: string;
  readonly class: EnvironmentClass;
}

export interface EnvironmentsPorts {
  readonly settings: SettingsPort;
  readonly keys: KeyKeeperPort;
  readonly clock: ClockPort;
  readonly dialogs: DialogsPort;
  readonly files: Pick<FilesPort, 'read' | 'replace'>;
  readonly log: LogPort;
  /** Connects and reports; the one thing this service asks of Palette. */
  readonly connect: (connection: Connection, signal: AbortSignal) => Promise<Result<ConnectionReport>>;
  readonly startSamples: () => Promise<Result<readonly SampleEnvironment[]>>;
  readonly emit: (event: FerryEvent) => void;
  /** Hears of every key before it is used, so that the log can redact it. */
  readonly onSecret?: (secret: Secret) => void;
}

export interface Environments {
  /** What the window may call. SECURITY: apart from the rest, so that no dispatcher can reach `credentials`. */
  readonly calls: Ferry['environments'];
  /** For the other services. Single-flight; a key is read from the keychain once per run. */
  credentials(environmentId: string): Promise<Result<EnvironmentCredentials>>;
  /** Whether writing is allowed now: always outside production, there until the unlocking ends. */
  isUnlocked(environmentId: string): boolean;
  /** What the window would see of it. */
  find(environmentId: string): EnvironmentSummary | null;
}

/** What a draft means once its fields are clean and its key is found. */
interface Prepared extends BoundKey {
  readonly caPem: string | null;
  readonly name: string;
  readonly known: SavedEnvironment | null;
  /** Whether anything that a connection depends on is new. */
  readonly isNewConnection: boolean;
}

/** The environments: saved ones in settings and keychain, sample ones in memory. */
export function createEnvironments(ports: EnvironmentsPorts): Environments {
  const { settings, clock, log } = ports;
  const list = createEnvironmentList(settings);
  const file = createEnvironmentFile({ list, dialogs: ports.dialogs, files: ports.files, now: () => clock.now() });
  let samplesStarting: Promise<Result<readonly EnvironmentSummary[]>> | null = null;
  let isTidied = false;

  const summaries = () => list.all().map(summary);
  const changed = () => ports.emit({ kind: 'environments-changed', environments: summaries() });
  const keys = createEnvironmentKeys(ports.keys, changed);
  const unlocks = createUnlocks(clock, () => settings.read().view.unlockMinutes, changed);

  function summary(environment: SavedEnvironment): EnvironmentSummary {
    const { id, name, address, colour, caPem } = environment;
    return {
      id,
      name,
      address,
      colour,
      class: environment.class,
      caPem,
      key: keys.state(id),
      keyExpiresAt: environment.keyExpiresAt,
      isSample: list.isSample(id),
      unlockedUntil: environment.class === 'production' ? unlocks.until(id) : null,
    };
  }

  const unknown = (id: string) => failed({ kind: 'environment-unknown', id });

  async function keyOf(environment: SavedEnvironment): Promise<Result<BoundKey>> {
    const found = await keys.get(environment.id);
    if (!found.ok) {
      const { problem } = found;
      return failed(
        problem.kind === 'keychain-entry-damaged' ? { ...problem, environment: environment.name } : problem,
      );
    }
    const key = found.value;
    if (key === null) return failed({ kind: 'key-needed', environment: environment.name, because: 'missing' });
    // SECURITY: a key belongs to a host; it is never sent to another one, whatever the settings say by now.
    const current = list.find(environment.id);
    if (key.address !== environment.address || key.address !== current?.address) {
      return failed({ kind: 'key-needed', environment: environment.name, because: 'address-changed' });
    }
    ports.onSecret?.(key.apiKey);
    return ok(key);
  }

  async function prepare(draft: EnvironmentDraft): Promise<Result<Prepared>> {
    const known = draft.id === null ? null : list.find(draft.id);
    if (draft.id !== null && known === null) return unknown(draft.id);
    const address = normaliseAddress(draft.address);
    if (!address.ok) return address;
    const name = cleanName(draft.name, address.value);
    const ca =
      draft.caPem === null || draft.caPem.trim() === '' ? ok(null) : readCertificates(draft.caPem, clock.now());
    if (!ca.ok) return ca;
    let key: Result<BoundKey>;
    if (draft.apiKey !== null) {
      const typed = cleanApiKey(draft.apiKey);
      if (!typed.ok) return typed;
      const bound = { address: address.value, apiKey: new Secret(typed.value) };
      if (!fitsKeychain(bound)) return failed({ kind: 'key-invalid', reason: 'too-long' });
      ports.onSecret?.(bound.apiKey);
      key = ok(bound);
    } else if (known === null) {
      key = failed({ kind: 'key-needed', environment: name, because: 'new' });
    } else if (known.address !== address.value) {
      key = failed({ kind: 'key-needed', environment: name, because: 'address-changed' });
    } else {
      key = await keyOf(known);
    }
    if (!key.ok) return key;
    const isNewConnection = draft.apiKey !== null || known === null || known.caPem !== ca.value;
    return ok({ ...key.value, caPem: ca.value, name, known, isNewConnection });
  }

  const testing = new Set<AbortController>();

  /** From its first moment: the window offers to stop as soon as it asks, and the keychain can take its time. */
  async function stoppable<T>(work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    const stop = new AbortController();
    testing.add(stop);
    try {
      return await work(stop.signal);
    } finally {
      testing.delete(stop);
    }
  }

  async function connect({ address, apiKey, caPem }: Prepared, signal: AbortSignal): Promise<Result<ConnectionReport>> {
    if (signal.aborted) return failed({ kind: 'cancelled' });
    return ports.connect({ address, apiKey, caPem }, signal);
  }

  async function save(draft: EnvironmentDraft, signal: AbortSignal): Promise<Result<EnvironmentSummary>> {
    const prepared = await prepare(draft);
    if (!prepared.ok) return prepared;
    const { address, apiKey, caPem, name } = prepared.value;
    if (list.isNameTaken(name, draft.id)) return failed({ kind: 'name-taken', name });
    let told: ConnectionReport | null = null;
    // A new name or colour can be given while the server is out of reach.
    if (prepared.value.isNewConnection) {
      const report = await connect(prepared.value, signal);
      if (!report.ok) return report;
      told = report.value;
    }
    // Other calls ran while the server was asked: what was true then is looked at again before it is written.
    if (list.isNameTaken(name, draft.id)) return failed({ kind: 'name-taken', name });
    const known = draft.id === null ? null : list.find(draft.id);
    if (draft.id !== null && known === null) return unknown(draft.id);
    if (draft.apiKey === null && known?.address !== address) {
      return failed({ kind: 'key-needed', environment: name, because: 'address-changed' });
    }
    const id = known?.id ?? list.newId();
    const environment: SavedEnvironment = {
      id,
      name,
      address,
      colour: draft.colour,
      class: draft.class,
      caPem,
      keyExpiresAt: told === null ? (known?.keyExpiresAt ?? null) : told.keyExpiresAt,
      order: known?.order ?? list.nextOrder(),
    };
    const key = { address, apiKey };
    const written = list.put(environment);
    if (!written.ok) return written;
    if (list.isSample(id)) keys.hold(id, key);
    else if (draft.apiKey !== null || keys.state(id) === 'this-run-only') await keep(id, name, key);
    if (known?.class !== environment.class) unlocks.lock(id);
    changed();
    return ok(summary(list.find(id) ?? environment));
  }

  async function keep(id: string, name: string, key: BoundKey): Promise<void> {
    const kept = await keys.put(id, key);
    if (kept.ok && kept.value.where === 'this-run-only') {
      log.warn('key-kept-for-this-run', { environment: name, because: kept.value.because?.kind ?? null });
    }
  }

  async function remove(id: string): Promise<Result<null>> {
    if (list.find(id) === null) return unknown(id);
    unlocks.lock(id);
    const isSample = list.isSample(id);
    const dropped = list.drop(id);
    if (!dropped.ok) return dropped;
    changed();
    // A keychain that does not answer now is asked again at the next start.
    if (isSample) keys.release(id);
    else await forgetKey(id);
    return ok(null);
  }

  async function forgetKey(id: string): Promise<boolean> {
    const forgotten = await keys.forget(id);
    if (!forgotten.ok) {
      log.warn('key-not-removed', { account: id, because: forgotten.problem.kind });
      return false;
    }
    list.forgotten(id);
    return true;
  }

  /** Once per run, beside the first list: which keys are there, and which were to be removed. Stops at a silent keychain. */
  async function tidy(): Promise<void> {
    if (isTidied) return;
    isTidied = true;
    const { environments, keysToForget } = settings.read();
    for (const id of keysToForget) if (!(await forgetKey(id))) return;
    for (const { id } of environments) if (!(await keys.get(id)).ok) return;
  }

  async function chooseCertificate(): Promise<Result<{ fileName: string; pem: string } | null>> {
    const path = await ports.dialogs.chooseCertificate();
    if (path === null) return ok(null);
    const content = await ports.files.read(path, MAX_CERTIFICATE_BYTES);
    if (!content.ok) return content;
    const pem = readCertificates(content.value, clock.now());
    return pem.ok ? ok({ fileName: basename(path), pem: pem.value }) : pem;
  }

  function startSamples(): Promise<Result<readonly EnvironmentSummary[]>> {
    const running = list.samples();
    if (running.length > 0) return Promise.resolve(ok(running.map(summary)));
    samplesStarting ??= ports
      .startSamples()
      .then((started) => {
        if (!started.ok) return started;
        for (const sample of started.value) {
          const { address, apiKey, caPem, colour } = sample;
          const id = list.newId();
          const name = list.freeSampleName(sample.name);
          ports.onSecret?.(apiKey);
          keys.hold(id, { address, apiKey });
          list.putSample({ id, name, address, colour, class: sample.class, caPem, keyExpiresAt: null, order: 0 });
        }
        changed();
        return ok(list.samples().map(summary));
      })
      .finally(() => {
        samplesStarting = null;
      });
    return samplesStarting;
  }

  const setLock = (id: string, turn: (id: string) => void): Result<EnvironmentSummary> => {
    const environment = list.find(id);
    if (environment === null) return unknown(id);
    if (environment.class === 'production') turn(id);
    changed();
    return ok(summary(environment));
  };

  return {
    calls: {
      async list() {
        void tidy();
        return ok(summaries());
      },
      test: (draft) =>
        stoppable(async (signal) => {
          const prepared = await prepare(draft);
          return prepared.ok ? connect(prepared.value, signal) : prepared;
        }),
      async cancelTest() {
        for (const stop of testing) stop.abort();
        return ok(null);
      },
      save: (draft) => stoppable((signal) => save(draft, signal)),
      remove: ({ environmentId }) => remove(environmentId),
      async reorder({ ids }) {
        const put = list.reorder(ids);
        if (!put.ok) return put;
        changed();
        return ok(summaries());
      },
      exportList: file.save,
      async importList() {
        const read = await file.open();
        if (!read.ok || read.value === null) return read.ok ? ok(null) : read;
        for (const { id } of read.value.added) keys.lacks(id);
        changed();
        return ok({ added: read.value.added.map(summary), skipped: read.value.skipped });
      },
      chooseCertificate,
      startSamples,
      unlock: async ({ environmentId }) => setLock(environmentId, unlocks.unlock),
      lock: async ({ environmentId }) => setLock(environmentId, unlocks.lock),
    },
    async credentials(environmentId) {
      const environment = list.find(environmentId);
      if (environment === null) return unknown(environmentId);
      const key = await keyOf(environment);
      if (!key.ok) return key;
      const { address, apiKey } = key.value;
      return ok({ address, apiKey, caPem: environment.caPem, name: environment.name, class: environment.class });
    },
    isUnlocked(environmentId) {
      const environment = list.find(environmentId);
      return environment !== null && (environment.class !== 'production' || unlocks.until(environmentId) !== null);
    },
    find(environmentId) {
      const environment = list.find(environmentId);
      return environment === null ? null : summary(environment);
    },
  };
}
