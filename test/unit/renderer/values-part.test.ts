import { describe, expect, test } from 'vitest';
import { AnswerBook } from '../../../renderer/transfer/answer-book.ts';
import { typedFor } from '../../../renderer/transfer/decisions.ts';
import { deskOf } from '../../../renderer/transfer/text-desk.ts';
import { firstHole, neighbour } from '../../../renderer/transfer/values-order.ts';
import { variableProblem, variableRules } from '../../../renderer/transfer/variable-hints.ts';
import type { PlannedHole } from '../../../shared/transfer/plan.ts';

function planned(id: string, state: PlannedHole['state']): PlannedHole {
  const where = { kind: 'variable', name: id } as const;
  return { hole: { id, where, line: 0, reason: 'masked', form: 'variable' }, state, remembered: 'none', rule: null };
}
const states = (...all: PlannedHole['state'][]) => all.map((state, at) => planned('abcdef'[at] ?? '', state));

describe('next and previous', () => {
  test('skip what is answered and go around the end', () => {
    const holes = states('not-filled', 'typed', 'remembered', 'not-filled', 'kept-empty', 'left-masked');
    expect(neighbour(holes, 'a', 'next')).toBe('d');
    expect(neighbour(holes, 'd', 'next')).toBe('a');
    expect(neighbour(holes, 'a', 'previous')).toBe('d');
    expect(neighbour(holes, 'f', 'previous')).toBe('d');
    expect(neighbour(holes, null, 'next')).toBe('a');
    expect(neighbour(holes, null, 'previous')).toBe('d');
  });

  test('stay where nothing else waits', () => {
    expect(neighbour(states('not-filled', 'typed'), 'a', 'next')).toBeNull();
    expect(neighbour(states('typed', 'typed'), 'a', 'previous')).toBeNull();
    expect(neighbour([], null, 'next')).toBeNull();
  });

  test('begin at the first that waits, else at the first', () => {
    expect(firstHole(states('typed', 'not-filled'))).toBe('b');
    expect(firstHole(states('typed', 'typed'))).toBe('a');
    expect(firstHole([])).toBeNull();
  });
});

describe('answers and edits taken back, in the one order in which they were made', () => {
  const answered = (book: AnswerBook, hole: string, value: string, isTyping = false) => {
    const before = book.of('t').find((one) => 'hole' in one && one.hole === hole) ?? null;
    deskOf(book, 't').replaced(hole, before, isTyping);
    book.decided('t', [], { kind: 'fill', hole, value });
  };

  test('letters typed in one go are one answer, and what was taken back can come again', () => {
    const book = new AnswerBook();
    const desk = deskOf(book, 't');
    expect(desk.undo()).toBeNull();
    answered(book, 'a', 'x', true);
    answered(book, 'a', 'xy', true);
    desk.replaced('a', book.of('t')[0] ?? null, false);
    book.decided('t', [], { kind: 'keep-empty', hole: 'a' });
    desk.undo();
    expect(typedFor(book.of('t'), 'a')).toBe('xy');
    desk.undo();
    expect([book.of('t'), desk.canUndo]).toEqual([[], false]);
    desk.redo();
    expect(typedFor(book.of('t'), 'a')).toBe('xy');
    desk.redo();
    expect([book.of('t'), desk.canRedo]).toEqual([[{ kind: 'keep-empty', hole: 'a' }], false]);
  });

  test('letters after an answer of another kind are a step of their own', () => {
    const book = new AnswerBook();
    const desk = deskOf(book, 't');
    answered(book, 'a', 'abc', true);
    desk.replaced('a', book.of('t')[0] ?? null, false);
    book.decided('t', [], { kind: 'keep-empty', hole: 'a' });
    answered(book, 'a', 'x', true);
    desk.undo();
    expect(book.of('t')).toEqual([{ kind: 'keep-empty', hole: 'a' }]);
    desk.undo();
    expect(typedFor(book.of('t'), 'a')).toBe('abc');
  });

  test('leaving the field, or answering elsewhere, ends an answer; a new one takes the way forth', () => {
    const book = new AnswerBook();
    const desk = deskOf(book, 't');
    answered(book, 'a', 'x', true);
    desk.left();
    answered(book, 'a', 'xy', true);
    answered(book, 'b', 'other', true);
    expect([desk.isLast('a'), desk.isLast('b')]).toEqual([false, true]);
    expect(desk.undo()).toMatchObject({ kind: 'hole', hole: 'b' });
    expect(desk.undo()).toMatchObject({ kind: 'hole', hole: 'a' });
    expect(typedFor(book.of('t'), 'a')).toBe('x');
    answered(book, 'c', 'new');
    expect(desk.redo()).toBeNull();
  });
});

describe('variables', () => {
  test('their rules are told, and a value is judged though it is sensitive', () => {
    const variable = { name: 'x', format: 'ipv4', required: true, isSensitive: true, regex: '^10\\.' };
    expect(variableRules(variable)).toEqual(['required', 'an IPv4 address']);
    expect(variableProblem(variable, '')).toBeNull();
    expect(variableProblem(variable, '10.0.0.1')).toBeNull();
    expect(variableProblem(variable, 'ten')).toBe('This should be an IPv4 address.');
    expect(variableProblem(variable, '192.168.0.1')).toBe('This does not match the pattern of the variable.');
  });
});
