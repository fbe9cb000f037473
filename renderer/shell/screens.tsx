import type { ActionId } from '../../shared/bridge/actions.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { Doing } from '../actions/doings.ts';
import { useFrom, useStores } from '../state/stores.ts';
import {
  HistoryScreen,
  Manager,
  Palette,
  RememberedScreen,
  SettingsScreen,
  ShortcutSheet,
  SignInSheet,
} from './later-views.ts';
import { settleInPane } from './settle-in-pane.ts';

export interface ScreensProps {
  readonly environments: Ferry['environments'];
  readonly doings: Readonly<Record<ActionId, Doing>>;
}

/** What lies over the panes: one screen, and above it the sheet that adds or edits an environment. */
export function Screens({ environments: calls, doings }: ScreensProps) {
  const stores = useStores();
  const screen = useFrom(stores.view, (state) => state.screen);
  const signIn = useFrom(stores.view, (state) => state.signIn);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const { screenOpened, signInOpened } = stores.view.getState();
  const close = (): void => screenOpened(null);
  const edited = signIn?.id == null ? undefined : environments.find((one) => one.id === signIn.id);
  return (
    <>
      {screen === 'palette' ? <Palette doings={doings} onClose={close} /> : null}
      {screen === 'shortcuts' ? <ShortcutSheet onClose={close} /> : null}
      {screen === 'settings' ? <SettingsScreen onClose={close} /> : null}
      {screen === 'remembered' ? <RememberedScreen onClose={close} /> : null}
      {screen === 'history' ? <HistoryScreen onClose={close} /> : null}
      {/* The manager stays beneath the sheet it opened, so that the keyboard returns to where it was. */}
      {screen === 'environments' ? <Manager onClose={close} /> : null}
      {signIn === null ? null : (
        <SignInSheet
          key={signIn.id ?? 'new'}
          environments={calls}
          environment={edited ?? null}
          takenColours={environments.map((one) => one.colour)}
          onClose={() => signInOpened(null)}
          onSaved={(saved) => {
            stores.environments.getState().kept(saved);
            signInOpened(null);
            void settleInPane(stores, saved);
          }}
        />
      )}
    </>
  );
}
