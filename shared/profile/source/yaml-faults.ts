import { CST, type YAMLParseError } from 'yaml';

/** Why a text is not YAML: what was begun and not closed, or the parser's own code. Never a part of the text. */
export type YamlReason = 'list-not-closed' | 'map-not-closed' | 'quote-not-closed' | YAMLParseError['code'];

/** Offsets into the text; `end` is behind the last character. */
export interface YamlFault {
  readonly reason: YamlReason;
  readonly start: number;
  readonly end: number;
}

/**
 * The first error of one YAML document; most others are its consequences, and what is left is told when this one is mended.
 * What was not closed is told where it begins, not where the parser gave up. `tokens`: those of the text, which the errors'
 * places are in. SECURITY: the parser's messages are not read, for they repeat the text. Linear.
 */
export function firstYamlFault(errors: readonly YAMLParseError[], tokens: readonly CST.Token[]): YamlFault | null {
  const [first] = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return null;
  const [start, end] = first.pos;
  const open = first.code === 'BAD_INDENT' || first.code === 'MISSING_CHAR' ? lastNotClosed(tokens, start) : null;
  return open ?? { reason: first.code, start, end };
}

/** The innermost bracket, or the quote, that is still open where the parser gave up. */
function lastNotClosed(tokens: readonly CST.Token[], before: number): YamlFault | null {
  let found: YamlFault | null = null;
  const look = (token: CST.Token | null | undefined): void => {
    if (token == null || token.offset >= before) return;
    if (token.type === 'flow-collection') {
      const isMap = token.start.source === '{';
      if (token.end[0]?.source !== (isMap ? '}' : ']')) {
        const reason = isMap ? 'map-not-closed' : 'list-not-closed';
        found = { reason, start: token.offset, end: token.offset + 1 };
      }
    } else if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
      const isOpen = token.offset + token.source.length === before && !isClosed(token.source);
      if (isOpen) found = { reason: 'quote-not-closed', start: token.offset, end: token.offset + 1 };
    }
  };
  const document = tokens.findLast((token) => token.type === 'document' && token.offset < before);
  if (document?.type !== 'document') return null;
  look(document.value);
  if (document.value === undefined || !('items' in document.value)) return found;
  CST.visit(document, ({ key, value }) => {
    look(key);
    look(value);
  });
  return found;
}

/** The lexer ends a quoted text at its closing quote, or at the end of everything. */
function isClosed(source: string): boolean {
  if (source.length < 2) return false;
  const quote = source.slice(0, 1);
  if (!source.endsWith(quote)) return false;
  const trailing = quote === '"' ? (/(\\*)"$/.exec(source)?.[1] ?? '') : '';
  return trailing.length % 2 === 0;
}
