import { app, type BrowserWindow } from 'electron';
import type { DesktopPort } from '../ports/desktop.ts';

/** The system's own desktop, for the window that is there at the time. */
export function createDesktop(window: () => BrowserWindow | null): DesktopPort {
  return {
    async dragOut(paths) {
      const [file] = paths;
      // macOS drags nothing without a picture under the pointer.
      const icon = await app.getFileIcon(file);
      window()?.webContents.startDrag({ file, files: [...paths], icon });
    },
  };
}
