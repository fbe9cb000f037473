import { describe, expect, test } from 'vitest';
import { createForget, type ForgetPorts } from '../../../electron/services/forget.ts';
import { layoutSchema } from '../../../shared/bridge/view-shapes.ts';
import { defaultViewState } from '../../../shared/bridge/views.ts';
import type { EnvironmentSummary } from '../../../shared/environment.ts';
import { failed, ok } from '../../../shared/result.ts';
import { createFakeSettings } from '../../fakes/settings.ts';

const locked = failed({ kind: 'file-unwritable', name: 'settings.json', reason: 'full' });
const summary = (id: string) => ({ id }) as EnvironmentSummary;

type Change = { readonly [P in Exclude<keyof ForgetPorts, 'vaults'>]?: Partial<ForgetPorts[P]> };

function world(change: Change = {}, vaults: ForgetPorts['vaults'] = []) {
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
    journal: {
      forgetAll: async () => {
        done.push('journal');
        return ok(null);
      },
      ...change.journal,
    },
    drafts: {
      forgetAll: async () => {
        done.push('drafts');
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
      forgetAll: async () => {
        done.push('changes to files');
        return ok(null);
      },
      ...change.fileDrafts,
    },
    vaults,
  };
  return { done, settings, forget: createForget(ports) };
}

describe('forgetting everything', () => {
  test('removes drafts, answers, the journal, every environment, and what the window remembers', async () => {
    const { done, settings, forget } = world();
    expect(await forget()).toEqual(ok({ left: [] }));
    expect(done.toSorted()).toEqual([
      'changes to files',
      'drafts',
      'environment one',
      'environment two',
      'files to import',
      'history',
      'journal',
      'remembered',
    ]);
    expect(settings.read()).toMatchObject({ view: defaultViewState, layouts: {}, windows: {} });
    expect(settings.read().layouts).toEqual({});
  });

  test('goes on after each failure and tells what stays, each once', async () => {
    const { done, forget } = world({
      drafts: { forgetAll: async () => locked },
      fileDrafts: { forgetAll: async () => locked },
      journal: { forgetAll: async () => locked },
      remembered: { forgetAll: async () => locked },
      history: { clear: async () => locked },
      environments: { remove: async () => locked },
      settings: { update: () => locked },
      filesToImport: { forgetAll: async () => locked },
    });
    expect(await forget()).toEqual(ok({ left: ['drafts', 'remembered', 'history', 'journal', 'settings'] }));
    expect(done).toEqual([]);
  });

  test('tells of a damaged settings file that stays', async () => {
    const { forget } = world({ settings: { removeSetAside: () => locked } });
    expect(await forget()).toEqual(ok({ left: ['settings'] }));
  });

  test('tells of keys that the keychain did not give up', async () => {
    const settings = createFakeSettings({ keysToForget: ['env-1'] });
    const { forget } = world({ settings });
    expect(await forget()).toEqual(ok({ left: ['keys'] }));
  });

  test('tells of keys of files that are gone', async () => {
    const { forget } = world({}, [{ isKeyLeft: () => false }, { isKeyLeft: () => true }]);
    expect(await forget()).toEqual(ok({ left: ['file-keys'] }));
  });
});
