import type * as z from 'zod/mini';
import type { packSchema, profileDocumentSchema, registryMetadataSchema, variableSchema } from './document-shapes.ts';

/** The profile document as it came: unknown members and the order of keys are the file's. See `document-shapes.ts`. */
export type ProfileDocument = z.infer<typeof profileDocumentSchema>;

export type Pack = z.infer<typeof packSchema>;

export type RegistryMetadata = z.infer<typeof registryMetadataSchema>;

export type Variable = z.infer<typeof variableSchema>;

/** The layers in their order, which has meaning in Palette (the stack). */
export function packsOf(document: ProfileDocument): readonly Pack[] {
  return document.spec.template.packs ?? [];
}

/** Palette's default where a file names no version (user documentation of cloning). */
export function versionOf(document: ProfileDocument): string {
  return document.spec.version ?? '1.0.0';
}
