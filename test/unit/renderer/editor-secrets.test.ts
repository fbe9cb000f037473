import { describe, expect, test } from 'vitest';
import { bytesOfBase64, looksEncoded, textOfBase64, toBase64 } from '../../../renderer/editor/base64.ts';
import { pemBlocks } from '../../../renderer/editor/certificates.ts';
import { holdsBase64, wantsLines } from '../../../renderer/editor/secret-places.ts';
import type { Hole } from '../../../shared/profile/holes.ts';

/** Made for this test, with a first date in UTCTime and a last one in GeneralizedTime; its key is gone. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIB0TCCAXegAwIBAgIUfSYc++SYqW2vGZbLz9kz6pS4crMwCgYIKoZIzj0EAwIw
PTELMAkGA1UEBhMCREUxDTALBgNVBAoMBEFjbWUxHzAdBgNVBAMMFnZhdWx0LnBh
eW1lbnRzLmV4YW1wbGUwIBcNMjYxMTIxMDczMTU4WhgPMjA1MTA3MTMwNzMxNTha
MD0xCzAJBgNVBAYTAkRFMQ0wCwYDVQQKDARBY21lMR8wHQYDVQQDDBZ2YXVsdC5w
YXltZW50cy5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyP0hWZgA
ls4rvXnGLvtrdp+JnAyt9RphJFSGIR+plz3WAyxbjVqFYWsZ9cAZ8xEJaE8H80lv
sZ7yAL/sv1yvPKNTMFEwHQYDVR0OBBYEFG/tKoLaXANZWyjOKqSYVK+veXZXMB8G
A1UdIwQYMBaAFG/tKoLaXANZWyjOKqSYVK+veXZXMA8GA1UdEwEB/wQFMAMBAf8w
CgYIKoZIzj0EAwIDSAAwRQIhAKYOOMKNV9GWj3cTJfmjngdNlyc/ThYPwyasKB1J
ILVeAiBjpjRSxgHn8NRNU8cxfJWxjdaoaAaTHOdeUUvFhpG68Q==
-----END CERTIFICATE-----
`;
const summary = {
  kind: 'certificate',
  subject: 'CN=vault.payments.example, C=DE, O=Acme',
  issuer: 'CN=vault.payments.example, C=DE, O=Acme',
  notBefore: '2026-11-21T07:31:58Z',
  notAfter: '2051-07-13T07:31:58Z',
};

describe('certificates', () => {
  test('subject, issuer and both kinds of date are read', () => {
    expect(pemBlocks(certificate)).toEqual([summary]);
    expect(pemBlocks(certificate.replaceAll('\n', '\r\n'))).toEqual([summary]);
  });

  test('a chain with its key: each block is told, the key only by its name', () => {
    const key = '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n';
    expect(pemBlocks(certificate + certificate + key)).toEqual([
      summary,
      summary,
      { kind: 'other', label: 'EC PRIVATE KEY' },
    ]);
  });

  test('what is cut off, mixed up or no certificate is told as broken and never throws', () => {
    const broken = [{ kind: 'broken', label: 'CERTIFICATE' }];
    expect(pemBlocks(certificate.replace(/-----END.*/s, ''))).toEqual(broken);
    expect(pemBlocks(certificate.replace('MIIB0TCC', 'MIIB9TCC'))).toEqual(broken);
    expect(pemBlocks('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toEqual(broken);
    expect(pemBlocks('-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----')).toEqual(broken);
    expect(pemBlocks('a password')).toEqual([]);
    const body = certificate.split('\n').slice(1, -2).join('');
    for (let length = 0; length < body.length; length += 5) {
      const cut = `-----BEGIN CERTIFICATE-----\n${body.slice(0, length)}\n-----END CERTIFICATE-----`;
      expect(['broken', 'certificate']).toContain(pemBlocks(cut)[0]?.kind);
    }
  });
});

describe('base64', () => {
  test.each(['', 'x', 'pässwörd 🗝', 'two\nlines\n', '\r\n', 'a'.repeat(50_000), '\u{feff}bom'])(
    '%j there and back',
    (text) => {
      expect(toBase64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
      if (text !== '') expect(textOfBase64(toBase64(text))).toBe(text);
    },
  );

  test('line breaks within are allowed, other bytes than text give nothing', () => {
    expect(textOfBase64('cGFz\nc3dv\r\n cmQ=')).toBe('password');
    expect(textOfBase64('/w==')).toBeNull();
    expect(bytesOfBase64('a')).toBeNull();
    expect(bytesOfBase64('no base64!')).toBeNull();
  });

  test('a text that is probably encoded already is recognised; a password of eight letters is not', () => {
    expect(looksEncoded(toBase64('s3cret-value'))).toBe(true);
    expect(looksEncoded('hunter22')).toBe(false);
    expect(looksEncoded('short')).toBe(false);
  });
});

function hole(keys: readonly (string | number)[], form: Hole['form'] = 'plain', document = 0): Hole {
  const text = { kind: 'manifest', pack: 0, manifest: 0 } as const;
  const where = { kind: 'scalar', text, layer: 'a', path: { document, keys } } as const;
  return { id: keys.join('/'), where, line: 1, reason: 'masked', form };
}

describe('places of secrets', () => {
  test.each([
    [['tls', 'key'], true],
    [['data', 'tls.crt'], true],
    [['ingress', 'caBundle'], true],
    [['server', 'privateKey'], true],
    [['spec', 'certificate'], true],
    [['apiKey'], false],
    [['license', 'key'], false],
    [['certificate', 'password'], false],
    [['users', 0, 'secretKey'], false],
  ])('%j wants several lines: %s', (keys, expected) => {
    expect(wantsLines(hole(keys), '')).toBe(expected);
  });

  test('so do block scalars and what begins like PEM', () => {
    expect(wantsLines(hole(['token'], 'block'), '')).toBe(true);
    expect(wantsLines(hole(['token']), '-----BEGIN CERT')).toBe(true);
    expect(wantsLines(hole(['token']), 'a\nb')).toBe(true);
  });

  test('base64 belongs into the data of a Secret, and only there', () => {
    const secret = 'apiVersion: v1\nkind: Secret\ndata:\n  password: ********\n';
    const map = secret.replace('Secret', 'ConfigMap');
    expect(holdsBase64(hole(['data', 'password']), secret, '')).toBe(true);
    expect(holdsBase64(hole(['stringData', 'password']), secret, '')).toBe(false);
    expect(holdsBase64(hole(['data', 'password']), map, '')).toBe(false);
    expect(holdsBase64(hole(['data', 'password'], 'plain', 1), `${map}---\n${secret}`, '')).toBe(true);
    expect(holdsBase64(hole(['data', 'password'], 'plain', 0), `---\n${map}---\n${secret}`, '')).toBe(false);
    const variable: Hole = { ...hole([]), where: { kind: 'variable', name: 'x' } };
    expect(holdsBase64(variable, '', 'base64')).toBe(true);
    expect(holdsBase64(variable, '', 'string')).toBe(false);
  });
});
