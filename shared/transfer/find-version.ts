/**
 * A version named by itself, by its tag, or by a tag above it such as `1.25.x`. `version` is concrete while tags move
 * (public provider), so version is compared first, then tag, then parent tags.
 */
export function findVersion<
  T extends { readonly version: string; readonly tag: string; readonly parentTags: readonly string[] },
>(versions: readonly T[], wanted: string): T | null {
  return (
    versions.find((entry) => entry.version === wanted) ??
    versions.find((entry) => entry.tag === wanted) ??
    versions.find((entry) => entry.parentTags.includes(wanted)) ??
    null
  );
}
