import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { type AppInfo, defaultViewState, type ViewState } from '../../shared/bridge/views.ts';
import type { PaneSide } from './pane-store.ts';

export interface ViewStoreState {
  readonly loaded: boolean;
  readonly view: ViewState;
  readonly info: AppInfo | null;
  /** For this run only. */
  readonly trayOpen: boolean;
  /** The pane last worked in: the one F5 copies from. */
  readonly active: PaneSide;
  readonly opened: () => Promise<void>;
  readonly changed: (part: Partial<ViewState>) => void;
  readonly trayToggled: (open?: boolean) => void;
  readonly paneEntered: (side: PaneSide) => void;
}

export type ViewStore = StoreApi<ViewStoreState>;

/** What the window remembers of itself. Saved a moment after the last change. */
export function createViewStore(
  view: Ferry['view'],
  app: Pick<Ferry['app'], 'info'>,
  saveAfterMilliseconds = 250,
): ViewStore {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return createStore<ViewStoreState>()((set, get) => ({
    loaded: false,
    view: defaultViewState,
    info: null,
    trayOpen: false,
    active: 'left',
    opened: async () => {
      const [kept, info] = await Promise.all([view.load(), app.info()]);
      set({
        loaded: true,
        view: kept.ok ? kept.value : defaultViewState,
        info: info.ok ? info.value : null,
      });
    },
    changed: (part) => {
      set({ view: { ...get().view, ...part } });
      clearTimeout(timer);
      timer = setTimeout(() => void view.save(get().view), saveAfterMilliseconds);
    },
    trayToggled: (open) => set({ trayOpen: open ?? !get().trayOpen }),
    paneEntered: (side) => {
      if (get().active !== side) set({ active: side });
    },
  }));
}
