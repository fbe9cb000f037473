import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Parser } from 'yaml';
import { AnswerBook } from '../../../renderer/transfer/answer-book.ts';
import { typedFor } from '../../../renderer/transfer/decisions.ts';
import { plannerOf } from '../../../renderer/transfer/planners.ts';
import { deskOf } from '../../../renderer/transfer/text-desk.ts';
import type { ReadText } from '../../../renderer/transfer/text-reader.ts';
import type { ReviewedText } from '../../../shared/bridge/ferry.ts';
import type { Problem } from '../../../shared/problem.ts';
import { textAt } from '../../../shared/profile/texts.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { readEditedText, type TextReading } from '../../../shared/transfer/text-reading.ts';
import { writtenTexts } from '../shared/profile/yaml-texts.ts';
import { material, pack } from '../shared/transfer/material.ts';

const nginx = { kind: 'values', pack: 0 } as const;
const redis = { kind: 'values', pack: 1 } as const;
const holeOf = (...keys: readonly string[]) => JSON.stringify(['values', 'nginx', 0, ...keys]);
const long = '# One of many lines that make a text long.\n'.repeat(1000);
const lost: Problem = { kind: 'edited-text-unread', layer: 'nginx', reason: 'no-answer' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A process that answers when it is told to. */
function reader() {
  const asked: { readonly text: ReviewedText; readonly answer: (answer: Result<TextReading>) => void }[] = [];
  const read: ReadText = (text) => new Promise((answer) => asked.push({ text, answer }));
  /** Answers the oldest question that is open. */
  const answers = async (problem?: Problem): Promise<void> => {
    const one = asked.shift();
    if (one === undefined) throw new Error('Nothing was asked');
    one.answer(problem === undefined ? ok(structuredClone(readEditedText(one.text))) : failed(problem));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { asked, read, answers };
}

function open(values: string, read: ReadText | null) {
  const of = material({ packs: [pack('nginx', { values: values + long }), pack('redis', { values: 'b: 2\n' })] });
  const book = new AnswerBook(read);
  const desk = deskOf(book, 't');
  desk.given(of);
  const typed = (find: string, put: string, address: typeof nginx | typeof redis = nginx) => {
    const start = desk.text(address).indexOf(find);
    desk.edited(address, [{ start, end: start + find.length, text: put }], false);
  };
  const filled = (hole: string, value: string) => {
    desk.replaced(hole, book.of('t').find((one) => 'hole' in one && one.hole === hole) ?? null, false);
    book.decided('t', [], { kind: 'fill', hole, value });
  };
  const planned = () => textAt(plannerOf(of).edited(book.of('t')).document, nginx)?.slice(0, -long.length);
  const states = () =>
    plannerOf(of)
      .plan(book.of('t'))
      .holes.map(({ hole, state }) => [hole.id, state]);
  return { of, book, desk, typed, filled, planned, states };
}

describe('a long text that is edited in the review', () => {
  test('is read elsewhere and never here; the plan follows the answer, and the last one stays until then', async () => {
    const process = reader();
    const { book, desk, typed, planned, states } = open('a: ********\n', process.read);
    states();
    const parse = vi.spyOn(Parser.prototype, 'parse');
    typed('a', 'renamed');
    await vi.advanceTimersByTimeAsync(5000);
    expect(process.asked.map(({ text }) => [text.layer, text.now.slice(0, 7), text.back])).toEqual([
      ['nginx', 'renamed', { start: 0, end: 7, text: 'a' }],
    ]);
    expect([planned(), book.settle(), book.of('t')]).toEqual(['a: ********\n', true, []]);
    expect(parse).not.toHaveBeenCalled();
    const answered = process.answers();
    // That process is this one in a test.
    expect(parse).toHaveBeenCalledTimes(1);
    await answered;
    expect([planned(), book.settle()]).toEqual(['renamed: ********\n', false]);
    expect(states()).toEqual([[holeOf('renamed'), 'not-filled']]);
    expect(parse).toHaveBeenCalledTimes(1);
    expect(process.asked).toEqual([]);
    expect(desk.waiting).toBeNull();
  });

  test('is read again, once, where letters came meanwhile: what was read of others is dropped', async () => {
    const process = reader();
    const { desk, typed, planned } = open('a: 1\n', process.read);
    typed('1', '"');
    desk.left();
    typed('"', '"2');
    typed('"2', '"2"');
    desk.left();
    expect(process.asked).toHaveLength(1);
    await process.answers();
    expect(planned()).toBe('a: 1\n');
    expect(process.asked.map(({ text }) => text.now.slice(0, 7))).toEqual(['a: "2"\n']);
    await process.answers();
    expect(planned()).toBe('a: "2"\n');
    expect(process.asked).toEqual([]);
    // While somebody types, the answer does not make the computer read what is no more in a moment.
    typed('"2"', '3');
    desk.left();
    typed('3', '4');
    await process.answers();
    expect(process.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(5000);
    await process.answers();
    expect(planned()).toBe('a: 4\n');
  });

  test('is told to be read after a second, or at once to who waits for it', async () => {
    const process = reader();
    const { book, desk, typed } = open('a: 1\n', process.read);
    let told = 0;
    book.subscribe(() => {
      told += 1;
    });
    typed('1', '2');
    desk.left();
    await vi.advanceTimersByTimeAsync(999);
    expect([book.waiting(['other', 't']), told]).toEqual([null, 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect([book.waiting(['other', 't']), told]).toEqual(['reading', 1]);
    await process.answers();
    expect(book.waiting(['t'])).toBeNull();
    typed('2', '3');
    expect([book.settle(['other'], true), book.waiting(['t'])]).toEqual([false, null]);
    expect([book.settle(['t'], true), book.waiting(['t'])]).toEqual([true, 'reading']);
  });

  test('that could not be read loses no letter: it is told, kept for a draft, and read when somebody asks again', async () => {
    const process = reader();
    const { book, desk, typed, planned } = open('a: 1\n', process.read);
    typed('1', '2');
    desk.left();
    await process.answers(lost);
    expect(book.waiting(['t'])).toEqual(lost);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(process.asked).toEqual([]);
    expect([desk.text(nginx).slice(0, 5), planned(), book.of('t'), book.isEmpty('t')]).toEqual([
      'a: 2\n',
      'a: 1\n',
      [],
      false,
    ]);
    const again = open('a: 1\n', process.read);
    again.book.restored('t', structuredClone(book.written('t')));
    expect(again.planned()).toBe('a: 2\n');
    expect(book.settle(['t'], true)).toBe(true);
    expect(book.waiting(['t'])).toBe('reading');
    await process.answers();
    expect([planned(), book.waiting(['t'])]).toEqual(['a: 2\n', null]);
    // Taken back as a whole there is nothing to read.
    typed('2', '3');
    desk.left();
    await process.answers(lost);
    desk.reverted(nginx);
    expect([planned(), book.waiting(['t']), book.of('t')]).toEqual(['a: 1\n', null, []]);
  });

  test('keeps a value with its mask that is typed while the new name of the mask is being read', async () => {
    const process = reader();
    const { book, desk, typed, filled, states } = open('a: ********\n', process.read);
    typed('a', 'b');
    desk.left();
    filled(holeOf('a'), 'secret');
    await process.answers();
    expect(states()).toEqual([[holeOf('b'), 'typed']]);
    expect(typedFor(book.of('t'), holeOf('b'))).toBe('secret');
    expect(desk.isLast(holeOf('b'))).toBe(true);
    desk.undo();
    expect(states()).toEqual([[holeOf('b'), 'not-filled']]);
    desk.undo();
    expect(states()).toEqual([[holeOf('a'), 'not-filled']]);
    // Both again, and back before anything was read.
    desk.redo();
    desk.redo();
    expect(states()).toEqual([[holeOf('b'), 'typed']]);
  });

  test('leaves short texts as quick as they are, and is left alone by a check that found the same text', async () => {
    const process = reader();
    const { of, desk, book, typed } = open('a: 1\n', process.read);
    typed('2', '3', redis);
    desk.left();
    expect([process.asked.length, book.of('t').length]).toEqual([0, 1]);
    typed('1', '2');
    desk.left();
    const checked = structuredClone(of);
    desk.given(checked);
    await process.answers();
    expect(book.of('t')).toHaveLength(1);
    await process.answers();
    expect(textAt(plannerOf(checked).edited(book.of('t')).document, nginx)?.slice(0, 5)).toBe('a: 2\n');
    expect(book.of('t')).toHaveLength(2);
  });

  test('is forgotten with its transfer, also when its answer comes later', async () => {
    const process = reader();
    const { book, typed } = open('a: 1\n', process.read);
    typed('1', 'secret');
    book.settle();
    book.forget(['t']);
    await process.answers();
    expect([book.of('t'), book.written('t'), process.asked]).toEqual([[], [], []]);
    expect(JSON.stringify([book, deskOf(book, 't')])).not.toContain('secret');
  });

  test('is what was typed, and nothing again once all is taken back, whenever what is read comes in', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('type' as const),
        at: fc.nat(),
        cut: fc.nat({ max: 9 }),
        put: fc.constantFrom('', 'q', ': ', '\n', '"', 'new: ********\n'),
      }),
      fc.record({ kind: fc.constant('fill' as const), nth: fc.nat() }),
      fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'settle' as const, 'answer' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(writtenTexts, fc.array(step, { maxLength: 14 }), async ({ text }, steps) => {
        const process = reader();
        const { of, book, desk, filled, planned, states } = open(text, process.read);
        const allRead = async () => {
          for (desk.settle(); process.asked.length > 0; ) await process.answers();
          expect(desk.settle()).toBe(false);
        };
        let shown = text + long;
        for (const one of steps) {
          if (one.kind === 'type') {
            const start = one.at % (shown.length - long.length + 1);
            const end = Math.min(shown.length, start + one.cut);
            shown = shown.slice(0, start) + one.put + shown.slice(end);
            desk.edited(nginx, [{ start, end, text: one.put }], false);
          } else if (one.kind === 'fill') {
            const holes = states();
            const [hole] = holes[one.nth % Math.max(1, holes.length)] ?? [];
            if (hole !== undefined) filled(hole, 'typed');
          } else if (one.kind === 'settle') desk.settle();
          else if (one.kind !== 'answer') desk[one.kind]();
          else if (process.asked.length > 0) await process.answers();
          if (one.kind === 'undo' || one.kind === 'redo') shown = desk.text(nginx);
          expect(desk.text(nginx)).toBe(shown);
        }
        await allRead();
        expect(planned()).toBe(shown.slice(0, -long.length));
        const anew = createPlanner(structuredClone(of)).plan(book.of('t'));
        expect(plannerOf(of).plan(book.of('t'))).toEqual(anew);
        while (desk.undo() !== null);
        await allRead();
        expect(desk.text(nginx) === text + long).toBe(true);
        expect(states().filter(([, state]) => state !== 'not-filled')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
