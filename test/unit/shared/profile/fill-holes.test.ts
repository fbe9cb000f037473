import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import type { ProfileDocument } from '../../../../shared/profile/document.ts';
import { fillHoles, unfitForYaml } from '../../../../shared/profile/fill-holes.ts';
import { findHoles } from '../../../../shared/profile/find-holes.ts';
import { MASK } from '../../../../shared/profile/holes.ts';
import { hangGuard, millisecondsOf, profileWith, sampleTexts, valuesOf } from './builders.ts';
import { cycled, typedValues, writtenTexts } from './yaml-texts.ts';

function filled(document: ProfileDocument, ...values: readonly string[]): ProfileDocument {
  const holes = findHoles(document).slice(0, values.length);
  const result = fillHoles(document, new Map(holes.map((hole, at) => [hole.id, values[at] ?? ''])));
  if (!result.ok) throw new Error(result.problem.kind);
  return result.value;
}

function filledText(text: string, ...values: readonly string[]): string {
  return valuesOf(filled(profileWith(text), ...values));
}

const versions = ['1.1', '1.2'] as const;

describe('a person fills in what Palette masked', () => {
  it('and the line keeps its comment, its quotes and its neighbours', () => {
    expect(filledText(`a: '${MASK}' # old\nb: 1\n`, "it's")).toBe("a: 'it''s' # old\nb: 1\n");
    expect(filledText(`a: "${MASK}"\r\nb: 1\r\n`, 'say "hi"\t')).toBe('a: "say \\"hi\\"\\t"\r\nb: 1\r\n');
    expect(filledText(`a: ${MASK}`, 'hunter2')).toBe('a: hunter2');
    expect(filledText(`{a: ${MASK}, b: [${MASK}]}`, 'x', 'y, z')).toBe("{a: x, b: ['y, z']}");
  });

  it('and a plain value gets quotes only where it would read as something else', () => {
    for (const value of [
      'yes',
      'NULL',
      'e0',
      '0123',
      '1e3',
      '12:30',
      '~',
      '<<',
      '=',
      '*a',
      '&a',
      '',
      ' x',
      'a: b',
      'a #b',
      '%',
      '@',
    ]) {
      const text = filledText(`a: ${MASK}\n`, value);
      expect(text).toBe(`a: '${value}'\n`);
      for (const version of versions) expect(parse(text, { version })).toEqual({ a: value });
    }
  });

  it('and a certificate keeps its block, its indentation and its line ends', () => {
    const pem = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n';
    expect(filledText(`tls:\r\n    cert: |\r\n        ${MASK}\r\n    on: true\r\n`, pem)).toBe(
      'tls:\r\n    cert: |\r\n        -----BEGIN CERTIFICATE-----\r\n        QUJD\r\n        -----END CERTIFICATE-----\r\n    on: true\r\n',
    );
    expect(filledText(`cert: | # of the shop\n  ${MASK}`, pem.trimEnd())).toBe(
      'cert: |- # of the shop\n  -----BEGIN CERTIFICATE-----\n  QUJD\n  -----END CERTIFICATE-----',
    );
    expect(filledText(`cert: >-\n  ${MASK}\n`, 'one line')).toBe('cert: >-\n  one line\n');
    expect(filledText(`cert: >-\n  ${MASK}\n`, 'two\nlines')).toBe('cert: |-\n  two\n  lines\n');
    expect(filledText(`cert: "${MASK}"\n`, 'two\nlines')).toBe('cert: "two\\nlines"\n');
  });

  it('and what no block scalar can hold safely goes into quotes in its place', () => {
    expect(filledText(`a: | # note\n  ${MASK}\nb: 1\n`, '  indented')).toBe('a: "  indented" # note\nb: 1\n');
    expect(filledText(`a: |+\n  ${MASK}\n\nb: 1\n`, 'x\n\n')).toBe('a: "x\\n\\n"\n\nb: 1\n');
    expect(filledText(`--- |\n${MASK}\n`, 'a\n---\nb\n')).toBe('--- "a\\n---\\nb\\n"\n');
  });

  it('and a macro stays readable', () => {
    const macro = '{{ .spectro.macro.token | default "x\\y" }}';
    expect(filledText(`a: "${MASK}"\n`, macro)).toBe(`a: '${macro}'\n`);
    expect(filledText(`a: "${MASK}"\n`, '{{.spectro.macro.token}}')).toBe('a: "{{.spectro.macro.token}}"\n');
    expect(filledText(`a: ${MASK}\n`, '{{.spectro.macro.token}}')).toBe("a: '{{.spectro.macro.token}}'\n");
  });

  it('and the default of a variable becomes the value itself, its place among the members kept', () => {
    const document = profileWith(
      '',
      [],
      [
        { name: 'token', defaultValue: MASK, isSensitive: true, format: 'string' },
        { name: 'pin', isSensitive: true, required: true },
      ],
    );
    const variables = filled(document, ': #', '0123').spec.variables;
    expect(JSON.stringify(variables)).toBe(
      '[{"name":"token","defaultValue":": #","isSensitive":true,"format":"string"},{"name":"pin","isSensitive":true,"required":true,"defaultValue":"0123"}]',
    );
    expect(document.spec.variables?.[0]?.defaultValue).toBe(MASK);
  });

  it('and reads back exactly what was typed, whatever the text and the value', () => {
    fc.assert(
      fc.property(writtenTexts, fc.array(typedValues, { minLength: 1 }), ({ text, holes, meaning }, typed) => {
        const values = cycled(typed, holes.length);
        const result = filledText(text, ...values);
        for (const version of versions) {
          const document = parseDocument(result, { version, uniqueKeys: false });
          expect(document.errors).toEqual([]);
          expect(JSON.stringify(document.toJS({ maxAliasCount: -1 }))).toBe(JSON.stringify(meaning(values)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('and changes no byte but those of the scalar', () => {
    fc.assert(
      fc.property(writtenTexts, typedValues, fc.nat(), ({ text, holes }, value, pick) => {
        fc.pre(holes.length > 0);
        const at = pick % holes.length;
        const hole = holes[at];
        const id = findHoles(profileWith(text))[at]?.id ?? '';
        const result = fillHoles(profileWith(text), new Map([[id, value]]));
        const after = result.ok ? valuesOf(result.value) : '';
        expect(after.startsWith(hole?.before ?? '?')).toBe(true);
        expect(after.endsWith(hole?.after ?? '?')).toBe(true);
        expect(after.length).toBeGreaterThanOrEqual((hole?.before.length ?? 0) + (hole?.after.length ?? 0));
        const middle = after.slice(hole?.before.length, after.length - (hole?.after.length ?? 0));
        // A block scalar's header line may carry a comment, which stays.
        const comment = / #.*$/m.exec(text.slice(hole?.before.length, text.length - (hole?.after.length ?? 0)))?.[0];
        if (comment !== undefined) expect(middle).toContain(comment.trimEnd());
      }),
      { numRuns: 400 },
    );
  });

  it('and nothing at all changes where nothing was filled', () => {
    fc.assert(
      fc.property(writtenTexts, ({ text }) => {
        const document = profileWith(text);
        const result = fillHoles(document, new Map());
        expect(result.ok && result.value).toBe(document);
      }),
    );
  });

  it('in the real texts too, planted anywhere between two lines', () => {
    for (const { name, text } of sampleTexts()) {
      const planted = `${text.trimEnd()}\n---\na: ${MASK}\nb: |\n  ${MASK}\n`;
      const result = filledText(planted, 'x: #', 'one\ntwo');
      expect(result, name).toBe(`${text.trimEnd()}\n---\na: 'x: #'\nb: |-\n  one\n  two\n`);
    }
  });

  it('even where a broken line leaves no path', () => {
    expect(filledText(`a: "open\nb: ${MASK}\nc: |\n  ${MASK}\n`, 'x: y', 'one\ntwo')).toBe(
      `a: "open\nb: 'x: y'\nc: |-\n  one\n  two\n`,
    );
  });
});

describe('what cannot be filled', () => {
  it('is a value that neither YAML nor Palette can carry', () => {
    expect(unfitForYaml('a\0b')).toBe('nul');
    expect(unfitForYaml('a\uD800')).toBe('lone-surrogate');
    expect(unfitForYaml('👍\n\t: ok')).toBe(null);
    const document = profileWith(`a: ${MASK}`);
    const result = fillHoles(document, new Map([[findHoles(document)[0]?.id ?? '', 'a\0b']]));
    expect(!result.ok && result.problem).toEqual({ kind: 'value-unusable', reason: 'nul' });
  });

  it('is a hole that the document does not have', () => {
    const result = fillHoles(profileWith('a: 1'), new Map([['["values","nginx",0,"a"]', 'x']]));
    expect(!result.ok && result.problem).toEqual({ kind: 'edit-outdated', layer: 'nginx' });
  });
});

it('many holes are filled in time that grows with the text', () => {
  const document = profileWith(Array.from({ length: 20_000 }, (_, at) => `k${at}: ${MASK}`).join('\n'));
  const values = new Map(findHoles(document).map((hole) => [hole.id, 'a: b']));
  expect(values.size).toBe(20_000);
  expect(millisecondsOf(() => fillHoles(document, values))).toBeLessThan(hangGuard);
});
