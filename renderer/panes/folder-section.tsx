import { Folder, FolderMinus, FolderPlus, FolderTree } from 'lucide-react';
import { Header, MenuSection } from 'react-aria-components';
import type { FolderView } from '../../shared/bridge/folders.ts';
import type { FolderPlace, Place } from '../../shared/place.ts';
import { cx } from '../ui/cx.ts';
import { MenuItem } from '../ui/menu.tsx';
import overlay from '../ui/overlay.module.css';
import { mostFolders } from './known-places.ts';

export interface FolderSectionProps {
  readonly folders: readonly FolderView[];
  readonly place: Place | null;
  readonly onChoose: (place: FolderPlace) => void;
}

/** The folders of this computer in the menu of places. */
export function FolderSection({ folders, place, onChoose }: FolderSectionProps) {
  const shown = place?.kind === 'folder' ? place : null;
  const places = folders.slice(0, mostFolders).map((view) => ({
    view,
    place:
      shown?.folder === view.id
        ? shown
        : ({ kind: 'folder', folder: view.id, name: view.name, isRecursive: false } as const),
  }));
  return (
    <MenuSection
      selectionMode="single"
      selectedKeys={shown === null ? [] : [shown.folder]}
      disallowEmptySelection
      onSelectionChange={(keys) => {
        const key = keys === 'all' ? undefined : [...keys][0];
        const chosen = places.find(({ view }) => view.id === key);
        if (chosen !== undefined) onChoose(chosen.place);
      }}
    >
      <Header className={cx(overlay.sectionHead)}>On this computer</Header>
      {places.map(({ view }) => (
        <MenuItem
          key={view.id}
          // Not the place's own key: a line of a menu must keep its id when the folders below are shown too.
          id={view.id}
          textValue={`${view.name} ${view.path}`}
          icon={<Folder size={14} aria-hidden />}
          hint={parentOf(view)}
        >
          {view.name}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

/** What can be done with the folder that a pane shows, and the way to another one. */
export function FolderItems({ place }: { readonly place: Place | null }) {
  return (
    <>
      <MenuItem id="folder" icon={<FolderPlus size={14} aria-hidden />}>
        Choose a folder…
      </MenuItem>
      {place?.kind === 'folder' ? (
        <>
          <MenuItem id="below" icon={<FolderTree size={14} aria-hidden />}>
            {place.isRecursive
              ? `Show ${place.name} without the folders below`
              : `Show the folders below ${place.name} too`}
          </MenuItem>
          <MenuItem id="forget-folder" icon={<FolderMinus size={14} aria-hidden />}>
            {`Take ${place.name} off this list`}
          </MenuItem>
        </>
      ) : null}
    </>
  );
}

/** Where a folder is: its path without its own name, the near end of it. */
function parentOf({ name, path }: FolderView): string {
  const parent = path.endsWith(name) ? path.slice(0, -name.length).replace(/[\\/]$/, '') : path;
  return parent.length <= 32 ? parent : `…${parent.slice(-31)}`;
}
