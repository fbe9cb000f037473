import fc from 'fast-check';
import { stringify } from 'yaml';

/** A number as its author wrote it, which JSON.parse would forget. */
class Verbatim {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

const awkward = fc.constantFrom(
  '',
  ' ',
  'ends with a blank ',
  'a: b # c',
  '{{.spectro.macro.one}}',
  '<a href="x">&</a>',
  'C:\\new\\table',
  'line one\r\nline two\r\n',
  '\n\nstarts late',
  'é ü 漢字 🚢',
  '\u2028 \u2029 \u0085 \u007f \ufeff',
  '\\u003c is no escape \\\\',
  'tab\tand/slash',
  '********',
);
const words = fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 30 }));
const lines = fc
  .array(fc.oneof(fc.constantFrom('a: 1', '  b: "<c>"', '# note', '', 'd: |', '  e', 'f: ********', "g: 'é'"), words), {
    maxLength: 8,
  })
  .map((parts) => parts.join('\n'));
export const anyText = fc.oneof(words, lines);
/** What a person can type: all but NUL and halves of surrogate pairs. */
export const typedText = anyText.map((text) => text.replaceAll('\0', '').toWellFormed());

const unknown = fc.oneof(
  fc
    .constantFrom('1.0', '1e3', '12345678901234567890', '-0', '0.10', 'true', 'null')
    .map((source) => new Verbatim(source)),
  fc.constantFrom([], {}, [[]], [{ x: [new Verbatim('2.50')] }], 'text'),
);

const pack = fc.record(
  {
    name: words,
    values: anyText,
    version: words,
    isHidden: unknown,
    manifests: fc.array(fc.record({ name: words, content: anyText }), { maxLength: 2 }),
  },
  { requiredKeys: ['name', 'values'] },
);
const variable = fc.record(
  { name: words, defaultValue: words, isSensitive: fc.boolean(), 'x-unknown': unknown },
  { requiredKeys: ['name'] },
);
export const anyProfile = fc.record({
  'x-first': unknown,
  metadata: fc.record({
    name: words,
    description: words,
    labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), words, { maxKeys: 3 }),
  }),
  spec: fc.record({
    version: fc.constantFrom('1.0.0', '2.10.3-rc.1'),
    template: fc.record({ type: fc.constant('add-on'), packs: fc.array(pack, { minLength: 1, maxLength: 3 }) }),
    variables: fc.array(variable, { maxLength: 3 }),
  }),
});

/** How a writer of JSON may write the same thing. */
export interface Formatting {
  readonly indent: string;
  readonly lineEnd: string;
  readonly colon: string;
  readonly escapes: 'least' | 'html' | 'ascii' | 'ascii-upper' | 'slashes' | 'all';
  readonly mark: string;
  readonly end: string;
}

export const anyFormatting: fc.Arbitrary<Formatting> = fc.record({
  indent: fc.constantFrom('', '', '  ', '    ', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  colon: fc.constantFrom(':', ': ', ' : '),
  escapes: fc.constantFrom('least', 'html', 'ascii', 'ascii-upper', 'slashes', 'all'),
  mark: fc.constantFrom('', '', '\uFEFF'),
  end: fc.constantFrom('', '\n', '\r\n\r\n', '  '),
});

/** A JSON file of a value in that formatting. */
export function jsonFile(value: unknown, formatting: Formatting): string {
  return formatting.mark + part(value, formatting, '') + formatting.end;
}

function part(value: unknown, formatting: Formatting, indent: string): string {
  if (value instanceof Verbatim) return value.source;
  if (typeof value === 'string') return literal(value, formatting);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = indent + formatting.indent;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => part(item, formatting, inner))
    : Object.entries(value).map(
        ([key, item]) => literal(key, formatting) + formatting.colon + part(item, formatting, inner),
      );
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  if (formatting.indent === '') return `${open}${parts.join(',')}${close}`;
  const { lineEnd } = formatting;
  return `${open}${lineEnd}${inner}${parts.join(`,${lineEnd}${inner}`)}${lineEnd}${indent}${close}`;
}

function literal(text: string, { escapes }: Formatting): string {
  const hex = (character: string) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${escapes === 'ascii-upper' ? code.toUpperCase() : code}`;
  };
  const plain = JSON.stringify(text);
  switch (escapes) {
    case 'least':
      return plain;
    case 'html':
      return plain.replace(/[<>&\u2028\u2029]/g, hex);
    case 'slashes':
      return plain.replaceAll('/', '\\/');
    case 'ascii':
    case 'ascii-upper':
      return plain.replace(/[\u007f-\uffff]/g, hex);
    case 'all':
      return `"${Array.from({ length: text.length }, (_, i) => hex(text[i] ?? '')).join('')}"`;
  }
}

/** The same profile as YAML, in several writers' manners. */
export const anyYamlManner = fc.constantFrom(
  { lineWidth: 0 },
  { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' as const, defaultKeyType: 'PLAIN' as const },
  { lineWidth: 0, singleQuote: true, blockQuote: 'literal' as const },
  { lineWidth: 40, indent: 4 },
  { lineWidth: 60, indentSeq: false, blockQuote: 'folded' as const },
);

export function yamlFile(value: unknown, manner: object): string {
  const numbers = (_: unknown, item: unknown) => (item instanceof Verbatim ? Number(item.source) || 0 : item);
  return stringify(JSON.parse(JSON.stringify(value, numbers)), { ...manner, aliasDuplicateObjects: false });
}
