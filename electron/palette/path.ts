/** A path with every inserted value URL-encoded: a uid or a pack's name can never reshape the address. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return parts.reduce((whole, part, index) => `${whole}${encodeURIComponent(values[index - 1] ?? '')}${part}`);
}

/** A query string with its question mark, or nothing. Null and empty values are left out. */
export function query(values: Readonly<Record<string, string | number | boolean | null>>): string {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
