import { describe, expect, test } from 'vitest';
import { AnswerBook } from '../../../renderer/transfer/answer-book.ts';
import { typedFor, withDecision, withoutDecision } from '../../../renderer/transfer/decisions.ts';

describe('decisions', () => {
  test('a later one on the same subject takes the place of the earlier', () => {
    const typed = withDecision([], { kind: 'fill', hole: 'a', value: 'one' });
    const again = withDecision(typed, { kind: 'fill', hole: 'a', value: 'two' });
    expect(again).toEqual([{ kind: 'fill', hole: 'a', value: 'two' }]);
    expect(withDecision(again, { kind: 'keep-empty', hole: 'a' })).toEqual([{ kind: 'keep-empty', hole: 'a' }]);
    expect(typedFor(again, 'a')).toBe('two');
    expect(typedFor(again, 'b')).toBe('');
  });

  test('stand side by side on different subjects and can be taken back', () => {
    const both = withDecision([{ kind: 'fill', hole: 'a', value: '1' }], { kind: 'fill', hole: 'b', value: '2' });
    expect(withoutDecision(both, { kind: 'reopen', hole: 'a' })).toEqual([{ kind: 'fill', hole: 'b', value: '2' }]);
  });
});

describe('the answer book', () => {
  test('shares what answers the same question, and only that', () => {
    const book = new AnswerBook();
    book.decided('one', ['two'], { kind: 'create-macro', macro: 'm', scope: 'tenant', value: 'v' });
    book.decided('one', ['two'], { kind: 'fill', hole: 'h', value: 'v' });
    book.decided('one', ['two'], { kind: 'rename', name: 'n' });
    expect(book.of('one').map((one) => one.kind)).toEqual(['create-macro', 'fill', 'rename']);
    expect(book.of('two').map((one) => one.kind)).toEqual(['create-macro']);
  });

  test('tells its listeners, forgets on request, and shows nothing to who prints it', () => {
    const book = new AnswerBook();
    let told = 0;
    const stop = book.subscribe(() => {
      told += 1;
    });
    book.decided('one', [], { kind: 'fill', hole: 'h', value: 'secret-4411' });
    expect(JSON.stringify(book)).not.toContain('secret-4411');
    expect(Object.values(book).map(String).join()).not.toContain('secret-4411');
    book.forget(['one']);
    expect(book.of('one')).toEqual([]);
    stop();
    book.forget(['one']);
    expect(told).toBe(2);
  });
});
