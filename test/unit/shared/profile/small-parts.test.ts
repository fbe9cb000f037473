import { describe, expect, it } from 'vitest';
import { isManifestPack, packTypeForRegistryKind, realPackName } from '../../../../shared/profile/pack-names.ts';
import { isSensitiveKey } from '../../../../shared/profile/sensitive-keys.ts';
import { textAt, textsOf, withText } from '../../../../shared/profile/texts.ts';
import { profileWith } from './builders.ts';

describe('names of packs', () => {
  it.each([
    ['nginx', 'nginx'],
    ['first--hello-universe', 'hello-universe'],
    ['a-b', 'a-b'],
    ['a--', 'a--'],
    ['--b', 'b'],
  ])('%s is %s in a registry', (name, real) => {
    expect(realPackName(name)).toBe(real);
  });

  it('say by their type that no registry holds them', () => {
    expect(isManifestPack({ name: 'x', type: 'manifest' })).toBe(true);
    expect(isManifestPack({ name: 'x' })).toBe(false);
  });

  it('have a type that follows the kind of the registry', () => {
    expect(packTypeForRegistryKind('pack', '')).toBe('spectro');
    expect(packTypeForRegistryKind('oci', 'pack')).toBe('oci');
    expect(packTypeForRegistryKind('oci', null)).toBe('oci');
    expect(packTypeForRegistryKind('oci', 'helm')).toBe('helm');
    expect(packTypeForRegistryKind('helm', undefined)).toBe('helm');
    expect(packTypeForRegistryKind('tomorrow', '')).toBe(null);
  });
});

describe('the texts of a profile', () => {
  it('are its values and manifests, empty ones included; values that are absent are empty, manifests are none', () => {
    const document = profileWith('', ['a: 1', 'b: 2']);
    expect(textsOf(document).map(({ layer, text }) => [layer, text])).toEqual([
      ['nginx', ''],
      ['nginx', 'a: 1'],
      ['nginx', 'b: 2'],
    ]);
    const packs = [
      { name: 'y', values: null },
      { name: 'z', manifests: [{ name: 'm' }] },
    ];
    const bare = { metadata: { name: 'x' }, spec: { template: { packs } } };
    expect(textsOf(bare)).toEqual([
      { address: { kind: 'values', pack: 0 }, layer: 'y', text: '' },
      { address: { kind: 'values', pack: 1 }, layer: 'z', text: '' },
    ]);
    expect(textAt(bare, { kind: 'values', pack: 1 })).toBe('');
    expect(textAt(bare, { kind: 'values', pack: 2 })).toBeNull();
    expect(textAt(bare, { kind: 'manifest', pack: 1, manifest: 0 })).toBeNull();
    expect(withText(bare, { kind: 'values', pack: 1 }, '')).toBe(bare);
    expect(withText(bare, { kind: 'values', pack: 1 }, 'a: 1').spec.template.packs).toEqual([
      packs[0],
      { ...packs[1], values: 'a: 1' },
    ]);
  });

  it('are replaced one at a time, everything else the same', () => {
    const document = profileWith('v', ['a: 1', 'b: 2']);
    const changed = withText(document, { kind: 'manifest', pack: 0, manifest: 1 }, 'c: 3');
    expect(textsOf(changed).map(({ text }) => text)).toEqual(['v', 'a: 1', 'c: 3']);
    expect(textsOf(document).map(({ text }) => text)).toEqual(['v', 'a: 1', 'b: 2']);
    expect(Object.keys(changed.spec.template.packs?.[0] ?? {})).toEqual(
      Object.keys(document.spec.template.packs?.[0] ?? {}),
    );
    expect(withText(document, { kind: 'values', pack: 0 }, 'v')).toBe(document);
    expect(withText(document, { kind: 'values', pack: 9 }, 'x')).toBe(document);
    expect(withText(document, { kind: 'manifest', pack: 0, manifest: 9 }, 'x')).toBe(document);
  });
});

describe('keys', () => {
  it.each([
    ...[
      'password',
      'adminPassword',
      'ADMIN_PASSWORD',
      'SUDO_PASSWORD_HASH',
      'passwordBase64',
      'rootpassword',
      'smtp.pass',
      'pwd',
    ],
    ...[
      'token',
      'GITHUB_TOKEN',
      'bearerToken',
      'accesstoken',
      'secret',
      'clientSecret',
      'apiKey',
      'APIKey',
      'akuityApiKeySecret',
    ],
    ...[
      'privateKey',
      'tls.key',
      'secretAccessKey',
      'ssh-key',
      'credentials',
      'kubeconfig',
      '.dockerconfigjson',
      'connectionString',
    ],
  ])('%s tells of a secret', (key) => {
    expect(isSensitiveKey(key)).toBe(true);
  });

  it.each([
    ...[
      'secretName',
      'passwordKey',
      'existingSecret',
      'existingPassword',
      'imagePullSecret',
      'imagePullSecrets',
      'pullSecret',
    ],
    ...[
      'automountServiceAccountToken',
      'accessKey',
      'publicKey',
      'tokenUrl',
      'passwordPolicy',
      'key',
      'keys',
      'name',
      'compass',
      '',
    ],
    ...['secretKeyRef', 'maxTokens', 'existingsecret', 'tokenTtl', 'enableToken', 'bypass', 'passwordless'],
  ])('%s does not', (key) => {
    expect(isSensitiveKey(key)).toBe(false);
  });

  it('of any length are read in no time', () => {
    expect(isSensitiveKey('aB'.repeat(500_000))).toBe(false);
  });
});
