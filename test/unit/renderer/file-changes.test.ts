import { describe, expect, it } from 'vitest';
import { fileChanges, sidesOf } from '../../../renderer/documents/changes/file-changes.ts';
import { EditBook } from '../../../renderer/documents/edits/edit-book.ts';
import { masksOfEdited } from '../../../renderer/documents/edits/reading.ts';
import { MASK } from '../../../shared/profile/holes.ts';
import { inspectProfile } from '../../../shared/profile/source/inspect.ts';
import { profileWith } from '../shared/profile/builders.ts';

const values = `a: 1\r\nb: ${MASK}\r\nc: ${MASK}\r\n`;

function bookOf(): EditBook {
  const variables = [
    { name: 'key', isSensitive: true, required: true, defaultValue: MASK },
    { name: 'size', defaultValue: '3' },
  ];
  const book = new EditBook(profileWith(values, ['kind: Secret\n'], variables));
  const { layers } = inspectProfile(book.document());
  book.read(masksOfEdited(layers, book.state(), book.state()));
  return book;
}

function changesOf(book: EditBook, since = book.opened()) {
  return fileChanges(book.document(), since, book.state());
}

describe('what was changed', () => {
  it('is nothing at first, and nothing once everything is taken back', () => {
    const book = bookOf();
    expect(changesOf(book)).toEqual([]);
    book.edited('values/0', [{ start: 0, end: 0, text: '# x\r\n' }]);
    book.changed([{ kind: 'label', key: 'team', value: 'shop-2' }]);
    expect(changesOf(book)).toHaveLength(2);
    book.undo();
    book.undo();
    expect(changesOf(book)).toEqual([]);
  });

  it('shows a typed value as filled, at its place, whatever the line ends', () => {
    const book = bookOf();
    const [b = '', c = ''] = book.holes().map(({ id }) => id);
    book.edited('values/0', [{ start: 0, end: 0, text: '# x\r\n' }]);
    book.typed(b, 'top-secret');
    book.keptEmpty(c, true);
    const [change] = changesOf(book);
    if (change?.kind !== 'text') throw new Error('a text changed');
    const [before, now] = sidesOf(change);
    expect(before).toEqual({ text: values.replaceAll('\r\n', '\n'), marks: [] });
    expect(now.text).toBe('# x\na: 1\nb: [filled]\nc: [kept empty]\n');
    expect(now.marks.map(({ from, to }) => now.text.slice(from, to))).toEqual(['[filled]', '[kept empty]']);
  });

  it('tells a value that was typed anew since the last save from one that is the same', () => {
    const book = bookOf();
    const [b = '', c = ''] = book.holes().map(({ id }) => id);
    book.typed(b, 'one');
    book.typed(c, 'two');
    book.saved();
    expect(changesOf(book, book.lastSaved())).toEqual([]);
    book.typed(c, 'three');
    const [change] = changesOf(book, book.lastSaved());
    if (change?.kind !== 'text') throw new Error('a text changed');
    expect(sidesOf(change).map(({ text }) => text)).toEqual([
      'a: 1\nb: [filled]\nc: [filled]\n',
      'a: 1\nb: [filled]\nc: [filled anew]\n',
    ]);
  });

  it('names what the profile says of itself, without a sensitive default', () => {
    const book = bookOf();
    book.changed([
      { kind: 'version', version: '1.0.1' },
      { kind: 'label', key: 'team', value: null },
      { kind: 'label', key: 'reviewed', value: 'spectro__tag' },
      { kind: 'variable', at: 1, member: 'defaultValue', value: '5' },
      { kind: 'variable', at: 1, member: 'required', value: true },
      { kind: 'variable-added', at: 2, variable: { name: 'zone' } },
    ]);
    book.typed(book.holes().at(-1)?.id ?? '', 'top-secret');
    const told = changesOf(book).map((one) => (one.kind === 'about' ? [one.name, one.before, one.now] : [one.key]));
    expect(told).toEqual([
      ['Version', '1.0.0', '1.0.1'],
      ['Label', 'team: shop', ''],
      ['Label', '', 'reviewed'],
      ['Variable key, default', MASK, 'filled'],
      ['Variable size, default', '3', '5'],
      ['Variable size, required', '', 'yes'],
      ['Variable zone', '', 'added'],
    ]);
    expect(JSON.stringify(told)).not.toContain('top-secret');
    book.changed([{ kind: 'variable-removed', at: 1 }]);
    const names = changesOf(book).map((one) => (one.kind === 'about' ? `${one.name}: ${one.now}` : one.key));
    expect(names).toContain('Variable size: removed');
  });

  it('hides a sensitive default that stands in plain text', () => {
    const book = bookOf();
    book.changed([{ kind: 'variable', at: 0, member: 'defaultValue', value: 'plain-secret' }]);
    expect(changesOf(book)).toMatchObject([{ before: MASK, now: 'hidden' }]);
    book.saved();
    book.changed([{ kind: 'variable', at: 0, member: 'defaultValue', value: 'other-secret' }]);
    expect(changesOf(book, book.lastSaved())).toMatchObject([{ before: 'hidden', now: 'hidden anew' }]);
  });
});
