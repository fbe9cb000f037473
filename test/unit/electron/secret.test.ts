import { inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../electron/secret.ts';

const value = 'pf-canary-51c7';
const secret = new Secret(value);

describe('Secret', () => {
  it('gives its text to reveal() alone', () => {
    expect(secret.reveal()).toBe(value);
  });

  it.each<[string, () => string]>([
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['inspect', () => inspect({ secret }, { depth: 9, showHidden: true, getters: true })],
    ['inspect without custom', () => inspect(secret, { customInspect: false, showHidden: true, showProxy: true })],
    ['template', () => `${secret}`],
    ['concatenation', () => `a${String(secret)}`],
    ['keys', () => [...Object.keys(secret), ...Object.getOwnPropertyNames(secret), ...Reflect.ownKeys(secret)].join()],
    ['values', () => Object.values(secret).join()],
    ['spread', () => JSON.stringify({ ...secret })],
    ['structured clone', () => inspect(structuredClone(secret), { showHidden: true })],
    ['v8 serialize', () => inspect(deserialize(serialize({ ...secret })), { showHidden: true })],
    ['an error that carries it', () => inspect(Object.assign(new Error('x', { cause: secret }), { secret }))],
  ])('shows nothing to %s', (_name, show) => {
    expect(show()).not.toContain(value);
  });

  it('names itself in JSON', () => {
    expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  });

  it('cannot be given another face', () => {
    expect(Object.isFrozen(secret)).toBe(true);
  });
});
