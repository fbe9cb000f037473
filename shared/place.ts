import type { z } from 'zod';
import type { environmentPlaceSchema, fileSourceSchema, folderPlaceSchema, scopeSchema } from './place-shapes.ts';

/** Tenant, or one project of it. */
export type Scope = z.infer<typeof scopeSchema>;

/** An environment at a scope. */
export type EnvironmentPlace = z.infer<typeof environmentPlaceSchema>;

/** A folder on this computer. */
export type FolderPlace = z.infer<typeof folderPlaceSchema>;

/** A profile file that is open: a source of imports, and no place that a pane shows. */
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
