import { describe, expect, test } from 'vitest';
import { createForget, type ForgetPorts } from '../../../electron/services/forget.ts';
import type { FileDraftSummary } from '../../../shared/bridge/files.ts';
import { layoutSchema } from '../../../shared/bridge/view-shapes.ts';
import { defaultViewState } from '../../../shared/bridge/views.ts';
import type { EnvironmentSummary } from '../../../shared/environment.ts';
import { failed, ok } from '../../../shared/result.ts';
import type { DraftSummary } from '../../../shared/transfer/draft.ts';
import { createFakeSettings } from '../../fakes/settings.ts';

const locked = failed({ kind: 'file-unwritable', name: 'settings.json', reason: 'full' });
const summary = (id: string) => ({ id }) as EnvironmentSummary;
const draft = (id: string) => ({ id }) as DraftSummary;

function world(change: { readonly [P in keyof ForgetPorts]?: Partial<ForgetPorts[P]> } = {}) {
  const done: string[] = [];
  const settings = createFakeSettings({
    view: { ...defaultViewState, theme: 'dark' },
    layouts: { docked: { ...layoutSchema.strip().parse(defaultViewState), split: 0.7 } },
  });
  const ports: ForgetPorts = {
    settings: { ...settings, ...change.settings },
    environments: {
      list: async () => ok([summary('one'), summary('two')]),
      remove: async ({ environmentId }) => {
        done.push(`environment ${environmentId}`);
        return ok(null);
      },
      ...change.environments,
    },
    remembered: {
      forgetAll: async () => {
        done.push('remembered');
        return ok(null);
      },
      ...change.remembered,
    },
    history: {
      clear: async () => {
        done.push('history');
        return ok(null);
      },
      ...change.history,
    },
    drafts: {
      list: async () => ok([draft('first'), draft('second')]),
      discard: async ({ id }) => {
        done.push(`draft ${id}`);
        return ok(null);
      },
      ...change.drafts,
    },
    filesToImport: {
      forgetAll: async () => {
        done.push('files to import');
        return ok(null);
      },
      ...change.filesToImport,
    },
    fileDrafts: {
      list: async () => ok([{ id: 'file' } as FileDraftSummary]),
      forget: async (id) => {
        done.push(`changes to ${id}`);
        return ok(null);
      },
      ...change.fileDrafts,
    },
  };
  return { done, settings, forget: createForget(ports) };
}

describe('forgetting everything', () => {
  test('removes drafts, answers, every environment, and what the window remembers', async () => {
    const { done, settings, forget } = world();
    expect(await forget()).toEqual(ok({ left: [] }));
    expect(done.toSorted()).toEqual([
      'changes to file',
      'draft first',
      'draft second',
      'environment one',
      'environment two',
      'files to import',
      'history',
      'remembered',
    ]);
    expect(settings.read()).toMatchObject({ view: defaultViewState, layouts: {}, windows: {} });
    expect(settings.read().layouts).toEqual({});
  });

  test('goes on after each failure and tells what stays, each once', async () => {
    const { done, forget } = world({
      drafts: { discard: async ({ id }) => (id === 'first' ? locked : ok(null)) },
      fileDrafts: { forget: async () => locked },
      remembered: { forgetAll: async () => locked },
      history: { clear: async () => locked },
      environments: { remove: async () => locked },
      settings: { update: () => locked },
      filesToImport: { forgetAll: async () => locked },
    });
    expect(await forget()).toEqual(ok({ left: ['drafts', 'remembered', 'history', 'settings'] }));
    expect(done).toEqual([]);
  });

  test('tells of drafts that cannot even be listed', async () => {
    const { done, forget } = world({ drafts: { list: async () => locked } });
    expect(await forget()).toEqual(ok({ left: ['drafts'] }));
    expect(done).toContain('environment two');
  });

  test('tells of keys that the keychain did not give up', async () => {
    const settings = createFakeSettings({ keysToForget: ['env-1'] });
    const { forget } = world({ settings });
    expect(await forget()).toEqual(ok({ left: ['keys'] }));
  });
});
