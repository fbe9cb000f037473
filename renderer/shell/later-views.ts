import { later } from '../ui/later.tsx';

/*
 * What nobody sees before something was clicked or pressed. The code of all of it is fetched once the window is idle.
 */

export const DocumentScreen = later(async () => (await import('../documents/document-screen.tsx')).DocumentScreen);
export const ReviewSheet = later(async () => (await import('../transfer/review-sheet.tsx')).ReviewSheet);
export const ExportSheet = later(async () => (await import('../exports/export-sheet.tsx')).ExportSheet);
export const Palette = later(async () => (await import('../actions/palette.tsx')).Palette);
export const ShortcutSheet = later(async () => (await import('../actions/shortcut-sheet.tsx')).ShortcutSheet);
export const Manager = later(async () => (await import('../environments/manager.tsx')).Manager);
export const SignInSheet = later(async () => (await import('../environments/sign-in-sheet.tsx')).SignInSheet);
export const RememberedScreen = later(
  async () => (await import('../remembered/remembered-screen.tsx')).RememberedScreen,
);
export const HistoryScreen = later(async () => (await import('../history/history-screen.tsx')).HistoryScreen);
export const SettingsScreen = later(async () => (await import('../settings/settings-screen.tsx')).SettingsScreen);

/** Fetches the code of everything that may be opened next; the editor comes with the first text that is shown. */
export async function bringViews(): Promise<void> {
  const views = [
    SignInSheet,
    ReviewSheet,
    ExportSheet,
    Palette,
    Manager,
    DocumentScreen,
    SettingsScreen,
    RememberedScreen,
    HistoryScreen,
    ShortcutSheet,
  ];
  for (const { bring } of views) await bring();
}
