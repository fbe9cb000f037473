import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { FileEvent, FileView } from '../../shared/bridge/files.ts';
import { type ProfileDocument, packsOf } from '../../shared/profile/document.ts';
import { UniqueIds } from '../../shared/profile/find-holes.ts';
import { applyEdits } from '../../shared/profile/source/edits.ts';
import { completeInspection, inspectLayer } from '../../shared/profile/source/inspect.ts';
import { changesIn, type KeptEdits } from '../../shared/profile/source/kept-edits.ts';
import { openSource, type ProfileSource } from '../../shared/profile/source/profile-source.ts';
import { findSecrets } from '../../shared/profile/source/secret-guard.ts';
import { failed, ok, type Result } from '../../shared/result.ts';

export interface FakeFile {
  readonly name: string;
  text: string;
}

/** A file whose changes an earlier run did not save. */
export interface FakeFileDraft {
  /** As the run had opened it. */
  readonly text: string;
  /** As it is by now. */
  readonly file: FakeFile;
  readonly kept: KeptEdits;
  /** ISO 8601. */
  readonly keptAt: string;
}

interface HeldDraft extends FakeFileDraft {
  readonly id: string;
}

/** Files in memory: `choice` is what a person picks next, both to open and to save; null cancels. */
export function createFakeFiles(
  tell: (event: FileEvent) => void,
  choice: { file: FakeFile | null },
  left: readonly FakeFileDraft[] = [],
): { readonly files: Ferry['files']; readonly toImport: (file: string) => ProfileDocument | undefined } {
  const imports = new Map<string, ProfileDocument>();
  const open = new Map<string, { readonly file: FakeFile; readonly opened: ProfileSource; source: ProfileSource }>();
  const drafts = new Map<string, HeldDraft>();
  const notOpen = failed({ kind: 'file-unreadable', name: '', reason: 'missing' });
  let last = 0;

  const view = (id: string): FileView => {
    const held = open.get(id);
    if (held === undefined) throw new Error('Not open');
    return { id, name: held.file.name, format: held.source.format, document: held.source.document };
  };
  const hold = (id: string, file: FakeFile, text = file.text): Result<FileView> => {
    const source = openSource(text);
    if (!source.ok) {
      const { problem } = source;
      return problem.kind === 'profile-unreadable' && file.name !== ''
        ? failed({ ...problem, file: file.name })
        : source;
    }
    open.set(id, { file, opened: source.value, source: source.value });
    const { document } = source.value;
    queueMicrotask(() => {
      const ids = new UniqueIds();
      const layers = packsOf(document).map((_pack, at) => inspectLayer(document, at, ids, []));
      for (const layer of layers) tell({ kind: 'file-layer', file: id, layer });
      tell({
        kind: 'file-inspected',
        file: id,
        inspection: { ...completeInspection(document, layers, ids), layers: [] },
      });
    });
    return ok(view(id));
  };
  const nextId = (): string => {
    last += 1;
    return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
  };
  for (const one of left) {
    const id = nextId();
    drafts.set(id, { ...one, id });
  }

  return {
    toImport: (file) => imports.get(file),
    files: {
      choose: async () => (choice.file === null ? ok(null) : hold(nextId(), choice.file)),
      paste: async ({ text }) => hold(nextId(), { name: '', text }),
      openOffered: async () => (choice.file === null ? notOpen : hold(nextId(), choice.file)),
      async reload({ file }) {
        const held = open.get(file);
        return held === undefined ? notOpen : hold(file, held.file);
      },
      async check({ file }) {
        const held = open.get(file);
        if (held !== undefined && held.file.name !== '' && held.file.text !== held.source.text)
          tell({ kind: 'file-changed', file, isGone: false });
        return ok(null);
      },
      async close({ file }) {
        open.delete(file);
        drafts.delete(file);
        return ok(null);
      },
      async text({ file, edits }) {
        const held = open.get(file);
        if (held === undefined) return notOpen;
        const edited = applyEdits(held.opened, edits);
        return edited.ok ? ok(edited.value.text) : edited;
      },
      async inspect({ file, edits, layers }) {
        const held = open.get(file);
        if (held === undefined) return notOpen;
        const edited = applyEdits(held.opened, edits);
        const ids = new UniqueIds();
        return edited.ok ? ok(layers.map((at) => inspectLayer(edited.value.document, at, ids))) : edited;
      },
      async forImport({ file, edits }) {
        const held = open.get(file);
        if (held === undefined) return notOpen;
        const edited = applyEdits(held.opened, edits);
        if (!edited.ok) return edited;
        const id = nextId();
        imports.set(id, edited.value.document);
        return ok({ kind: 'file', file: id, name: held.file.name });
      },
      openFrom: async () => (choice.file === null ? notOpen : hold(nextId(), choice.file)),
      async secrets({ file, edits }) {
        const held = open.get(file);
        if (held === undefined) return notOpen;
        const edited = applyEdits(held.opened, edits);
        return edited.ok ? ok(findSecrets(edited.value.document)) : edited;
      },
      async save({ file, edits, overwrite }) {
        const held = open.get(file);
        if (held === undefined) return notOpen;
        if (held.file.text !== held.source.text && !overwrite)
          return ok({ kind: 'changed-on-disk', name: held.file.name, isGone: false });
        const edited = applyEdits(held.opened, edits);
        if (!edited.ok) return edited;
        held.source = edited.value;
        held.file.text = edited.value.text;
        return ok({ kind: 'saved', file: view(file) });
      },
      dragOut: async () => ok(null),
      async keepEdits({ file, kept }) {
        const held = open.get(file);
        if (kept === null || held === undefined) drafts.delete(file);
        else
          drafts.set(file, {
            id: file,
            text: held.opened.text,
            file: held.file,
            kept,
            keptAt: new Date().toISOString(),
          });
        return ok({ kept: 'encrypted' });
      },
      drafts: async () =>
        ok(
          [...drafts.values()].map(({ id, file: { name, text }, text: opened, kept, keptAt }) => {
            const disk = name === '' ? 'none' : text === opened ? 'same' : 'changed';
            return { id, name, keptAt, changes: changesIn(kept), disk };
          }),
        ),
      async openDraft({ id }) {
        const draft = drafts.get(id);
        if (draft === undefined) return notOpen;
        const file = hold(id, draft.file, draft.text);
        return file.ok ? ok({ file: file.value, kept: draft.kept }) : file;
      },
      async discardDraft({ id }) {
        drafts.delete(id);
        return ok(null);
      },
      async saveAs({ file, edits }) {
        const held = open.get(file);
        if (held === undefined) return notOpen;
        if (choice.file === null) return ok(null);
        const edited = applyEdits(held.opened, edits);
        if (!edited.ok) return edited;
        choice.file.text = edited.value.text;
        open.set(file, { file: choice.file, opened: held.opened, source: edited.value });
        return ok(view(file));
      },
    },
  };
}
