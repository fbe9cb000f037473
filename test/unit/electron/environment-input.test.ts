import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeServerCertificate, type ServerCertificate } from '../../../electron/playground/certificates.ts';
import {
  cleanApiKey,
  cleanName,
  normaliseAddress,
  readCertificates,
} from '../../../electron/services/environment-input.ts';

const now = Date.now();

describe('normaliseAddress', () => {
  it.each([
    ['https://palette.example.test', 'https://palette.example.test'],
    ['palette.example.test', 'https://palette.example.test'],
    ['  HTTPS://Palette.Example.TEST/  ', 'https://palette.example.test'],
    ['palette.example.test/v1', 'https://palette.example.test'],
    ['https://palette.example.test/v1/', 'https://palette.example.test'],
    ['https://palette.example.test:443', 'https://palette.example.test'],
    ['localhost:8443', 'https://localhost:8443'],
    ['10.0.0.7', 'https://10.0.0.7'],
    ['10.0.0.7:8443/', 'https://10.0.0.7:8443'],
    ['[::1]:8443', 'https://[::1]:8443'],
    ['https://[fe80::1]', 'https://[fe80::1]'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
  ])('takes %s', (typed, address) => {
    expect(normaliseAddress(typed)).toEqual({ ok: true, value: address });
  });

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['http://palette.example.test', 'not-https'],
    ['HTTP://palette.example.test', 'not-https'],
    ['ftp://palette.example.test', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['javascript:alert(1)', 'not-a-host'],
    ['https://user:secret@palette.example.test', 'has-credentials'],
    ['user@palette.example.test', 'has-credentials'],
    ['@palette.example.test', 'has-credentials'],
    ['https://:@palette.example.test', 'has-credentials'],
    ['https://palette.example.test/console', 'has-path'],
    ['https://palette.example.test/v1/users', 'has-path'],
    ['https://palette.example.test/v1/../v2', 'has-path'],
    ['https://palette.example.test?x=1', 'has-path'],
    ['https://palette.example.test/#top', 'has-path'],
    ['https://palette.example.test?', 'has-path'],
    ['https://', 'not-a-host'],
    ['https:///', 'not-a-host'],
    ['two words', 'not-a-host'],
    ['pal\tette.example.test', 'not-a-host'],
    ['good.test\\@evil.test', 'not-a-host'],
    ['good.test\u202e', 'not-a-host'],
    ['https://%65vil.test', 'not-a-host'],
    ['2130706433', 'not-a-host'],
    ['0x7f.1', 'not-a-host'],
    ['127.1', 'not-a-host'],
    ['palette.example.test:99999', 'not-a-host'],
    ['palette.example.test:port', 'not-a-host'],
    ['-x-.example.test-', 'not-a-host'],
    ['a$b.example.test', 'not-a-host'],
  ])('refuses %j: %s', (typed, reason) => {
    expect(normaliseAddress(typed)).toEqual({ ok: false, problem: { kind: 'address-invalid', reason } });
  });

  it('answers with an origin or not at all, and takes its own answer', () => {
    const texts = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.domain(),
      fc.string(),
      fc.ipV4(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(texts, (typed) => {
        const first = normaliseAddress(typed);
        if (!first.ok) return;
        expect(new URL(first.value).origin).toBe(first.value);
        expect(first.value).toMatch(/^https:\/\/[^/\s@?#\\]+$/);
        expect(normaliseAddress(first.value)).toEqual(first);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('cleanApiKey', () => {
  it('trims', () => {
    expect(cleanApiKey('  abc+/=123\n')).toEqual({ ok: true, value: 'abc+/=123' });
  });

  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['abc\ndef', 'line-break'],
    ['abc\r\nX-Other: 1', 'line-break'],
    ['ключ', 'not-ascii'],
    ['abc\u00a0def', 'not-ascii'],
    ['abc\0def', 'not-ascii'],
    ['abc def', 'not-ascii'],
    ['\u200babc', 'not-ascii'],
  ])('refuses %j: %s', (typed, reason) => {
    expect(cleanApiKey(typed)).toEqual({ ok: false, problem: { kind: 'key-invalid', reason } });
  });
});

describe('cleanName', () => {
  it.each([
    [' DEV ', 'DEV'],
    ['a\n\tb\u202ec', 'a b c'],
    ['', 'dev.example.test:8443'],
    ['\u200b', 'dev.example.test:8443'],
  ])('%j becomes %j', (typed, name) => {
    expect(cleanName(typed, 'https://dev.example.test:8443')).toBe(name);
  });
});

/** A self-signed server certificate as older installers make it: no authority mark. */
async function makeUnmarkedCertificate(): Promise<string> {
  const x509 = await import('@peculiar/x509');
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=palette.example.test',
    notAfter: new Date(now + 86_400_000),
    signingAlgorithm: algorithm,
    keys: await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']),
    extensions: [new x509.BasicConstraintsExtension(false, undefined, true)],
  });
  return made.toString('pem');
}

describe('readCertificates: without certificates', () => {
  it.each([
    ['', 'not-pem'],
    ['hello', 'not-pem'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'unreadable'],
    ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'not-pem'],
    ['-----BEGIN CERTIFICATE-----\nAAAA', 'not-pem'],
  ])('refuses %j: %s', (text, reason) => {
    expect(readCertificates(text, now)).toEqual({ ok: false, problem: { kind: 'certificate-invalid', reason } });
  });

  it('never throws on bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(readCertificates(bytes, now).ok).toBe(false);
        expect(readCertificates(Uint8Array.from([0x30, ...bytes]), now).ok).toBe(false);
      }),
    );
  });
});

describe('readCertificates', () => {
  let made: ServerCertificate;
  let ca: string;
  beforeAll(async () => {
    made = await makeServerCertificate('DEV');
    ca = new X509Certificate(made.caPem).toString();
  });

  it('takes an authority and keeps nothing but certificates', () => {
    const read = readCertificates(`a comment\n${made.privateKeyPem}\n${made.caPem}\n${made.privateKeyPem}`, now);
    expect(read).toEqual({ ok: true, value: ca });
    expect(JSON.stringify(read)).not.toContain('PRIVATE');
  });

  it('takes Windows line ends', () => {
    expect(readCertificates(made.caPem.replaceAll('\n', '\r\n'), now)).toEqual({ ok: true, value: ca });
  });

  it('takes DER', () => {
    expect(readCertificates(new X509Certificate(ca).raw, now)).toEqual({ ok: true, value: ca });
  });

  it('takes a bundle, and refuses it whole for one bad part', () => {
    expect(readCertificates(ca + ca, now)).toEqual({ ok: true, value: ca + ca });
    const broken = `${ca}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`;
    expect(readCertificates(broken, now)).toMatchObject({ ok: false, problem: { reason: 'unreadable' } });
  });

  it('takes a self-signed server certificate without the authority mark', async () => {
    expect(readCertificates(await makeUnmarkedCertificate(), now).ok).toBe(true);
  });

  it('refuses a server certificate that someone else signed', () => {
    expect(readCertificates(made.certificatePem.split(/(?<=-----END CERTIFICATE-----)/)[0] ?? '', now)).toMatchObject({
      ok: false,
      problem: { kind: 'certificate-invalid', reason: 'not-an-authority' },
    });
  });

  it('refuses an expired one', () => {
    expect(readCertificates(ca, now + 200 * 86_400_000)).toMatchObject({
      ok: false,
      problem: { kind: 'certificate-invalid', reason: 'expired' },
    });
  });
});
