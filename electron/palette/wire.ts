import { z } from 'zod';
import { uidSchema } from '../../shared/place-shapes.ts';

/** Text that may be null, missing or of another type: a member nobody should fail over. */
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? '');

/** Text without which the object means nothing. */
export const needed = z.string().min(1);

/** A uid. SECURITY: it goes into later paths, so it must be one segment and nothing else. */
export const uid = uidSchema;

export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? false);

export const maybeFlag = z.boolean().nullish().catch(null);

export const count = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? 0);

/** An object that may be null, missing or of another type. */
export function maybe<T extends z.ZodType>(shape: T) {
  return shape.nullish().catch(null);
}

/** A list that may be null or missing. Items that do not fit are left out: one odd item must not hide the others. */
export function listOf<T extends z.core.$ZodType>(item: T) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((items) => fitting(items ?? [], item));
}

/** As `listOf`, but the member itself must be there (null counts as empty): its absence means another kind of server. */
export function requiredListOf<T extends z.core.$ZodType>(item: T) {
  return z
    .array(z.unknown())
    .nullable()
    .transform((items) => fitting(items ?? [], item));
}

function fitting<T extends z.core.$ZodType>(items: readonly unknown[], item: T): z.output<T>[] {
  const kept: z.output<T>[] = [];
  for (const candidate of items) {
    const shaped = z.safeParse(item, candidate);
    if (shaped.success) kept.push(shaped.data);
  }
  return kept;
}

/** A date as ISO 8601; null for none, for nonsense and for Go's zero time. */
export const date = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => {
    const time = Date.parse(value ?? '');
    return Number.isNaN(time) || time <= 0 ? null : new Date(time).toISOString();
  });

/** SPEC v1ObjectEntity, v1UidSummary: an identity, uid needed. */
export const identity = z.looseObject({ name: text, uid });

/** SPEC v1ListMetaData. */
export const listMeta = maybe(z.looseObject({ continue: text, count: count, limit: count, offset: count }));
