import type { ConnectionReport, EnvironmentDraft, EnvironmentSummary, Project } from '../environment.ts';
import type { HistoryEntry } from '../history.ts';
import type { FileSource, Place } from '../place.ts';
import type { InspectedLayer } from '../profile/source/inspection.ts';
import type { SecretHit } from '../profile/source/secret-guard.ts';
import type { RememberedEntry } from '../remembered.ts';
import type { Result } from '../result.ts';
import type { Decision } from '../transfer/decision.ts';
import type { Draft, DraftKept, DraftSummary } from '../transfer/draft.ts';
import type { TransferMaterial } from '../transfer/plan.ts';
import type { TransferOutcome } from '../transfer/proof.ts';
import type { TransferRequest } from '../transfer/request.ts';
import type { Reviewed } from '../transfer/reviewed.ts';
import type { EditedText, TextReading } from '../transfer/text-reading.ts';
import type { Way } from '../transfer/way.ts';
import type { FerryEvent } from './events.ts';
import type { ExportOutcome, ExportPlan, ExportQueue, ExportRequest, ExportRun } from './exports.ts';
import type {
  DraggedOut,
  FileDraftSummary,
  FileEdits,
  FileKeep,
  FileLayers,
  FileSave,
  FileSaved,
  FileView,
  OpenedDraft,
} from './files.ts';
import type { FolderRef, FolderRowRef, FolderView, WatchRequest } from './folders.ts';
import type { AppInfo, ProfileDetails, ProfileList, ViewState } from './views.ts';

type Answer<T> = Promise<Result<T>>;

/**
 * Everything the window can ask of the machine. Each call takes at most one plain value and answers with a Result;
 * it never rejects. `shared/bridge/calls.ts` lists the same names for the preload and the shapes for main.
 */
export interface Ferry {
  readonly app: {
    info(): Answer<AppInfo>;
    /** Opens a documentation page in the system's browser, by id. */
    openLink(link: LinkId): Answer<null>;
    openLogFolder(): Answer<null>;
    /** A screen could not be drawn: where, for the log. Answers with the reference that the person can quote. */
    reportFailure(failure: DrawingFailure): Answer<{ readonly reference: string }>;
    /** Removes environments, keys, remembered answers, history, drafts and view; answers with what could not be removed. */
    forgetEverything(): Answer<{ readonly left: readonly KeptBack[] }>;
  };
  readonly view: {
    /** Pane places, sizes, theme: as they were when the window was last closed. */
    load(): Answer<ViewState>;
    save(state: ViewState): Answer<null>;
  };
  readonly environments: {
    list(): Answer<readonly EnvironmentSummary[]>;
    /** Connects with the draft's values and tells what it learnt; saves nothing. */
    test(draft: EnvironmentDraft): Answer<ConnectionReport>;
    /** Every test under way, also one before saving, ends as `cancelled`. */
    cancelTest(): Answer<null>;
    /** Tests, then keeps the key in the keychain and the rest in the settings. The only call that carries a key. */
    save(draft: EnvironmentDraft): Answer<EnvironmentSummary>;
    remove(environment: EnvironmentRef): Answer<null>;
    /** Puts the saved ones in this order; those not named follow in the order they had. */
    reorder(order: EntryRefs): Answer<readonly EnvironmentSummary[]>;
    /** Asks for a file and writes the list without keys into it; null when the person cancels. */
    exportList(): Answer<{ readonly fileName: string; readonly count: number } | null>;
    /** Asks for such a file and adds what is not known yet, without keys; null when the person cancels. */
    importList(): Answer<ImportedList | null>;
    /** Asks the person for a CA file; null when they cancel. */
    chooseCertificate(): Answer<{ readonly fileName: string; readonly pem: string } | null>;
    /** Starts the two embedded sample environments (or answers with the running ones). */
    startSamples(): Answer<readonly EnvironmentSummary[]>;
    unlock(environment: EnvironmentRef): Answer<EnvironmentSummary>;
    lock(environment: EnvironmentRef): Answer<EnvironmentSummary>;
  };
  readonly places: {
    projects(
      environment: EnvironmentRef,
    ): Answer<{ readonly tenantName: string; readonly projects: readonly Project[] }>;
    /** The whole list; what arrives earlier comes as `profiles-page` and `folder-page` events under the same `listing`. */
    profiles(request: ListRequest): Answer<ProfileList>;
    /** Nobody waits for this list any more: what is not read yet stays unread, and its answer is `cancelled`. */
    leave(list: { readonly listing: string }): Answer<null>;
    profile(request: ProfileRequest): Answer<ProfileDetails>;
  };
  readonly transfers: {
    /** Reads the source and the facts of the target; writes nothing. */
    plan(request: TransferRequest): Answer<TransferMaterial>;
    /**
     * Reads a text that is being edited in a process of its own; nothing of it is kept. Fails with `edited-text-unread`.
     */
    readText(text: ReviewedText): Answer<TextReading>;
    /** Reads both again, plans again, refuses if anything is open, writes once, reads back, compares. */
    run(request: RunRequest): Answer<TransferOutcome>;
    /** Before the write: stops. After it: the write stays, reading back is skipped. */
    cancel(transfer: TransferRef): Answer<null>;
    /** Every transfer that was confirmed since the app was started, oldest first: for a window that opens later. */
    known(): Answer<readonly KnownTransfer[]>;
  };
  readonly remembered: {
    /** Every answer kept for the next import, without its value, oldest first. */
    list(): Answer<readonly RememberedEntry[]>;
    /** SECURITY: one value in clear; only ever because the person asked to see this one. */
    reveal(entry: EntryRef): Answer<string>;
    forget(entries: EntryRefs): Answer<null>;
    /** Also the way out when what is kept cannot be opened any more. */
    forgetAll(): Answer<null>;
  };
  /** What was imported and cloned, of this run and earlier ones. */
  readonly history: {
    /** Latest first. */
    list(): Answer<readonly HistoryEntry[]>;
    /** Also the way out when what is kept cannot be read any more. */
    clear(): Answer<null>;
  };
  readonly drafts: {
    /**
     * Keeps the answers of an open sheet, in place of earlier ones for the same transfers, until they are imported or
     * the draft is discarded. Without a usable keychain they last for this run only, and the answer says so.
     */
    save(draft: Draft): Answer<DraftKept>;
    /** What an earlier run left open, newest first, without any answer in it. */
    list(): Answer<readonly DraftSummary[]>;
    /** SECURITY: the answers with what was typed, to open that sheet again and for nothing else. */
    restore(draft: EntryRef): Answer<Draft>;
    discard(draft: EntryRef): Answer<null>;
  };
  /** Profiles in files, without any environment. What is found in one follows as events under its id. */
  readonly files: {
    /** Asks for an exported profile and opens it; null when the person cancels. */
    choose(): Answer<FileView | null>;
    /** The same for text that never was a file. */
    paste(text: { readonly text: string }): Answer<FileView>;
    /** Opens what a `files-offered` event told of. */
    openOffered(offered: EntryRef): Answer<FileView>;
    /** Reads the file again under the same id; what was changed here is gone. */
    reload(file: FileRef): Answer<FileView>;
    /** Looks whether the file is still what was opened; an event tells if not. For when the window comes back. */
    check(file: FileRef): Answer<null>;
    close(file: FileRef): Answer<null>;
    /** Layers as they are after the edits. Those of one name are asked for together: their holes are told apart by order. */
    inspect(layers: FileLayers): Answer<readonly InspectedLayer[]>;
    /** Takes the file as it is with these edits as the source of an import; its masks stay masks. */
    forImport(edits: FileEdits): Answer<FileSource>;
    /** Opens the file that a row of a folder stands for. */
    openFrom(row: FolderRowRef): Answer<FileView>;
    /** The file's text as these edits make it. */
    text(edits: FileEdits): Answer<string>;
    /** What saving with the edits would write as a secret in plain text: places and reasons, no values. */
    secrets(edits: FileEdits): Answer<readonly SecretHit[]>;
    save(edits: FileSave): Answer<FileSaved>;
    /** The person drags files out of the window: the desktop takes over under the pointer. Writes nothing. */
    dragOut(what: DraggedOut): Answer<null>;
    /**
     * Keeps what is not saved of an open file, in place of what was kept of it before, until it is saved or closed.
     * Without a usable keychain it lasts for this run only, and the answer says so.
     */
    keepEdits(edits: FileKeep): Answer<DraftKept>;
    /** What was kept and neither saved nor dropped, newest first. */
    drafts(): Answer<readonly FileDraftSummary[]>;
    /** Opens a file as it was then, with what was done to it. An event tells if it changed on disk since. */
    openDraft(draft: EntryRef): Answer<OpenedDraft>;
    discardDraft(draft: EntryRef): Answer<null>;
    /** Asks where, with a safe name proposed, and goes on with that file; null when the person cancels. */
    saveAs(edits: FileEdits): Answer<FileView | null>;
  };
  /** Folders on this computer, as places of a pane. */
  readonly folders: {
    /** Those chosen before, latest first. */
    list(): Answer<readonly FolderView[]>;
    /** Asks for a folder and remembers it; null when the person cancels. */
    choose(): Answer<FolderView | null>;
    /** Takes it off the list; the folder itself stays. */
    forget(folder: FolderRef): Answer<null>;
    /** From now on exactly these are watched; an event tells when one changed. */
    watch(request: WatchRequest): Answer<null>;
  };
  /** Profiles into a folder, one after the other. */
  readonly exports: {
    /** Reads the profile and says what its file would be called and what in it looks like a secret; writes nothing. */
    plan(request: ExportRequest): Answer<ExportPlan>;
    /** Told before the first of them is run: until each has ended or was cancelled, quitting asks first. */
    queue(request: ExportQueue): Answer<null>;
    /**
     * Reads again and writes one file, whole or not at all. Fails with `source-changed` where a value that looks like
     * a secret has no answer.
     */
    run(request: ExportRun): Answer<ExportOutcome>;
    /** Stops it before the file is written. */
    cancel(request: TransferRef): Answer<null>;
  };
  readonly events: {
    /** Returns its own unsubscribe. */
    subscribe(listener: (event: FerryEvent) => void): () => void;
  };
}

/**
 * What is logged of a failure to draw.
 * SECURITY: no message, which may quote what is on screen.
 */
export interface DrawingFailure {
  /** Class of the error. */
  readonly error: string;
  /** Lines of its stack, innermost first, as `ownFrame` has them. */
  readonly frames: readonly string[];
}

/** A line of a stack that names a function and a line of our own scripts, and nothing that was on screen. */
export const ownFrame =
  /^at [\w$.<> [\]]{0,120}\(?(?:app|https?):\/\/[\w.-]{1,60}(?::\d{1,5})?\/[\w./-]{1,120}:\d+:\d+\)?$/;

/** What *forget everything* could not remove. `file-keys`: of the encrypted files, which are gone. */
export type KeptBack = 'keys' | 'file-keys' | 'remembered' | 'history' | 'journal' | 'drafts' | 'settings';

export interface ImportedList {
  readonly added: readonly EnvironmentSummary[];
  /** Names of those whose name or address is there already; nothing of them was changed. */
  readonly skipped: readonly string[];
}

export interface FileRef {
  readonly file: string;
}

export interface EntryRef {
  readonly id: string;
}

export interface EntryRefs {
  readonly ids: readonly string[];
}

export interface EnvironmentRef {
  readonly environmentId: string;
}

export interface ListRequest {
  /** UUID made by the window. */
  readonly listing: string;
  readonly place: Place;
}

export interface ProfileRequest {
  readonly place: Place;
  readonly uid: string;
}

/** SECURITY: holds what was typed into a text of a review, which may be secret. */
export interface ReviewedText extends EditedText {
  /** The pack's name as it stands in the document. */
  readonly layer: string;
}

export interface TransferRef {
  readonly id: string;
}

export interface KnownTransfer {
  readonly request: TransferRequest;
  readonly way: Way;
  /** How its last run ended; null while it runs. */
  readonly answer: Result<TransferOutcome> | null;
}

export interface RunRequest {
  readonly transfer: TransferRequest;
  readonly decisions: readonly Decision[];
  /** A source that has another document by now fails with `source-changed`; a value that is gone leaves its hole open. */
  readonly reviewed: Reviewed;
  /** The protected environment's name as the person typed it; null where it is not protected. */
  readonly typedName: string | null;
}

export type LinkId = 'palette-api-keys' | 'palette-macros' | 'palette-permissions' | 'palette-import-export';
