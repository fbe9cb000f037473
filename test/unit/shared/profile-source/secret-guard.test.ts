import { describe, expect, it } from 'vitest';
import type { ProfileDocument, Variable } from '../../../../shared/profile/document.ts';
import { findHoles } from '../../../../shared/profile/find-holes.ts';
import { applyEdits } from '../../../../shared/profile/source/edits.ts';
import { openSource } from '../../../../shared/profile/source/profile-source.ts';
import { secretFixEdits } from '../../../../shared/profile/source/secret-fixes.ts';
import { findSecrets, type SecretFix, type SecretHit } from '../../../../shared/profile/source/secret-guard.ts';
import { hangGuard, millisecondsOf, profileWith, sampleProfiles, valuesOf } from '../profile/builders.ts';

const reasons = (text: string) => findSecrets(profileWith(text)).map(({ reason }) => reason);

/** Put together here so that no scanner of this repository takes them for real. */
const random = 'aZ3kQ9xW7bT1mN5vR8cY2pL6sD4fG0hJqUeA';
const header = (kind: string) => `-----BEGIN ${kind}-----`;
const key = `${header('RSA PRIVATE KEY')}\n${random}\n-----END RSA PRIVATE KEY-----`;
const indented = (text: string) => text.replaceAll('\n', '\n  ');

describe('secrets are found', () => {
  it.each([
    ['a key that tells', 'password: hunter22', 'key-name'],
    ['a key in camel case', 'adminPassword: "hunter22"', 'key-name'],
    ['digits', 'rootPassword: 12345678', 'key-name'],
    ['a list under such a key', 'passwords:\n  - hunter22', 'key-name'],
    ['a flow', 'db: {user: a, password: hunter22}', 'key-name'],
    ['an environment list', 'env:\n  - name: DB_PASSWORD\n    value: password', 'key-name'],
    ['one in the other order', 'env:\n  - value: hunter22\n    name: API_TOKEN', 'key-name'],
    ['a flag', 'args: ["--db-password=hunter22"]', 'key-name'],
    ['an assignment', 'command:\n  - TOKEN=hunter22', 'key-name'],
    ['a Kubernetes Secret', 'apiVersion: v1\nkind: Secret\nstringData:\n  anything: hunter22', 'kubernetes-secret'],
    ['a second document', 'a: 1\n---\nkind: Secret\ndata:\n  x: aHVudGVyMjI=', 'kubernetes-secret'],
    ['a private key', `tls: |\n  ${indented(key)}`, 'private-key'],
    ['a private key on one line', `tls: ${JSON.stringify(key)}`, 'private-key'],
    ['an encoded private key', `crt: ${Buffer.from(key).toString('base64')}`, 'private-key'],
    [
      'one encoded with another start',
      `crt: ${Buffer.from(key.replace('RSA', 'EC')).toString('base64')}`,
      'private-key',
    ],
    ['one without a kind', `crt: ${Buffer.from(key.replace('RSA ', '')).toString('base64')}`, 'private-key'],
    ['a token of a known shape', `note: ghp_${random}`, 'token'],
    ['another', `x: AKIA${'IOSFODNN7EXAMPLE'.slice(0, 16)}`, 'token'],
    ['an address with a password', 'url: postgres://shop:hunter22@db:5432/x', 'address-with-password'],
    ['a registry login', 'config: \'{"auths":{"x":{"auth":"aHVudGVyMjI="}}}\'', 'registry-login'],
    ['random text under a hint', `cookieSalt: ${random}`, 'random-text'],
    [
      'a kubeconfig',
      'file: |\n  apiVersion: v1\n  clusters: []\n  users:\n  - user:\n      token: hunter22',
      'kubeconfig',
    ],
    ['a file in a file', 'app.ini: |\n  [db]\n  password = hunter22\n  user = x', 'key-name'],
    ['a text that is no YAML', 'a: [\npassword: hunter22\n', 'key-name'],
  ])('%s', (_, text, reason) => {
    expect(reasons(text)).toEqual([reason]);
  });

  it('what was typed into a mask, whatever it looks like', () => {
    const holes = findHoles(profileWith('plain: ********\nother: ********'));
    const filled = profileWith('plain: "x"\nother: ********');
    expect(findSecrets(filled, holes).map(({ reason }) => reason)).toEqual(['was-masked']);
    expect(findSecrets(filled)).toEqual([]);
  });

  it('defaults of variables', () => {
    const named = (variable: Variable) => findSecrets(profileWith('a: 1', [], [variable])).map(({ where }) => where);
    expect(named({ name: 'db_password', defaultValue: 'hunter22' })).toEqual([
      { kind: 'variable', at: 0, name: 'db_password' },
    ]);
    expect(named({ name: 'x', defaultValue: 'y', isSensitive: true })).toHaveLength(1);
    expect(named({ name: 'x', defaultValue: '********', isSensitive: true })).toEqual([]);
    expect(named({ name: 'replicas', defaultValue: '3' })).toEqual([]);
  });
});

describe('no secrets are', () => {
  it.each([
    ['comments', '# password: hunter22\na: 1 # token: hunter22'],
    ['a commented example in a block', 'x: |\n  # password: hunter22\n  ; secret = hunter22'],
    ['names of secrets', 'secretName: shop-tls\nexistingSecret: shop\npasswordKey: pw\nimagePullSecrets: [regcred]'],
    ['names of keys', 'accessKey: access_key\nsecretKey: secret_key\nawsAccessSecret: {}'],
    ['masks', 'password: ********\ntoken: "********"\nsecret: |\n  ********'],
    ['macros and variables', `password: "{{.spectro.macro.pw}}"\ntoken: {{.spectro.var.t}}`],
    ['nothing', 'password: ""\ntoken:\nsecret: null\nsecret2: ~'],
    ['switches and numbers', 'secret: true\npasswordLength: 12\ntoken: 1'],
    ['references', 'password: $PASSWORD\ntoken: $(TOKEN)\nsecret: $(SECRET)'],
    ['placeholders', 'password: <your password>\ntoken: REPLACE_ME'],
    ['places', 'token: /var/run/secrets/token'],
    [
      'references of an environment list',
      'env:\n- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: db, key: password}}',
    ],
    ['certificates', `ca: |\n  ${header('CERTIFICATE')}\n  ${random}`],
    ['digests, images and identifiers', `image: a/b@sha256:${'0a1b'.repeat(16)}\nuid: 5e2031962f090e2d3d8a3290`],
    ['code', 'script: |\n  password=$1\n  token=$(cat /x)\n  secret: os.environ["S"]'],
    ['public addresses', 'url: https://example.test/a:b@c'],
  ])('%s', (_, text) => {
    expect(reasons(text)).toEqual([]);
  });
});

describe.skipIf(sampleProfiles().length === 0)('the published files', () => {
  const hitsIn = (start: string): readonly SecretHit[] => {
    const sample = sampleProfiles().find(({ name }) => name.startsWith(start));
    const source = openSource(sample?.text ?? '');
    return source.ok ? findSecrets(source.value.document) : [];
  };

  it('hardly raise a false alarm', () => {
    expect(hitsIn('01').length).toBeLessThanOrEqual(3);
    expect(hitsIn('05')).toEqual([]);
    expect(hitsIn('08')).toEqual([]);
  });

  it('give away every real one', () => {
    expect(hitsIn('03').map(({ key: name, where }) => [name, where.kind === 'value' && where.line])).toEqual([
      ['PASSWORD', 67],
      ['SUDO_PASSWORD', 75],
    ]);
  });
});

describe('fixes', () => {
  const document: ProfileDocument = profileWith(
    `a: 1 # kept\npassword: hunter22 # why\ntoken: 'hunter23'\nkey: |\n  ${indented(key)}\nenv: |\n  password=hunter24\n`,
    [],
    [{ name: 'api_token', defaultValue: 'hunter25' }],
  );
  const file = JSON.stringify(document);
  const fixed = (fix: SecretFix) => {
    const source = openSource(file);
    if (!source.ok) throw new Error('opens');
    const answers = findSecrets(document).map((hit) => ({
      hit,
      fix: hit.fixes.includes(fix) ? fix : ('leave' as const),
    }));
    expect(answers).toHaveLength(5);
    const edits = secretFixEdits(document, answers);
    const after = applyEdits(source.value, edits);
    if (!after.ok) throw new Error(after.problem.kind);
    return { edits, after: after.value.document };
  };

  it('mask the value and nothing else', () => {
    const { after } = fixed('mask');
    expect(valuesOf(after)).toBe(
      "a: 1 # kept\npassword: '********' # why\ntoken: '********'\nkey: '********'\nenv: |\n  password=hunter24\n",
    );
    expect(after.spec.variables).toEqual([{ name: 'api_token', defaultValue: '********', isSensitive: true }]);
    expect(findHoles(after)).toHaveLength(4);
  });

  it('leave a flag its name', () => {
    const flagged = profileWith('args: ["--db-password=hunter22", API_TOKEN=hunter23]');
    const source = openSource(JSON.stringify(flagged));
    if (!source.ok) throw new Error('opens');
    const hits = findSecrets(flagged);
    const after = applyEdits(
      source.value,
      secretFixEdits(
        flagged,
        hits.map((hit) => ({ hit, fix: 'variable' })),
      ),
    );
    expect(after.ok && valuesOf(after.value.document)).toBe(
      'args: ["--db-password={{.spectro.var.nginx_db_password}}", API_TOKEN={{.spectro.var.nginx_api_token}}]',
    );
  });

  it('make sensitive variables', () => {
    const { after } = fixed('variable');
    expect(valuesOf(after)).toBe(
      "a: 1 # kept\npassword: '{{.spectro.var.nginx_password}}' # why\ntoken: '{{.spectro.var.nginx_token}}'\nkey: '{{.spectro.var.nginx_key}}'\nenv: |\n  password={{.spectro.var.nginx_password_2}}\n",
    );
    expect(
      after.spec.variables?.map(({ name, isSensitive, defaultValue }) => [name, isSensitive, defaultValue]),
    ).toEqual([
      ['api_token', undefined, 'hunter25'],
      ['nginx_password', true, '********'],
      ['nginx_token', true, '********'],
      ['nginx_key', true, '********'],
      ['nginx_password_2', true, '********'],
    ]);
  });

  it('change nothing when left, and hold no value', () => {
    expect(fixed('leave').edits).toEqual([]);
    const said = JSON.stringify([findSecrets(document), fixed('mask').edits, fixed('variable').edits]);
    expect(said).not.toContain('hunter');
    expect(said).not.toContain(random);
  });
});

it.each([
  ['one long line', `password: ${'a'.repeat(2_000_000)}`],
  ['many quotes', `a: ${'"'.repeat(100_000)}`],
  ['many templates', `a: "${'{{'.repeat(100_000)}"`],
  ['many keys', Array.from({ length: 20_000 }, (_, i) => `key${i}: value`).join('\n')],
  ['much depth', `${'- '.repeat(20_000)}a`],
  ['much flow depth', '['.repeat(50_000)],
  ['many addresses', `a: "${'a://'.repeat(50_000)}"`],
  ['many blanks', `a: |\n  ${' '.repeat(500_000)}x`],
  ['many assignments', `a: |\n${'  password=\n'.repeat(50_000)}`],
  ['long base64', `auth: ${'LS0tLS1CRUdJTi'.repeat(50_000)}`],
])('ends soon with %s', (_, text) => {
  expect(millisecondsOf(() => findSecrets(profileWith(text)))).toBeLessThan(hangGuard);
});
