import { expect, test } from 'vitest';
import { createView } from '../../../electron/services/app.ts';
import { defaultViewState, type ViewState } from '../../../shared/bridge/views.ts';
import { failed } from '../../../shared/result.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';
import { createFakeSettings } from '../../fakes/settings.ts';

const wide: ViewState = {
  ...defaultViewState,
  left: devPlace,
  right: prodPlace,
  split: 0.7,
  columns: ['cloud', 'scope'],
};

function desk() {
  const settings = createFakeSettings();
  let displays = 'docked';
  return { settings, view: createView(settings, () => displays), use: (other: string) => (displays = other) };
}

async function loaded({ view }: ReturnType<typeof desk>): Promise<ViewState> {
  const answer = await view.load();
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}

test('panes, columns and places are those of the displays that are there; the look is the same everywhere', async () => {
  const one = desk();
  await one.view.save(wide);
  one.use('laptop alone');
  expect(await loaded(one)).toEqual(wide);
  await one.view.save({ ...wide, left: prodPlace, split: 0.5, columns: [], theme: 'dark' });
  expect(await loaded(one)).toMatchObject({ left: prodPlace, split: 0.5, columns: [], theme: 'dark' });
  one.use('docked');
  expect(await loaded(one)).toEqual({ ...wide, theme: 'dark' });
});

test('the oldest arrangements are forgotten', async () => {
  const one = desk();
  for (let at = 0; at < 20; at += 1) {
    one.use(`desk ${at}`);
    await one.view.save({ ...wide, split: 0.2 + at / 100 });
  }
  expect(Object.keys(one.settings.read().layouts)).toEqual(Array.from({ length: 12 }, (_, at) => `desk ${at + 8}`));
  expect((await loaded(one)).split).toBe(0.39);
});

test('a full disk is told, and nothing changes', async () => {
  const one = desk();
  const full = { kind: 'file-unwritable', name: 'settings.json', reason: 'full' } as const;
  one.settings.refuseWith(full);
  expect(await one.view.save(wide)).toEqual(failed(full));
  expect(await loaded(one)).toEqual(defaultViewState);
});
