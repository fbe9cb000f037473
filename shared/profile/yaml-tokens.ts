import { type CST, Parser } from 'yaml';

/** The syntax tokens of a text. */
export interface YamlTokens {
  readonly tokens: readonly CST.Token[];
  /** Offset of the last token before the parser ran out of room; null: it read all of the text. */
  readonly brokeAt: number | null;
}

/** Reads a text that is readable by the YAML parser, whatever stood in it before. */
export type ParseYaml = (readable: string) => YamlTokens;

/** Never throws; linear in the text's length. */
export function parseYaml(readable: string): YamlTokens {
  const tokens: CST.Token[] = [];
  try {
    for (const token of new Parser().parse(readable)) tokens.push(token);
    return { tokens, brokeAt: null };
  } catch (error) {
    // The parser closes nested sequences by recursion; thousands of levels exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    return { tokens, brokeAt: tokens.at(-1)?.offset ?? 0 };
  }
}

/**
 * For several looks at the same texts: each is parsed once. Tokens are many times as large as their text, so that it
 * should live no longer than those looks.
 */
export function parseYamlOnce(): ParseYaml {
  const known = new Map<string, YamlTokens>();
  return (readable) => {
    const before = known.get(readable);
    if (before !== undefined) return before;
    const parsed = parseYaml(readable);
    known.set(readable, parsed);
    return parsed;
  };
}
