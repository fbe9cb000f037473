import { type BrokerAnswer, type BrokerRefusal, type BrokerRequest, brokerRequestSchema } from './keychain-messages.ts';
import { decodeKeychainValue, encodeKeychainValue } from './keychain-value.ts';

const SERVICE = 'Profile Ferry';
/** Never written: looking for it tells whether the Secret Service answers. */
const PROBE_ACCOUNT = 'probe';

/** Written to learn whether the keyring is open; holds nothing. */
const CHECK_ACCOUNT = 'keychain-check';

/** What is used of keytar. `findCredentials` is left out: it segfaults when a foreign item has no account. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** The broker's side of the channel; Electron's `process.parentPort` fits. */
export interface BrokerPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

type Outcome =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly reason: BrokerRefusal };

/**
 * Answers keychain requests until the process ends. Requests run one after another, so that a read sees the write
 * before it and a frozen keychain occupies one thread; a ping overtakes them.
 *
 * SECURITY: keytar lives in this process alone. It can hang, crash and never recover after the keyring's restart, and
 * none of that may reach the app.
 */
export function serveKeychain(port: BrokerPort, loadKeytar: () => Promise<Keytar>): void {
  let loading: Promise<Keytar> | null = null;
  const keytar = () => {
    loading ??= loadKeytar();
    return loading;
  };
  let queue: Promise<unknown> = Promise.resolve();

  port.on('message', ({ data }) => {
    const parsed = brokerRequestSchema.safeParse(data);
    if (!parsed.success) return;
    const request = parsed.data;
    const work = () =>
      perform(request, keytar).catch((error: unknown) => ({ ok: false as const, reason: classify(error) }));
    const done = request.kind === 'ping' ? work() : queue.then(work);
    if (request.kind !== 'ping') queue = done;
    void done.then((outcome: Outcome) => port.postMessage({ id: request.id, ...outcome } satisfies BrokerAnswer));
  });
}

async function perform(request: BrokerRequest, load: () => Promise<Keytar>): Promise<Outcome> {
  let keytar: Keytar;
  try {
    keytar = await load();
  } catch {
    // The native part needs libsecret on Linux; without it there is no keychain to speak of.
    return { ok: false, reason: 'missing' };
  }
  switch (request.kind) {
    case 'ping':
      // The Secret Service answers a search for nothing even while it asks the person to unlock something else, so
      // silence means that it is frozen. Elsewhere the search itself could ask the person, so the process answers.
      if (process.platform === 'linux') await keytar.getPassword(SERVICE, PROBE_ACCOUNT);
      return { ok: true, value: null };
    case 'get': {
      const found = await keytar.getPassword(SERVICE, request.account);
      if (found === null && !(await isOpen(keytar))) return { ok: false, reason: 'locked' };
      // Checking may have made the person unlock it.
      const stored = found ?? (await keytar.getPassword(SERVICE, request.account));
      if (stored === null) return { ok: true, value: null };
      const value = decodeKeychainValue(stored);
      return value === null ? { ok: false, reason: 'damaged' } : { ok: true, value };
    }
    case 'set': {
      const encoded = encodeKeychainValue(request.value);
      if (encoded === null) return { ok: false, reason: 'too-long' };
      await keytar.setPassword(SERVICE, request.account, encoded);
      const stored = await keytar.getPassword(SERVICE, request.account);
      return stored === encoded ? { ok: true, value: null } : { ok: false, reason: 'refused' };
    }
    case 'delete': {
      const isRemoved = await keytar.deletePassword(SERVICE, request.account);
      return isRemoved || (await isOpen(keytar)) ? { ok: true, value: null } : { ok: false, reason: 'locked' };
    }
  }
}

/**
 * Whether "not found" can be believed. The Secret Service gives the same answer for an entry in a keyring that stayed
 * locked; who believed that would replace a key that is still there. Only an open keyring takes a write.
 */
async function isOpen(keytar: Keytar): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  try {
    await keytar.setPassword(SERVICE, CHECK_ACCOUNT, 'open');
    return true;
  } catch (error) {
    if (classify(error) === 'locked') return false;
    throw error;
  }
}

/** SECURITY: the message of a foreign error stays here; only its class travels. */
function classify(error: unknown): BrokerRefusal {
  const message = error instanceof Error ? error.message : '';
  if (/timeout|timed out|noreply/i.test(message)) return 'not-answering';
  if (/lock|dismiss|prompt|cancel|interaction is not allowed/i.test(message)) return 'locked';
  if (
    /d-?bus|autolaunch|org\.freedesktop|not provided by any|could not connect|no such file|connection (is )?(refused|closed)/i.test(
      message,
    )
  ) {
    return 'missing';
  }
  return 'refused';
}
