import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FileEdits } from '../../shared/bridge/files.ts';
import type { FileSource } from '../../shared/place.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import { profileDocumentSchema } from '../../shared/profile/document-shapes.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { ProfileFiles } from './profile-files.ts';
import type { Vault } from './vault.ts';
import { createVaultList } from './vault-list.ts';

/** Enough for every sheet that a person has open. */
const mostKept = 20;

const keptSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  // As it came: the schema's own answer would put known members first.
  document: z.custom<ProfileDocument>((value) => profileDocumentSchema.safeParse(value).success),
});
type Kept = z.infer<typeof keptSchema>;

export interface FilesToImportParts {
  readonly profiles: Pick<ProfileFiles, 'edited'>;
  readonly vault: Vault;
}

/**
 * Open files on their way into an environment, as they were when the person asked: what becomes of the file, or of the
 * window, changes nothing of the review. Kept encrypted, so that a review that is taken up again finds its profile.
 */
export interface FilesToImport {
  /** Takes a file as it is with these edits as the source of an import. */
  hold(edits: FileEdits): Promise<Result<FileSource>>;
  /** Fails with `file-not-open` once nothing is known of it any more. */
  document(source: FileSource): Promise<Result<ProfileDocument>>;
  /** Fails when their file stays. */
  forgetAll(): Promise<Result<null>>;
}

export function createFilesToImport({ profiles, vault }: FilesToImportParts): FilesToImport {
  const list = createVaultList(vault, 'files-to-import', keptSchema);
  /** Of this run, latest first: what the keychain locks away is still here. */
  let here: readonly Kept[] = [];

  return {
    async hold({ file, edits }) {
      const edited = await profiles.edited(file, edits);
      if (!edited.ok) return edited;
      const { document, name } = edited.value;
      const added: Kept = { id: randomUUID(), name, document };
      here = [added, ...here].slice(0, mostKept);
      const known = new Set(here.map(({ id }) => id));
      // Not waited for: the keychain may be asking the person something.
      void list.change((kept) => [...here, ...kept.filter(({ id }) => !known.has(id))].slice(0, mostKept));
      return ok({ kind: 'file', file: added.id, name });
    },
    async document(source) {
      const found = here.find(({ id }) => id === source.file);
      if (found !== undefined) return ok(found.document);
      const kept = await list.read();
      if (!kept.ok) return kept;
      const before = kept.value.find(({ id }) => id === source.file);
      return before === undefined ? failed({ kind: 'file-not-open', name: source.name }) : ok(before.document);
    },
    forgetAll() {
      here = [];
      return list.clear();
    },
  };
}
