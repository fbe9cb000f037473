import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { type AppInfo, defaultViewState, type ViewState } from '../../shared/bridge/views.ts';
import type { Result } from '../../shared/result.ts';
import type { PaneSide } from './pane-store.ts';

/** What lies over the panes, one at a time. */
export type Screen = 'palette' | 'shortcuts' | 'settings' | 'environments' | 'remembered' | 'history';

/** The sheet that adds an environment (`id` null) or edits one. */
export interface SignIn {
  readonly id: string | null;
}

export interface ViewStoreState {
  readonly loaded: boolean;
  readonly view: ViewState;
  /** Null until `infoAsked` was answered. */
  readonly info: AppInfo | null;
  /** For this run only. */
  readonly trayOpen: boolean;
  /** The pane last worked in: the one F5 copies from. */
  readonly active: PaneSide;
  readonly screen: Screen | null;
  /** Above the screen it was opened from, so that the keyboard returns to where it was. */
  readonly signIn: SignIn | null;
  readonly opened: () => Promise<void>;
  /** Asks what the app says of itself; it answers when the keychain has. */
  readonly infoAsked: () => Promise<void>;
  readonly changed: (part: Partial<ViewState>) => void;
  readonly trayToggled: (open?: boolean) => void;
  readonly screenOpened: (screen: Screen | null) => void;
  readonly signInOpened: (signIn: SignIn | null) => void;
  readonly logFolderAsked: () => Promise<Result<null>>;
  /** Everything but what is on screen is gone afterwards; answers with what could not be removed. */
  readonly forgetChosen: () => ReturnType<Ferry['app']['forgetEverything']>;
  readonly paneEntered: (side: PaneSide) => void;
}

export type ViewStore = StoreApi<ViewStoreState>;

/** What the window remembers of itself. Saved a moment after the last change. */
export function createViewStore(
  view: Ferry['view'],
  app: Pick<Ferry['app'], 'info' | 'openLogFolder' | 'forgetEverything'>,
  saveAfterMilliseconds = 250,
): ViewStore {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return createStore<ViewStoreState>()((set, get) => ({
    loaded: false,
    view: defaultViewState,
    info: null,
    trayOpen: false,
    active: 'left',
    screen: null,
    signIn: null,
    opened: async () => {
      const kept = await view.load();
      set({ loaded: true, view: kept.ok ? kept.value : defaultViewState });
    },
    infoAsked: async () => {
      const info = await app.info();
      set({ info: info.ok ? info.value : null });
    },
    changed: (part) => {
      set({ view: { ...get().view, ...part } });
      clearTimeout(timer);
      timer = setTimeout(() => void view.save(get().view), saveAfterMilliseconds);
    },
    screenOpened: (screen) => set({ screen }),
    signInOpened: (signIn) => set({ signIn }),
    logFolderAsked: () => app.openLogFolder(),
    forgetChosen: async () => {
      // A save that is still to come would bring back what is about to be forgotten.
      clearTimeout(timer);
      const answer = await app.forgetEverything();
      if (answer.ok) set({ view: defaultViewState, trayOpen: false });
      return answer;
    },
    trayToggled: (open) => set({ trayOpen: open ?? !get().trayOpen }),
    paneEntered: (side) => {
      if (get().active !== side) set({ active: side });
    },
  }));
}
