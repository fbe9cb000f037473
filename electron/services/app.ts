import type { DrawingFailure, Ferry, LinkId } from '../../shared/bridge/ferry.ts';
import { layoutSchema } from '../../shared/bridge/view-shapes.ts';
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
  /** Logs where the window failed and makes the reference for it. */
  readonly reportDrawing: (failure: DrawingFailure) => string;
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
    reportFailure: async (failure) => ok({ reference: ports.reportDrawing(failure) }),
    forgetEverything: ports.forgetEverything,
  };
}

/** How many arrangements of displays are remembered. */
const mostLayouts = 12;

/**
 * The window's memory of itself, kept in the settings; panes, columns and places by `arrangement` of displays. One that
 * was never met begins as the window was last.
 */
export function createView(settings: SettingsPort, arrangement: () => string): Ferry['view'] {
  return {
    async load() {
      const { view, layouts } = settings.read();
      return ok({ ...view, ...layouts[arrangement()] });
    },
    async save(view) {
      const here = arrangement();
      const saved = settings.update((current) => {
        const others = Object.entries(current.layouts).filter(([key]) => key !== here);
        const layouts = Object.fromEntries([
          ...others.slice(1 - mostLayouts),
          [here, layoutSchema.strip().parse(view)],
        ]);
        return { ...current, view, layouts };
      });
      return saved.ok ? ok(null) : saved;
    },
  };
}
