import { z } from 'zod';

/** The id we give an environment: also its account name in the OS keychain, hence the narrow alphabet. */
export const environmentIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** Palette's uids are 24 hex characters today; tolerate any opaque token, but nothing that could reshape a URL. */
export const uidSchema = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tenant') }),
  z.strictObject({ kind: z.literal('project'), uid: uidSchema, name: z.string().max(512) }),
]);

export const environmentPlaceSchema = z.strictObject({
  kind: z.literal('environment'),
  environmentId: environmentIdSchema,
  scope: scopeSchema,
});

/** SECURITY: an id, never a path: main keeps the table, so that the page can name no folder of its own choice. */
export const folderPlaceSchema = z.strictObject({
  kind: z.literal('folder'),
  folder: z.uuid(),
  /** The folder's own name, for titles. */
  name: z.string().max(1024),
  /** Whether the folders below it are looked into. */
  isRecursive: z.boolean(),
});

export const placeSchema = z.discriminatedUnion('kind', [environmentPlaceSchema, folderPlaceSchema]);

/** A profile file that is open: a source of imports, and no place that a pane shows. */
export const fileSourceSchema = z.strictObject({
  kind: z.literal('file'),
  file: z.uuid(),
  /** As the window shows it; empty for pasted text. */
  name: z.string().max(1024),
});

export const transferSourceSchema = z.discriminatedUnion('kind', [
  environmentPlaceSchema,
  folderPlaceSchema,
  fileSourceSchema,
]);

/** Tenant, or one project of it. */
export type Scope = z.infer<typeof scopeSchema>;

/** An environment at a scope. */
export type EnvironmentPlace = z.infer<typeof environmentPlaceSchema>;

/** A folder on this computer. */
export type FolderPlace = z.infer<typeof folderPlaceSchema>;

export type FileSource = z.infer<typeof fileSourceSchema>;

/** What a pane shows. */
export type Place = EnvironmentPlace | FolderPlace;

/** Where an import may come from. */
export type TransferSource = Place | FileSource;

/** One text per place, fit as a map key. */
export function placeKey(place: TransferSource): string {
  switch (place.kind) {
    case 'environment':
      return place.scope.kind === 'tenant'
        ? `${place.environmentId}/tenant`
        : `${place.environmentId}/project/${place.scope.uid}`;
    case 'folder':
      return place.isRecursive ? `folder/${place.folder}/below` : `folder/${place.folder}`;
    case 'file':
      return `file/${place.file}`;
  }
}

export function samePlace(a: TransferSource, b: TransferSource): boolean {
  return placeKey(a) === placeKey(b);
}

/** The environment that a place belongs to; null for a folder and for no place at all. */
export function environmentIdOf(place: TransferSource | null | undefined): string | null {
  return place?.kind === 'environment' ? place.environmentId : null;
}
