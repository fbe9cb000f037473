import { z } from 'zod';
import { ok, type Result } from '../../shared/result.ts';
import type { Vault } from './vault.ts';

/** A list in a vault. */
export interface VaultList<T> {
  read(): Promise<Result<readonly T[]>>;
  /** Changes queue behind each other; nothing is written while the vault cannot be opened, or when nothing changed. */
  change(make: (items: readonly T[]) => readonly T[]): Promise<Result<null>>;
}

/** Items of one shape in a vault; a content of another shape counts as empty. */
export function createVaultList<T>(vault: Vault, item: z.ZodType<T>): VaultList<T> {
  const content = z.object({ version: z.literal(1), items: z.array(item) });
  let queue: Promise<unknown> = Promise.resolve();

  async function read(): Promise<Result<readonly T[]>> {
    const text = await vault.load();
    if (!text.ok) return text;
    const parsed = content.safeParse(parseJson(text.value ?? ''));
    return ok(parsed.success ? parsed.data.items : []);
  }

  return {
    read,
    change(make) {
      const work = async (): Promise<Result<null>> => {
        const before = await read();
        if (!before.ok) return before;
        const items = make(before.value);
        if (items.length === 0 && before.value.length === 0) return ok(null);
        return vault.save(JSON.stringify({ version: 1, items }));
      };
      const done = queue.then(work);
      queue = done;
      return done;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
