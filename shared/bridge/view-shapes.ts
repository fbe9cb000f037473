import { z } from 'zod';
import { placeSchema } from '../place-shapes.ts';
import { columnIds, densities, mostPairs, motions, sortColumns, themes, unlockMinutes } from './views.ts';

const placePairSchema = z.strictObject({ left: placeSchema, right: placeSchema });

/** Settings written before lists could be sorted have none. */
const orderSchema = z
  .strictObject({ column: z.enum(sortColumns), descending: z.boolean() })
  .default({ column: 'name', descending: false });

export const viewStateSchema = z.strictObject({
  left: placeSchema.nullable(),
  right: placeSchema.nullable(),
  theme: z.enum(themes),
  /** Share of the left pane, 0.2 to 0.8. */
  split: z.number().min(0.2).max(0.8),
  /** Whether each pane's details are open. */
  leftDetails: z.boolean(),
  rightDetails: z.boolean(),
  density: z.enum(densities),
  motion: z.enum(motions),
  unlockMinutes: z.literal(unlockMinutes),
  columns: z.array(z.enum(columnIds)).max(columnIds.length),
  /** Latest first. */
  recentPairs: z.array(placePairSchema).max(mostPairs),
  /** How each pane's list is sorted. */
  leftOrder: orderSchema,
  rightOrder: orderSchema,
});

export const layoutSchema = viewStateSchema.pick({
  left: true,
  right: true,
  split: true,
  leftDetails: true,
  rightDetails: true,
  columns: true,
});
