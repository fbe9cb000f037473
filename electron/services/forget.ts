import type { Ferry, KeptBack } from '../../shared/bridge/ferry.ts';
import { defaultViewState } from '../../shared/bridge/views.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SettingsPort } from '../ports/settings.ts';
import type { Drafts } from './drafts.ts';
import type { FileDrafts } from './file-drafts.ts';
import type { FilesToImport } from './files-to-import.ts';
import type { Journal } from './journal.ts';
import type { Vault } from './vault.ts';

export interface ForgetPorts {
  readonly settings: SettingsPort;
  readonly environments: Pick<Ferry['environments'], 'list' | 'remove'>;
  readonly remembered: Pick<Ferry['remembered'], 'forgetAll'>;
  readonly history: Pick<Ferry['history'], 'clear'>;
  readonly journal: Pick<Journal, 'forgetAll'>;
  readonly drafts: Pick<Drafts, 'forgetAll'>;
  readonly filesToImport: Pick<FilesToImport, 'forgetAll'>;
  readonly fileDrafts: Pick<FileDrafts, 'forgetAll'>;
  /** Those of remembered answers, drafts and files to import. */
  readonly vaults: readonly Pick<Vault, 'isKeyLeft'>[];
}

/** Removes all that the app keeps of a person, whatever fails on the way; what stays is told, not hidden. */
export function createForget(ports: ForgetPorts): Ferry['app']['forgetEverything'] {
  const { settings, environments, remembered, history, journal, drafts, fileDrafts, filesToImport, vaults } = ports;

  const inFiles: readonly (readonly [KeptBack, () => Promise<Result<null>>])[] = [
    ['drafts', drafts.forgetAll],
    ['drafts', fileDrafts.forgetAll],
    ['drafts', filesToImport.forgetAll],
    ['remembered', remembered.forgetAll],
    ['history', history.clear],
    ['journal', journal.forgetAll],
  ];

  return async () => {
    const left = new Set<KeptBack>();
    // Side by side: no file waits for the keychain to give up the key of another.
    const answers = await Promise.all(inFiles.map(async ([what, forget]) => ({ what, ...(await forget()) })));
    for (const { what, ok: isGone } of answers) if (!isGone) left.add(what);
    if (vaults.some((vault) => vault.isKeyLeft())) left.add('file-keys');
    const listed = await environments.list();
    for (const { id } of listed.ok ? listed.value : []) {
      if (!(await environments.remove({ environmentId: id })).ok) left.add('settings');
    }
    if (settings.read().keysToForget.length > 0) left.add('keys');
    const reset = settings.update((now) => ({
      ...now,
      view: defaultViewState,
      folders: [],
      windows: {},
      layouts: {},
    }));
    if (![reset, settings.removeSetAside()].every((answer) => answer.ok)) left.add('settings');
    return ok({ left: [...left] });
  };
}
