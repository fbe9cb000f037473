/** A tag without a value is kept by Palette as `tag: spectro__tag`. */
export function tagsOf(labels: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(labels).map(([key, value]) =>
    typeof value !== 'string' || value === '' || value === 'spectro__tag' ? key : `${key}:${value}`,
  );
}
