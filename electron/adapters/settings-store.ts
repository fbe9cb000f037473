import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { layoutSchema, viewStateSchema } from '../../shared/bridge/view-shapes.ts';
import { defaultViewState } from '../../shared/bridge/views.ts';
import { environmentClasses, environmentColours } from '../../shared/environment.ts';
import { environmentIdSchema } from '../../shared/place-shapes.ts';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { Settings, SettingsPort } from '../ports/settings.ts';
import type { WindowBounds } from '../window-bounds.ts';
import { writeReason } from './files.ts';

const VERSION = 2;
const NAME = 'settings';
/** How the name of a damaged file begins. */
const ASIDE = `${NAME}.damaged-`;

// SECURITY: strict, so that no member that could hold a key is ever written or survives in the file.
const savedEnvironmentSchema = z.strictObject({
  id: environmentIdSchema,
  name: z.string().min(1).max(300),
  address: z.string().regex(/^https:\/\/[^/\s]+$/),
  colour: z.enum(environmentColours),
  class: z.enum(environmentClasses),
  caPem: z.string().max(524_288).nullable(),
  keyExpiresAt: z.string().max(64).nullable(),
  order: z.int().nonnegative(),
});

const windowBoundsSchema: z.ZodType<WindowBounds> = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(32_767),
  height: z.int().min(1).max(32_767),
  isMaximized: z.boolean(),
});

const settingsSchema = z.strictObject({
  version: z.literal(VERSION),
  environments: z
    .array(savedEnvironmentSchema)
    .max(1000)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length),
  keysToForget: z.array(environmentIdSchema).max(10_000),
  view: viewStateSchema,
  folders: z
    .array(z.strictObject({ id: z.uuid(), path: z.string().min(1).max(32_768) }))
    .max(1000)
    .default([]),
  windows: z.record(z.string().max(1000), windowBoundsSchema).default({}),
  layouts: z.record(z.string().max(1000), layoutSchema).default({}),
});

const emptySettings: Settings = {
  version: VERSION,
  environments: [],
  keysToForget: [],
  view: defaultViewState,
  folders: [],
  windows: {},
  layouts: {},
};

/** Turns the settings of a version into those of the next one. Runs before the schema looks at them. */
export type Migration = (old: Readonly<Record<string, unknown>>) => Record<string, unknown>;

const listed = z.array(z.record(z.string(), z.unknown()));
const member = z.record(z.string(), z.unknown());

/** By the version they start from. */
export const migrations: Readonly<Record<number, Migration>> = {
  1: (old) => ({
    ...old,
    environments: listed.parse(old.environments).map((one) => ({ ...one, keyExpiresAt: null })),
    view: { ...defaultViewState, ...member.parse(old.view) },
  }),
};

/** What is used of electron-store: its constructor is handed in, because importing it needs Electron. */
export type StoreConstructor = new (options: {
  readonly cwd: string;
  readonly name: string;
  readonly projectVersion: string;
  readonly clearInvalidConfig: boolean;
  readonly accessPropertiesByDotNotation: boolean;
  readonly configFileMode: number;
}) => { store: Record<string, unknown> };

export interface OpenedSettings {
  readonly settings: SettingsPort;
  /** What is to be told to the person: the old file was damaged and set aside, or could not be read. */
  readonly problem: Problem | null;
}

export interface SettingsStoreOptions {
  readonly folder: string;
  readonly Store: StoreConstructor;
  readonly clock: Pick<ClockPort, 'now'>;
}

/**
 * Opens the settings in a folder. A damaged file is set aside beside it and reported; one that cannot be read at all
 * stays, and nothing is written over it in this run.
 */
export function openSettings({ folder, Store, clock }: SettingsStoreOptions): OpenedSettings {
  const loaded = load(join(folder, `${NAME}.json`), folder, clock.now());
  let current = loaded.settings;
  let store: InstanceType<StoreConstructor> | null = null;
  const open = () =>
    new Store({
      cwd: folder,
      name: NAME,
      projectVersion: '1.0.0',
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
    });

  const settings: SettingsPort = {
    read: () => current,
    update(change) {
      if (loaded.isReadOnly && loaded.problem !== null) return failed(loaded.problem);
      const next = settingsSchema.parse(change(current));
      try {
        store ??= open();
        store.store = { ...next };
      } catch (error) {
        return failed({ kind: 'file-unwritable', name: `${NAME}.json`, reason: writeReason(error) });
      }
      current = next;
      return ok(next);
    },
    removeSetAside() {
      try {
        const names = readdirSync(folder).filter((name) => name.startsWith(ASIDE));
        for (const name of names) rmSync(join(folder, name), { force: true });
        return ok(null);
      } catch (error) {
        return failed({ kind: 'file-unwritable', name: `${NAME}.json`, reason: writeReason(error) });
      }
    },
  };
  return { settings, problem: loaded.problem };
}

interface Loaded {
  readonly settings: Settings;
  readonly problem: Problem | null;
  readonly isReadOnly: boolean;
}

function load(path: string, folder: string, now: number): Loaded {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { settings: emptySettings, problem: null, isReadOnly: false };
    const reason = code === 'EACCES' || code === 'EPERM' ? 'denied' : code === 'EISDIR' ? 'not-a-file' : 'other';
    return unusable({ kind: 'file-unreadable', name: `${NAME}.json`, reason });
  }
  const settings = parseSettings(text, migrations);
  if (settings !== null) return { settings, problem: null, isReadOnly: false };
  const keptAs = `${ASIDE}${new Date(now).toISOString().replace(/[:.]/g, '-')}.json`;
  try {
    renameSync(path, join(folder, keptAs));
  } catch {
    return unusable({ kind: 'file-unreadable', name: `${NAME}.json`, reason: 'other' });
  }
  return { settings: emptySettings, problem: { kind: 'settings-damaged', keptAs }, isReadOnly: false };
}

const unusable = (problem: Problem): Loaded => ({ settings: emptySettings, problem, isReadOnly: true });

/** The settings in a text, brought to the present version; null when it is damaged or from a newer app. */
export function parseSettings(text: string, steps: Readonly<Record<number, Migration>>): Settings | null {
  const object = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!object.success) return null;
  let data: { readonly version?: unknown } & Record<string, unknown> = object.data;
  try {
    while (typeof data.version === 'number' && data.version < VERSION) {
      const from: number = data.version;
      const step = steps[from];
      if (step === undefined) return null;
      data = { ...step(data), version: from + 1 };
    }
  } catch {
    // A step that stumbles over what an older version cannot have written: the same as damage.
    return null;
  }
  const shaped = settingsSchema.safeParse(data);
  return shaped.success ? shaped.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
