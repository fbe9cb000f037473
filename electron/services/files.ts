import { dirname, extname } from 'node:path';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { FileView } from '../../shared/bridge/files.ts';
import { failed, ok } from '../../shared/result.ts';
import type { DesktopPort } from '../ports/desktop.ts';
import type { DialogsPort } from '../ports/dialogs.ts';
import type { FileDrafts } from './file-drafts.ts';
import type { FilesToImport } from './files-to-import.ts';
import type { FolderPlaces } from './folder-places.ts';
import type { OfferedFiles } from './offered-files.ts';
import type { OpenFile, ProfileFiles } from './profile-files.ts';

export interface FilesPorts {
  readonly profiles: ProfileFiles;
  readonly offered: Pick<OfferedFiles, 'path'>;
  readonly folders: Pick<FolderPlaces, 'filePath'>;
  readonly toImport: Pick<FilesToImport, 'hold'>;
  readonly drafts: FileDrafts;
  readonly desktop: DesktopPort;
  readonly dialogs: Pick<DialogsPort, 'chooseProfileToOpen' | 'chooseProfileToSave'>;
  /** Where a pasted profile is proposed to be saved. */
  readonly documentsFolder: string;
}

/** The bridge's files: paths come from the system's dialogs, ids go to the window. */
export function createFiles({
  profiles,
  offered,
  drafts,
  folders,
  toImport,
  desktop,
  dialogs,
  documentsFolder,
}: FilesPorts): Ferry['files'] {
  // SECURITY: the only table from id to path that the window's requests go through; it never crosses the bridge.
  const open = new Map<string, Pick<OpenFile, 'path' | 'format'>>();

  const view = ({ id, path, name, format, document }: OpenFile): FileView => {
    open.set(id, { path, format });
    return { id, name, format, document };
  };

  return {
    async choose() {
      const path = await dialogs.chooseProfileToOpen();
      if (path === null) return ok(null);
      const file = await profiles.open(path);
      return file.ok ? ok(view(file.value)) : file;
    },
    async paste({ text }) {
      const file = await profiles.paste(text);
      return file.ok ? ok(view(file.value)) : file;
    },
    async openOffered({ id }) {
      const path = offered.path(id);
      if (path === null) return failed({ kind: 'request-malformed', call: 'files.openOffered' });
      const file = await profiles.open(path);
      return file.ok ? ok(view(file.value)) : file;
    },
    async reload({ file: id }) {
      const file = await profiles.reload(id);
      if (!file.ok) return file;
      await drafts.forget(id);
      return ok(view(file.value));
    },
    async check({ file }) {
      await profiles.check(file);
      return ok(null);
    },
    async close({ file }) {
      profiles.close(file);
      open.delete(file);
      return drafts.forget(file);
    },
    text: ({ file, edits }) => profiles.text(file, edits),
    inspect: ({ file, edits, layers }) => profiles.inspect(file, edits, layers),
    forImport: (edits) => toImport.hold(edits),
    async openFrom({ place, uid }) {
      const path = await folders.filePath(place, uid);
      if (!path.ok) return path;
      const file = await profiles.open(path.value);
      return file.ok ? ok(view(file.value)) : file;
    },
    async dragOut(what) {
      const paths: string[] = [];
      if (what.kind === 'open-file') {
        const path = open.get(what.file)?.path;
        if (path == null) return failed({ kind: 'request-malformed', call: 'files.dragOut' });
        paths.push(path);
      } else {
        for (const uid of what.uids) {
          const path = await folders.filePath(what.place, uid);
          if (!path.ok) return path;
          paths.push(path.value);
        }
      }
      const [first, ...others] = paths;
      if (first !== undefined) await desktop.dragOut([first, ...others]);
      return ok(null);
    },
    keepEdits: ({ file, kept }) => drafts.keep(file, kept),
    drafts: () => drafts.list(),
    async openDraft({ id }) {
      const opened = await drafts.open(id);
      return opened.ok ? ok({ file: view(opened.value.file), kept: opened.value.kept }) : opened;
    },
    discardDraft: ({ id }) => drafts.forget(id),
    secrets: ({ file, edits }) => profiles.secrets(file, edits),
    async save(request) {
      const saved = await profiles.save(request);
      if (!saved.ok) return saved;
      const outcome = saved.value;
      if (outcome.kind === 'saved') {
        await drafts.forget(request.file);
        return ok({ kind: 'saved', file: view(outcome.file) });
      }
      return ok({ kind: 'changed-on-disk', name: outcome.name, isGone: outcome.kind !== 'exists' && outcome.isGone });
    },
    async saveAs({ file, edits }) {
      const held = open.get(file);
      const folder = held?.path == null ? documentsFolder : dirname(held.path);
      const proposed = await profiles.proposePath(file, folder, held?.format ?? 'json');
      const path = await dialogs.chooseProfileToSave(proposed);
      if (path === null) return ok(null);
      const format = formatOf(path, held?.format ?? 'json');
      // The dialog itself asked before it named a file that is there.
      const saved = await profiles.saveAs({ file, edits, path, format, overwrite: true });
      if (!saved.ok) return saved;
      if (saved.value.kind !== 'saved') return ok(null);
      await drafts.forget(file);
      return ok(view(saved.value.file));
    },
  };
}

/** By the ending a person gave the file; any other ending keeps the form it has. */
function formatOf(path: string, now: OpenFile['format']): OpenFile['format'] {
  const ending = extname(path).toLowerCase();
  if (ending === '.json') return 'json';
  return ending === '.yaml' || ending === '.yml' ? 'yaml' : now;
}
