import { useEffect, useState } from 'react';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { Manager } from '../environments/manager.tsx';
import { SignInSheet } from '../environments/sign-in-sheet.tsx';
import { copySelection } from '../panes/copy-selection.ts';
import { RememberedScreen } from '../remembered/remembered-screen.tsx';
import { openWindow, useFrom, useStores } from '../state/stores.ts';
import { ReviewSheetHost } from '../transfer/review-sheet.tsx';
import { Tray } from '../transfer/tray.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './app.module.css';
import { FirstStart } from './first-start.tsx';
import { Notices } from './notices.tsx';
import { settleInPane } from './settle-in-pane.ts';
import { SplitPanes } from './split-panes.tsx';
import { TopBar } from './top-bar.tsx';
import { useTheme } from './use-theme.ts';

/** The sign-in sheet: the environment it edits, or null to add one. */
interface SignIn {
  readonly environment: EnvironmentSummary | null;
}

/** The whole window. */
export function App({ environments: calls }: { readonly environments: Ferry['environments'] }) {
  const stores = useStores();
  const [ready, setReady] = useState(false);
  const [managing, setManaging] = useState(false);
  const [isRemembering, setRemembering] = useState(false);
  const [signIn, setSignIn] = useState<SignIn | null>(null);
  const { environments, fetch, problem } = useFrom(stores.environments, (state) => state);
  const trayOpen = useFrom(stores.view, (state) => state.trayOpen);
  useTheme();
  useCopyKey();

  useEffect(() => {
    void openWindow(stores).then(() => setReady(true));
  }, [stores]);
  // A tray nobody opened would hide where a closed sheet went.
  useEffect(
    () =>
      stores.transfers.subscribe((now, before) => {
        const closed = before.sheet !== null && now.sheet === null;
        if (closed && now.transfers.some((one) => one.sheet === before.sheet)) stores.view.getState().trayToggled(true);
      }),
    [stores],
  );

  const add = (): void => setSignIn({ environment: null });
  const edit = (id: string): void => setSignIn({ environment: environments.find((one) => one.id === id) ?? null });
  const manage = (): void => setManaging(true);
  const samples = async (): Promise<void> => {
    const answer = await stores.environments.getState().samplesChosen();
    if (!answer.ok) stores.notices.getState().told(answer.problem);
    else for (const environment of answer.value) await settleInPane(stores, environment);
  };

  return (
    <div className={styles.app} data-app-state={ready ? 'ready' : 'loading'}>
      <TopBar onManage={manage} onRemembered={() => setRemembering(true)} />
      <Notices />
      <main className={styles.main}>
        {fetch === 'FAILED' && problem !== null && environments.length === 0 ? (
          <div className={styles.center}>
            <ProblemNotice
              problem={problem}
              actions={<Button onPress={() => void stores.environments.getState().listAsked()}>Try again</Button>}
            />
          </div>
        ) : fetch === 'READY' && environments.length === 0 ? (
          <FirstStart onAdd={add} onSamples={samples} />
        ) : fetch === 'IDLE' || (fetch === 'LOADING' && environments.length === 0) ? null : (
          <SplitPanes onAddEnvironment={add} onEditEnvironment={edit} onManage={manage} />
        )}
      </main>
      {trayOpen ? <Tray /> : null}
      {/* The manager stays beneath the sheet it opened, so that the keyboard returns to where it was. */}
      {managing ? <Manager onAdd={add} onEdit={edit} onClose={() => setManaging(false)} /> : null}
      {isRemembering ? <RememberedScreen onClose={() => setRemembering(false)} /> : null}
      {signIn === null ? null : (
        <SignInSheet
          environments={calls}
          environment={signIn.environment}
          takenColours={environments.map((one) => one.colour)}
          onClose={() => setSignIn(null)}
          onSaved={(saved) => {
            stores.environments.getState().kept(saved);
            setSignIn(null);
            void settleInPane(stores, saved);
          }}
        />
      )}
      <ReviewSheetHost />
    </div>
  );
}

/** F5 copies the selection of the pane last worked in. */
function useCopyKey(): void {
  const stores = useStores();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'F5' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (stores.transfers.getState().sheet !== null || document.querySelector('[role$="dialog"]') !== null) return;
      const { active } = stores.view.getState();
      copySelection(stores, active, stores.panes[active].getState().selected);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [stores]);
}
