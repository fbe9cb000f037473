import type { z } from 'zod';
import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { ProblemKind } from '../../shared/problem.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Vault, VaultKept } from './vault.ts';
import { createVaultList } from './vault-list.ts';

type What = Parameters<typeof createVaultList>[1];

export interface KeptListParts<T> {
  readonly vault: Vault;
  readonly name: What;
  readonly item: z.ZodType<T>;
  /** The list with an item in its place, newest first. */
  readonly withNewest: (items: readonly T[], fresh: T) => readonly T[];
  /** A person who never decides keeps this many, the newest. */
  readonly most: number;
  readonly emit: (event: FerryEvent) => void;
}

/** What is kept against a crash, newest first. */
export interface KeptList<T> {
  /** `this-run-only` while the keychain cannot be used: what waits is written with the next change after it can. */
  change(make: (items: readonly T[]) => readonly T[]): Promise<Result<VaultKept>>;
  /** All of it; while the vault is locked, what waits. */
  all(): Promise<Result<readonly T[]>>;
  /** All of it, what waits and what cannot be opened too. Fails when its file stays. */
  clear(): Promise<Result<null>>;
}

const keychainProblems: ReadonlySet<ProblemKind> = new Set([
  'keychain-unavailable',
  'keychain-not-answering',
  'keychain-entry-damaged',
]);

/** Items in a vault that are kept in memory for as long as the keychain cannot be used. */
export function createKeptList<T>({ vault, name, item, withNewest, most, emit }: KeptListParts<T>): KeptList<T> {
  const list = createVaultList(vault, name, item);
  /**
   * What could not be written, newest first. What the keychain still locks away must not be written over. Never what is on
   * its way to the disk: a list that told of it would lie to who is killed the moment after.
   */
  let waiting: readonly T[] = [];

  async function change(make: (items: readonly T[]) => readonly T[]): Promise<Result<VaultKept>> {
    let written: readonly T[] = [];
    const changed = await list.change((kept) => {
      written = waiting;
      return make(written.reduceRight(withNewest, kept)).slice(0, most);
    });
    if (changed.ok) waiting = waiting.filter((one) => !written.includes(one));
    else {
      waiting = make(waiting);
      if (keychainProblems.has(changed.problem.kind)) return ok('this-run-only');
    }
    return changed;
  }

  return {
    /** What cannot be understood is set aside, so that today's items can be kept. */
    async change(make) {
      const changed = await change(make);
      if (changed.ok || changed.problem.kind !== 'kept-unreadable') return changed;
      const keptAs = await vault.setAside();
      if (!keptAs.ok) return keptAs;
      emit({ kind: 'told', problem: { kind: 'kept-unreadable', what: name, keptAs: keptAs.value } });
      return change(make);
    },
    async all() {
      const kept = await list.read();
      if (kept.ok) return ok(waiting.reduceRight(withNewest, kept.value));
      return waiting.length > 0 ? ok(waiting) : kept;
    },
    async clear() {
      const cleared = await list.clear();
      // Only now: a change before it may have failed meanwhile.
      waiting = [];
      return cleared;
    },
  };
}
