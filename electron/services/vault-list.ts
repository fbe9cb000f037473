import { z } from 'zod';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Vault, VaultKept, VaultName } from './vault.ts';

/** A list in a vault. */
export interface VaultList<T> {
  /** As it is once the changes under way are done: what is shown as kept must be kept. */
  read(): Promise<Result<readonly T[]>>;
  /** Changes queue behind each other; nothing is written while the vault cannot be opened. */
  change(make: (items: readonly T[]) => readonly T[]): Promise<Result<VaultKept>>;
  /** Empties it, even when it cannot be opened. */
  clear(): Promise<Result<null>>;
}

/** Makes the items of today out of the content of an earlier release; null: it is no such content. */
export type ItemsOfOld<T> = (content: unknown) => readonly T[] | null;

/** Items of one shape in a vault. A content that nobody understands is a Problem and stays as it is. */
export function createVaultList<T>(
  vault: Vault,
  name: VaultName,
  item: z.ZodType<T>,
  itemsOfOld: ItemsOfOld<T> = () => null,
): VaultList<T> {
  const shape = z.object({ version: z.literal(2), items: z.array(item) });
  let queue: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Result<readonly T[]>> {
    const text = await vault.load();
    if (!text.ok) return text;
    if (text.value === null || text.value === '') return ok([]);
    const content = parseJson(text.value);
    const parsed = shape.safeParse(content);
    const items = parsed.success ? parsed.data.items : itemsOfOld(content);
    return items === null ? failed({ kind: 'kept-unreadable', what: name, keptAs: null }) : ok(items);
  }

  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  }

  return {
    read: () => inTurn(read),
    change: (make) =>
      inTurn(async () => {
        const before = await read();
        if (!before.ok) return before;
        return vault.save(JSON.stringify({ version: 2, items: make(before.value) }));
      }),
    clear: () => inTurn(() => vault.clear()),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // SECURITY: the parser's message quotes the text; it goes no further.
    return null;
  }
}
