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
