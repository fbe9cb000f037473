import { describe, expect, test } from 'vitest';
import { isGone, placeOf } from '../../../renderer/transfer/values-place.ts';
import { MASK } from '../../../shared/profile/holes.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { material, pack } from '../shared/transfer/material.ts';

const masked = `password: ${MASK}\n`;
const tokenOf = (layer: string) => JSON.stringify(['values', layer, 0, 'password']);
const planned = (...layers: readonly (readonly [name: string, values: string])[]) => {
  const exported = material({ packs: layers.map(([name, values]) => pack(name, { values })) });
  return { exported, plan: createPlanner(exported).plan([]) };
};

describe('where the values speak of', () => {
  const both = planned(['nginx', masked], ['redis', masked]);

  test('is the hole or the text that was gone to, and the first missing value at the beginning', () => {
    const first = { hole: tokenOf('nginx'), field: tokenOf('nginx'), text: 'values/0' };
    expect(placeOf(both, null)).toEqual(first);
    expect(placeOf(both, tokenOf('redis'))).toMatchObject({ hole: tokenOf('redis'), text: 'values/1' });
    expect(placeOf(both, 'values/1')).toEqual({ hole: null, field: null, text: 'values/1' });
    expect(isGone(both, first)).toBe(false);
  });

  test('a hole that the source has filled in since leads to one that is still missing, else to the first text', () => {
    const place = placeOf(both, tokenOf('redis'));
    const one = planned(['nginx', masked], ['redis', 'password: known\n']);
    expect(isGone(one, place)).toBe(false);
    expect(placeOf(one, tokenOf('redis'))).toMatchObject({ hole: tokenOf('nginx') });
    const none = planned(['nginx', 'a: 1\n'], ['redis', 'b: 2\n']);
    expect(placeOf(none, tokenOf('redis'))).toEqual({ hole: null, field: null, text: null });
  });

  test('the text of a layer that the source has lost is gone', () => {
    const one = planned(['nginx', masked]);
    expect(isGone(one, placeOf(both, 'values/1'))).toBe(true);
    expect(isGone(one, placeOf(both, tokenOf('redis')))).toBe(true);
    expect(placeOf(one, 'values/1')).toMatchObject({ hole: tokenOf('nginx') });
    expect(isGone(one, placeOf(one, 'values/1'))).toBe(false);
  });
});
