import type { Ferry, KeptBack } from '../../shared/bridge/ferry.ts';
import { defaultViewState } from '../../shared/bridge/views.ts';
import { ok } from '../../shared/result.ts';
import type { SettingsPort } from '../ports/settings.ts';
import type { FileDrafts } from './file-drafts.ts';
import type { FilesToImport } from './files-to-import.ts';

export interface ForgetPorts {
  readonly settings: SettingsPort;
  readonly environments: Pick<Ferry['environments'], 'list' | 'remove'>;
  readonly remembered: Pick<Ferry['remembered'], 'forgetAll'>;
  readonly history: Pick<Ferry['history'], 'clear'>;
  readonly drafts: Pick<Ferry['drafts'], 'list' | 'discard'>;
  readonly filesToImport: Pick<FilesToImport, 'forgetAll'>;
  readonly fileDrafts: Pick<FileDrafts, 'list' | 'forget'>;
}

/** Removes all that the app keeps of a person, one thing after the other; what stays is told, not hidden. */
export function createForget(ports: ForgetPorts): Ferry['app']['forgetEverything'] {
  const { settings, environments, remembered, history, drafts, fileDrafts, filesToImport } = ports;

  async function forgetDrafts(): Promise<boolean> {
    const listed = await drafts.list();
    if (!listed.ok) return false;
    const answers = await Promise.all(listed.value.map(({ id }) => drafts.discard({ id })));
    return answers.every((answer) => answer.ok);
  }

  async function forgetFileDrafts(): Promise<boolean> {
    const listed = await fileDrafts.list();
    if (!listed.ok) return false;
    const answers = await Promise.all(listed.value.map(({ id }) => fileDrafts.forget(id)));
    return answers.every((answer) => answer.ok);
  }

  return async () => {
    const left = new Set<KeptBack>();
    if (![await forgetDrafts(), await forgetFileDrafts()].every(Boolean)) left.add('drafts');
    if (!(await filesToImport.forgetAll()).ok) left.add('drafts');
    if (!(await remembered.forgetAll()).ok) left.add('remembered');
    if (!(await history.clear()).ok) left.add('history');
    const listed = await environments.list();
    for (const { id } of listed.ok ? listed.value : []) {
      if (!(await environments.remove({ environmentId: id })).ok) left.add('settings');
    }
    if (settings.read().keysToForget.length > 0) left.add('keys');
    if (!settings.update((now) => ({ ...now, view: defaultViewState, folders: [], windows: {}, layouts: {} })).ok)
      left.add('settings');
    return ok({ left: [...left] });
  };
}
