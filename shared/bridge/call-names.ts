import type { CallGroup } from './calls.ts';
import type { Ferry } from './ferry.ts';

type Names = { readonly [G in CallGroup]: Readonly<Record<keyof Ferry[G], true>> };

/** The names alone, free of validators, so that the preload stays tiny. A forgotten name does not compile. */
export const callNames: Names = {
  app: { info: true, openLink: true, openLogFolder: true, reportFailure: true, forgetEverything: true },
  view: { load: true, save: true },
  environments: {
    list: true,
    test: true,
    cancelTest: true,
    save: true,
    remove: true,
    reorder: true,
    exportList: true,
    importList: true,
    chooseCertificate: true,
    startSamples: true,
    unlock: true,
    lock: true,
  },
  places: { projects: true, profiles: true, leave: true, profile: true },
  transfers: { plan: true, readText: true, run: true, cancel: true, known: true },
  remembered: { list: true, reveal: true, forget: true, forgetAll: true },
  history: { list: true, clear: true },
  drafts: { save: true, list: true, restore: true, discard: true },
  exports: { plan: true, queue: true, run: true, cancel: true },
  folders: { list: true, choose: true, forget: true, watch: true },
  files: {
    choose: true,
    paste: true,
    openOffered: true,
    reload: true,
    check: true,
    close: true,
    inspect: true,
    text: true,
    forImport: true,
    openFrom: true,
    secrets: true,
    save: true,
    dragOut: true,
    keepEdits: true,
    drafts: true,
    openDraft: true,
    discardDraft: true,
    saveAs: true,
  },
};

/** What the preload tells of files dropped on the window. No function of the page leads to it. */
export const dropChannel = 'files.dropped';

/** The one channel for what main tells unasked. */
export const eventChannel = 'ferry-event';
