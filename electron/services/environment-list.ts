import { randomBytes } from 'node:crypto';
import { ok, type Result } from '../../shared/result.ts';
import type { SavedEnvironment, SettingsPort } from '../ports/settings.ts';
import { sameName } from './environment-input.ts';

/** Which environments there are: saved ones in the settings, samples in memory. Knows nothing of keys. */
export interface EnvironmentList {
  /** The saved ones in their order, then the samples. */
  all(): readonly SavedEnvironment[];
  samples(): readonly SavedEnvironment[];
  find(id: string): SavedEnvironment | null;
  isSample(id: string): boolean;
  isNameTaken(name: string, but: string | null): boolean;
  /** The wanted name, or one beside it that no other environment has. */
  freeSampleName(wanted: string): string;
  newId(): string;
  /** The place behind all saved ones. */
  nextOrder(): number;
  /** Replaces or adds: a sample stays in memory, everything else is saved. */
  put(environment: SavedEnvironment): Result<unknown>;
  /** Adds several in one write. */
  putAll(environments: readonly SavedEnvironment[]): Result<unknown>;
  /** Puts the saved ones in this order; those not named follow in the order they had. */
  reorder(ids: readonly string[]): Result<unknown>;
  putSample(environment: SavedEnvironment): void;
  /** Takes it off the list; a saved one's account goes on the list of keys to forget in the same write. */
  drop(id: string): Result<unknown>;
  /** The keychain has given that key up. */
  forgotten(id: string): void;
}

/** Keeps the list over the settings. */
export function createEnvironmentList(settings: SettingsPort): EnvironmentList {
  const samples = new Map<string, SavedEnvironment>();

  const all = () => [
    ...settings.read().environments.toSorted((one, other) => one.order - other.order),
    ...samples.values(),
  ];
  const isNameTaken = (name: string, but: string | null) =>
    all().some((other) => other.id !== but && sameName(other.name, name));
  const without = (id: string) => settings.read().environments.filter((other) => other.id !== id);

  return {
    all,
    isNameTaken,
    samples: () => [...samples.values()],
    find: (id) => all().find((environment) => environment.id === id) ?? null,
    isSample: (id) => samples.has(id),
    freeSampleName(wanted) {
      const candidates = [wanted, `${wanted} (sample)`];
      for (let number = 2; ; number += 1) {
        const name = candidates.shift() ?? `${wanted} (sample ${number})`;
        if (!isNameTaken(name, null)) return name;
      }
    },
    newId() {
      // An account on the list of keys to forget would be removed under its new owner.
      const used = new Set([...all().map(({ id }) => id), ...settings.read().keysToForget]);
      for (;;) {
        const id = `env-${randomBytes(4).toString('hex')}`;
        if (!used.has(id)) return id;
      }
    },
    nextOrder: () => 1 + Math.max(-1, ...settings.read().environments.map(({ order }) => order)),
    put(environment) {
      if (!samples.has(environment.id)) {
        return settings.update((now) => ({ ...now, environments: [...without(environment.id), environment] }));
      }
      samples.set(environment.id, environment);
      return ok(null);
    },
    putAll: (added) => settings.update((now) => ({ ...now, environments: [...now.environments, ...added] })),
    reorder(ids) {
      const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
      return settings.update((now) => ({
        ...now,
        environments: now.environments
          .toSorted((one, other) => place(one.id) - place(other.id) || one.order - other.order)
          .map((environment, order) => ({ ...environment, order })),
      }));
    },
    putSample(environment) {
      samples.set(environment.id, environment);
    },
    drop(id) {
      if (samples.delete(id)) return ok(null);
      return settings.update((now) => ({
        ...now,
        environments: without(id),
        keysToForget: [...now.keysToForget, id],
      }));
    },
    forgotten(id) {
      settings.update((now) => ({ ...now, keysToForget: now.keysToForget.filter((other) => other !== id) }));
    },
  };
}
