import type { DialogsPort } from '../../electron/ports/dialogs.ts';

/** A person who chooses what the test says; null cancels. */
export function createFakeDialogs(): DialogsPort & { choose(path: string | null): void } {
  let choice: string | null = null;
  return {
    choose(path) {
      choice = path;
    },
    chooseCertificate: async () => choice,
    chooseListToSave: async () => choice,
    chooseListToOpen: async () => choice,
    chooseProfileToOpen: async () => choice,
    chooseFolder: async () => choice,
    chooseProfileToSave: async () => choice,
  };
}
