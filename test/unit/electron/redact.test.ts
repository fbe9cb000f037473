import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createRedactor, describeError } from '../../../electron/redact.ts';

const redactorOf = (...values: readonly string[]) => {
  const redactor = createRedactor();
  for (const value of values) redactor.add(value);
  return redactor;
};

const anySecret = fc
  .oneof(fc.string({ minLength: 8, unit: 'grapheme' }), fc.string({ minLength: 8, unit: 'binary' }), fc.base64String())
  .filter((value) => value.trim().length >= 8 && !'[redacted]'.includes(value.trim()));
const around = fc.string({ maxLength: 20 });

/** Ways in which a value gets into a text, none of them by hand. */
const spellings: readonly (readonly [string, (value: string) => string])[] = [
  ['raw', (value) => value],
  ['JSON', (value) => JSON.stringify({ value })],
  ['JSON in JSON', (value) => JSON.stringify(JSON.stringify({ value }))],
  ['inspect', (value) => inspect({ value }, { maxStringLength: null, breakLength: Number.POSITIVE_INFINITY })],
  ['URL component', (value) => encodeURIComponent(value.toWellFormed())],
  ['form', (value) => new URLSearchParams({ value }).toString()],
  ['hex', (value) => Buffer.from(value).toString('hex')],
  ['base64', (value) => Buffer.from(value).toString('base64')],
  ['base64url', (value) => Buffer.from(value).toString('base64url')],
];

describe('redactor', () => {
  it('hides a known value inside any text', () => {
    fc.assert(
      fc.property(anySecret, around, around, (value, before, after) => {
        expect(redactorOf(value).redact(`${before}${value}${after}`)).not.toContain(value);
      }),
    );
  });

  it.each(spellings.filter(([name]) => name !== 'inspect' && name !== 'form'))('hides it as %s', (_name, spell) => {
    fc.assert(
      fc.property(anySecret, (value) => {
        const bare = spell(value);
        const hidden = redactorOf(value).redact(bare);
        expect(hidden).toContain('[redacted]');
        // Of a base64 text the last character or two may stay: they hold less than one byte of the value.
        expect(hidden.length).toBeLessThanOrEqual(
          bare.length - Math.max(value.length - 4, 1) + '[redacted]'.length + 4,
        );
      }),
    );
  });

  it.each(spellings)('hides a key as %s', (_name, spell) => {
    const key = 'pf+canary/51c7=="A\nB';
    const hidden = redactorOf(key).redact(`before ${spell(key)} after`);
    for (const [, other] of spellings) expect(hidden).not.toContain(other(key));
    expect(hidden).not.toMatch(/canary|51c7/);
  });

  it('hides it in base64 whatever stands before and behind it', () => {
    fc.assert(
      fc.property(
        anySecret,
        fc.uint8Array({ maxLength: 7 }),
        fc.uint8Array({ maxLength: 7 }),
        (value, before, after) => {
          for (const encoding of ['base64', 'base64url'] as const) {
            const text = Buffer.concat([before, Buffer.from(value), after]).toString(encoding);
            expect(redactorOf(value).redact(text)).toContain('[redacted]');
          }
        },
      ),
    );
  });

  it('hides several, the longest first', () => {
    const redactor = redactorOf('abcdef', 'abcdefghij');
    expect(redactor.redact('x abcdefghij y abcdef z')).toBe('x [redacted] y [redacted] z');
  });

  it('hides a value without the blanks that came with it', () => {
    expect(redactorOf('  key-123456\n').redact('got key-123456!')).toBe('got [redacted]!');
  });

  it.each([
    'ApiKey: 1234567890',
    'apikey=1234567890',
    '{"ApiKey":"1234567890"}',
    String.raw`"{\"apiKey\":\"1234567890\"}"`,
    "{ apiKey: '1234567890' }",
    'Authorization: Bearer 1234567890',
    'authorization: Basic 1234567890',
    'Proxy-Authorization: Basic 1234567890',
    'Cookie: a=b; session=1234567890',
    'Authorization: Digest a=b, c=1234567890',
    '?token=1234567890&x=1',
    'password%3D1234567890',
    'https://user:1234567890@example.test/x',
    'https://1234567890@example.test/x',
    '-----BEGIN RSA PRIVATE KEY-----\n1234567890\n-----END RSA PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\\n1234567890',
  ])('hides what looks like a credential: %s', (text) => {
    expect(createRedactor().redact(text)).not.toContain('1234567890');
  });

  it.each([
    'GET /v1/users/info 200',
    'environments-changed {"environment":"DEV","host":"https://dev.example.test:8443"}',
    'monkey: banana',
  ])('leaves plain text alone: %s', (text) => {
    expect(createRedactor().redact(text)).toBe(text);
  });

  it('redacting twice changes nothing more', () => {
    const redactor = redactorOf('pf-canary-51c7');
    const once = redactor.redact('ApiKey: pf-canary-51c7 and token=zzz');
    expect(redactor.redact(once)).toBe(once);
  });

  it('gathers its secrets into one search when there is a text, and again only after another secret', () => {
    const built = vi.spyOn(globalThis, 'RegExp');
    try {
      const secrets = Array.from({ length: 300 }, (_, index) => `secret-${index}-5e0c`);
      const redactor = redactorOf(...secrets);
      expect(built).not.toHaveBeenCalled();
      expect(redactor.redact(secrets.join(' '))).toBe(secrets.map(() => '[redacted]').join(' '));
      redactor.redact('another line');
      expect(built).toHaveBeenCalledTimes(1);
      redactor.add('late-comer-77');
      expect(redactor.redact('late-comer-77 secret-7-5e0c')).toBe('[redacted] [redacted]');
      expect(built).toHaveBeenCalledTimes(2);
    } finally {
      built.mockRestore();
    }
  });

  it('stays fast on a long hostile line', () => {
    const started = performance.now();
    redactorOf('pf-canary-51c7').redact(`${'apikey '.repeat(20_000)}${'://a'.repeat(20_000)}${'"\\'.repeat(50_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('describeError', () => {
  it('leaves the message out, also where it is several lines or names a place', () => {
    const error = new TypeError('pf-canary at once\n    at pf-canary (file.ts:1:2)\nmore pf-canary');
    const described = describeError(error);
    expect(described.error).toBe('TypeError');
    expect(described.at).toContain('redact.test.ts');
    expect(JSON.stringify(described)).not.toContain('pf-canary');
  });

  it('says only the type of what is not an error', () => {
    expect(describeError('pf-canary')).toEqual({ error: 'string', code: '', at: '' });
  });
});
