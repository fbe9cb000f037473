import type { Layout, ViewState } from '../../shared/bridge/views.ts';
import type { EnvironmentClass, EnvironmentColour } from '../../shared/environment.ts';
import type { Result } from '../../shared/result.ts';
import type { RememberedWindows } from '../window-bounds.ts';

/** An environment as it is saved: it has no member that could hold a key. */
export interface SavedEnvironment {
  readonly id: string;
  readonly name: string;
  /** `https://host[:port]`. */
  readonly address: string;
  readonly colour: EnvironmentColour;
  readonly class: EnvironmentClass;
  readonly caPem: string | null;
  /** ISO 8601, as the last connection test told; null when unknown or unlimited. */
  readonly keyExpiresAt: string | null;
  /** Place in the list, ascending. */
  readonly order: number;
}

/** A folder that a person chose; the window knows its id alone. */
export interface SavedFolder {
  readonly id: string;
  readonly path: string;
}

export interface Settings {
  readonly version: 2;
  readonly environments: readonly SavedEnvironment[];
  /** Accounts of removed environments whose key the keychain has not given up yet. */
  readonly keysToForget: readonly string[];
  readonly view: ViewState;
  /** Latest chosen first. */
  readonly folders: readonly SavedFolder[];
  /** Where the window was, by arrangement of displays. */
  readonly windows: RememberedWindows;
  /** Panes, columns and places, by arrangement of displays. */
  readonly layouts: Readonly<Record<string, Layout>>;
}

/** One versioned settings object. Reading is from memory; an update is on disk when it returns. */
export interface SettingsPort {
  read(): Settings;
  /** Nothing changes when it fails. */
  update(change: (current: Settings) => Settings): Result<Settings>;
  /** Removes the files that were damaged and set aside, of earlier runs too. */
  removeSetAside(): Result<null>;
}
