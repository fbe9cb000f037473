import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProfiles } from '../../../../shared/profile/compare-profiles.ts';
import type { Pack, ProfileDocument, Variable } from '../../../../shared/profile/document.ts';
import { fillHoles } from '../../../../shared/profile/fill-holes.ts';
import { findHoles } from '../../../../shared/profile/find-holes.ts';
import { MASK } from '../../../../shared/profile/holes.ts';
import { readProfile } from '../../../../shared/profile/read-profile.ts';
import type { Proof } from '../../../../shared/transfer/proof.ts';
import { hangGuard, millisecondsOf, profileWith, sampleProfiles } from './builders.ts';
import { typedValues, writtenTexts } from './yaml-texts.ts';

function differences(proof: Proof): readonly string[] {
  return proof.differences.map(({ path, kind, sent, found }) => `${path.join(' / ')} ${kind} ${sent} ${found}`);
}

function compareValues(sent: string, found: string): Proof {
  return compareProfiles(profileWith(sent), profileWith(found));
}

function withPack(document: ProfileDocument, change: Partial<Pack>): ProfileDocument {
  const packs = (document.spec.template.packs ?? []).map((pack) => ({ ...pack, ...change }));
  return { ...document, spec: { ...document.spec, template: { ...document.spec.template, packs } } };
}

describe('what came back from the target', () => {
  const sent = profileWith('a: 1\n', ['b: 2\n'], [{ name: 'x', defaultValue: '1' }]);

  it('is identical to itself', () => {
    fc.assert(
      fc.property(writtenTexts, writtenTexts, (values, manifest) => {
        const document = profileWith(values.text, [manifest.text]);
        expect(compareProfiles(document, structuredClone(document))).toEqual({
          verdict: 'identical',
          masked: [],
          differences: [],
          layers: 1,
        });
      }),
    );
  });

  it('is identical when the server trimmed line ends and filled in what is its own', () => {
    const registry = {
      metadata: { name: 'Registry A', kind: 'oci', uid: 'other', providerType: 'pack', isSyncSupported: true },
      matchingRegistries: [{ name: 'x' }],
    };
    const found: ProfileDocument = {
      spec: {
        ...withPack(profileWith('a: 1', ['b: 2\r\n\n']), { registry }).spec,
        variables: [
          {
            name: 'x',
            defaultValue: '1',
            format: 'string',
            inputType: 'text',
            required: false,
            isSensitive: false,
            regex: '',
          },
        ],
      },
      metadata: { labels: { team: 'shop' }, description: 'what the shop runs on', name: 'shop' },
    };
    expect(differences(compareProfiles(sent, found))).toEqual([]);
  });

  it('is identical when what was empty is absent, or the other way round', () => {
    const bare: ProfileDocument = { metadata: { name: 'a' }, spec: { template: { packs: [{ name: 'x' }] } } };
    const full: ProfileDocument = {
      metadata: { name: 'a', description: '', labels: {} },
      spec: {
        version: '1.0.0',
        template: { packs: [{ name: 'x', values: '', manifests: [], registry: { metadata: {} } }] },
        variables: [],
      },
    };
    expect(compareProfiles(bare, full).verdict).toBe('identical');
    expect(compareProfiles(full, bare).verdict).toBe('identical');
  });

  it.each<[string, ProfileDocument, readonly string[]]>([
    ['name', { ...sent, metadata: { ...sent.metadata, name: 'shop2' } }, ['metadata / name changed shop shop2']],
    [
      'description',
      { ...sent, metadata: { ...sent.metadata, description: '' } },
      ['metadata / description missing what the shop runs on null'],
    ],
    [
      'label',
      { ...sent, metadata: { ...sent.metadata, labels: { team: 'shop', new: 'x' } } },
      ['metadata / labels / new added null x'],
    ],
    ['version', { ...sent, spec: { ...sent.spec, version: '2.0.0' } }, ['version changed 1.0.0 2.0.0']],
    [
      'type',
      { ...sent, spec: { ...sent.spec, template: { ...sent.spec.template, type: 'infra' } } },
      ['template / type changed add-on infra'],
    ],
    ['pack version', withPack(sent, { version: '1.2.4' }), ['layers / nginx / version changed 1.2.3 1.2.4']],
    [
      'registry',
      withPack(sent, { registry: { metadata: { name: 'Registry B', kind: 'pack' } } }),
      [
        'layers / nginx / registry / name changed Registry A Registry B',
        'layers / nginx / registry / kind changed oci pack',
      ],
    ],
    [
      'layer',
      withPack(sent, { name: 'other' }),
      ['layers / nginx missing null null', 'layers / other added null null'],
    ],
    [
      'manifest',
      withPack(sent, { manifests: [{ name: 'manifest-0', content: 'b: 3' }] }),
      ['layers / nginx / manifests / manifest-0 / b changed 2 3'],
    ],
    ['unknown member', withPack(sent, { more: [1] }), ['layers / nginx / more added null null']],
    ['dropped variables', { ...sent, spec: { ...sent.spec, variables: null } }, ['variables / x missing null null']],
    [
      'variable',
      { ...sent, spec: { ...sent.spec, variables: [{ name: 'x', defaultValue: '2' }] } },
      ['variables / x / defaultValue changed 1 2'],
    ],
  ])('differs by its %s', (_, found, expected) => {
    const proof = compareProfiles(sent, found);
    expect(differences(proof)).toEqual(expected);
    expect(proof.verdict).toBe('differs');
  });

  it('differs by the order of the layers and of the variables', () => {
    const packs: Pack[] = [{ name: 'a' }, { name: 'b' }, { name: 'b' }];
    const variables: Variable[] = [{ name: 'x' }, { name: 'y' }];
    const one: ProfileDocument = { metadata: { name: 'n' }, spec: { template: { packs }, variables } };
    const other: ProfileDocument = {
      metadata: { name: 'n' },
      spec: { template: { packs: packs.toReversed() }, variables: variables.toReversed() },
    };
    expect(differences(compareProfiles(one, other))).toEqual([
      'layers / order changed null null',
      'variables / order changed null null',
    ]);
  });

  it('differs in a scalar, told by its path', () => {
    const before = 'controller:\n  replicas: 1\n  # why\n  args: [a, b]\nx: |\n  text\n';
    expect(differences(compareValues(before, before.replace('1', '2')))).toEqual([
      'layers / nginx / values / controller.replicas changed 1 2',
    ]);
    expect(differences(compareValues(before, before.replace('1', '"1"')))).toEqual([
      'layers / nginx / values / controller.replicas changed 1 1',
    ]);
    expect(differences(compareValues(before, before.replace(', b', '')))).toEqual([
      'layers / nginx / values / controller.args.1 missing b null',
    ]);
    expect(differences(compareValues(before, before.replace('text', 'other')))).toEqual([
      'layers / nginx / values / x changed null null',
    ]);
    expect(differences(compareValues(before, ''))).toEqual(['layers / nginx / values missing null null']);
  });

  it('differs in a comment or in its layout, told by its line', () => {
    const before = 'a: 1\n# why\nb: 2\n';
    expect(differences(compareValues(before, 'a: 1\nb: 2\n'))).toEqual([
      'layers / nginx / values / line 2 changed null null',
    ]);
    expect(differences(compareValues(before, 'a: 1\n# why not\nb: 2\n'))).toEqual([
      'layers / nginx / values / line 2 changed null null',
    ]);
    expect(differences(compareValues(before, 'a:  1\n# why\nb: 2\n'))).toEqual([
      'layers / nginx / values / line 1 changed null null',
    ]);
    expect(differences(compareValues(before, 'a: 1\n\n# why\nb: 3\n'))).toEqual([
      'layers / nginx / values / b changed 2 3',
    ]);
    expect(differences(compareValues(before, 'a: 1\nb: 3\n'))).toHaveLength(2);
  });

  it('differs by any single character that is changed', () => {
    fc.assert(
      fc.property(
        writtenTexts,
        fc.nat(),
        fc.constantFrom('', 'x', '#', ' ', '\n', '"'),
        fc.boolean(),
        ({ text }, pick, put, isManifest) => {
          const at = pick % text.length;
          const changed = text.slice(0, at) + put + text.slice(at + 1);
          fc.pre(changed.replace(/[\r\n]+$/, '') !== text.replace(/[\r\n]+$/, ''));
          // One asterisk more or less can make a mask, which is told as one.
          fc.pre(findHoles(profileWith(changed)).length <= findHoles(profileWith(text)).length);
          const build = (content: string) => (isManifest ? profileWith('', [content]) : profileWith(content));
          expect(compareProfiles(build(text), build(changed)).verdict).toBe('differs');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is never longer than a line of a list', () => {
    const long = compareValues(`a: ${'x'.repeat(500)}`, `a: ${'y'.repeat(500)}`);
    expect(long.differences[0]?.sent).toHaveLength(80);
    expect(
      compareValues(Array.from({ length: 900 }, (_, at) => `k${at}: 1`).join('\n'), 'k: 2').differences.length,
    ).toBeLessThan(300);
  });

  it('is found in time that grows with the text', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `k${at}: ${at} # c`).join('\n');
    expect(millisecondsOf(() => compareValues(text, text.replaceAll('# c', '# d').replaceAll('1', '2')))).toBeLessThan(
      hangGuard * 2,
    );
  });

  const profiles = sampleProfiles();
  it.skipIf(profiles.length === 0)(
    'is identical for published profiles, and differs after one change (needs the samples folder)',
    () => {
      for (const { name, text } of profiles) {
        const read = readProfile(text);
        if (!read.ok) throw new Error(name);
        expect(compareProfiles(read.value, structuredClone(read.value)).verdict, name).toBe('identical');
        expect(compareProfiles(read.value, withPack(read.value, { tag: 'other' })).verdict, name).toBe('differs');
      }
    },
  );
});

describe('secrets that were sent', () => {
  it('come back masked in any form, which is no difference', () => {
    const sent = 'auth:\n  # who\n  password: "hunter2" # c\n  key: |\n    -----BEGIN KEY-----\n    QUJD\nb: 1\n';
    for (const found of [
      `auth:\n  # who\n  password: ${MASK} # c\n  key: '${MASK}'\nb: 1`,
      `auth:\n  # who\n  password: "${MASK}" # c\n  key: |\n    ${MASK}\nb: 1`,
    ]) {
      const proof = compareValues(sent, found);
      expect(proof.verdict).toBe('identical-except-masked');
      expect(proof.masked).toEqual([
        ['layers', 'nginx', 'values', 'auth.password'],
        ['layers', 'nginx', 'values', 'auth.key'],
      ]);
    }
    expect(compareValues(`a: ${MASK}`, `a: ${MASK}`).verdict).toBe('identical');
    expect(compareValues('a: x\nb: 1', `a: ${MASK}\nb: 2`).verdict).toBe('differs');
    expect(compareValues('b: 1', `a: ${MASK}\nb: 1`).verdict).toBe('differs');
  });

  it('come back masked wherever they were filled in', () => {
    fc.assert(
      fc.property(writtenTexts, fc.array(typedValues, { minLength: 1 }), ({ text }, typed) => {
        const document = profileWith(text);
        const holes = findHoles(document);
        const values = new Map(holes.map((hole, at) => [hole.id, typed[at % typed.length] ?? '']));
        fc.pre(holes.length > 0 && [...values.values()].every((value) => value !== MASK));
        const sent = fillHoles(document, values);
        const proof = sent.ok ? compareProfiles(sent.value, document, holes) : null;
        expect(proof?.masked).toHaveLength(holes.length);
      }),
    );
  });

  it('never appear, whatever came back', () => {
    fc.assert(
      fc.property(writtenTexts, ({ text }) => {
        const document = profileWith(text, [], [{ name: 'v', isSensitive: true, defaultValue: MASK }]);
        const holes = findHoles(document);
        const fill = (value: string) => fillHoles(document, new Map(holes.map((hole) => [hole.id, value])));
        const [sent, found] = [fill('canary: one'), fill('canary: two')];
        if (!sent.ok || !found.ok) throw new Error('not filled');
        const proof = compareProfiles(sent.value, found.value, holes);
        expect(proof.verdict).toBe('differs');
        expect(JSON.stringify(proof)).not.toContain('canary');
      }),
    );
  });

  it('never appear where the server moved, repeated or broke them either', () => {
    const proofOf = (text: string, change: (sent: string) => string, value = 'canary') => {
      const document = profileWith(text);
      const holes = findHoles(document);
      const sent = fillHoles(document, new Map(holes.map((hole) => [hole.id, value])));
      if (!sent.ok) throw new Error('not filled');
      const found = change(sent.value.spec.template.packs?.[0]?.values ?? '');
      return JSON.stringify(compareProfiles(sent.value, profileWith(found), holes));
    };
    expect(proofOf(`a: ${MASK}\nb: 1\n`, () => 'c: x canary y\nb: 2\n')).not.toContain('canary');
    expect(proofOf(`a: ${MASK}\nb: 1\n`, () => 'a: canary\nb: 1\n', '')).not.toContain('canary');
    expect(proofOf(`a: ${MASK}\na: ${MASK}\n`, (sent) => `${sent}z: 1`)).not.toContain('canary');
    expect(proofOf(`a: }\nb: ${MASK}\nc: 1\n`, (sent) => sent.replace('}', 'x'))).not.toContain('canary');
    expect(proofOf(`a: ${MASK}\nb: 1\n`, (sent) => sent.replace('1', '2'))).toContain('"sent":"1","found":"2"');
  });

  it('are not shown beside keys that tell of one', () => {
    const hidden = (sent: string, found: string) =>
      expect(JSON.stringify(compareValues(sent, found))).not.toMatch(/one|two/);
    hidden('password: one', 'password: two');
    hidden('tokens:\n  apiToken: {x: one}', 'tokens:\n  apiToken: {x: two}');
    hidden('env:\n  - name: DB_PASSWORD\n    value: one', 'env:\n  - name: DB_PASSWORD\n    value: two');
    hidden('kind: Secret\ndata:\n  x: one', 'kind: Secret\ndata:\n  x: two');
    hidden('stringData:\n  x: one', 'stringData:\n  x: two');
    hidden('url: https://me:one@host/', 'url: https://me:two@host/');
    hidden(`a: ${MASK}`, 'a: two');
    hidden('# password: one', '# password: two');
    const more = (value: string) => ({ ...profileWith(''), extra: { apiToken: value } });
    expect(differences(compareProfiles(more('one'), more('two')))).toEqual(['extra / apiToken changed null null']);
  });

  it('in variables come back masked; what is literal there is not a secret', () => {
    const compare = (sent: Variable, found: Variable) =>
      compareProfiles(profileWith('', [], [sent]), profileWith('', [], [found]));
    const sensitive = { name: 'v', isSensitive: true };
    expect(compare({ ...sensitive, defaultValue: 'one' }, { ...sensitive, defaultValue: MASK }).masked).toEqual([
      ['variables', 'v', 'defaultValue'],
    ]);
    expect(compare({ ...sensitive, defaultValue: MASK }, { ...sensitive, defaultValue: MASK }).verdict).toBe(
      'identical',
    );
    expect(differences(compare({ ...sensitive, defaultValue: 'one' }, { ...sensitive, defaultValue: '' }))).toEqual([
      'variables / v / defaultValue missing null null',
    ]);
    expect(differences(compare({ name: 'v', defaultValue: 'one' }, { name: 'v', defaultValue: MASK }))).toEqual([
      `variables / v / defaultValue changed one ${MASK}`,
    ]);
    expect(compare({ ...sensitive, defaultValue: 'one' }, { name: 'v', defaultValue: MASK }).verdict).toBe('differs');
  });
});
