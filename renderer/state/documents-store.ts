import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { DraggedOut, FileDraftSummary, FileEvent, FileView, OfferedFile } from '../../shared/bridge/files.ts';
import type { FileSource, FolderPlace } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import type { InspectedLayer, Inspection } from '../../shared/profile/source/inspection.ts';
import type { KeptEdits } from '../../shared/profile/source/kept-edits.ts';
import type { SecretHit } from '../../shared/profile/source/secret-guard.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { DraftKept } from '../../shared/transfer/draft.ts';

/** A profile in a file, with what the analyser has told of it so far. */
export interface OpenDocument {
  /** As it was opened or last saved. */
  readonly file: FileView;
  /** As it was opened: what the inspection speaks of, and what the filled values refer to. */
  readonly opened: ProfileDocument;
  /** Stack order; fewer than the profile has while it is inspected. */
  readonly layers: readonly InspectedLayer[];
  /** What only the whole profile tells; null until every layer was told. */
  readonly whole: Inspection | null;
  readonly notInspected: Problem | null;
  readonly disk: 'same' | 'changed' | 'gone';
  /** SECURITY: a function, because what an earlier run kept holds what was typed; it is for the edit book alone. */
  readonly begun: () => KeptEdits | null;
  /** Where what is not saved is kept, once something was. */
  readonly keptWhere: DraftKept['kept'] | null;
}

/** What takes the open file off the screen: closing it, another file in one of three ways, the end of the window. */
export type Leaving = 'close' | 'choose' | 'offered' | 'draft' | 'window';

export interface DocumentsState {
  readonly document: OpenDocument | null;
  readonly isOpening: boolean;
  /** Why the last file was not opened, until the next one is. */
  readonly problem: Problem | null;
  /** Whether something was typed that the file does not have yet; the screen tells. */
  readonly isChanged: boolean;
  readonly changeTold: (isChanged: boolean) => void;
  /** What waits for the person's word because typed values would be lost. */
  readonly leaving: Leaving | null;
  /** What goes on as soon as everything is saved. */
  readonly afterSaving: Leaving | null;
  /** The person wants to save first; the screen does. */
  readonly leaveSaving: () => void;
  /** Something was saved: goes on with what waited for it, and answers with that. Asks again about what is still not saved. */
  readonly savedFirst: () => Promise<Leaving | null>;
  /** Nothing was saved after all: the file stays. */
  readonly savingLeft: () => void;
  /** Answers once what was typed is forgotten. */
  readonly leaveAgreed: () => Promise<void>;
  readonly leaveRefused: () => void;
  /** The window is to be closed. False: the question is on screen, and it must stay. */
  readonly windowLeaves: () => boolean;
  /** The door, the key or the menu: asks for a file and shows it in place of the one that is open. */
  readonly chooseAsked: () => Promise<void>;
  /** Dropped or chosen outside of the window, and not opened yet; the first is next. */
  readonly waiting: readonly OfferedFile[];
  /** Some of them have come and nobody has looked at them: the first is to be opened as soon as nothing covers the window. */
  readonly isOffered: boolean;
  /** Opens the first that waits, in place of the one that is open. */
  readonly nextAsked: () => Promise<void>;
  readonly waitingDismissed: () => void;
  readonly pasted: (text: string) => Promise<void>;
  /** A row of a folder: its file is shown. */
  readonly rowAsked: (place: FolderPlace, uid: string) => Promise<void>;
  /** Files are dragged out of the window; see the bridge. */
  readonly draggedOut: (what: DraggedOut) => Promise<Result<null>>;
  /** What is open, with these edits, as the source of an import. */
  readonly importAsked: (edits: readonly ProfileEdit[]) => Promise<Result<FileSource>>;
  readonly reloadAsked: () => Promise<void>;
  /** The window came back: somebody may have changed the file. */
  readonly cameBack: () => void;
  /** The person keeps what is open although the file changed. */
  readonly diskIgnored: () => void;
  readonly problemRead: () => void;
  readonly closeAsked: () => void;
  /** Layers as they are after the edits; see the bridge. */
  readonly inspectAsked: (
    edits: readonly ProfileEdit[],
    layers: readonly number[],
  ) => Promise<Result<readonly InspectedLayer[]>>;
  /** What earlier runs did not save. */
  readonly drafts: readonly FileDraftSummary[];
  readonly draftsAsked: () => Promise<Result<null>>;
  /** Opens the file with what was done to it. */
  readonly draftChosen: (id: string) => Promise<void>;
  readonly draftDiscarded: (id: string) => Promise<Result<null>>;
  /** Keeps what is not saved against a crash; null: nothing is. */
  readonly editsKept: (file: string, kept: KeptEdits | null) => Promise<Result<null>>;
  /** The file's text as these edits make it. */
  readonly textAsked: (edits: readonly ProfileEdit[]) => Promise<Result<string>>;
  readonly secretsAsked: (edits: readonly ProfileEdit[]) => Promise<Result<readonly SecretHit[]>>;
  /** Answers `asked` where the file changed on disk and nothing was written. */
  readonly saveChosen: (edits: readonly ProfileEdit[], overwrite: boolean) => Promise<Result<'saved' | 'asked'>>;
  readonly saveAsChosen: (edits: readonly ProfileEdit[]) => Promise<Result<'saved' | 'cancelled'>>;
}

export type DocumentsStore = StoreApi<DocumentsState>;

type Opened = { readonly file: FileView; readonly kept: KeptEdits | null };

/** The profile file that is open, if any. What is typed into it is not kept here. */
export function createDocumentsStore(files: Ferry['files'], events: Ferry['events']): DocumentsStore {
  /** Told of a file whose opening has not been answered yet. */
  let early: FileEvent[] = [];

  const store = createStore<DocumentsState>()((set, get) => {
    /** The draft that is to be opened when the person agreed to leave the file that is open. */
    let wanted = '';
    const shown = (file: FileView, kept: KeptEdits | null): void => {
      const before = get().document;
      if (before !== null && before.file.id !== file.id) void files.close({ file: before.file.id });
      const document: OpenDocument = {
        file,
        opened: file.document,
        layers: [],
        whole: null,
        notInspected: null,
        disk: 'same',
        begun: () => kept,
        keptWhere: null,
      };
      const waiting = early.filter((event) => event.file === file.id);
      early = [];
      set({ document: waiting.reduce(after, document), problem: null, isChanged: false });
    };
    const opening = (ask: () => Promise<Result<FileView | null>>): Promise<void> =>
      openingDraft(async () => {
        const answer = await ask();
        return answer.ok ? ok(answer.value === null ? null : { file: answer.value, kept: null }) : answer;
      });
    const openingDraft = async (ask: () => Promise<Result<Opened | null>>): Promise<void> => {
      // One dialog at a time, whichever way it was asked for.
      if (get().isOpening) return;
      set({ isOpening: true });
      const answer = await ask();
      if (!answer.ok) set({ problem: answer.problem });
      else if (answer.value !== null) shown(answer.value.file, answer.value.kept);
      early = [];
      set({ isOpening: false });
    };
    const saved = (file: FileView): void => {
      const { document } = get();
      if (document?.file.id === file.id) set({ document: { ...document, file, disk: 'same' } });
    };
    const openDraft = async (id: string): Promise<void> => {
      await openingDraft(() => files.openDraft({ id }));
      if (get().document?.file.id === id) set({ drafts: get().drafts.filter((draft) => draft.id !== id) });
    };
    const closed = (): void => {
      if (get().document !== null) void files.close({ file: fileId() });
      set({ document: null, problem: null, isChanged: false, isOffered: get().waiting.length > 0 });
    };
    const openNext = async (): Promise<void> => {
      const [next] = get().waiting;
      if (next === undefined || get().isOpening) return;
      set({ waiting: get().waiting.slice(1) });
      await opening(() => files.openOffered({ id: next.id }));
    };
    const fileId = (): string => get().document?.file.id ?? '';
    const goOn = async (leaving: Leaving | null): Promise<void> => {
      if (leaving === 'choose') void opening(() => files.choose());
      else if (leaving === 'offered') void openNext();
      else if (leaving === 'draft') void openDraft(wanted);
      else if (leaving === 'window') await files.close({ file: fileId() });
      else if (leaving === 'close') closed();
    };

    return {
      document: null,
      isOpening: false,
      problem: null,
      isChanged: false,
      changeTold: (isChanged) => set({ isChanged }),
      leaving: null,
      leaveAgreed: async () => {
        const { leaving } = get();
        set({ leaving: null, isChanged: leaving === 'choose' || leaving === 'offered' || leaving === 'draft' });
        await goOn(leaving);
      },
      afterSaving: null,
      leaveSaving: () => set({ leaving: null, afterSaving: get().leaving }),
      savedFirst: async () => {
        const { afterSaving, isChanged } = get();
        if (afterSaving === null) return null;
        set({ afterSaving: null, leaving: isChanged ? afterSaving : null });
        if (isChanged) return null;
        await goOn(afterSaving);
        return afterSaving;
      },
      savingLeft: () => set({ afterSaving: null }),
      leaveRefused: () => set({ leaving: null }),
      windowLeaves: () => {
        if (get().isChanged) set({ leaving: 'window' });
        return !get().isChanged;
      },
      chooseAsked: async () => {
        if (get().isChanged) set({ leaving: 'choose' });
        else await opening(() => files.choose());
      },
      waiting: [],
      isOffered: false,
      nextAsked: async () => {
        set({ isOffered: false });
        if (get().waiting.length > 0 && get().isChanged) set({ leaving: 'offered' });
        else await openNext();
      },
      waitingDismissed: () => set({ waiting: [], isOffered: false }),
      pasted: (text) => opening(() => files.paste({ text })),
      reloadAsked: () => opening(() => files.reload({ file: fileId() })),
      cameBack: () => {
        if (get().document !== null) void files.check({ file: fileId() });
      },
      diskIgnored: () => {
        const { document } = get();
        if (document !== null) set({ document: { ...document, disk: 'same' } });
      },
      problemRead: () => set({ problem: null }),
      closeAsked: () => {
        if (get().isChanged) set({ leaving: 'close' });
        else closed();
      },
      inspectAsked: (edits, layers) => files.inspect({ file: fileId(), edits, layers }),
      rowAsked: (place, uid) => opening(() => files.openFrom({ place, uid })),
      draggedOut: (what) => files.dragOut(what),
      importAsked: (edits) => files.forImport({ file: fileId(), edits }),
      drafts: [],
      draftsAsked: async () => {
        const answer = await files.drafts();
        if (!answer.ok) return answer;
        // Of the file on screen nothing was lost.
        set({ drafts: answer.value.filter(({ id }) => id !== get().document?.file.id) });
        return ok(null);
      },
      draftChosen: async (id) => {
        wanted = id;
        if (get().isChanged) set({ leaving: 'draft' });
        else await openDraft(id);
      },
      draftDiscarded: async (id) => {
        const answer = await files.discardDraft({ id });
        if (answer.ok) set({ drafts: get().drafts.filter((draft) => draft.id !== id) });
        return answer;
      },
      editsKept: async (file, kept) => {
        const answer = await files.keepEdits({ file, kept });
        if (!answer.ok) return answer;
        const { document } = get();
        const keptWhere = kept === null ? null : answer.value.kept;
        if (document?.file.id === file && document.keptWhere !== keptWhere)
          set({ document: { ...document, keptWhere } });
        return ok(null);
      },
      textAsked: (edits) => files.text({ file: fileId(), edits }),
      secretsAsked: (edits) => files.secrets({ file: fileId(), edits }),
      saveChosen: async (edits, overwrite) => {
        const answer = await files.save({ file: fileId(), edits, overwrite });
        if (!answer.ok) return answer;
        if (answer.value.kind === 'saved') {
          saved(answer.value.file);
          return ok('saved');
        }
        const { document } = get();
        const disk = answer.value.isGone ? 'gone' : 'changed';
        if (document !== null) set({ document: { ...document, disk } });
        return ok('asked');
      },
      saveAsChosen: async (edits) => {
        const answer = await files.saveAs({ file: fileId(), edits });
        if (!answer.ok) return answer;
        if (answer.value === null) return ok('cancelled');
        saved(answer.value);
        return ok('saved');
      },
    };
  });

  events.subscribe((event) => {
    if (event.kind === 'files-offered') {
      store.setState(({ waiting }) => ({ waiting: [...waiting, ...event.files], isOffered: true }));
    }
    if (!isOfFile(event)) return;
    const { document, isOpening } = store.getState();
    // A reload answers under the same id: what is told meanwhile belongs to the new text.
    if (isOpening) early.push(event);
    else if (document?.file.id === event.file) store.setState({ document: after(document, event) });
  });
  return store;
}

function isOfFile(event: { readonly kind: string }): event is FileEvent {
  return ['file-layer', 'file-inspected', 'file-not-inspected', 'file-changed'].includes(event.kind);
}

function after(document: OpenDocument, event: FileEvent): OpenDocument {
  switch (event.kind) {
    case 'file-layer':
      return { ...document, layers: [...document.layers, event.layer] };
    case 'file-inspected':
      return { ...document, whole: event.inspection };
    case 'file-not-inspected':
      return { ...document, notInspected: event.problem };
    case 'file-changed':
      return { ...document, disk: event.isGone ? 'gone' : 'changed' };
  }
}
