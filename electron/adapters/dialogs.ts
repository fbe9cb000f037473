import { type BrowserWindow, dialog } from 'electron';
import type { DialogsPort } from '../ports/dialogs.ts';

/** The system's own dialogs, over the window that is there at the time. */
export function createDialogs(window: () => BrowserWindow | null): DialogsPort {
  return {
    async chooseCertificate() {
      const options: Electron.OpenDialogOptions = {
        properties: ['openFile'],
        filters: [
          { name: 'Certificates', extensions: ['pem', 'crt', 'cer', 'der', 'ca-bundle'] },
          { name: 'All files', extensions: ['*'] },
        ],
      };
      const parent = window();
      const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
  };
}
