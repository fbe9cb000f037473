import { expect, test, vi } from 'vitest';
import { createViewStore } from '../../../renderer/state/view-store.ts';
import { defaultViewState } from '../../../shared/bridge/views.ts';
import { createFakeFerry } from '../../fakes/ferry.ts';

test('a view that cannot be loaded begins as new', async () => {
  const ferry = createFakeFerry({ view: { theme: 'dark' } });
  ferry.control.fail('view.load', { kind: 'settings-damaged', keptAs: 'x' });
  const store = createViewStore(ferry.view, ferry.app);
  await store.getState().opened();
  expect(store.getState()).toMatchObject({ loaded: true, view: defaultViewState });
});

test('many changes in a row are saved once, as the last of them left it', async () => {
  vi.useFakeTimers();
  try {
    const ferry = createFakeFerry();
    const store = createViewStore(ferry.view, ferry.app, 100);
    for (const split of [0.3, 0.4, 0.6]) store.getState().changed({ split });
    await vi.advanceTimersByTimeAsync(150);
    const saved = ferry.control.calls.filter((one) => one.call === 'view.save');
    expect(saved).toHaveLength(1);
    expect(saved[0]?.request).toMatchObject({ split: 0.6 });
  } finally {
    vi.useRealTimers();
  }
});
