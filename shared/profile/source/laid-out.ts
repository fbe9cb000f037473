/**
 * A JSON text that stands on one line, laid out over lines to be read and folded: blanks between the tokens alone are put in, every
 * token stays as it is written. A text that has lines of its own stays as it is. `text` must be valid JSON. Linear.
 */
export function laidOut(text: string): string {
  if (text.trimEnd().includes('\n')) return text;
  const parts: string[] = [];
  let depth = 0;
  let at = 0;
  const newLine = (): void => {
    parts.push(`\n${'  '.repeat(Math.min(depth, deepest))}`);
  };
  while (at < text.length) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    at = end;
    if (token.trim() === '') continue;
    if (token === '{' || token === '[') {
      const close = /^\s*[}\]]/.exec(text.slice(at, at + 64));
      parts.push(token);
      if (close === null) {
        depth += 1;
        newLine();
      } else {
        parts.push(close[0].trim());
        at += close[0].length;
      }
    } else if (token === '}' || token === ']') {
      depth -= 1;
      newLine();
      parts.push(token);
    } else if (token === ',') {
      parts.push(token);
      newLine();
    } else parts.push(token === ':' ? ': ' : token);
  }
  return `${parts.join('')}${text.endsWith('\n') ? '\n' : ''}`;
}

/** Deeper levels are not told apart: what is nested without end must not grow without end. */
const deepest = 40;

function tokenEnd(text: string, start: number): number {
  if (text[start] === '"') return stringEnd(text, start);
  if (/[{}[\],:]/.test(text[start] ?? '')) return start + 1;
  const isBlank = /\s/.test(text[start] ?? '');
  let end = start + 1;
  while (end < text.length && !/["{}[\],:]/.test(text[end] ?? '') && /\s/.test(text[end] ?? '') === isBlank) end += 1;
  return end;
}

/** Behind the quote that no odd number of backslashes stands before. */
function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text[first - 1] === '\\') first -= 1;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}
