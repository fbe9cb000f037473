import { describe, expect, test, vi } from 'vitest';
import { createTransfersStore } from '../../../renderer/state/transfers-store.ts';
import { AnswerBook } from '../../../renderer/transfer/answer-book.ts';
import { keepAnswers } from '../../../renderer/transfer/answer-keeper.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed } from '../../../shared/result.ts';
import { createFakeFerry } from '../../fakes/ferry.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';

const answer = { kind: 'rename', name: 'edge-two' } as const;

async function setUp(save?: () => Promise<ReturnType<typeof failed>>) {
  const ferry = createFakeFerry();
  const transfers = createTransfersStore(ferry.transfers, ferry.events, () => {});
  const book = new AnswerBook();
  const told: Problem[] = [];
  const drafts = save === undefined ? ferry.drafts : { ...ferry.drafts, save };
  const keepNow = keepAnswers({ drafts, book, transfers, told: (problem) => told.push(problem) });
  await transfers.getState().dropped(devPlace, prodPlace, [{ uid: 'unknown', name: 'edge-base', version: '1.0.0' }]);
  const { id, sheet } = transfers.getState().transfers[0] ?? { id: '', sheet: '' };
  const kept = async (): Promise<number> => {
    const list = await ferry.drafts.list();
    return list.ok ? list.value.flatMap((draft) => draft.transfers).reduce((sum, one) => sum + one.answers, 0) : -1;
  };
  return { ferry, transfers, book, told, keepNow, id, sheet, kept };
}

describe('the answers of a sheet', () => {
  test('are kept a moment after the last one, and at once when the sheet closes', async () => {
    vi.useFakeTimers();
    try {
      const { book, transfers, id, kept } = await setUp();
      book.decided(id, [], answer);
      expect(await kept()).toBe(0);
      vi.advanceTimersByTime(400);
      expect(await kept()).toBe(1);
      book.decided(id, [], { kind: 'set-version', version: '2.0.0' });
      transfers.getState().sheetClosed();
      expect(await kept()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test('are kept no more once the last one is taken back, or the sheet is discarded', async () => {
    const { book, transfers, id, sheet, keepNow, kept } = await setUp();
    book.decided(id, [], answer);
    keepNow();
    expect(await kept()).toBe(1);
    book.undecided(id, answer);
    keepNow();
    expect(await kept()).toBe(0);
    book.decided(id, [], answer);
    keepNow();
    transfers.getState().discarded(sheet);
    expect(await kept()).toBe(0);
    expect(book.of(id)).toEqual([]);
  });

  test('are kept with what is only begun, and with what they have in common', async () => {
    const { ferry, book, transfers, id, sheet, keepNow } = await setUp();
    const restored = async () => {
      const draft = await ferry.drafts.restore({ id: sheet });
      return draft.ok ? draft.value : null;
    };
    book.begin(id, 'macro/token', 'half a tok');
    transfers.getState().sheetClosed();
    expect((await restored())?.transfers).toMatchObject([{ begun: [{ question: 'macro/token', text: 'half a tok' }] }]);

    book.decided(id, [], { kind: 'fill', hole: 'a', value: 'v' });
    book.share(id, 'a', [{ id, hole: 'b' }]);
    keepNow();
    const draft = await restored();
    expect(draft?.shared).toEqual([
      [
        { id, hole: 'a' },
        { id, hole: 'b' },
      ],
    ]);
    const again = new AnswerBook();
    for (const { request, decisions, begun } of draft?.transfers ?? []) again.restored(request.id, decisions, begun);
    again.bound(draft?.shared ?? []);
    again.decided(id, [], { kind: 'fill', hole: 'b', value: 'w' });
    expect(again.of(id)).toContainEqual({ kind: 'fill', hole: 'a', value: 'w' });
    expect(again.begun(id, 'macro/token')).toBe('half a tok');

    book.partAll(id, 'a');
    keepNow();
    expect((await restored())?.shared).toEqual([]);
  });

  test('are kept no more once the only text begun is emptied', async () => {
    const { book, id, keepNow, kept } = await setUp();
    book.begin(id, 'macro/token', 'x');
    keepNow();
    expect(await kept()).toBe(1);
    book.begin(id, 'macro/token', null);
    keepNow();
    expect(await kept()).toBe(0);
  });

  test('that cannot be kept are told of once', async () => {
    const problem = { kind: 'keychain-unavailable', reason: 'locked' } as const;
    const { book, told, id, keepNow } = await setUp(async () => failed(problem));
    book.decided(id, [], answer);
    keepNow();
    book.decided(id, [], { kind: 'set-version', version: '2.0.0' });
    keepNow();
    await vi.waitFor(() => expect(told).toEqual([problem]));
  });
});
