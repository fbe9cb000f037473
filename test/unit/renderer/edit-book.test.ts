import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditBook } from '../../../renderer/documents/edits/edit-book.ts';
import { masksOfEdited } from '../../../renderer/documents/edits/reading.ts';
import { fillHoles } from '../../../shared/profile/fill-holes.ts';
import { sameValue } from '../../../shared/profile/source/changes.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import { applyEdits } from '../../../shared/profile/source/edits.ts';
import { inspectProfile } from '../../../shared/profile/source/inspect.ts';
import { changesIn, keptEditsSchema } from '../../../shared/profile/source/kept-edits.ts';
import { openSource, type ProfileSource } from '../../../shared/profile/source/profile-source.ts';
import { secretFixEdits } from '../../../shared/profile/source/secret-fixes.ts';
import { findSecrets } from '../../../shared/profile/source/secret-guard.ts';
import { textsOf } from '../../../shared/profile/texts.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';
import { anyFormatting, anyProfile, jsonFile, typedText } from '../shared/profile-source/files.ts';

function source(text = paymentsExport()): ProfileSource {
  const opened = openSource(text);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.value;
}

/** A book that has read every text once. */
function bookOf({ document }: ProfileSource): EditBook {
  const book = new EditBook(document);
  readAll(book);
  return book;
}

function readAll(book: EditBook): ReadonlyMap<string, string> {
  const layers = inspectProfile(book.document()).layers;
  return book.read(masksOfEdited(layers, book.state(), book.state()));
}

/** The file that saving writes. */
function saved(opened: ProfileSource, book: EditBook): string {
  const written = book.written();
  const after = written.ok ? applyEdits(opened, written.value.edits) : written;
  if (!after.ok) throw new Error(JSON.stringify(after.problem));
  return after.value.text;
}

const token = (book: EditBook) => book.holes()[0]?.id ?? '';
const vault = 'values/3';
const at = (book: EditBook, words: string) => book.text(vault)?.text.indexOf(words) ?? -1;

describe('the edits of a file', () => {
  it('give values to a layer that has none in the file; taken back, the file is the one that was opened', () => {
    const file = paymentsExport().replace(/"values": "mtu: 1440\\n",\s*/, '');
    const opened = source(file);
    const calico = 'values/2';
    expect(opened.document.spec.template.packs?.[2]).not.toHaveProperty('values');
    const book = bookOf(opened);
    expect(book.text(calico)?.text).toBe('');
    book.edited(calico, [{ start: 0, end: 0, text: "mtu: '********'\n" }]);
    readAll(book);
    book.typed(
      book.holes().find(({ where }) => where.kind === 'scalar' && where.layer === 'cni-calico')?.id ?? '',
      'jumbo',
    );
    const after = source(saved(opened, book));
    expect(after.document.spec.template.packs?.[2]?.values).toBe("mtu: 'jumbo'\n");
    expect(after.text.replace(/,\s*"values": "mtu: 'jumbo'\\n"/, '')).toBe(file);

    const again = bookOf(opened);
    again.restored(keptEditsSchema.parse(book.kept()));
    readAll(again);
    expect(saved(opened, again)).toBe(after.text);

    for (let steps = 0; book.canUndo; steps += 1) {
      expect(steps).toBeLessThan(3);
      book.undo();
    }
    expect(book.document()).toBe(opened.document);
    expect(saved(opened, book)).toBe(file);
  });

  it('take the letters of one visit to a field as one step; undo and redo lead through them', () => {
    const book = bookOf(source());
    const [first = '', second = ''] = book.holes().map(({ id }) => id);
    book.typed(first, 's');
    book.typed(first, 'se');
    book.left();
    book.typed(first, 'sec');
    book.keptEmpty(second, true);
    expect([...book.values().values()]).toEqual(['sec', '']);
    expect(book.undo()).toEqual({ kind: 'hole', hole: second });
    expect(book.undo()).toEqual({ kind: 'hole', hole: first });
    expect(book.values().get(first)).toBe('se');
    expect(book.undo()).toEqual({ kind: 'hole', hole: first });
    expect(book.values().size).toBe(0);
    expect(book.undo()).toBeNull();
    expect(book.redo()).toEqual({ kind: 'hole', hole: first });
    expect(book.values().get(first)).toBe('se');
    book.typed(second, 'x');
    expect(book.canRedo).toBe(false);
  });

  it('take letters that follow each other in a text as one step, and show where', () => {
    const opened = source();
    const book = bookOf(opened);
    const end = at(book, ':8200');
    book.edited(vault, [{ start: end, end, text: '.' }]);
    book.edited(vault, [{ start: end + 1, end: end + 1, text: 'x' }], true);
    book.edited(vault, [{ start: 0, end: 0, text: '# first\n' }]);
    expect(saved(opened, book)).toBe(
      paymentsExport().replace(':8200', '.x:8200').replace('# presets: ha', '# first\\n# presets: ha'),
    );
    expect(book.undo()).toEqual({ kind: 'text', key: vault, at: 0 });
    expect(book.undo()).toEqual({ kind: 'text', key: vault, at: end });
    expect(book.isChanged).toBe(false);
    book.redo();
    expect(saved(opened, book)).toBe(paymentsExport().replace(':8200', '.x:8200'));
  });

  it('leave a typed value with its mask when the text around changes, also its key', () => {
    const opened = source();
    const book = bookOf(opened);
    book.typed(token(book), 'root');
    const before = token(book);
    const key = at(book, 'token');
    book.edited(vault, [
      { start: 0, end: 0, text: '# a line\n' },
      { start: key, end: key + 5, text: 'rootToken' },
    ]);
    const renamed = readAll(book);
    expect(renamed.get(before)).toBe(token(book));
    expect(token(book)).toContain('rootToken');
    expect(book.values().get(token(book))).toBe('root');
    expect(book.text(vault)?.text).not.toContain("'root'");
    expect(saved(opened, book)).toContain("rootToken: 'root'   # set by hand");
  });

  it('lose a value with its mask and bring both back; a mask in a comment is not filled', () => {
    const opened = source();
    const book = bookOf(opened);
    book.typed(token(book), 'root');
    const start = at(book, "'********'");
    book.edited(vault, [{ start, end: start + 10, text: '' }]);
    expect(book.values().size).toBe(0);
    expect(saved(opened, book)).toBe(paymentsExport().replace("'********'", ''));
    book.undo();
    expect(book.values().get(token(book))).toBe('root');
    const line = at(book, '      token');
    book.edited(vault, [{ start: line, end: line, text: '#' }]);
    readAll(book);
    expect(book.values().size).toBe(0);
    expect(saved(opened, book)).toBe(paymentsExport().replace('      token', '#      token'));
    book.undo();
    readAll(book);
    expect(saved(opened, book)).toBe(paymentsExport().replace("'********'", "'root'"));
  });

  it('keep the masks that were found since when a typed value is taken back', () => {
    const book = bookOf(source());
    const end = book.text(vault)?.length ?? 0;
    book.edited(vault, [{ start: end, end, text: 'more: ********\n' }]);
    book.typed(token(book), 'root');
    readAll(book);
    expect(book.holes()).toHaveLength(4);
    book.undo();
    expect(book.holes()).toHaveLength(4);
    expect(book.values().size).toBe(0);
  });

  it('are changed only against what was saved, across saves', () => {
    const opened = source();
    const book = bookOf(opened);
    book.typed(token(book), 'root');
    book.changed([{ kind: 'version', version: '0.9.2' }]);
    expect(book.isChanged).toBe(true);
    book.saved();
    expect(book.isChanged).toBe(false);
    readAll(book);
    expect(book.isChanged).toBe(false);
    expect(book.undo()).toEqual({ kind: 'about', member: 'version', which: null });
    expect(book.isChanged).toBe(true);
    book.undo();
    expect(saved(opened, book)).toBe(paymentsExport());
    expect(book.isChanged).toBe(true);
    book.redo();
    book.redo();
    expect(book.isChanged).toBe(false);
  });

  it('change metadata and variables, each one step unless it is said otherwise', () => {
    const opened = source();
    const book = bookOf(opened);
    book.changed([{ kind: 'name', name: 'p' }], 'name');
    book.changed([{ kind: 'name', name: 'payments' }], 'name');
    book.changed([{ kind: 'label', key: 'team', value: null }]);
    book.changed([{ kind: 'variable-removed', at: 0 }]);
    book.changed([{ kind: 'variable', at: 0, member: 'displayName', value: 'Licence key' }]);
    book.changed([{ kind: 'variable-added', at: 1, variable: { name: 'domain', format: 'string' } }]);
    const licence = book.holes().at(-1)?.id ?? '';
    book.typed(licence, 'L-1');
    const { metadata, spec } = source(saved(opened, book)).document;
    expect(metadata).toMatchObject({ name: 'payments', labels: { reviewed: 'spectro__tag' } });
    expect(spec.variables).toMatchObject([
      { name: 'licence', displayName: 'Licence key', defaultValue: 'L-1' },
      { name: 'domain' },
    ]);
    expect(book.document().spec.variables?.[0]?.defaultValue).toBe('********');
    for (let step = 0; step < 5; step += 1) book.undo();
    expect(book.document().metadata.name).toBe('payments');
    book.undo();
    expect(book.canUndo).toBe(false);
    expect(saved(opened, book)).toBe(paymentsExport());
  });

  it('are refused when a typed value cannot be written, and drop what does not fit the text', () => {
    const book = bookOf(source());
    book.edited(vault, [{ start: 100_000, end: 100_001, text: '' }]);
    book.edited('values/77', [{ start: 0, end: 0, text: 'x' }]);
    expect(book.canUndo).toBe(false);
    book.typed(token(book), 'a\0b');
    expect(book.written()).toMatchObject({ ok: false, problem: { kind: 'value-unusable' } });
  });
});

describe('answers to the question about secrets', () => {
  function fixed(fix: 'mask' | 'variable') {
    const opened = source();
    const book = bookOf(opened);
    const start = at(book, 'pack:');
    book.edited(vault, [{ start, end: start, text: 'adminPassword: plain-Word9-first\n' }]);
    readAll(book);
    for (const { id } of book.holes()) book.typed(id, 'typed-Word9-secret');
    book.left();
    const written = book.written();
    if (!written.ok) throw new Error(written.problem.kind);
    const hits = findSecrets(
      written.value.document,
      inspectProfile(opened.document).layers.flatMap(({ holes }) => holes),
    );
    const fixes = secretFixEdits(
      written.value.document,
      hits.map((hit) => ({ hit, fix })),
    );
    const before = saved(opened, book);
    const expected = applyEdits(source(before), fixes);
    if (!expected.ok) throw new Error(expected.problem.kind);
    book.fixed(fixes);
    return { opened, book, before, hits, expected: expected.value.document };
  }

  it('mask what they name, take typed values back, and are one step', () => {
    const { opened, book, before, hits } = fixed('mask');
    expect(hits.length).toBeGreaterThanOrEqual(4);
    const after = saved(opened, book);
    expect(after).not.toContain('Word9');
    expect(after).toContain("token: '********'   # set by hand");
    expect(book.values().size).toBe(0);
    book.undo();
    expect(saved(opened, book)).toBe(before);
  });

  it('are taken back after a save that failed, unless something was typed meanwhile: then the letters stay', () => {
    const { opened, book, before } = fixed('mask');
    const begun = book.state();
    readAll(book);
    expect(book.undoSince(begun)).toBe(true);
    expect(saved(opened, book)).toBe(before);

    book.redo();
    const start = at(book, 'pack:');
    book.edited(vault, [{ start, end: start, text: 'typed: meanwhile\n' }]);
    expect(book.undoSince(begun)).toBe(false);
    expect(saved(opened, book)).toContain('typed: meanwhile');
    expect(saved(opened, book)).not.toContain('Word9');
  });

  it('put variables in the places of plain and of typed values alike', () => {
    const { opened, book, before, expected } = fixed('variable');
    const after = saved(opened, book);
    expect(after).not.toContain('Word9');
    expect(sameValue(source(after).document, expected)).toBe(true);
    book.undo();
    expect(saved(opened, book)).toBe(before);
    book.redo();
    expect(saved(opened, book)).toBe(after);
  });
});

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      pick: fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
      text: typedText,
      goesOn: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fill' as const), which: fc.nat(1000), text: typedText }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('empty' as const), which: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('about' as const), which: fc.nat(1000), text: typedText }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('undo' as const, 'redo' as const, 'read' as const, 'left' as const, 'save' as const),
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function aboutEdit(which: number, text: string, count: number): ProfileEdit {
  const kinds: readonly ProfileEdit[] = [
    { kind: 'name', name: text },
    { kind: 'version', version: text },
    { kind: 'description', description: text },
    { kind: 'label', key: 'abc'[which % 3] ?? 'a', value: which % 2 === 0 ? text : null },
    {
      kind: 'variable-added',
      at: which % (count + 1),
      variable: { name: text, isSensitive: true, defaultValue: '********' },
    },
    ...(count === 0
      ? []
      : [
          { kind: 'variable', at: which % count, member: 'description', value: text } as const,
          { kind: 'variable-removed', at: which % count } as const,
          { kind: 'variable-member-removed', at: which % count, member: 'defaultValue' } as const,
        ]),
  ];
  return kinds[which % kinds.length] ?? { kind: 'name', name: text };
}

function perform(book: EditBook, one: Act): void {
  switch (one.kind) {
    case 'edit': {
      const texts = [...book.state().texts.entries()];
      const [key, { text }] = texts[(one.pick[0] ?? 0) % texts.length] ?? ['', { text: '' }];
      const ends = one.pick.slice(1).map((pick) => pick % (text.length + 1));
      const [start, end] = [Math.min(...ends), Math.max(...ends)];
      if ([start, end].some((offset) => offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff)) return;
      book.edited(key, [{ start, end, text: one.text }], one.goesOn);
      return;
    }
    case 'fill':
    case 'empty': {
      const hole = book.holes()[one.which % Math.max(1, book.holes().length)];
      if (hole === undefined) return;
      if (one.kind === 'fill') book.typed(hole.id, one.text);
      else book.keptEmpty(hole.id, true);
      return;
    }
    case 'about': {
      const count = book.document().spec.variables?.length ?? 0;
      book.changed([aboutEdit(one.which, one.text, count)], one.which % 2 === 0 ? 'typing' : null);
      return;
    }
    case 'read':
      readAll(book);
      return;
    case 'save':
      book.saved();
      return;
    default:
      book[one.kind]();
  }
}

describe('any edits of any file', () => {
  const files = fc.tuple(anyProfile, anyFormatting).map(([profile, formatting]) => jsonFile(profile, formatting));

  it('are written as they are shown, byte for byte elsewhere; undoing all of them gives the opened bytes', () => {
    fc.assert(
      fc.property(files, fc.array(act, { maxLength: 25 }), (text, acts) => {
        const opened = source(text);
        fc.pre(textsOf(opened.document).every((one) => one.text.isWellFormed() && !one.text.includes('\0')));
        const book = bookOf(opened);
        let onDisk = text;
        for (const one of acts) {
          perform(book, one);
          const written = book.written();
          if (!written.ok) throw new Error(written.problem.kind);
          const after = applyEdits(opened, written.value.edits);
          if (!after.ok) throw new Error(`${JSON.stringify(after.problem)} ${JSON.stringify(written.value.edits)}`);
          expect(sameValue(after.value.document, written.value.document)).toBe(true);
          if (one.kind === 'save') onDisk = after.value.text;
          if (!book.isChanged) expect(after.value.text).toBe(onDisk);
        }
        readAll(book);
        const filled = fillHoles(book.document(), book.values());
        const written = book.written();
        expect(filled.ok && written.ok && sameValue(filled.value, written.value.document)).toBe(true);
        while (book.canUndo) book.undo();
        expect(saved(opened, book)).toBe(text);
        expect(book.isChanged).toBe(onDisk !== text);
      }),
      { numRuns: 300 },
    );
  });

  it('come back after a crash as they were, and undo leads from there to the opened bytes', () => {
    fc.assert(
      fc.property(files, fc.array(act, { maxLength: 15 }), (text, acts) => {
        const opened = source(text);
        fc.pre(textsOf(opened.document).every((one) => one.text.isWellFormed() && !one.text.includes('\0')));
        const book = bookOf(opened);
        for (const one of acts) perform(book, one);
        const kept = keptEditsSchema.parse(JSON.parse(JSON.stringify(book.kept())));
        const again = new EditBook(opened.document);
        again.restored(kept);
        readAll(again);
        readAll(book);
        expect(saved(opened, again)).toBe(saved(opened, book));
        expect([...again.values()]).toEqual([...book.values()]);
        expect(again.isChanged).toBe(changesIn(kept) > 0);
        while (again.canUndo) again.undo();
        expect(saved(opened, again)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('come back the same by redo as they went by undo', () => {
    fc.assert(
      fc.property(files, fc.array(act, { maxLength: 15 }), (text, acts) => {
        const opened = source(text);
        fc.pre(textsOf(opened.document).every((one) => one.text.isWellFormed() && !one.text.includes('\0')));
        const book = bookOf(opened);
        for (const one of acts) perform(book, one);
        const before = saved(opened, book);
        let steps = 0;
        for (; book.canUndo; steps += 1) book.undo();
        for (; steps > 0; steps -= 1) book.redo();
        expect(saved(opened, book)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  it('come back with the very bytes among equal letters too, where other edits would make the same text', () => {
    const values = 'aaaa aaaa: ******** aaa\n';
    const spelled = [...values].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    const pack = `{"name":"p","values":"${spelled}"}`;
    const text = `{"metadata":{"name":"n"},"spec":{"template":{"packs":[${pack}]}}}`;
    const letters = fc.record({
      kind: fc.constant('edit' as const),
      pick: fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }),
      text: fc.constantFrom('', 'a', '*'),
      goesOn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(letters, act), { maxLength: 12 }), (acts) => {
        const opened = source(text);
        const book = bookOf(opened);
        for (const one of acts) perform(book, one);
        const before = saved(opened, book);
        let steps = 0;
        for (; book.canUndo; steps += 1) book.undo();
        expect(saved(opened, book)).toBe(text);
        for (; steps > 0; steps -= 1) book.redo();
        expect(saved(opened, book)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});
