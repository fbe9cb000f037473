import { useEffect, useRef, useState } from 'react';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { useActions } from '../actions/use-actions.ts';
import { DropHint } from '../documents/drop-hint.tsx';
import { LeaveQuestion } from '../documents/leave-question.tsx';
import { NotOpened } from '../documents/not-opened.tsx';
import { useFileDoors } from '../documents/use-file-doors.ts';
import { WaitingFiles } from '../documents/waiting-files.tsx';
import { furnishWindow, useFrom, useStores } from '../state/stores.ts';
import { Tray } from '../transfer/tray.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './app.module.css';
import { FirstStart } from './first-start.tsx';
import { bringViews, DocumentScreen } from './later-views.ts';
import { Notices } from './notices.tsx';
import { Screens } from './screens.tsx';
import { settleInPane } from './settle-in-pane.ts';
import { SheetHost } from './sheet-host.tsx';
import { SplitPanes } from './split-panes.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeyboardBack } from './use-keyboard-back.ts';
import { useLook } from './use-look.ts';

export interface AppProps extends Pick<Ferry, 'environments' | 'events'> {
  /** Ends when the panes' lists are read; null where there is nothing to read. */
  readonly reading: Promise<unknown> | null;
}

/** The whole window. */
export function App({ environments: calls, events, reading }: AppProps) {
  const stores = useStores();
  const [ready, setReady] = useState(reading === null);
  const furnished = useRef(false);
  const { environments, fetch, problem } = useFrom(stores.environments, (state) => state);
  const left = useFrom(stores.panes.left, (state) => state.place);
  const right = useFrom(stores.panes.right, (state) => state.place);
  // Folders are of use without any environment.
  const hasFolder = left?.kind === 'folder' || right?.kind === 'folder';
  const trayOpen = useFrom(stores.view, (state) => state.trayOpen);
  const document = useFrom(stores.documents, (state) => state.document);
  useLook();
  useKeyboardBack(stores);
  const { isHeldOver } = useFileDoors(events);
  const doings = useActions(events);

  useEffect(() => {
    void (async () => {
      if (reading !== null) {
        await reading;
        setReady(true);
        return;
      }
      // Samples asked for on the command line are shown as the door shows them.
      const { environments: known } = stores.environments.getState();
      for (const environment of known.filter((one) => one.isSample)) await settleInPane(stores, environment, false);
    })();
  }, [stores, reading]);
  const isDrawn = fetch === 'READY' || fetch === 'FAILED';
  useEffect(() => {
    if (!isDrawn || furnished.current) return;
    const idle = requestIdleCallback(
      () => {
        furnished.current = true;
        void furnishWindow(stores);
        void bringViews();
      },
      { timeout: 1000 },
    );
    return () => cancelIdleCallback(idle);
  }, [stores, isDrawn]);
  // A tray nobody opened would hide where a closed sheet went.
  useEffect(
    () =>
      stores.transfers.subscribe((now, before) => {
        const closed = before.sheet !== null && now.sheet === null;
        if (closed && now.transfers.some((one) => one.sheet === before.sheet)) stores.view.getState().trayToggled(true);
      }),
    [stores],
  );

  const samples = async (): Promise<void> => {
    const answer = await stores.environments.getState().samplesChosen();
    if (!answer.ok) stores.notices.getState().told(answer.problem);
    else for (const environment of answer.value) await settleInPane(stores, environment);
  };

  return (
    <div className={styles.app} data-app-state={ready ? 'ready' : 'loading'}>
      <TopBar doings={doings} />
      <Notices />
      <NotOpened />
      <WaitingFiles />
      <main className={styles.main}>
        {document !== null ? (
          <DocumentScreen key={document.file.id} document={document} />
        ) : fetch === 'FAILED' && problem !== null && environments.length === 0 ? (
          <div className={styles.center}>
            <ProblemNotice
              problem={problem}
              actions={<Button onPress={() => void stores.environments.getState().listAsked()}>Try again</Button>}
            />
          </div>
        ) : fetch === 'READY' && environments.length === 0 && !hasFolder ? (
          <FirstStart
            onAdd={doings['add-environment'].run}
            onSamples={samples}
            onOpenFile={doings['open-file'].run}
            onOpenFolder={doings['open-folder'].run}
          />
        ) : fetch === 'IDLE' || (fetch === 'LOADING' && environments.length === 0) ? null : (
          <SplitPanes />
        )}
      </main>
      {trayOpen ? <Tray /> : null}
      <Screens environments={calls} doings={doings} />
      <LeaveQuestion />
      <DropHint isShown={isHeldOver} />
      <SheetHost />
    </div>
  );
}
