import { describe, expect, test } from 'vitest';
import { AnswerHistory } from '../../../renderer/transfer/answer-history.ts';
import { firstHole, neighbour } from '../../../renderer/transfer/values-order.ts';
import { variableProblem, variableRules } from '../../../renderer/transfer/variable-hints.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
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

describe('answers taken back', () => {
  const fill = (value: string): Decision => ({ kind: 'fill', hole: 'a', value });
  const empty: Decision = { kind: 'keep-empty', hole: 'a' };

  test('letters typed in one go are one answer, and what was taken back can come again', () => {
    const history = new AnswerHistory();
    expect(history.undone('a', null)).toBeUndefined();
    history.replaced('a', null, true);
    history.replaced('a', fill('x'), true);
    history.replaced('a', fill('xy'), false);
    expect(history.undone('a', empty)).toEqual(fill('xy'));
    expect(history.undone('a', fill('xy'))).toBeNull();
    expect(history.canUndo('a')).toBe(false);
    expect(history.redone('a', null)).toEqual(fill('xy'));
    expect(history.redone('a', fill('xy'))).toEqual(empty);
  });

  test('holes do not know of each other, and leaving the field ends an answer', () => {
    const history = new AnswerHistory();
    history.replaced('a', null, true);
    history.left();
    history.replaced('a', fill('x'), true);
    expect(history.canUndo('b')).toBe(false);
    expect(history.undone('a', fill('xy'))).toEqual(fill('x'));
    history.replaced('a', fill('x'), false);
    expect(history.redone('a', null)).toBeUndefined();
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
