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

  describe('with one answer for the same value of several profiles', () => {
    const fill = (hole: string, value: string) => ({ kind: 'fill', hole, value }) as const;
    const elsewhere = [
      { id: 'two', hole: 'b' },
      { id: 'three', hole: 'c' },
    ];
    const bonded = () => {
      const book = new AnswerBook();
      book.decided('one', [], fill('a', 'v'));
      book.share('one', 'a', elsewhere);
      return book;
    };
    const holes = (book: AnswerBook) => ['one', 'two', 'three'].map((id) => book.of(id));

    test('gives it to each under the name of its own hole', () => {
      expect(holes(bonded())).toEqual([[fill('a', 'v')], [fill('b', 'v')], [fill('c', 'v')]]);
      expect(bonded().sharedWith('two', 'b')).toEqual([
        { id: 'one', hole: 'a' },
        { id: 'three', hole: 'c' },
      ]);
    });

    test('shares nothing where nothing is answered', () => {
      const book = new AnswerBook();
      book.share('one', 'a', elsewhere);
      expect(holes(book)).toEqual([[], [], []]);
      expect(book.sharedWith('one', 'a')).toEqual([]);
    });

    test('changes and takes it back everywhere, from whichever profile', () => {
      const book = bonded();
      book.decided('two', [], fill('b', 'w'));
      expect(holes(book)).toEqual([[fill('a', 'w')], [fill('b', 'w')], [fill('c', 'w')]]);
      book.undecided('three', { kind: 'reopen', hole: 'c' });
      expect(holes(book)).toEqual([[], [], []]);
    });

    test('lets one go its own way, and the last one is alone', () => {
      const book = bonded();
      book.part('two', 'b');
      book.decided('two', [], fill('b', 'own'));
      book.decided('one', [], fill('a', 'w'));
      expect(holes(book)).toEqual([[fill('a', 'w')], [fill('b', 'own')], [fill('c', 'w')]]);
      book.part('three', 'c');
      expect(book.sharedWith('one', 'a')).toEqual([]);
    });

    test('keeps a remembered value to the profile that remembers it', () => {
      const book = bonded();
      book.decided('one', [], { kind: 'use-remembered', hole: 'a' });
      expect(holes(book)).toEqual([[{ kind: 'use-remembered', hole: 'a' }], [fill('b', 'v')], [fill('c', 'v')]]);
      expect(book.sharedWith('two', 'b')).toEqual([{ id: 'three', hole: 'c' }]);
    });

    test('outlives a profile that is done, and is answered in none that is forgotten', () => {
      const book = bonded();
      book.forget(['one']);
      book.decided('two', [], fill('b', 'w'));
      expect(holes(book)).toEqual([[], [fill('b', 'w')], [fill('c', 'w')]]);
      book.forget(['two', 'three']);
      expect(holes(book)).toEqual([[], [], []]);
    });
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

describe('what was begun and is no answer yet', () => {
  test('waits for its question, changes no answer, and goes with its transfer', () => {
    const book = new AnswerBook();
    const before = book.edition();
    book.begin('one', 'macro/m', 'half');
    expect(book.begun('one', 'macro/m')).toBe('half');
    expect(book.begun('two', 'macro/m')).toBeNull();
    expect(book.isEmpty('one')).toBe(false);
    expect(book.edition()).toBe(before);
    expect(book.of('one')).toEqual([]);
    book.begin('one', 'macro/m', null);
    expect(book.isEmpty('one')).toBe(true);
    book.begin('one', 'name', 'x');
    book.forget(['one']);
    expect(book.isEmpty('one')).toBe(true);
  });
});
