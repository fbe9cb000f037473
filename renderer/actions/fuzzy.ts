/** What was found of a text, the better the higher; null when a letter is missing. */
export function fuzzyScore(text: string, query: string): number | null {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  const within = text.toLowerCase();
  const whole = within.indexOf(query.toLowerCase().trim());
  // Found in one piece: first the beginning of the text, then the beginning of a word, then anywhere.
  if (whole >= 0) return 1000 - Math.min(whole, 200) + (startsWord(within, whole) ? 300 : 0) - text.length / 100;
  let at = 0;
  let score = 0;
  let before = -2;
  for (const letter of wanted) {
    const found = bestNext(within, letter, at);
    if (found < 0) return null;
    score += found === before + 1 ? 12 : startsWord(within, found) ? 10 : 1;
    before = found;
    at = found + 1;
  }
  return score - text.length / 100;
}

/** The next place of a letter; one at the beginning of a word close by is preferred. */
function bestNext(text: string, letter: string, from: number): number {
  const next = text.indexOf(letter, from);
  if (next < 0 || next === from || startsWord(text, next)) return next;
  for (let at = next + 1; at < text.length; at += 1) {
    if (text[at] === letter && startsWord(text, at)) return at;
  }
  return next;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? '');
}

export interface Found<T> {
  readonly item: T;
  readonly score: number;
}

/** The items whose text holds the letters of a query in their order, best first; all of them for an empty query. */
export function fuzzyFind<T>(items: readonly T[], textOf: (item: T) => string, query: string): readonly T[] {
  if (query.trim() === '') return items;
  const found: Found<T>[] = [];
  for (const item of items) {
    const score = fuzzyScore(textOf(item), query);
    if (score !== null) found.push({ item, score });
  }
  return found.sort((one, other) => other.score - one.score).map(({ item }) => item);
}
