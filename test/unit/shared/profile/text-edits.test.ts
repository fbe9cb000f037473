import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowed } from '../../../../shared/profile/source/spans.ts';
import {
  composed,
  edited,
  inverse,
  placeAfter,
  sliceAfter,
  type TextEdit,
} from '../../../../shared/profile/text-edits.ts';

const letters = fc.string({ minLength: 0, maxLength: 40 });
const picks = fc.array(fc.tuple(fc.nat(60), fc.nat(8), fc.string({ maxLength: 5 })), { maxLength: 6 });

/** Edits that fit a text, sorted and without overlap. */
function fitting(text: string, chosen: readonly (readonly [number, number, string])[]): readonly TextEdit[] {
  let done = 0;
  return chosen
    .map(([at, length, typed]) => ({ start: at % (text.length + 1), length, typed }))
    .toSorted((a, b) => a.start - b.start)
    .flatMap(({ start, length, typed }) => {
      if (start < done) return [];
      done = Math.min(text.length, start + length) + 1;
      return [{ start, end: done - 1, text: typed }];
    });
}

describe('edits of a text', () => {
  it('become one list that does both', () => {
    fc.assert(
      fc.property(letters, picks, picks, (text, one, other) => {
        const first = fitting(text, one);
        const middle = edited(text, first);
        const then = fitting(middle, other);
        const both = composed(first, then);
        expect(edited(text, both)).toBe(edited(middle, then));
        for (const [at, { start }] of both.entries()) expect(start).toBeGreaterThan(both[at - 1]?.end ?? -1);
      }),
      { numRuns: 2000 },
    );
  });

  it('are taken back by their inverse, through any number of them', () => {
    fc.assert(
      fc.property(letters, fc.array(picks, { maxLength: 5 }), (text, all) => {
        let now = text;
        let way: readonly TextEdit[] = [];
        let back: readonly TextEdit[] = [];
        for (const chosen of all) {
          const edits = fitting(now, chosen);
          back = composed(inverse(now, edits), back);
          way = composed(way, edits);
          now = edited(now, edits);
        }
        expect(edited(text, way)).toBe(now);
        expect(edited(now, back)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('leave nothing once all of them are taken back, whatever equal letters lie beside each other', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(' ', 'a') }), fc.array(picks, { maxLength: 4 }), (text, all) => {
        const backs: (readonly TextEdit[])[] = [];
        let now = text;
        let way: readonly TextEdit[] = [];
        for (const chosen of all) {
          const edits = fitting(now, chosen);
          backs.unshift(inverse(now, edits));
          way = narrowed(text, composed(way, edits));
          now = edited(now, edits);
          expect(edited(text, way)).toBe(now);
        }
        for (const back of backs) way = narrowed(text, composed(way, back));
        expect(way).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('move what they do not touch, and nothing else', () => {
    fc.assert(
      fc.property(letters, letters, picks, (head, tail, chosen) => {
        const text = `${head}\u{1F511}mask\u{1F511}${tail}`;
        const [start, end] = [head.length, text.length - tail.length];
        const edits = fitting(text, chosen);
        const isTouched = edits.some((edit) => edit.start < end && edit.end > start);
        const at = placeAfter(start, end, edits);
        expect(at === null).toBe(isTouched);
        if (at !== null) expect(edited(text, edits).startsWith(text.slice(start, end), at)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('show any stretch of what they make', () => {
    fc.assert(
      fc.property(letters, picks, fc.nat(60), fc.nat(60), (text, chosen, one, other) => {
        const edits = fitting(text, chosen);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect(sliceAfter(text, edits, from, to)).toBe(edited(text, edits).slice(from, to));
      }),
      { numRuns: 2000 },
    );
  });

  it('push a stretch away when they are made at its start, not at its end', () => {
    expect(placeAfter(3, 5, [{ start: 3, end: 3, text: 'ab' }])).toBe(5);
    expect(placeAfter(3, 5, [{ start: 5, end: 5, text: 'ab' }])).toBe(3);
    expect(placeAfter(3, 5, [{ start: 4, end: 4, text: 'ab' }])).toBeNull();
  });
});
