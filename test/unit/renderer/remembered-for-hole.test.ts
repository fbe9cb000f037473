import { expect, it } from 'vitest';
import { rememberedFor } from '../../../renderer/documents/remembered-for-hole.ts';
import type { Hole } from '../../../shared/profile/holes.ts';
import type { RememberedEntry } from '../../../shared/remembered.ts';

const target = { kind: 'environment', environmentId: 'prod', scope: { kind: 'tenant' } } as const;
const token: Hole = {
  id: 'vault/token',
  where: {
    kind: 'scalar',
    text: { kind: 'values', pack: 3 },
    layer: 'vault',
    path: { document: 0, keys: ['a', 0, 'token'] },
  },
  line: 7,
  reason: 'masked',
  form: 'plain',
};
const licence: Hole = { ...token, id: 'licence', where: { kind: 'variable', name: 'licence' } };

function entry(id: string, part: Partial<Extract<RememberedEntry, { kind: 'value' }>> = {}): RememberedEntry {
  const place = {
    kind: 'value',
    profile: 'payments',
    layer: 'vault',
    key: 'token',
    path: ['a', '0', 'token'],
  } as const;
  return { id, target, keptAt: null, ...place, ...part };
}

it('offers what was given for the same place of a profile of that name, the latest first', () => {
  const entries = [
    entry('old', { keptAt: '2026-01-01T00:00:00.000Z' }),
    entry('new', { keptAt: '2026-03-01T00:00:00.000Z' }),
    entry('other profile', { profile: 'shop' }),
    entry('other layer', { layer: 'consul' }),
    entry('other key', { path: ['a', '1', 'token'] }),
    entry('last key alone', { path: ['token'] }),
    entry('variable', { layer: '', key: 'licence', path: ['licence'] }),
    { id: 'scope', target, keptAt: null, kind: 'macro-scope', macro: 'token', scope: 'project' } as const,
  ];
  expect(rememberedFor('payments', token, entries).map(({ id }) => id)).toEqual(['new', 'old']);
  expect(rememberedFor('payments', licence, entries).map(({ id }) => id)).toEqual(['variable']);
  expect(rememberedFor('unknown', token, entries)).toEqual([]);
});
