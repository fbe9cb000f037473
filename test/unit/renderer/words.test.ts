import { describe, expect, test } from 'vitest';
import { checkWords } from '../../../renderer/words/check-words.ts';
import { noteWords } from '../../../renderer/words/file-words.ts';
import { ago, count, countdown, listed } from '../../../renderer/words/phrases.ts';
import { problemWords } from '../../../renderer/words/problem-words.ts';
import { settledWords } from '../../../renderer/words/transfer-words.ts';
import type { Problem, ProblemKind } from '../../../shared/problem.ts';
import type { Hole } from '../../../shared/profile/holes.ts';
import type { CheckFinding } from '../../../shared/transfer/plan.ts';

const host = 'palette.example';
const scope = { kind: 'project', uid: 'p1', name: 'payments' } as const;
const cause: Problem = { kind: 'connection-lost', host };

/** One of every kind: a forgotten kind does not compile. */
const problems: { readonly [K in ProblemKind]: Extract<Problem, { kind: K }> } = {
  'host-not-found': { kind: 'host-not-found', host },
  'connection-refused': { kind: 'connection-refused', host },
  'connection-lost': { kind: 'connection-lost', host },
  'timed-out': { kind: 'timed-out', host, seconds: 30 },
  'proxy-unusable': { kind: 'proxy-unusable', host, variable: 'HTTPS_PROXY' },
  'proxy-failed': {
    kind: 'proxy-failed',
    host,
    variable: 'HTTPS_PROXY',
    proxy: 'proxy.example:3128',
    reason: 'refused',
  },
  'certificate-untrusted': { kind: 'certificate-untrusted', host, reason: 'self-signed' },
  redirected: { kind: 'redirected', host, to: 'login.example' },
  'not-palette': { kind: 'not-palette', host, path: '/v1/users/info', found: 'web-page' },
  'answer-too-large': { kind: 'answer-too-large', host, limitMegabytes: 64 },
  'rate-limited': { kind: 'rate-limited', host, retryAfterSeconds: 12 },
  'server-refused': { kind: 'server-refused', host, status: 422, code: 'Bad', message: 'No.', reference: 'r-1' },
  'key-refused': { kind: 'key-refused', host, message: '' },
  'permission-denied': { kind: 'permission-denied', host, permission: 'clusterProfile.create', message: 'No.' },
  'not-found': { kind: 'not-found', host, what: 'profile', message: '' },
  'address-invalid': { kind: 'address-invalid', reason: 'not-https' },
  'key-invalid': { kind: 'key-invalid', reason: 'line-break' },
  'key-needed': { kind: 'key-needed', environment: 'PROD', because: 'address-changed' },
  'name-taken': { kind: 'name-taken', name: 'PROD' },
  'certificate-invalid': { kind: 'certificate-invalid', reason: 'not-pem' },
  'value-unusable': { kind: 'value-unusable', reason: 'nul' },
  'profile-unreadable': { kind: 'profile-unreadable', reason: 'not-json', detail: '', line: 3, column: 9 },
  'keychain-unavailable': { kind: 'keychain-unavailable', reason: 'locked' },
  'keychain-not-answering': { kind: 'keychain-not-answering', seconds: 3 },
  'keychain-entry-damaged': { kind: 'keychain-entry-damaged', environment: 'PROD' },
  'environment-unknown': { kind: 'environment-unknown', id: 'e-1' },
  'environment-locked': { kind: 'environment-locked', environment: 'PROD' },
  'name-not-confirmed': { kind: 'name-not-confirmed', environment: 'PROD' },
  'plan-open': { kind: 'plan-open', profile: 'edge 1.0.0', open: ['macro a'] },
  'source-changed': { kind: 'source-changed', profile: 'edge 1.0.0' },
  'import-refused': { kind: 'import-refused', profile: 'edge 1.0.0', cause },
  'import-unsettled': { kind: 'import-unsettled', profile: 'edge 1.0.0', looked: 'no-answer', cause },
  'import-lost': { kind: 'import-lost', profile: 'edge 1.0.0', cause },
  'clone-refused': { kind: 'clone-refused', profile: 'edge', scope, cause },
  'clone-unsettled': { kind: 'clone-unsettled', profile: 'edge', scope, looked: 'nothing', cause },
  'clone-lost': { kind: 'clone-lost', profile: 'edge', scope, cause },
  'macro-not-created': { kind: 'macro-not-created', macro: 'zone', cause },
  'macro-unsettled': { kind: 'macro-unsettled', macro: 'zone', looked: 'no-answer', cause },
  'macros-left': { kind: 'macros-left', profile: 'edge 1.0.0', macros: ['zone'], cause },
  'edit-outdated': { kind: 'edit-outdated', layer: 'nginx' },
  'edited-text-unread': { kind: 'edited-text-unread', layer: 'nginx', reason: 'no-answer' },
  cancelled: { kind: 'cancelled' },
  'settings-damaged': { kind: 'settings-damaged', keptAs: 'settings.damaged.json' },
  'kept-unreadable': { kind: 'kept-unreadable', what: 'journal', keptAs: 'journal.damaged.json' },
  'file-unreadable': { kind: 'file-unreadable', name: 'ca.pem', reason: 'denied' },
  'file-not-open': { kind: 'file-not-open', name: 'shop.json' },
  'folder-unreadable': { kind: 'folder-unreadable', name: 'exports', reason: 'missing' },
  'file-draft-outdated': { kind: 'file-draft-outdated', name: 'payments.json' },
  'file-unwritable': { kind: 'file-unwritable', name: 'ca.pem', reason: 'full' },
  'request-malformed': { kind: 'request-malformed', call: 'places.profiles' },
  unexpected: { kind: 'unexpected', reference: 'k2-9' },
};

/** What a kind may say otherwise: each reason, and the facts that may be missing. */
const variants: readonly Problem[] = [
  ...(['no-answer', 'nothing', 'other-content'] as const).flatMap((looked) => [
    { ...problems['import-unsettled'], looked },
    { ...problems['clone-unsettled'], looked },
  ]),
  { ...problems['macro-unsettled'], looked: 'nothing' },
  ...(['not-found', 'refused', 'timed-out', 'untrusted', 'no-tunnel', 'other'] as const).map((reason) => ({
    ...problems['proxy-failed'],
    reason,
  })),
  ...(['self-signed', 'unknown-authority', 'expired', 'wrong-host', 'other'] as const).map((reason) => ({
    ...problems['certificate-untrusted'],
    reason,
  })),
  ...(['web-page', 'nothing', 'not-json', 'other-shape', 'compressed'] as const).map((found) => ({
    ...problems['not-palette'],
    found,
  })),
  ...(['empty', 'not-a-host', 'not-https', 'has-credentials', 'has-path'] as const).map((reason) => ({
    ...problems['address-invalid'],
    reason,
  })),
  ...(['missing', 'locked', 'refused', 'crashed'] as const).map((reason) => ({
    ...problems['keychain-unavailable'],
    reason,
  })),
  ...(['missing', 'denied', 'not-a-file', 'other'] as const).map((reason) => ({
    ...problems['file-unreadable'],
    reason,
  })),
  ...(['missing', 'denied', 'forgotten', 'other'] as const).map((reason) => ({
    ...problems['folder-unreadable'],
    reason,
  })),
  ...(['denied', 'full', 'other'] as const).map((reason) => ({ ...problems['file-unwritable'], reason })),
  ...(['remembered-answers', 'drafts', 'journal', 'files-to-import', 'file-drafts', 'history'] as const).map(
    (what) => ({
      ...problems['kept-unreadable'],
      what,
      keptAs: null,
    }),
  ),
  { ...problems['rate-limited'], retryAfterSeconds: null },
  { ...problems['server-refused'], status: 503, code: '', message: '', reference: '' },
  // Palette refuses the question who the user is without any permission being named.
  { ...problems['permission-denied'], permission: '', message: '' },
  { ...problems['key-needed'], environment: '', because: 'missing' },
  { ...problems['profile-unreadable'], file: 'shop.json', reason: 'duplicate-key', detail: 'name' },
  { ...problems['profile-unreadable'], reason: 'forbidden-key', detail: '__proto__', line: null, column: null },
  { ...problems['profile-unreadable'], reason: 'archive', line: null, column: null },
  { ...problems['profile-unreadable'], reason: 'too-large', detail: '32', line: null, column: null },
  { ...problems['profile-unreadable'], reason: 'too-large', detail: 'time', line: null, column: null },
  { ...problems['import-refused'], cause: { kind: 'cancelled' } },
  { ...problems['macros-left'], macros: ['zone', 'region'], cause: problems['plan-open'] },
];

describe('notes on a file', () => {
  const text = { kind: 'values', pack: 0 } as const;
  const where = { pack: 0, layer: 'vault', text, path: null, line: 7, column: 5 };

  test('name the masked value they speak of', () => {
    const path = ['auth', 'users', 2, 'token'];
    const masked = { kind: 'unfilled-mask', detail: '' } as const;
    expect(noteWords({ ...masked, where: { ...where, path } })).toBe(
      'auth.users[2].token is masked and not filled in.',
    );
    expect(noteWords({ ...masked, where })).toBe('This value is masked and not filled in.');
    const variable = { kind: 'variable', name: 'licence' } as const;
    expect(noteWords({ ...masked, detail: 'licence', where: { ...where, text: variable } })).toBe(
      'Profile variable licence is masked and not filled in.',
    );
  });

  test.each(['registry-missing', 'registry-kind', 'registry-name'] as const)(
    '%s says repository, as Palette does',
    (kind) => {
      const words = noteWords({ kind, detail: 'Public Repo', where });
      expect(words).toContain('repository');
      expect(words).not.toContain('registry');
    },
  );
});

describe('problem words', () => {
  test('one macro and several are told in their own numbers, and a write is not denied that took place', () => {
    const several = problemWords({
      ...problems['macros-left'],
      macros: ['zone', 'region'],
      cause: problems['plan-open'],
    });
    expect(several.text).toContain('Macros zone and region exist in the target now.');
    expect(several.text).not.toContain('Nothing was written');
    expect(problemWords(problems['macros-left']).title).toBe('edge 1.0.0 was not written, but its macro was created');
  });

  test.each([...Object.values(problems), ...variants])(
    '$kind $reason says what happened and what to do next',
    (problem) => {
      const words = problemWords(problem);
      for (const text of Object.values(words)) {
        expect(text).toMatch(/^\S.*\S$/s);
        expect(text).not.toMatch(/undefined|null|\[object|\s{2}|\.\.| [.,]|“”/);
      }
      expect(words.title).not.toMatch(/[.!]$/);
      expect(words.text).toMatch(/[.”)]$/);
      expect(words.next).toMatch(/\.$/);
    },
  );

  test('name the server’s own words and where a file is broken', () => {
    expect(problemWords(problems['server-refused']).text).toContain('“No.”');
    expect(problemWords(problems['server-refused']).next).toContain('r-1');
    expect(problemWords(problems['profile-unreadable']).text).toContain('line 3, column 9');
  });

  test('say how much of a file is read, and no place of what is too much as a whole', () => {
    const said = (reason: 'too-large' | 'too-deep', detail: string) =>
      problemWords({ kind: 'profile-unreadable', reason, detail, line: 1, column: 7 }).text;
    expect(said('too-large', '32')).toBe('It is larger than any profile. More than 32 MB are not read.');
    expect(said('too-large', '150000 YAML tokens')).toMatch(/More than 150,000 YAML tokens are not read\.$/);
    expect(said('too-large', 'time')).toMatch(/longer than anybody waits\.$/);
    expect(said('too-deep', '200')).toMatch(/More than 200 levels are not read \(line 1, column 7\)\.$/);
  });

  test('a lost import never sounds like a failed one', () => {
    expect(problemWords(problems['import-unsettled']).title).toContain('not known');
    expect(problemWords(problems['import-lost']).text).toContain('holds no such profile');
    const afterTimeOut = problemWords({ ...problems['import-unsettled'], looked: 'nothing' });
    expect(afterTimeOut.text).toContain('may still be at work on the import');
    expect(afterTimeOut.next).toContain('before importing a second time');
    expect(problemWords({ ...problems['import-unsettled'], looked: 'other-content' }).text).toContain(
      'its content is not what was sent',
    );
  });
});

const hole: Hole = {
  id: 'h',
  where: {
    kind: 'scalar',
    text: { kind: 'values', pack: 0 },
    layer: 'postgresql',
    path: { document: 0, keys: ['auth', 'users', 1, 'password'] },
  },
  line: 4,
  reason: 'masked',
  form: 'plain',
};

/** One of every subject: a forgotten one does not compile. */
const checks: { readonly [A in CheckFinding['about']]: Extract<CheckFinding, { about: A }> } = {
  name: {
    about: 'name',
    name: 'edge',
    version: '1.0.0',
    taken: { uid: 'u', name: 'edge', version: '1.0.0' },
    problem: null,
  },
  'name-case': { about: 'name-case', name: 'edge', existing: 'Edge' },
  'name-kind': {
    about: 'name-kind',
    name: 'edge',
    version: '1.0.0',
    theirs: { type: 'add-on', cloudType: 'all' },
    ours: { type: 'infra', cloudType: 'aws' },
  },
  version: { about: 'version', version: 'one', reason: 'not-semver' },
  'masked-value': { about: 'masked-value', hole, fault: null },
  'edited-text': {
    about: 'edited-text',
    text: { kind: 'values', pack: 0 },
    layer: 'postgresql',
    manifest: null,
    finding: 'invalid-yaml',
    line: 12,
    reason: 'quote-not-closed',
    detail: '',
    changes: 2,
  },
  macro: { about: 'macro', macro: 'zone', foundIn: null, unreadable: [], problem: null, uses: [] },
  variable: { about: 'variable', variable: 'region', finding: 'undefined', detail: '', uses: [] },
  pack: {
    about: 'pack',
    pack: 'mesh',
    layer: 'addon',
    version: '2.4.1',
    becomes: null,
    finding: 'missing-name',
    nearestVersions: [],
    problem: null,
  },
  registries: { about: 'registries', problem: cause },
  'duplicate-pack': { about: 'duplicate-pack', pack: 'nginx' },
  'pack-reference': { about: 'pack-reference', pack: 'nginx', uses: [] },
  permission: { about: 'permission', permission: 'clusterProfile.create', problem: null },
  server: { about: 'server', problem: cause },
  'source-trace': { about: 'source-trace', what: 'host', text: 'dev.example', layer: 'nginx', line: 2 },
  'same-place': { about: 'same-place' },
};

describe('check words', () => {
  test.each(Object.values(checks))('$about says what was found', (check) => {
    const words = checkWords(check);
    expect(words.title).toMatch(/^\S.*[^.\s]$/s);
    expect(words.text).toMatch(/[.”]$/);
    expect(words.text).not.toMatch(/undefined|\s{2}/);
  });

  test('name the value, the pack and the macro they are about', () => {
    expect(checkWords(checks['masked-value']).title).toBe('auth.users[1].password in postgresql has no value');
    expect(checkWords(checks.pack).title).toBe('No repository of the target holds the pack mesh');
    expect(checkWords(checks.macro).title).toBe('Macro zone is missing in the target');
  });

  test('a macro that could not be looked up is not called missing', () => {
    const words = checkWords({ ...checks.macro, unreadable: ['tenant'] });
    expect(words.title).not.toContain('missing');
    expect(words.text).toContain('tenant');
  });
});

describe('phrases', () => {
  test('a permission that may be missing never sounds like one that is', () => {
    const check = { ...checks.permission, permission: 'clusterProfile.publish' };
    const maybe = checkWords({ ...check, state: 'warning' }, 'import');
    expect(maybe.title).toBe('Whether you may publish the profile is not known');
    expect(maybe.text).toContain('clusterProfile.publish');
    expect(checkWords({ ...check, state: 'refused' }, 'import').title).toMatch(/^Your user may not/);
  });

  test('count, list and tell time', () => {
    expect([count(1, 'layer', 'layers'), count(1200, 'layer', 'layers')]).toEqual(['1 layer', '1,200 layers']);
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect([countdown(125_000, 0), countdown(0, 5000)]).toEqual(['2:05', '0:00']);
    const now = Date.parse('2026-06-10T12:00:00Z');
    expect([ago('2026-06-10T11:59:30Z', now), ago('2026-06-07T12:00:00Z', now), ago(null, now)]).toEqual([
      'just now',
      '3d ago',
      '',
    ]);
  });
});

test('what became of an import after a crash is told in words of its own for each way it may have ended', () => {
  const target = { kind: 'environment', environmentId: 'env-prod', scope: { kind: 'tenant' } } as const;
  const base = {
    kind: 'import-settled',
    way: 'import',
    name: 'edge-base',
    version: '1.0.0',
    target,
    macros: ['zone'],
  } as const;
  const told = (['same', 'similar', 'other', 'not-compared', null] as const).map((content) => {
    return settledWords({ ...base, uid: content === null ? null : 'u', content }, []);
  });
  expect(new Set(told.map(({ text }) => text)).size).toBe(5);
  for (const { title, text } of told) {
    expect(title).toContain('edge-base 1.0.0');
    expect(text).toContain('Macro zone exists there now.');
  }
  expect(told[2]?.title).toContain('is not what was sent');
});
