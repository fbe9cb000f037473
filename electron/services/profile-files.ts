import { createHash, randomUUID } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import { fileNameFor } from '../../shared/profile/source/file-name.ts';
import type { InspectedLayer, Inspection } from '../../shared/profile/source/inspection.ts';
import type { ProfileFormat } from '../../shared/profile/source/profile-source.ts';
import type { SecretHit } from '../../shared/profile/source/secret-guard.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { AnalyserPort } from '../ports/analyser.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { FilesPort } from '../ports/files.ts';
import type { FoldersPort } from '../ports/folders.ts';

const megabyte = 1024 * 1024;
/** A profile of 40 packs with long values has some 5 MB. */
export const maxProfileBytes = 32 * megabyte;
/** Editors save in several steps; what they do within this time is one change. */
const changeSettles = 300;

/** A file as a pane shows it at once; its layers follow as events. */
export interface OpenFile {
  /** Ours, for as long as it is open. */
  readonly id: string;
  /** Null for text that was pasted. */
  readonly path: string | null;
  readonly name: string;
  readonly format: ProfileFormat;
  readonly document: ProfileDocument;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly file: OpenFile }
  /** Another file has that name: ask, then again with `overwrite`. */
  | { readonly kind: 'exists'; readonly name: string }
  /** Somebody else changed it since it was opened: offer to reload or to keep, then again with `overwrite`. */
  | { readonly kind: 'changed-on-disk'; readonly name: string; readonly isGone: boolean };

export interface SaveRequest {
  readonly file: string;
  /** Since the file was opened, also what was saved meanwhile: so each byte that is taken back is the one that was there. */
  readonly edits: readonly ProfileEdit[];
  readonly overwrite: boolean;
}

export interface SaveAsRequest extends SaveRequest {
  readonly path: string;
  readonly format: ProfileFormat;
}

/** What has to be kept of an open file to open it again as it was, without what was typed. */
export interface FileBase {
  readonly path: string | null;
  readonly name: string;
  /** The form it is saved in. */
  readonly format: ProfileFormat;
  /** SHA-256 of the file on disk, as last opened or saved here. */
  readonly digest: string;
  /** As it was opened: what edits speak of. */
  readonly bytes: Uint8Array;
}

export type FileEvent =
  | { readonly kind: 'file-layer'; readonly file: string; readonly layer: InspectedLayer }
  /** Its `layers` were told before and are left out. */
  | { readonly kind: 'file-inspected'; readonly file: string; readonly inspection: Inspection }
  | { readonly kind: 'file-not-inspected'; readonly file: string; readonly problem: Problem }
  | { readonly kind: 'file-changed'; readonly file: string; readonly isGone: boolean };

interface Held {
  readonly path: string | null;
  readonly name: string;
  /** As it was opened: what edits speak of. */
  readonly opened: Content;
  digest: string;
  format: ProfileFormat;
  document: ProfileDocument;
  /** Of the file as it was opened: what fills one of them is a secret. Complete once `inspected` is. */
  readonly holes: Hole[];
  readonly inspected: Promise<unknown>;
  /** What was last told of the disk, so that one change is told once. */
  told: string;
  stopWatching: () => void;
  /** Of the analysis that counts; an older one's words are dropped. */
  analysis: number;
}

interface Content {
  readonly bytes: Uint8Array;
  readonly format: ProfileFormat;
  readonly document: ProfileDocument;
}

export interface ProfileFilesPorts {
  readonly files: FilesPort;
  readonly folders: FoldersPort;
  readonly analyser: AnalyserPort;
  readonly clock: ClockPort;
  readonly emit: (event: FileEvent) => void;
}

/** Profiles that live in files: opened, inspected, changed and saved, without any environment. */
export interface ProfileFiles {
  /** Fails with `file-unreadable` (missing, denied, no file) and `profile-unreadable` (everything else). */
  open(path: string): Promise<Result<OpenFile>>;
  /** The same for text that never was a file. */
  paste(text: string): Promise<Result<OpenFile>>;
  /** Throws away what was opened and reads the file again under the same id. */
  reload(file: string): Promise<Result<OpenFile>>;
  /** Looks whether the file is still what was opened; tells by event if not. For when the window comes back. */
  check(file: string): Promise<void>;
  close(file: string): void;
  /** Null for a file that is not open. */
  base(file: string): FileBase | null;
  /** Opens under this id what `base` told; what is on disk by now is told by event. */
  restore(base: FileBase, file: string): Promise<Result<OpenFile>>;
  /** The file at a path, compared with what it was. */
  compared(path: string, digest: string): Promise<'same' | 'changed' | 'gone'>;
  /** The file's text as the edits make it. */
  text(file: string, edits: readonly ProfileEdit[]): Promise<Result<string>>;
  /** Layers by their positions, as they are after the edits. */
  inspect(
    file: string,
    edits: readonly ProfileEdit[],
    layers: readonly number[],
  ): Promise<Result<readonly InspectedLayer[]>>;
  /** What the file would say with the edits, and its name. Fails with `file-unreadable` once it is closed. */
  edited(
    file: string,
    edits: readonly ProfileEdit[],
  ): Promise<Result<{ readonly document: ProfileDocument; readonly name: string }>>;
  /** What saving with the edits would write in plain text. */
  secrets(file: string, edits: readonly ProfileEdit[]): Promise<Result<readonly SecretHit[]>>;
  save(request: SaveRequest): Promise<Result<SaveOutcome>>;
  saveAs(request: SaveAsRequest): Promise<Result<SaveOutcome>>;
  /** The path that Save as proposes: a safe name, not yet taken, in the file's folder or the one given. */
  proposePath(file: string, folder: string, format: ProfileFormat): Promise<string>;
}

export function createProfileFiles(ports: ProfileFilesPorts): ProfileFiles {
  const open = new Map<string, Held>();

  async function read(path: string): Promise<Result<Uint8Array>> {
    const stat = await ports.folders.stat(path);
    if (!stat.ok) return stat;
    if (stat.value.kind !== 'file')
      return failed({ kind: 'file-unreadable', name: basename(path), reason: 'not-a-file' });
    if (stat.value.bytes > maxProfileBytes) return failed(tooLarge);
    return ports.files.read(path, maxProfileBytes);
  }

  async function hold(bytes: Uint8Array, path: string | null, id: string, was?: FileBase): Promise<Result<OpenFile>> {
    if (bytes.length > maxProfileBytes) return failed(tooLarge);
    // Shown as soon as it is read; its layers follow.
    return new Promise((resolve) => {
      const analysis = (open.get(id)?.analysis ?? 0) + 1;
      const isCurrent = () => open.get(id)?.analysis === analysis;
      const holes: Hole[] = [];
      const done = ports.analyser.analyse(bytes, [], {
        opened: ({ format: read, document }) => {
          const format = was?.format ?? read;
          const digest = was?.digest ?? digestOf(bytes);
          open.get(id)?.stopWatching();
          const stopWatching = path === null ? () => undefined : watch(id, path);
          const name = path === null ? '' : basename(path);
          const disk = { path, name, digest, told: digest, stopWatching };
          const opened = { bytes, format: read, document };
          open.set(id, { ...disk, opened, format, document, holes, inspected: done, analysis });
          resolve(ok({ id, path, name, format, document }));
        },
        layer: (layer) => {
          holes.push(...layer.holes);
          if (isCurrent()) ports.emit({ kind: 'file-layer', file: id, layer });
        },
      });
      void done.then((answer) => {
        if (!answer.ok) resolve(answer);
        if (!isCurrent()) return;
        if (answer.ok) ports.emit({ kind: 'file-inspected', file: id, inspection: { ...answer.value, layers: [] } });
        else ports.emit({ kind: 'file-not-inspected', file: id, problem: answer.problem });
      });
    });
  }

  /** The folder, because editors put a new file in the old one's place. */
  function watch(id: string, path: string): () => void {
    let stopAlarm: () => void = () => undefined;
    const stop = ports.folders.watch(dirname(path), false, () => {
      stopAlarm();
      stopAlarm = ports.clock.after(changeSettles, () => void check(id));
    });
    return () => {
      stopAlarm();
      stop();
    };
  }

  async function check(id: string): Promise<void> {
    const held = open.get(id);
    if (held === undefined || held.path === null) return;
    const now = await onDisk(held.path);
    if (open.get(id) !== held || now === held.told) return;
    held.told = now;
    if (now !== held.digest) ports.emit({ kind: 'file-changed', file: id, isGone: now === 'gone' });
  }

  async function onDisk(path: string): Promise<string> {
    const bytes = await read(path);
    if (bytes.ok) return digestOf(bytes.value);
    return bytes.problem.kind === 'file-unreadable' && bytes.problem.reason === 'missing' ? 'gone' : 'unreadable';
  }

  async function edited(held: Held, edits: readonly ProfileEdit[], format: ProfileFormat) {
    const { opened } = held;
    if (edits.length === 0 && format === opened.format) return ok(opened);
    return ports.analyser.edit(opened.bytes, edits, format);
  }

  /** Takes over what was written as what is open now. */
  function kept(id: string, held: Held, path: string, { bytes, document, format }: Content) {
    const digest = digestOf(bytes);
    held.stopWatching();
    const name = basename(path);
    const stopWatching = watch(id, path);
    open.set(id, { ...held, document, format, path, name, digest, told: digest, stopWatching });
    const file: OpenFile = { id, path, name, format, document };
    return ok<SaveOutcome>({ kind: 'saved', file });
  }

  async function save({ file, edits, overwrite }: SaveRequest): Promise<Result<SaveOutcome>> {
    const held = open.get(file);
    if (held === undefined || held.path === null) return notOpen;
    const { path, name } = held;
    // First: it takes its time, in which somebody else may save.
    const content = await edited(held, edits, held.format);
    if (!content.ok) return content;
    let now = await onDisk(path);
    const isOurs = () => overwrite || now === held.digest;
    if (isOurs() && now !== digestOf(content.value.bytes)) {
      const written = await ports.files.replace(path, content.value.bytes, async () => {
        now = await onDisk(path);
        return isOurs();
      });
      if (!written.ok) return written;
    }
    if (!isOurs()) return ok({ kind: 'changed-on-disk', name, isGone: now === 'gone' });
    return kept(file, held, path, content.value);
  }

  async function saveAs(request: SaveAsRequest): Promise<Result<SaveOutcome>> {
    const held = open.get(request.file);
    if (held === undefined) return notOpen;
    const path = resolve(request.path);
    if (path === held.path && request.format === held.format) return save(request);
    const content = await edited(held, request.edits, request.format);
    if (!content.ok) return content;
    if (request.overwrite) {
      const written = await ports.files.replace(path, content.value.bytes, async () => true);
      if (!written.ok) return written;
    } else {
      const written = await ports.folders.writeNew(path, content.value.bytes);
      if (!written.ok) return written;
      if (written.value === 'exists') return ok({ kind: 'exists', name: basename(path) });
    }
    return kept(request.file, held, path, content.value);
  }

  async function namesIn(folder: string, format: ProfileFormat): Promise<readonly string[]> {
    const listed = await ports.folders.list(folder, { recursive: false, endings: [`.${format}`], most: 100_000 });
    return listed.ok ? listed.value.files.map(({ path }) => path) : [];
  }

  return {
    async open(path) {
      const full = resolve(path);
      const bytes = await read(full);
      return named(full, bytes.ok ? await hold(bytes.value, full, randomUUID()) : bytes);
    },
    paste: (text) => hold(new TextEncoder().encode(text), null, randomUUID()),
    async reload(file) {
      const held = open.get(file);
      if (held === undefined || held.path === null) return notOpen;
      const bytes = await read(held.path);
      return named(held.path, bytes.ok ? await hold(bytes.value, held.path, file) : bytes);
    },
    check,
    close(file) {
      open.get(file)?.stopWatching();
      open.delete(file);
    },
    base(file) {
      const held = open.get(file);
      if (held === undefined) return null;
      const { path, name, format, digest, opened } = held;
      return { path, name, format, digest, bytes: opened.bytes };
    },
    async restore(base, file) {
      const opened = await hold(base.bytes, base.path, file, base);
      if (opened.ok) await check(file);
      return opened;
    },
    async compared(path, digest) {
      const now = await onDisk(path);
      return now === digest ? 'same' : now === 'gone' ? 'gone' : 'changed';
    },
    async edited(file, edits) {
      const held = open.get(file);
      if (held === undefined) return notOpen;
      const content = await edited(held, edits, held.format);
      return content.ok ? ok({ document: content.value.document, name: held.name }) : content;
    },
    async text(file, edits) {
      const held = open.get(file);
      if (held === undefined) return notOpen;
      const content = await edited(held, edits, held.format);
      return content.ok ? ok(new TextDecoder().decode(content.value.bytes)) : content;
    },
    inspect: async (file, edits, layers) => {
      const held = open.get(file);
      return held === undefined ? notOpen : ports.analyser.layers(held.opened.bytes, edits, layers);
    },
    async secrets(file, edits) {
      const held = open.get(file);
      if (held === undefined) return notOpen;
      await held.inspected;
      return ports.analyser.secrets(held.opened.bytes, edits, held.holes);
    },
    save,
    saveAs,
    async proposePath(file, folder, format) {
      const { metadata, spec } = open.get(file)?.document ?? { metadata: { name: '' }, spec: { version: '' } };
      const parts = { name: metadata.name, version: spec.version ?? '', format };
      return join(folder, fileNameFor(parts, await namesIn(folder, format)));
    },
  };
}

const tooLarge: Problem = {
  kind: 'profile-unreadable',
  reason: 'too-large',
  detail: String(maxProfileBytes / megabyte),
  line: null,
  column: null,
};

/** A file that is no profile says which one it is. */
function named<T>(path: string, answer: Result<T>): Result<T> {
  if (answer.ok || answer.problem.kind !== 'profile-unreadable') return answer;
  return failed({ ...answer.problem, file: basename(path) });
}

/** Only a window that lost its memory asks for a file that is not open. */
const notOpen = failed({ kind: 'file-unreadable', name: '', reason: 'missing' });

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
