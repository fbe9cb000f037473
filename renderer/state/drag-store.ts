import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Place } from '../../shared/place.ts';
import type { ProfileRef } from '../../shared/transfer/request.ts';
import type { PaneSide } from './pane-store.ts';

/** What is in the person's hand right now. */
export interface Lifted {
  readonly from: PaneSide;
  readonly place: Place;
  readonly profiles: readonly ProfileRef[];
}

/** How the last drag ended. */
export interface EndedDrag {
  readonly profiles: readonly ProfileRef[];
  /** Null: put back. */
  readonly to: Place | null;
}

export interface DragState {
  readonly lifted: Lifted | null;
  /** Under which pane's place the other places are open to drop onto. */
  readonly shelf: PaneSide | null;
  readonly ended: EndedDrag | null;
  /** By keyboard every place is open at once: there is no pointer that could hold still over one. */
  readonly liftedUp: (lifted: Lifted, byKeyboard: boolean) => void;
  readonly shelfOpened: (side: PaneSide | null) => void;
  readonly droppedOn: (place: Place) => void;
  readonly letGo: () => void;
}

export type DragStore = StoreApi<DragState>;

/** While something is dragged, browsers show a target no data; the panes learn from here what is on its way. */
export function createDragStore(): DragStore {
  return createStore<DragState>()((set, get) => ({
    lifted: null,
    shelf: null,
    ended: null,
    liftedUp: (lifted, byKeyboard) =>
      set({ lifted, shelf: byKeyboard ? (lifted.from === 'left' ? 'right' : 'left') : null, ended: null }),
    shelfOpened: (shelf) => set({ shelf }),
    droppedOn: (to) => {
      const { lifted } = get();
      if (lifted !== null) set({ ended: { profiles: lifted.profiles, to } });
    },
    letGo: () => {
      const { lifted, ended } = get();
      const putBack = lifted === null ? null : { profiles: lifted.profiles, to: null };
      set({ lifted: null, shelf: null, ended: ended ?? putBack });
    },
  }));
}
