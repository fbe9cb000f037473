import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion } from '@electron/fuses';
import { MakerDeb } from '@electron-forge/maker-deb';
import { MakerDMG } from '@electron-forge/maker-dmg';
import { MakerSquirrel } from '@electron-forge/maker-squirrel';
import { MakerZIP } from '@electron-forge/maker-zip';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { buildApp } from './scripts/build.ts';

/** Set where Electron's zip cannot be fetched: a folder with `electron-v<version>-<platform>-<arch>.zip`. */
const electronZipDir = process.env.FERRY_ELECTRON_ZIP_DIR;
/** The zipped stand-in carries no fuse wire to flip. */
const withoutFuses = process.env.FERRY_WITHOUT_FUSES === '1';

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Profile Ferry',
    executableName: 'profile-ferry',
    asar: { unpack: '**/*.node' },
    // Only what was built goes in; keytar follows in packageAfterCopy, because its native file cannot be bundled.
    ignore: (file: string) => !/^(\/package\.json|\/\.vite(\/(build|renderer)(\/.*)?)?)?$/.test(file),
    extraResource: [
      'LICENSE',
      '.vite/build/third-party-licenses-main.md',
      '.vite/renderer/third-party-licenses-window.md',
    ].map((file) => join(import.meta.dirname, file)),
    // Offered under *Open with*, never taken over: most such files are no profiles.
    extendInfo: {
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: 'Cluster profile export',
          CFBundleTypeRole: 'Editor',
          LSHandlerRank: 'Alternate',
          LSItemContentTypes: ['public.json', 'public.yaml'],
        },
      ],
    },
    ...(electronZipDir === undefined ? {} : { electronZipDir }),
  },
  rebuildConfig: { onlyModules: [] },
  makers: [
    new MakerDeb({
      options: {
        maintainer: 'The Profile Ferry authors',
        categories: ['Development'],
        depends: ['libsecret-1-0'],
        mimeType: ['application/json', 'application/yaml', 'application/x-yaml'],
      },
    }),
    new MakerZIP({}, ['darwin', 'linux']),
    new MakerDMG({}),
    new MakerSquirrel({ name: 'profile_ferry' }),
  ],
  plugins: withoutFuses
    ? []
    : [
        new FusesPlugin({
          version: FuseVersion.V1,
          strictlyRequireAllFuses: true,
          [FuseV1Options.RunAsNode]: false,
          [FuseV1Options.EnableCookieEncryption]: true,
          [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
          [FuseV1Options.EnableNodeCliInspectArguments]: false,
          [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
          [FuseV1Options.OnlyLoadAppFromAsar]: true,
          [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
          [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
          [FuseV1Options.WasmTrapHandlers]: true,
        }),
      ],
  hooks: {
    // One build serves start, tests and package, over app:// with the shipped CSP: a dev server would need a weaker one.
    generateAssets: async () => buildApp(),
    packageAfterCopy: async (_config, buildPath, _electronVersion, platform, arch) => {
      // keytar looks under `arm` on 32-bit ARM, where its package keeps a second copy of the 64-bit file.
      const prebuilt = (name: string) => `prebuilds/${platform}-${name}`;
      const native: [string, string] = [prebuilt(arch), prebuilt(arch === 'armv7l' ? 'arm' : arch)];
      for (const [from, to = from] of [['package.json'], ['LICENSE.md'], ['lib'], native] as const) {
        const keytar = 'node_modules/keytar';
        await cp(join(import.meta.dirname, keytar, from), join(buildPath, keytar, to), { recursive: true });
      }
    },
  },
};

export default config;
