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

export interface DragState {
  readonly lifted: Lifted | null;
  readonly liftedUp: (lifted: Lifted) => void;
  readonly letGo: () => void;
}

export type DragStore = StoreApi<DragState>;

/** While something is dragged, browsers show a target no data; the panes learn from here what is on its way. */
export function createDragStore(): DragStore {
  return createStore<DragState>()((set) => ({
    lifted: null,
    liftedUp: (lifted) => set({ lifted }),
    letGo: () => set({ lifted: null }),
  }));
}
