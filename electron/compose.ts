import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, ipcMain, powerMonitor, screen, shell, utilityProcess } from 'electron';
import Store from 'electron-store';
import type { ActionId } from '../shared/bridge/actions.ts';
import { createAnalyserClient } from './adapters/analyser-client.ts';
import { createAttention, guardQuit } from './adapters/attention.ts';
import { createDesktop } from './adapters/desktop.ts';
import { createDialogs } from './adapters/dialogs.ts';
import { diskFiles } from './adapters/files.ts';
import { diskFolders } from './adapters/folders.ts';
import { openHttpWhenAsked } from './adapters/http-when-asked.ts';
import { createKeptFile } from './adapters/kept-file.ts';
import { createKeyKeeper } from './adapters/key-keeper.ts';
import { createKeychainBrokerClient } from './adapters/keychain-broker-client.ts';
import { createMemoryKeychain } from './adapters/keychain-memory.ts';
import { createLogFile } from './adapters/log-file.ts';
import { startSampleEnvironments } from './adapters/sample-environments.ts';
import { openSettings } from './adapters/settings-store.ts';
import { systemClock as clock } from './adapters/system-clock.ts';
import { watchWrites } from './adapters/writes-under-way.ts';
import { serveCalls, serveDrops } from './ipc/serve.ts';
import type { MainWindow } from './main-window.ts';
import { createRateLimits } from './palette/rate-limit.ts';
import { createRedactor, describeError } from './redact.ts';
import { createApp, createView } from './services/app.ts';
import { createDrafts } from './services/drafts.ts';
import { createEnvironments } from './services/environments.ts';
import { createExports } from './services/exports.ts';
import { watchExports } from './services/exports-under-way.ts';
import { createFileDrafts } from './services/file-drafts.ts';
import { createFiles } from './services/files.ts';
import { createFilesToImport } from './services/files-to-import.ts';
import { createFolderPlaces } from './services/folder-places.ts';
import { createFolderTable } from './services/folder-table.ts';
import { createFolders } from './services/folders.ts';
import { createForget } from './services/forget.ts';
import { historyWhenAsked } from './services/history-when-asked.ts';
import { createJournal } from './services/journal.ts';
import { createOfferedFiles, filesTold } from './services/offered-files.ts';
import { createPaletteClients } from './services/palette-clients.ts';
import { createPlaces } from './services/places.ts';
import { createProfileFiles } from './services/profile-files.ts';
import { createProfileFolders } from './services/profile-folders.ts';
import { createRememberedAnswers } from './services/remembered.ts';
import { transfersWhenAsked } from './services/transfers-when-asked.ts';
import { watchTransfers } from './services/under-way.ts';
import { createVault, type Vault, type VaultName } from './services/vault.ts';
import { arrangementOf } from './window-bounds.ts';

/** Composition root: chooses the adapters, composes the services, answers the window's calls. */
export function compose({ current, contents, emit, show, furnish }: MainWindow) {
  const folder = app.getPath('userData');
  const built = (file: string) => join(app.getAppPath(), '.vite/build', file);
  const logFolder = join(folder, 'logs');

  const redactor = createRedactor();
  const log = createLogFile({ folder: logFolder, redactor, console: !app.isPackaged });
  const report = (call: string, details: Readonly<Record<string, unknown>>) => {
    const reference = randomBytes(4).toString('hex').toUpperCase();
    log.error('unexpected', { reference, call, ...details });
    return reference;
  };
  const reportBug = (call: string, error: unknown) => report(call, describeError(error));
  process.on('uncaughtException', (error) => reportBug('main', error));
  process.on('unhandledRejection', (error) => reportBug('main', error));

  const { settings, problem: settingsProblem } = openSettings({ folder, Store, clock });
  if (settingsProblem !== null) emit({ kind: 'told', problem: settingsProblem });

  const broker = createKeychainBrokerClient({
    fork: (modulePath) =>
      utilityProcess.fork(modulePath, [], { serviceName: 'Profile Ferry keychain', stdio: 'ignore' }),
    modulePath: built('keychain-broker.cjs'),
    clock,
    onWaiting: (waiting) => emit({ kind: 'keychain-waiting', waiting }),
  });
  const keys = createKeyKeeper(broker, createMemoryKeychain());
  const limits = createRateLimits(clock, (host, milliseconds) =>
    emit({ kind: 'server-asked-to-wait', host, milliseconds }),
  );
  const openHttp = openHttpWhenAsked(async () => (await import('./adapters/http-undici.ts')).openHttp);

  const dialogs = createDialogs(current);
  const analyser = createAnalyserClient({
    fork: (modulePath) =>
      utilityProcess.fork(modulePath, [], { serviceName: 'Profile Ferry analyser', stdio: 'ignore' }),
    modulePath: built('analyser.cjs'),
    clock,
    workOf: ({ pid }) => {
      const seconds = app.getAppMetrics().find((one) => one.pid === pid)?.cpu.cumulativeCPUUsage;
      return seconds === undefined ? null : seconds * 1_000;
    },
    reportFailure: () => reportBug('analyser', new Error('The analyser ended')),
  });
  const own = watchWrites(diskFiles, diskFolders);
  const profiles = createProfileFiles({ files: own.files, folders: own.folders, analyser, clock, emit });
  const folders = createProfileFolders({ files: diskFiles, folders: diskFolders, analyser, clock });
  const folderTable = createFolderTable(settings);
  const offered = createOfferedFiles({ folders: diskFolders, table: folderTable, emit });
  const foldersOnScreen = createFolders({ table: folderTable, folders, dialogs, emit });
  const folderPlaces = createFolderPlaces({ table: folderTable, folders, analyser, clock });

  const environments = createEnvironments({
    settings,
    keys,
    clock,
    dialogs,
    files: own.files,
    log,
    connect: async (connection, signal) => {
      const { createConnectionTest } = await import('./palette/connect.ts');
      return createConnectionTest({ openHttp, limits, clock })(connection, signal);
    },
    startSamples: () =>
      startSampleEnvironments(
        () =>
          utilityProcess.fork(built('playground.cjs'), [], { serviceName: 'Profile Ferry samples', stdio: 'ignore' }),
        () => reportBug('samples', new Error('The sample environments did not start')),
      ),
    emit,
    onSecret: (secret) => redactor.add(secret.reveal()),
  });
  const clients = createPaletteClients({ environments, openHttp, limits, clock });
  const journal = createJournal(createKeptFile(diskFiles, join(folder, 'journal.json')), (problem) =>
    emit({ kind: 'told', problem }),
  );
  const history = historyWhenAsked(async () =>
    (await import('./services/history.ts')).createHistory({
      file: createKeptFile(diskFiles, join(folder, 'history.json')),
      clock,
      environmentName: (id) => environments.find(id)?.name ?? null,
      tell: (problem) => emit({ kind: 'told', problem }),
    }),
  );
  const vaults: Vault[] = [];
  const vault = (name: VaultName, file: string) => {
    const made = createVault({ keys, files: diskFiles }, name, join(folder, file));
    vaults.push(made);
    return made;
  };
  const drafts = createDrafts({ vault: vault('drafts', 'drafts.bin'), clock, emit });
  const fileDrafts = createFileDrafts({
    profiles,
    files: diskFiles,
    vault: vault('file-drafts', 'file-drafts.bin'),
    clock,
    emit,
  });
  const remembered = createRememberedAnswers(vault('remembered-answers', 'remembered.bin'), clock);
  const filesToImport = createFilesToImport({ profiles, vault: vault('files-to-import', 'files.bin') });
  const transfers = transfersWhenAsked(async () =>
    (await import('./compose-transfers.ts')).composeTransfers({
      clients,
      folders: folderPlaces,
      files: filesToImport,
      analyser,
      remembered,
      clock,
      log,
      isUnlocked: environments.isUnlocked,
      environment: (id) => {
        const found = environments.find(id);
        return found === null ? null : { name: found.name, isProduction: found.class === 'production' };
      },
      imported: drafts.imported,
      ended: history.ended,
      journal,
      emit,
    }),
  );

  const attention = createAttention(current, (transfer) => {
    show();
    emit({ kind: 'transfer-asked', transfer });
  });
  const underWay = watchTransfers(transfers, emit, attention.cameBack);
  const exportsUnderWay = watchExports(
    createExports({ clients, places: folderPlaces, folders: own.folders, files: own.files, analyser }),
  );

  serveDrops({ ipc: ipcMain, ownContents: contents }, (paths) => void offered.offer(paths));
  const served = serveCalls(
    { ipc: ipcMain, ownContents: contents, reportBug },
    {
      app: createApp({
        about: {
          name: app.getName(),
          version: app.getVersion(),
          runtime: `Electron ${process.versions.electron}`,
          platform: process.platform,
        },
        keys,
        openExternal: (address) => shell.openExternal(address),
        openFolder: (path) => shell.openPath(path),
        logFolder,
        reportDrawing: ({ error, frames }) => report('window', { error, at: frames.join(' | ') }),
        forgetEverything: createForget({
          settings,
          environments: environments.calls,
          remembered: remembered.calls,
          history: history.calls,
          journal,
          drafts,
          filesToImport,
          fileDrafts,
          vaults,
        }),
      }),
      view: createView(settings, () => arrangementOf(screen.getAllDisplays())),
      environments: environments.calls,
      places: createPlaces({ client: clients.of, folders: folderPlaces, analyser, emit, clock }),
      transfers: underWay.calls,
      remembered: remembered.calls,
      history: history.calls,
      drafts: drafts.calls,
      exports: exportsUnderWay.calls,
      folders: foldersOnScreen.calls,
      files: createFiles({
        profiles,
        offered,
        drafts: fileDrafts,
        folders: folderPlaces,
        toImport: filesToImport,
        desktop: createDesktop(current),
        dialogs,
        documentsFolder: app.getPath('documents'),
      }),
    },
  );

  const lockAll = async () => {
    const listed = await environments.calls.list();
    for (const { id, unlockedUntil } of listed.ok ? listed.value : []) {
      if (unlockedUntil !== null) await environments.calls.lock({ environmentId: id });
    }
  };
  powerMonitor.on('suspend', lockAll);
  powerMonitor.on('lock-screen', lockAll);
  const guard = guardQuit({
    window: current,
    underWay: () => ({ transfers: underWay.names(), exports: exportsUnderWay.names() }),
    beforeLeaving: lockAll,
    stop: exportsUnderWay.stop,
    keeping: served.keeping,
    writing: own.underWay,
  });
  furnish({
    remembered: () => settings.read().windows,
    onBounds: (change) => settings.update((now) => ({ ...now, windows: change(now.windows) })),
    opened: (window) => {
      guard.watch(window);
      window.webContents.on('render-process-gone', (_event, { reason, exitCode }) =>
        log.error('page-gone', { reason, exitCode }),
      );
      window.webContents.on('did-start-loading', exportsUnderWay.pageGone);
      window.on('closed', exportsUnderWay.pageGone);
      window.on('focus', attention.seen);
      window.on('focus', () => void foldersOnScreen.cameBack());
    },
  });
  app.on('will-quit', (event) => {
    // What is still being kept needs the keychain.
    if (event.defaultPrevented) return;
    broker.close();
    analyser.close();
  });

  return {
    chosen(id: ActionId) {
      show();
      emit({ kind: 'action', id });
    },
    /** Named at the start, when the window opens by itself. */
    offered: offered.offer,
    async offeredLater(paths: readonly string[]) {
      show();
      await offered.offer(paths);
    },
    /** By a second start, which hands over whatever it was given. */
    async toldBySecondStart(told: unknown) {
      show();
      await offered.offer(filesTold(told));
    },
    async settle() {
      if ((await journal.unsettled()).length === 0) return;
      const { settleImports } = await import('./services/settle-imports.ts');
      await settleImports({ journal, clients, clock, log, emit, settled: history.settled });
    },
    startSamples: () => environments.calls.startSamples(),
    sweep: () => diskFiles.sweep(folder),
  };
}
