import compare from 'semver/functions/compare.js';
import valid from 'semver/functions/valid.js';
import { z } from 'zod';

/** Conditions on a text (specification definition v1FilterString); case is ignored unless told otherwise. */
export const filterString = z.object({
  eq: z.string().nullish(),
  ne: z.string().nullish(),
  contains: z.string().nullish(),
  beginsWith: z.string().nullish(),
  ignoreCase: z.boolean().nullish(),
});

/** Conditions on a version (specification definition v1FilterVersionString). */
export const filterVersion = z.object({
  eq: z.string().nullish(),
  ne: z.string().nullish(),
  gt: z.string().nullish(),
  lt: z.string().nullish(),
  beginsWith: z.string().nullish(),
});

/** Conditions on a list of tags (specification definition v1FilterArray). */
export const filterArray = z.object({
  eq: z.array(z.string()).nullish(),
  ne: z.array(z.string()).nullish(),
  beginsWith: z.array(z.string()).nullish(),
  ignoreCase: z.boolean().nullish(),
});

/** Whether a text meets all given conditions. */
export function matchesText(value: string, filter: z.output<typeof filterString> | null | undefined): boolean {
  if (filter === null || filter === undefined) return true;
  const shape = (text: string): string => (filter.ignoreCase === false ? text : text.toLowerCase());
  const { eq, ne, contains, beginsWith } = filter;
  const own = shape(value);
  return (
    (eq === null || eq === undefined || own === shape(eq)) &&
    (ne === null || ne === undefined || own !== shape(ne)) &&
    (contains === null || contains === undefined || own.includes(shape(contains))) &&
    (beginsWith === null || beginsWith === undefined || own.startsWith(shape(beginsWith)))
  );
}

/** Orders versions by semantic version where both are valid, else as text. */
export function compareVersions(left: string, right: string): number {
  if (valid(left) !== null && valid(right) !== null) return compare(left, right);
  return left.localeCompare(right, 'en', { numeric: true });
}

/** Whether a version meets all given conditions. */
export function matchesVersion(value: string, filter: z.output<typeof filterVersion> | null | undefined): boolean {
  if (filter === null || filter === undefined) return true;
  const { eq, ne, gt, lt, beginsWith } = filter;
  return (
    (eq === null || eq === undefined || value === eq) &&
    (ne === null || ne === undefined || value !== ne) &&
    (gt === null || gt === undefined || compareVersions(value, gt) > 0) &&
    (lt === null || lt === undefined || compareVersions(value, lt) < 0) &&
    (beginsWith === null || beginsWith === undefined || value.startsWith(beginsWith))
  );
}

/** Whether tags (`name` or `name:value`) meet all given conditions. */
export function matchesTags(
  labels: Record<string, string>,
  filter: z.output<typeof filterArray> | null | undefined,
): boolean {
  if (filter === null || filter === undefined) return true;
  const shape = (text: string): string => (filter.ignoreCase === false ? text : text.toLowerCase());
  const tags = Object.entries(labels).map(([name, value]) =>
    shape(value === 'spectro__tag' ? name : `${name}:${value}`),
  );
  const { eq, ne, beginsWith } = filter;
  const has = (wanted: string): boolean => tags.includes(shape(wanted));
  const begins = (wanted: string): boolean => tags.some((tag) => tag.startsWith(shape(wanted)));
  return (
    (eq === null || eq === undefined || eq.length === 0 || eq.some(has)) &&
    (ne === null || ne === undefined || !ne.some(has)) &&
    (beginsWith === null || beginsWith === undefined || beginsWith.length === 0 || beginsWith.some(begins))
  );
}
