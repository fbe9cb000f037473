import { type ParsedNode, parseDocument } from 'yaml';
import { ApiError } from '../api-error.ts';
import type { PackSchemaEntry } from './kinds.ts';
import { MASK, nodesAtPath } from './masking.ts';

const CACHE_LIMIT = 500;
const checked = new Set<string>();

/**
 * Refuses values that lack a parameter the pack's schema requires, repeat a key, or (when `refusesMasks`) still hold a
 * mask. Texts found good are remembered, since the same values arrive again and again.
 */
export function checkPackValues(values: string, schema: PackSchemaEntry[], refusesMasks: boolean): void {
  if (values === '') return;
  const required = schema.filter((entry) => entry.required).map((entry) => entry.name);
  const key = `${refusesMasks}\u0000${required.join(',')}\u0000${values}`;
  if (checked.has(key)) return;

  const document = parseDocument<ParsedNode>(values, { strict: false });
  const repeated = document.errors.find((error) => error.code === 'DUPLICATE_KEY');
  if (repeated !== undefined) throw new ApiError(400, 'InvalidPackValues', 'Pack values hold the same key twice');
  for (const name of required) {
    if (nodesAtPath(document.contents, name.split('.')).length === 0) {
      throw new ApiError(400, 'InvalidPackValues', `Parameter ${name} value is required`);
    }
  }
  if (refusesMasks && new RegExp(`(^|\\s)(['"]?)${MASK.replaceAll('*', '\\*')}\\2\\s*$`, 'm').test(values)) {
    throw new ApiError(400, 'InvalidPackValues', 'Pack values still hold masked values');
  }

  if (checked.size >= CACHE_LIMIT) checked.clear();
  checked.add(key);
}
