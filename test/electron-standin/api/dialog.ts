import { onlyWhatIsThere } from '../not-implemented.ts';
import { record } from './registry.ts';

interface MessageBoxOptions {
  readonly cancelId?: number;
  readonly buttons?: readonly string[];
  readonly checkboxChecked?: boolean;
}

/** The last parameter: dialogs may be called with or without their window. */
function optionsOf<T>(parameters: readonly unknown[]): T {
  return (parameters.at(-1) ?? {}) as T;
}

/** Where Electron looks when a person presses Escape: `cancelId`, else a button named so, else the first. */
function cancelled({ cancelId, buttons = [] }: MessageBoxOptions): number {
  if (cancelId !== undefined) return cancelId;
  const named = buttons.findIndex((label) => /^(cancel|no)$/i.test(label.replace('&', '')));
  return Math.max(named, 0);
}

/**
 * The stand-in draws no native dialogs: each is recorded and answered as if the person had pressed Escape. Tests replace
 * the functions, as they do on the genuine binary.
 */
export const dialog = onlyWhatIsThere('dialog', {
  async showOpenDialog(...parameters: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    record('dialog.showOpenDialog', optionsOf(parameters));
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog(...parameters: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    record('dialog.showSaveDialog', optionsOf(parameters));
    return { canceled: true, filePath: '' };
  },
  async showMessageBox(...parameters: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const options = optionsOf<MessageBoxOptions>(parameters);
    record('dialog.showMessageBox', options);
    return { response: cancelled(options), checkboxChecked: options.checkboxChecked ?? false };
  },
  showMessageBoxSync(...parameters: unknown[]): number {
    const options = optionsOf<MessageBoxOptions>(parameters);
    record('dialog.showMessageBoxSync', options);
    return cancelled(options);
  },
  showErrorBox(title: string, content: string): void {
    record('dialog.showErrorBox', title, content);
    process.stderr.write(`${title}\n${content}\n`);
  },
});
