import { z } from 'zod';

export interface KeptEntries<T> {
  readonly entries: readonly T[];
  /** False: there was more than could be understood. */
  readonly isWhole: boolean;
}

/** Reads a list that the app keeps as JSON; of a damaged one, what can be understood. Null: there is none yet. */
export function readEntries<T>(text: string | null, entry: z.ZodType<T>): KeptEntries<T> {
  if (text === null) return { entries: [], isWhole: true };
  const list = z.array(z.unknown()).safeParse(parseJson(text));
  if (!list.success) return { entries: [], isWhole: false };
  const parsed = list.data.map((item) => entry.safeParse(item));
  const entries = parsed.flatMap((each) => (each.success ? [each.data] : []));
  return { entries, isWhole: entries.length === parsed.length };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
