import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import type { DialogsPort } from '../ports/dialogs.ts';

const lists = [{ name: 'Environments', extensions: ['json'] }];
const profiles = [{ name: 'Cluster profiles', extensions: ['json', 'yaml', 'yml'] }];
const everything = { name: 'All files', extensions: ['*'] };

/** The system's own dialogs, over the window that is there at the time. */
export function createDialogs(window: () => BrowserWindow | null): DialogsPort {
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = window();
    const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  };
  const save = async (options: SaveDialogOptions): Promise<string | null> => {
    const parent = window();
    const answer = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  };
  return {
    chooseCertificate: () =>
      open({
        properties: ['openFile'],
        filters: [
          { name: 'Certificates', extensions: ['pem', 'crt', 'cer', 'der', 'ca-bundle'] },
          { name: 'All files', extensions: ['*'] },
        ],
      }),
    chooseListToSave: () =>
      save({
        defaultPath: 'environments.json',
        filters: lists,
        // Only Linux has to be told to ask before a file is overwritten.
        properties: ['showOverwriteConfirmation'],
      }),
    chooseListToOpen: () => open({ properties: ['openFile'], filters: lists }),
    chooseProfileToOpen: () => open({ properties: ['openFile'], filters: [...profiles, everything] }),
    chooseFolder: () => open({ properties: ['openDirectory', 'createDirectory'] }),
    chooseProfileToSave: (defaultPath) =>
      save({ defaultPath, filters: profiles, properties: ['showOverwriteConfirmation'] }),
  };
}
