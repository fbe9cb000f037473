import fc from 'fast-check';
import { MASK } from '../../../../shared/profile/holes.ts';

/** A YAML text whose author is known: where its holes stand, what it means, and what lies around each of them. */
export interface WrittenText {
  readonly text: string;
  readonly holes: readonly WrittenHole[];
  /** What a parser must read, with the given values in place of the holes, in order. */
  readonly meaning: (values: readonly string[]) => unknown;
}

export interface WrittenHole {
  readonly path: readonly (string | number)[];
  /** `absent`: no byte at all behind a colon or a dash. */
  readonly form: 'plain' | 'single-quoted' | 'double-quoted' | 'block' | 'absent';
  /** Everything before and after the bytes of the scalar. */
  readonly before: string;
  readonly after: string;
}

type Form = WrittenHole['form'];
type Node =
  | { readonly kind: 'mask'; readonly form: Form; readonly header: string }
  | { readonly kind: 'absent'; readonly behind: string }
  | { readonly kind: 'text'; readonly source: string; readonly value: unknown }
  | { readonly kind: 'block'; readonly lines: readonly string[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Node])[]; readonly flow: boolean }
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly flow: boolean };

const key = fc.oneof(
  fc.stringMatching(/^k[a-zA-Z0-9]{0,6}$/),
  fc.constantFrom('system.uri', 'a b', 'x-y', 'registry.password', '10', 'http://x'),
);

const texts: readonly (readonly [string, unknown])[] = [
  ['plain', 'plain'],
  ['"quoted # no comment"', 'quoted # no comment'],
  [`"not ${MASK} alone"`, `not ${MASK} alone`],
  [`'${MASK}x'`, `${MASK}x`],
  [`x${MASK}`, `x${MASK}`],
  ["'it''s'", "it's"],
  ['"a \\"b\\" \\\\"', 'a "b" \\'],
  ['"{{ .spectro.macro.one | default \\"1.19.0\\" }}"', '{{ .spectro.macro.one | default "1.19.0" }}'],
  ["'{{.spectro.var.two}}'", '{{.spectro.var.two}}'],
  ['"*******"', '*******'],
  ['"*********"', '*********'],
  ['42', 42],
  ['!!str 42', '42'],
  ['&anchor text', 'text'],
];

const leaf: fc.Arbitrary<Node> = fc.oneof(
  fc.record({
    kind: fc.constant('mask' as const),
    form: fc.constantFrom<Form>('plain', 'single-quoted', 'double-quoted', 'block'),
    header: fc.constantFrom('|', '|-', '|+', '>', '>-', '|2', '>2-', '|-2'),
  }),
  fc.constantFrom(...texts).map(([source, value]): Node => ({ kind: 'text', source, value })),
  fc
    .constantFrom(
      ['some', 'text'],
      [`password: ${MASK}`],
      ['# no comment'],
      ['a', '', 'b'],
      ['{{ if .x }}', 'y', '{{ end }}'],
    )
    .map((lines): Node => ({ kind: 'block', lines })),
);

const absent: fc.Arbitrary<Node> = fc.record({
  kind: fc.constant('absent' as const),
  behind: fc.constantFrom('', '', ' ', '   ', ' &anchored'),
});

function mapOf(leaves: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  return fc.letrec<{ node: Node; map: Node; list: Node }>((tie) => ({
    node: fc.oneof({ maxDepth: 4, depthSize: 'small' }, leaves, tie('map'), tie('list')),
    map: fc.record({
      kind: fc.constant('map' as const),
      entries: fc.uniqueArray(fc.tuple(key, tie('node')), { minLength: 1, maxLength: 5, selector: ([name]) => name }),
      flow: fc.boolean(),
    }),
    list: fc.record({
      kind: fc.constant('list' as const),
      items: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
      flow: fc.boolean(),
    }),
  })).map;
}

/** Texts with masks in every form and place, comments that hold masks too, and either kind of line end. */
export const writtenTexts = textsWith(leaf);

/** Such texts with keys and dashes that have nothing behind them beside the masks. */
export const gappyTexts = textsWith(fc.oneof(leaf, absent, absent));

function textsWith(leaves: fc.Arbitrary<Node>): fc.Arbitrary<WrittenText> {
  return fc
    .record({
      root: mapOf(leaves),
      comments: fc.array(fc.constantFrom('', '', '', ` # ${MASK}`, ' # password: "x"'), { minLength: 1 }),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      closed: fc.boolean(),
    })
    .map(({ root, comments, lineEnd, closed }) => {
      const writer = new Writer(comments, lineEnd);
      writer.block(root, 0, []);
      return writer.written(root, closed);
    });
}

/** `count` of the values, from the front again when they run out. */
export function cycled(values: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => values[at % values.length] ?? '');
}

/** What people paste: passwords full of YAML, certificates, numbers that must stay text, blanks and emoji. */
export const typedValues: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...': #\'"\\{}[]%@*&!|>-?,`~=\t\n a0{{}}é👍'.split('')) }),
    fc
      .array(fc.constantFrom('', 'line', '  indented', '# not a comment', '---', '...', 'key: value', '\ttab', 'x '), {
        maxLength: 6,
      })
      .map((lines) => lines.join('\n')),
    fc.constantFrom(
      ...[
        '',
        ' ',
        'yes',
        'NO',
        'null',
        '~',
        '0123',
        '0x1F',
        '1e3',
        '1_000',
        '12:30:45',
        '2001-12-14',
        '.inf',
        '<<',
        '=',
        '!x',
      ],
      ...[
        ' lead',
        'trail ',
        '\n',
        '\n\n',
        'a\n',
        'a\n\n',
        '\na',
        '\r\n',
        'a\r\nb',
        '\t',
        'a\tb',
        '- a',
        'a: b',
        'a #b',
        '#',
        MASK,
      ],
      ...[
        '\u0085',
        'a\u2028b',
        '\ufeff',
        '\u0007',
        'ümläut',
        '🔑🗝️',
        '"',
        "'",
        '\\',
        '\\n',
        `'"`,
        '%',
        '@',
        '`',
        '*a',
        '&a',
        '{',
        '}',
      ],
      '{{.spectro.macro.token}}',
      'x-{{ .spectro.macro.token | default "a:b" }}',
      `-----BEGIN KEY-----\n${'QUJD'.repeat(16)}\n-----END KEY-----\n`,
      `-----BEGIN KEY-----\n${'QUJD'.repeat(16)}\n-----END KEY-----`,
    ),
  )
  .filter((value) => value.isWellFormed() && !value.includes('\0'));

class Writer {
  #text = '';
  readonly #holes: { path: readonly (string | number)[]; form: Form; start: number; end: number }[] = [];
  readonly #comments: readonly string[];
  #lines = 0;
  readonly #lineEnd: string;

  constructor(comments: readonly string[], lineEnd: string) {
    this.#comments = comments;
    this.#lineEnd = lineEnd;
  }

  written(root: Node, closed: boolean): WrittenText {
    const text = closed ? this.#text : this.#text.slice(0, -this.#lineEnd.length);
    const holes = this.#holes.map(({ path, form, start, end }) => {
      return { path, form, before: text.slice(0, start), after: text.slice(end) };
    });
    return { text, holes, meaning: (values) => meaningOf(root, values[Symbol.iterator]()) };
  }

  block(node: Node, indent: number, path: readonly (string | number)[]): void {
    const pad = ' '.repeat(indent);
    if (node.kind === 'map') {
      for (const [name, child] of node.entries) {
        this.#text += `${pad}${name}:`;
        this.#child(child, indent, [...path, name]);
      }
    } else if (node.kind === 'list') {
      for (const [position, child] of node.items.entries()) {
        this.#text += `${pad}-`;
        this.#child(child, indent, [...path, position]);
      }
    }
  }

  #child(node: Node, indent: number, path: readonly (string | number)[]): void {
    const pad = ' '.repeat(indent + 2);
    if ((node.kind === 'map' || node.kind === 'list') && !node.flow) {
      this.#endLine();
      this.block(node, indent + 2, path);
    } else if (node.kind === 'block') {
      this.#text += ' |';
      this.#endLine();
      for (const line of node.lines) this.#text += `${line === '' ? '' : pad + line}${this.#lineEnd}`;
    } else if (node.kind === 'mask' && node.form === 'block') {
      this.#text += ' ';
      const start = this.#text.length;
      this.#text += node.header;
      this.#endLine();
      this.#text += pad + MASK;
      this.#holes.push({ path, form: 'block', start, end: this.#text.length });
      this.#text += this.#lineEnd;
    } else if (node.kind === 'absent') {
      this.#absent(node.behind, path);
      this.#endLine();
    } else {
      this.#text += ' ';
      this.#flow(node, path);
      this.#endLine();
    }
  }

  #flow(node: Node, path: readonly (string | number)[]): void {
    if (node.kind === 'map') {
      this.#text += '{';
      for (const [at, [name, child]] of node.entries.entries()) {
        this.#text += `${at === 0 ? '' : ', '}"${name}":${child.kind === 'absent' ? '' : ' '}`;
        this.#flow(child, [...path, name]);
      }
      this.#text += '}';
    } else if (node.kind === 'list') {
      this.#text += '[';
      for (const [at, child] of node.items.entries()) {
        this.#text += at === 0 ? '' : ', ';
        // Between two commas nothing can be absent.
        this.#flow(child.kind === 'absent' ? plainMask : child, [...path, at]);
      }
      this.#text += ' ]';
    } else if (node.kind === 'absent') {
      this.#absent(node.behind, path);
    } else if (node.kind === 'mask') {
      const form = node.form === 'block' ? 'plain' : node.form;
      const start = this.#text.length;
      this.#text += form === 'plain' ? MASK : form === 'single-quoted' ? `'${MASK}'` : `"${MASK}"`;
      this.#holes.push({ path, form, start, end: this.#text.length });
    } else this.#text += node.kind === 'block' ? JSON.stringify(`${node.lines.join('\n')}\n`) : node.source;
  }

  /** The value belongs behind the colon, or behind the anchor there; blanks stay behind the value. */
  #absent(behind: string, path: readonly (string | number)[]): void {
    const props = behind.trimEnd();
    this.#text += props;
    this.#holes.push({ path, form: 'absent', start: this.#text.length, end: this.#text.length });
    this.#text += behind.slice(props.length);
  }

  #endLine(): void {
    this.#text += `${this.#comments[this.#lines % this.#comments.length]}${this.#lineEnd}`;
    this.#lines += 1;
  }
}

const plainMask: Node = { kind: 'mask', form: 'plain', header: '|' };

function meaningOf(node: Node, values: Iterator<string>): unknown {
  switch (node.kind) {
    case 'mask':
    case 'absent':
      return values.next().value;
    case 'text':
      return node.value;
    case 'block':
      return `${node.lines.join('\n')}\n`;
    case 'list':
      return node.items.map((item) => meaningOf(item, values));
    case 'map':
      return Object.fromEntries(node.entries.map(([name, child]) => [name, meaningOf(child, values)]));
  }
}
