import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AnswerBook } from '../../../renderer/transfer/answer-book.ts';
import { typedFor } from '../../../renderer/transfer/decisions.ts';
import { plannerOf } from '../../../renderer/transfer/planners.ts';
import { sheetText } from '../../../renderer/transfer/sheet-text.ts';
import { deskOf } from '../../../renderer/transfer/text-desk.ts';
import { textAt } from '../../../shared/profile/texts.ts';
import { decisionsSchema } from '../../../shared/transfer/decision.ts';
import type { TransferMaterial } from '../../../shared/transfer/plan.ts';
import { writtenTexts } from '../shared/profile/yaml-texts.ts';
import { material, pack } from '../shared/transfer/material.ts';

const nginx = { kind: 'values', pack: 0 } as const;
const redis = { kind: 'values', pack: 1 } as const;
const holeOf = (layer: string, ...keys: readonly string[]) => JSON.stringify(['values', layer, 0, ...keys]);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(values: string, other = 'b: 2\n') {
  const of = material({ packs: [pack('nginx', { values }), pack('redis', { values: other })] });
  const book = new AnswerBook();
  const desk = deskOf(book, 't');
  desk.given(of);
  const typed = (find: string, put: string, goesOn = false, address: typeof nginx | typeof redis = nginx) => {
    const start = desk.text(address).indexOf(find);
    desk.edited(address, [{ start, end: start + find.length, text: put }], goesOn);
  };
  const filled = (hole: string, value: string) => {
    desk.replaced(hole, book.of('t').find((one) => 'hole' in one && one.hole === hole) ?? null, false);
    book.decided('t', [], { kind: 'fill', hole, value });
  };
  const planned = (from: TransferMaterial = of) => plannerOf(from).edited(book.of('t')).document;
  const states = () =>
    plannerOf(of)
      .plan(book.of('t'))
      .holes.map(({ hole, state }) => [hole.id, state]);
  return { of, book, desk, typed, filled, planned, states };
}

describe('a text that is edited in the review', () => {
  test('waits for nobody: the plan follows when nobody types any more, and at once when the keyboard leaves', () => {
    const { book, desk, typed, planned } = open('a: 1\n');
    let told = 0;
    book.subscribe(() => {
      told += 1;
    });
    typed('1', '2');
    typed('2', '23', true);
    expect([desk.text(nginx), textAt(planned(), nginx), told]).toEqual(['a: 23\n', 'a: 1\n', 0]);
    vi.advanceTimersByTime(199);
    expect(told).toBe(0);
    vi.advanceTimersByTime(10);
    expect([textAt(planned(), nginx), told]).toEqual(['a: 23\n', 1]);
    typed('23', '4');
    desk.left();
    expect([textAt(planned(), nginx), told]).toEqual(['a: 4\n', 2]);
    vi.advanceTimersByTime(1000);
    expect(told).toBe(2);
  });

  test('is no edit any more once it says what was exported, whichever way it came there', () => {
    const { book, desk, typed } = open('a: 1\n');
    typed('1', '2');
    desk.settle();
    expect(book.isEmpty('t')).toBe(false);
    typed('2', '1');
    desk.settle();
    expect(book.of('t')).toEqual([]);
    typed('1', '2');
    typed('a', 'b');
    desk.reverted(nginx);
    expect([desk.text(nginx), book.of('t')]).toEqual(['a: 1\n', []]);
    desk.undo();
    expect(desk.text(nginx)).toBe('b: 2\n');
  });

  test('is written where the layer brought no values, and undone it is as if nobody had been there', () => {
    const of = material({ packs: [pack('nginx', { values: null }), pack('redis')] });
    const book = new AnswerBook();
    const desk = deskOf(book, 't');
    desk.given(of);
    expect(desk.text(nginx)).toBe('');
    desk.edited(nginx, [{ start: 0, end: 0, text: 'replicas: 5' }], false);
    desk.edited(nginx, [{ start: 11, end: 11, text: '\n' }], true);
    desk.settle();
    const planner = plannerOf(of);
    const { document } = planner.edited(book.of('t'));
    expect(textAt(document, nginx)).toBe('replicas: 5\n');
    expect(document.spec.template.packs?.[1]).toBe(of.document.spec.template.packs?.[1]);
    const [check] = planner.plan(book.of('t')).checks.filter((one) => one.about === 'edited-text');
    expect(check).toMatchObject({ finding: 'ok', layer: 'nginx', changes: 1 });
    desk.undo();
    expect([desk.text(nginx), book.of('t')]).toEqual(['', []]);
    expect(planner.edited(book.of('t')).document).toBe(of.document);
    desk.redo();
    desk.edited(nginx, [{ start: 0, end: 12, text: '' }], false);
    desk.settle();
    expect(book.of('t')).toEqual([]);
  });

  test('has one history with the values that are filled in, and each step tells where it was', () => {
    const { desk, typed, filled, planned, states } = open('a: ********\nb: 1\n');
    filled(holeOf('nginx', 'a'), 'secret');
    typed('1', '2');
    typed('2', '22', true);
    typed('2', '3', false, redis);
    expect(desk.undo()).toMatchObject({ kind: 'text', address: redis });
    expect(desk.undo()).toMatchObject({ kind: 'text', address: nginx });
    expect(textAt(planned(), nginx)).toBe('a: ********\nb: 1\n');
    expect(desk.undo()).toMatchObject({ kind: 'hole' });
    expect(states()).toEqual([[holeOf('nginx', 'a'), 'not-filled']]);
    desk.redo();
    desk.redo();
    desk.redo();
    expect([desk.text(nginx), desk.text(redis), desk.canRedo]).toEqual(['a: ********\nb: 22\n', 'b: 3\n', false]);
    expect(states()).toEqual([[holeOf('nginx', 'a'), 'typed']]);
  });

  test('keeps the answer with its mask: under a new key, in another block, and back again', () => {
    const { book, desk, typed, filled, states } = open('a: ********\nc:\n  d: ********\n');
    filled(holeOf('nginx', 'a'), 'of a');
    filled(holeOf('nginx', 'c', 'd'), 'of d');
    typed('a:', 'renamed:');
    desk.settle();
    expect([...desk.renamed]).toEqual([[holeOf('nginx', 'a'), holeOf('nginx', 'renamed')]]);
    typed('c:\n  d', 'd');
    desk.settle();
    const ids = [holeOf('nginx', 'renamed'), holeOf('nginx', 'd')];
    expect(states()).toEqual(ids.map((id) => [id, 'typed']));
    expect(ids.map((id) => typedFor(book.of('t'), id))).toEqual(['of a', 'of d']);
    desk.undo();
    desk.undo();
    expect(states()).toEqual([
      [holeOf('nginx', 'a'), 'typed'],
      [holeOf('nginx', 'c', 'd'), 'typed'],
    ]);
  });

  test('swaps two keys and their answers go with their masks; a mask that comes back has its answer', () => {
    const { book, desk, typed, filled, states } = open('a: ********\nb: ********\n');
    const [a, b] = [holeOf('nginx', 'a'), holeOf('nginx', 'b')];
    filled(a, 'first');
    filled(b, 'second');
    desk.edited(
      nginx,
      [
        { start: 0, end: 1, text: 'b' },
        { start: 12, end: 13, text: 'a' },
      ],
      false,
    );
    desk.settle();
    expect([typedFor(book.of('t'), b), typedFor(book.of('t'), a)]).toEqual(['first', 'second']);
    typed('b: ********\n', '');
    desk.settle();
    expect(states()).toEqual([[a, 'typed']]);
    desk.undo();
    expect(states()).toEqual([
      [b, 'typed'],
      [a, 'typed'],
    ]);
    expect(typedFor(book.of('t'), b)).toBe('first');
  });

  test('never fills a value into another mask because both once had no name but their line', () => {
    const { desk, filled, states, typed } = open('a: ********\nb: ********\n');
    filled(holeOf('nginx', 'a'), 'secret');
    // A quote above takes both masks their paths; what is answered stays answered, what is not is not.
    typed('a', 'x: "\na');
    desk.settle();
    expect(states().map(([, state]) => state)).toEqual(['typed', 'not-filled']);
    typed('a: ********\n', '');
    desk.settle();
    expect(states().map(([, state]) => state)).toEqual(['not-filled']);
  });

  test('a renamed value goes its own way among the profiles that had it in common', () => {
    const { book, desk, typed, filled } = open('a: ********\n');
    const a = holeOf('nginx', 'a');
    filled(a, 'shared');
    book.share('t', a, [{ id: 'other', hole: 'h' }]);
    typed('a:', 'b:');
    desk.settle();
    expect(book.sharedWith('other', 'h')).toEqual([]);
    expect(typedFor(book.of('t'), holeOf('nginx', 'b'))).toBe('shared');
  });

  test('is left alone by steps of a text that the source has changed since', () => {
    const { book, desk, typed } = open('a: 1\n');
    typed('1', '2');
    desk.settle();
    desk.given(material({ packs: [pack('nginx', { values: 'a: 1\nnew: 3\n' })] }));
    expect(desk.text(nginx)).toBe('a: 1\nnew: 3\n');
    expect(desk.undo()).toBeNull();
    expect(book.of('t')).toHaveLength(1);
  });

  test('says what was typed, as a decision that crosses the bridge, whatever was typed and taken back', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('type' as const),
        at: fc.nat(),
        cut: fc.nat({ max: 9 }),
        put: fc.string({ maxLength: 6 }),
        goesOn: fc.boolean(),
      }),
      fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'settle' as const, 'revert' as const) }),
    );
    fc.assert(
      fc.property(writtenTexts, fc.array(step, { maxLength: 14 }), ({ text }, steps) => {
        const { of, book, desk, planned } = open(text);
        let shown = text;
        const before: string[] = [];
        for (const one of steps) {
          if (one.kind === 'type') {
            const start = one.at % (shown.length + 1);
            const end = Math.min(shown.length, start + one.cut);
            if (!one.goesOn) before.push(shown);
            shown = shown.slice(0, start) + one.put + shown.slice(end);
            desk.edited(nginx, [{ start, end, text: one.put }], one.goesOn);
          } else if (one.kind === 'settle') desk.settle();
          else if (one.kind === 'revert') desk.reverted(nginx);
          else desk[one.kind]();
          if (one.kind !== 'type') shown = desk.text(nginx);
          expect(desk.text(nginx)).toBe(shown);
        }
        desk.settle();
        expect(textAt(planned(), nginx)).toBe(shown);
        expect(decisionsSchema.parse(structuredClone(book.of('t')))).toEqual(book.of('t'));
        while (desk.undo() !== null);
        expect([desk.text(nginx), planned(), book.of('t')]).toEqual([text, of.document, []]);
        // All the way forth is where the last way back began, or where a newer step took its place.
        while (desk.redo() !== null);
        expect(desk.canRedo).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('is forgotten with its transfer, letters of the last moment too', () => {
    const { book, typed } = open('a: 1\n');
    typed('1', 'secret');
    book.forget(['t']);
    vi.advanceTimersByTime(5000);
    expect(book.of('t')).toEqual([]);
    expect(book.settle()).toBe(false);
    expect(JSON.stringify([book, deskOf(book, 't')])).not.toContain('secret');
  });

  test('is restored from its decision alone: the text, and the way on from it', () => {
    const first = open('a: 1\nb: ********\n');
    first.typed('1', '"{{.spectro.macro.m}}"');
    first.filled(holeOf('nginx', 'b'), 'x');
    first.desk.settle();
    const again = open('a: 1\nb: ********\n');
    again.book.restored('t', structuredClone(first.book.of('t')));
    expect(again.desk.text(nginx)).toBe('a: "{{.spectro.macro.m}}"\nb: ********\n');
    again.typed('a:', 'c:');
    again.desk.settle();
    expect(textAt(again.planned(), nginx)).toBe('c: "{{.spectro.macro.m}}"\nb: ********\n');
    expect(again.states()).toEqual([[holeOf('nginx', 'b'), 'typed']]);
  });
});

describe('the text for the editor', () => {
  test('has its chips where they stand by now, its own line ends, and its faults at their lines', () => {
    const { desk } = open('a: 1\r\nb: ********\r\n');
    const chip = { hole: 'b', from: 8, to: 16, state: 'typed', name: 'nginx / b' } as const;
    const check = {
      line: 2,
      finding: 'invalid-yaml',
      reason: 'quote-not-closed',
      layer: 'nginx',
      manifest: null,
    } as const;
    const planned = {
      text: desk.text(nginx),
      chips: [chip],
      checks: [
        {
          ...check,
          detail: '',
          changes: 1,
          text: nginx,
          about: 'edited-text',
          id: 'x',
          state: 'open',
          fixes: [],
        } as const,
      ],
    };
    const live = sheetText(desk, nginx, { planned: () => planned, undo: () => undefined, redo: () => undefined });
    expect(live.chips()).toEqual([chip]);
    const version = live.version();
    live.edited([{ start: 0, end: 0, text: '# first\r\n' }], false);
    expect(live.version()).not.toBe(version);
    expect(live.read()).toBe('# first\r\na: 1\r\nb: ********\r\n');
    expect(live.chips()).toEqual([{ ...chip, from: 16, to: 24 }]);
    const typed = live.version();
    live.left();
    expect(live.version()).toBe(typed);
    expect(live.problems()).toMatchObject([{ from: 8, to: 12, severity: 'error' }]);
  });
});
