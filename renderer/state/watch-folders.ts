import type { Ferry } from '../../shared/bridge/ferry.ts';
import { type FolderPlace, placeKey } from '../../shared/place.ts';
import type { PaneSide, PaneStore } from './pane-store.ts';

/** Has the folders on screen watched, and reads a pane's list again when its folder changed. */
export function watchFolders(
  folders: Pick<Ferry['folders'], 'watch'>,
  events: Ferry['events'],
  panes: Readonly<Record<PaneSide, PaneStore>>,
): void {
  const both = [panes.left, panes.right];
  let watched = '';
  const shown = (): void => {
    const places = new Map<string, FolderPlace>();
    for (const pane of both) {
      const { place } = pane.getState();
      if (place?.kind === 'folder') places.set(placeKey(place), place);
    }
    const wanted = [...places.keys()].join('\n');
    if (wanted === watched) return;
    watched = wanted;
    void folders.watch({ places: [...places.values()] });
  };
  for (const pane of both) pane.subscribe(shown);
  events.subscribe((event) => {
    if (event.kind !== 'folder-changed') return;
    for (const pane of both) {
      const { place, refreshAsked } = pane.getState();
      if (place?.kind === 'folder' && place.folder === event.folder) void refreshAsked();
    }
  });
}
