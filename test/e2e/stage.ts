import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PlaygroundEnvironment, startPlayground } from '../../electron/playground/playground.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { EnvironmentClass, EnvironmentColour } from '../../shared/environment.ts';
import { type SecretService, startSecretService } from '../contracts/secret-service.ts';
import type { Canary } from './canary.ts';
import { freshUserData, launchFerry, type RunningFerry } from './launch.ts';
import { pane } from './screens/pane.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly ferry: Ferry;
  }
}

/** What a test is played on: two environments, a keyring, a person's own folder, and the running app. */
export interface Stage {
  readonly dev: PlaygroundEnvironment;
  readonly prod: PlaygroundEnvironment;
  readonly caFiles: { readonly dev: string; readonly prod: string };
  /** Gone with the stage; for files that a test brings. */
  readonly folder: string;
  readonly userData: string;
  /** What the app is started with: its keyring, its folder for temporary files. */
  readonly env: Readonly<Record<string, string>>;
  /** The app's own folder for temporary files. */
  readonly temporary: string;
  readonly keyring: SecretService;
  /** The secrets of the story: none of them may be found anywhere but where it belongs. */
  readonly secrets: readonly Canary[];
  /** The running app; another one after a restart. */
  ferry: RunningFerry;
  /** One line per migrated profile, with its proof. */
  readonly proofs: string[];
  /** What every run of the app has printed so far, its page included. */
  output(): string;
  /** `meanwhile` runs while no app does. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** The same after the app was killed at once, with no chance to do anything. */
  crash(meanwhile?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** More variables for the app. */
  readonly env?: Readonly<Record<string, string>>;
  /** Command line before the app's own path, such as `-r FILE`. */
  readonly switches?: readonly string[];
}

const size = { width: 1280, height: 800 };

/** Sets the stage: real servers, a real keyring, and the app at its first start. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const keyring = await startSecretService();
  const playground = await startPlayground();
  const folder = await freshUserData();
  const dev = playground.environment('DEV');
  const prod = playground.environment('PROD');
  const caFiles = { dev: join(folder.path, 'dev-ca.pem'), prod: join(folder.path, 'prod-ca.pem') };
  await writeFile(caFiles.dev, dev.caPem);
  await writeFile(caFiles.prod, prod.caPem);
  const userData = join(folder.path, 'app');
  const temporary = join(folder.path, 'temporary');
  await mkdir(temporary);
  const env = { ...keychainOf(keyring), TMPDIR: temporary, ...options.env };
  const launch = async (): Promise<RunningFerry> => {
    const ferry = await launchFerry({ userData, env, ...(options.switches ? { switches: options.switches } : {}) });
    await ferry.window.setViewportSize(size);
    return ferry;
  };
  let printed = '';
  const stage: Stage = {
    dev,
    prod,
    caFiles,
    folder: folder.path,
    userData,
    env,
    temporary,
    keyring,
    secrets: [
      { what: 'the API key of DEV', value: dev.apiKeys.admin },
      { what: 'the API key of PROD', value: prod.apiKeys.admin },
    ],
    ferry: await launch(),
    proofs: [],
    output: () => printed + stage.ferry.output(),
    async restart(meanwhile) {
      await stage.ferry.close();
      printed += stage.ferry.output();
      await meanwhile?.();
      stage.ferry = await launch();
    },
    async crash(meanwhile) {
      const main = stage.ferry.app.process();
      const ended = new Promise((done) => main.once('exit', done));
      main.kill('SIGKILL');
      await ended;
      printed += stage.ferry.output();
      await meanwhile?.();
      stage.ferry = await launch();
    },
    async close() {
      await stage.ferry.close();
      await playground.close();
      await keyring.close();
      await folder.remove();
    },
  };
  return stage;
}

/** Adds an environment as the sheet does, without the sheet: for tests of what comes after. Answers with its id. */
export async function connect(
  { ferry, dev, prod }: Stage,
  name: 'DEV' | 'PROD',
  { as = name, ...look }: { as?: string; class?: EnvironmentClass; colour?: EnvironmentColour } = {},
): Promise<string> {
  const { url: address, apiKeys, caPem } = name === 'DEV' ? dev : prod;
  const usual =
    name === 'DEV'
      ? ({ colour: 'blue', class: 'development' } as const)
      : ({ colour: 'red', class: 'production' } as const);
  const draft = { ...usual, ...look, id: null, name: as, address, apiKey: apiKeys.admin, caPem };
  const saved = await ferry.window.evaluate((asked) => window.ferry.environments.save(asked), draft);
  if (!saved.ok) throw new Error(`${as} was not added: ${saved.problem.kind}`);
  return saved.value.id;
}

/** DEV / Default on the left, a project of PROD on the right. */
export async function showPanes({ ferry: { window } }: Stage, project = 'payments'): Promise<void> {
  await pane(window, 'Source').show('DEV', 'Default');
  await pane(window, 'Target').show('PROD', project);
}

function keychainOf({ env }: SecretService): Record<string, string> {
  const names = [
    'HOME',
    'DBUS_SESSION_BUS_ADDRESS',
    'XDG_RUNTIME_DIR',
    'XDG_DATA_HOME',
    'XDG_CONFIG_HOME',
    'XDG_CACHE_HOME',
  ];
  return Object.fromEntries(names.map((name) => [name, env[name] ?? '']));
}
