import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawEdits, wholeChipsOnly } from '../../../renderer/editor/editing.ts';
import { EditorOffsets } from '../../../renderer/editor/editor-offsets.ts';
import { edited } from '../../../shared/profile/text-edits.ts';

const piece = fc.constantFrom('a', 'key: ', '\n', '\r\n', '\r\n\r\n', '\u{1F511}', '********');
const anyText = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''));
const oneLineEnds = (text: string) => text.replace(/\r\n?/g, '\n');

describe('an edit in the editor', () => {
  it('is the same edit of the text with its own line ends; what lies around keeps them', () => {
    const change = fc.record({ from: fc.nat(60), length: fc.nat(5), insert: anyText });
    fc.assert(
      fc.property(anyText, fc.array(change, { minLength: 1, maxLength: 4 }), (raw, picks) => {
        const state = EditorState.create({ doc: raw });
        const changes = picks.map(({ from, length, insert }) => {
          const start = from % (state.doc.length + 1);
          return { from: start, to: Math.min(state.doc.length, start + length), insert };
        });
        const apart = changes
          .toSorted((a, b) => a.from - b.from)
          .filter(({ from }, at, all) => at === 0 || from > (all[at - 1]?.to ?? 0));
        const transaction = state.update({ changes: apart });
        const edits = rawEdits(transaction.changes, raw.includes('\r\n') ? raw : '');
        const after = edited(raw, edits);
        expect(oneLineEnds(after)).toBe(transaction.newDoc.toString());
        const [first] = edits;
        if (first !== undefined) expect(after.startsWith(raw.slice(0, first.start))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('writes new lines as the text ends its own', () => {
    const typed = (raw: string) => {
      const { changes } = EditorState.create({ doc: raw }).update({ changes: { from: 1, insert: 'b\nc' } });
      return edited(raw, rawEdits(changes, raw.includes('\r\n') ? raw : ''));
    };
    expect(typed('a\r\nd\r\n')).toBe('ab\r\nc\r\nd\r\n');
    expect(typed('a\nd\n')).toBe('ab\nc\nd\n');
    expect(typed('a')).toBe('ab\nc');
  });

  it('finds its way back from every offset', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const offsets = new EditorOffsets(raw);
        for (let at = 0; at <= oneLineEnds(raw).length; at += 1) expect(offsets.at(offsets.rawAt(at))).toBe(at);
      }),
    );
  });
});

describe('a chip', () => {
  const chip = { from: 3, to: 11 };
  const state = EditorState.create({
    doc: 'a: ******** # b',
    extensions: wholeChipsOnly((_state, from, to) => (chip.from <= to && chip.to >= from ? [chip] : [])),
  });
  const changed = (from: number, to: number, insert = '') =>
    state.update({ changes: { from, to, insert } }).newDoc.toString();

  it('goes as a whole or not at all', () => {
    expect(changed(3, 11)).toBe('a:  # b');
    expect(changed(0, 15, 'x')).toBe('x');
    expect(changed(5, 5, 'x')).toBe(state.doc.toString());
    expect(changed(4, 6)).toBe(state.doc.toString());
    expect(changed(2, 6)).toBe('a:******** # b');
  });

  it('lets be written beside it', () => {
    expect(changed(3, 3, 'x')).toBe('a: x******** # b');
    expect(changed(11, 11, 'x')).toBe('a: ********x # b');
  });
});
