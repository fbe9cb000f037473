import type { Ferry, LinkId } from '../../shared/bridge/ferry.ts';
import type { AppInfo } from '../../shared/bridge/views.ts';
import { failed, ok } from '../../shared/result.ts';
import type { KeyKeeperPort } from '../ports/keychain.ts';
import type { SettingsPort } from '../ports/settings.ts';

// SECURITY: the window names a page by id; only these addresses are ever handed to the system's browser.
const links: Readonly<Record<LinkId, string>> = {
  'palette-api-keys': 'https://docs.spectrocloud.com/user-management/authentication/api-key/create-api-key/',
  'palette-macros': 'https://docs.spectrocloud.com/clusters/cluster-management/macros/',
  'palette-permissions': 'https://docs.spectrocloud.com/user-management/palette-rbac/permissions/',
  'palette-import-export':
    'https://docs.spectrocloud.com/profiles/cluster-profiles/modify-cluster-profiles/import-export-cluster-profile/',
};

export interface AppPorts {
  readonly about: Omit<AppInfo, 'keychain'>;
  readonly keys: Pick<KeyKeeperPort, 'availability'>;
  /** Opens an `https:` address in the system's browser. */
  readonly openExternal: (address: string) => Promise<void>;
  /** Answers with an empty text, or what went wrong. */
  readonly openFolder: (path: string) => Promise<string>;
  readonly logFolder: string;
  readonly forgetEverything: Ferry['app']['forgetEverything'];
}

/** What the window may ask of the app itself. */
export function createApp(ports: AppPorts): Ferry['app'] {
  return {
    info: async () => ok({ ...ports.about, keychain: await ports.keys.availability() }),
    async openLink(link) {
      await ports.openExternal(links[link]);
      return ok(null);
    },
    async openLogFolder() {
      const refused = await ports.openFolder(ports.logFolder);
      return refused === '' ? ok(null) : failed({ kind: 'file-unreadable', name: 'logs', reason: 'other' });
    },
    forgetEverything: ports.forgetEverything,
  };
}

/** The window's memory of itself, kept in the settings. */
export function createView(settings: SettingsPort): Ferry['view'] {
  return {
    load: async () => ok(settings.read().view),
    async save(view) {
      const saved = settings.update((current) => ({ ...current, view }));
      return saved.ok ? ok(null) : saved;
    },
  };
}
