import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Null when a private Secret Service can be started here, else the reason in plain words. */
export function whyNoSecretService(): string | null {
  if (process.platform !== 'linux') return 'the Secret Service is the keychain of Linux only';
  for (const binary of ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon']) {
    if (spawnSync(binary, ['--version']).error !== undefined) return `${binary} is not installed`;
  }
  return null;
}

/** A message bus and a keyring of their own, in a fresh home. */
export interface SecretService {
  /** What a process needs to find this keyring and no other. */
  readonly env: NodeJS.ProcessEnv;
  freeze(): void;
  thaw(): void;
  /** Ends the keyring; the bus stays. */
  stopKeyring(): Promise<void>;
  /** Starts it again over the same files; without `unlock` its collection is locked. */
  startKeyring(unlock: boolean): Promise<void>;
  close(): Promise<void>;
}

// No service folders: the bus must not start a keyring on its own.
const busConfig = (socket: string) => `<busconfig><type>session</type><listen>unix:path=${socket}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`;

/** Starts a real Secret Service for a test. Close it at the end. */
export async function startSecretService(): Promise<SecretService> {
  const home = mkdtempSync(join(tmpdir(), 'ferry-keyring-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const config = join(home, 'bus.conf');
  const socket = join(home, 'bus');
  writeFileSync(config, busConfig(socket));
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}`,
  };
  const run = (binary: string, args: readonly string[], stdio: StdioOptions) => spawn(binary, args, { env, stdio });
  const bus = run(
    'dbus-daemon',
    [`--config-file=${config}`, '--nofork', '--print-address'],
    ['ignore', 'pipe', 'ignore'],
  );
  await new Promise((found) => bus.stdout?.once('data', found));
  let keyring: ChildProcess | null = null;

  const hasOwner = () => {
    const call = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
    const asked = spawnSync(
      'dbus-send',
      [...call, 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'],
      { env, encoding: 'utf8' },
    );
    return asked.stdout.includes('true');
  };

  const service: SecretService = {
    env,
    freeze: () => void keyring?.kill('SIGSTOP'),
    thaw: () => void keyring?.kill('SIGCONT'),
    async stopKeyring() {
      await end(keyring);
      keyring = null;
    },
    async startKeyring(unlock) {
      const args = ['--foreground', '--components=secrets', `--control-directory=${join(runtime, 'keyring')}`];
      keyring = run('gnome-keyring-daemon', unlock ? [...args, '--unlock'] : args, ['pipe', 'ignore', 'ignore']);
      keyring.stdin?.end(unlock ? 'a test password\n' : '');
      for (let tries = 0; !hasOwner(); tries += 1) {
        if (tries > 1000) throw new Error('The keyring has not taken its name on the bus');
        await pause(20);
      }
    },
    async close() {
      await service.stopKeyring();
      await end(bus);
      rmSync(home, { recursive: true, force: true });
    },
  };
  await service.startKeyring(true);
  return service;
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((done) => child.once('exit', done));
  // A stopped process ends by KILL alone.
  child.kill('SIGKILL');
  await exited;
}
