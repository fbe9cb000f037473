import { useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { refsName } from '../panes/copying.ts';
import { isUnlocked } from '../panes/unlock-button.tsx';
import { useFrom, useStores } from '../state/stores.ts';
import { isUnderWay, type Transfer } from '../state/transfers-store.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Sheet } from '../ui/dialog.tsx';
import { Count, SkeletonRows } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { openWords } from '../words/check-words.ts';
import { count } from '../words/phrases.ts';
import { placeName } from '../words/place-words.ts';
import { ChecksPart } from './checks-part.tsx';
import { ConfirmPart } from './confirm-part.tsx';
import { firstPart, openByPart, partNames, type SheetPart, sheetParts } from './parts.ts';
import { ProfileRail } from './profile-rail.tsx';
import { RepositoriesPart } from './repositories-part.tsx';
import styles from './review-sheet.module.css';
import { RunPart } from './run-part.tsx';
import { SheetHead } from './sheet-head.tsx';
import { type Planned, useAnswerBook, usePlans } from './use-plans.ts';
import { ValuesPart } from './values-part.tsx';

/** The sheet on screen, if one is. */
export function ReviewSheetHost() {
  const stores = useStores();
  const sheet = useFrom(stores.transfers, (state) => state.sheet);
  const all = useFrom(stores.transfers, (state) => state.transfers);
  const transfers = all.filter((transfer) => transfer.sheet === sheet);
  if (sheet === null || transfers.length === 0) return null;
  return <ReviewSheet key={sheet} sheet={sheet} transfers={transfers} />;
}

/** One drop under review: what is missing, what was checked, what will happen, and afterwards the proof. */
function ReviewSheet({ sheet, transfers }: { readonly sheet: string; readonly transfers: readonly Transfer[] }) {
  const stores = useStores();
  const book = useAnswerBook();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const planned = usePlans(transfers);
  const [chosenPart, setPart] = useState<SheetPart | null>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [typedName, setTypedName] = useState('');

  const [first] = transfers;
  const current = transfers.find((transfer) => transfer.id === currentId) ?? first;
  const currentPlan = planned.find((one) => one.transfer.id === current?.id);
  const phase = phaseOf(transfers);
  // Where a person stands must not jump while answers close one point after another, so the first part is chosen once.
  useEffect(() => {
    if (chosenPart === null && currentPlan !== undefined) setPart(firstPart(currentPlan.plan));
  }, [chosenPart, currentPlan]);
  useEffect(() => {
    if (phase === 'RUN') setPart('proof');
  }, [phase]);
  // SECURITY: typed values are forgotten as soon as they reached their place.
  const done = transfers
    .filter((transfer) => transfer.stage.kind === 'DONE')
    .map((transfer) => transfer.id)
    .join(' ');
  useEffect(() => {
    if (done !== '') book.forget(done.split(' '));
  }, [book, done]);
  if (first === undefined || current === undefined) return null;

  const { source, target } = first.request;
  const targetEnvironment = environments.find((one) => one.id === target.environmentId);
  const targetName = placeName(target, environments);
  const sourceName = placeName(source, environments);
  const companions = transfers.filter((transfer) => transfer.id !== current.id).map((transfer) => transfer.id);
  const name = refsName(transfers.map((transfer) => transfer.request.profile));
  const part = chosenPart ?? 'confirm';
  const hasAnswers = transfers.some((transfer) => book.of(transfer.id).length > 0);
  const confirmed = (): void =>
    void stores.transfers.getState().confirmed(
      planned
        .filter(({ transfer }) => transfer.stage.kind === 'REVIEWING')
        .map(({ transfer, decisions }) => ({ id: transfer.id, decisions })),
      targetEnvironment?.class === 'production' ? typedName : null,
    );
  const discard = (): void => {
    book.forget(transfers.map((transfer) => transfer.id));
    stores.transfers.getState().discarded(sheet);
  };
  const close = (): void => {
    if (phase === 'REVIEW' && !hasAnswers) discard();
    else stores.transfers.getState().sheetClosed();
  };
  const unlock = async (): Promise<void> => {
    const answer = await stores.environments.getState().unlockChosen(target.environmentId);
    if (!answer.ok) stores.notices.getState().told(answer.problem);
  };

  return (
    <Sheet
      label={`Review transfer of ${name}`}
      isOpen
      onClose={close}
      size="large"
      environmentColour={targetEnvironment?.colour}
    >
      <SheetHead
        name={name}
        sourceName={sourceName}
        targetName={targetName}
        environment={targetEnvironment}
        onClose={close}
      />
      <Tabs
        className={cx(styles.tabs)}
        orientation="vertical"
        selectedKey={part}
        onSelectionChange={(key) => setPart(sheetParts.find((one) => one === key) ?? 'confirm')}
        disabledKeys={phase === 'RUN' ? [] : ['proof']}
      >
        <div className={styles.rail}>
          <PartTabs plan={currentPlan} phase={phase} />
          {transfers.length === 1 ? null : (
            <ProfileRail transfers={transfers} planned={planned} current={current.id} onCurrent={setCurrentId} />
          )}
        </div>
        <div className={styles.main}>
          {current.checkProblem === null ? null : (
            <div className={styles.banner}>
              <ProblemNotice problem={current.checkProblem} actions={<CheckAgain transfer={current} />} />
            </div>
          )}
          {sheetParts.map((one) => (
            <TabPanel key={one} id={one} className={cx(styles.panel)} aria-label={partNames[one]}>
              {one === 'proof' ? (
                <RunPart
                  transfers={transfers.filter((transfer) => isPastReview(transfer))}
                  targetName={targetName}
                  onReviewAgain={(id) => {
                    stores.transfers.getState().reviewAgainAsked(id);
                    setPart('confirm');
                  }}
                />
              ) : current.stage.kind === 'PLAN_FAILED' ? (
                <ProblemNotice problem={current.stage.problem} actions={<CheckAgain transfer={current} />} />
              ) : currentPlan === undefined ? (
                <SkeletonRows rows={8} label="Reading source and target" />
              ) : one === 'values' ? (
                <ValuesPart key={current.id} planned={currentPlan} />
              ) : one === 'checks' ? (
                <ChecksPart
                  key={current.id}
                  planned={currentPlan}
                  companions={companions}
                  onCheckAgain={() => void stores.transfers.getState().checkAgainAsked(current.id)}
                />
              ) : one === 'repositories' ? (
                <RepositoriesPart planned={currentPlan} companions={companions} />
              ) : (
                <ConfirmPart
                  planned={planned}
                  target={targetEnvironment}
                  targetName={targetName}
                  sourceName={sourceName}
                  typedName={typedName}
                  onTypedName={setTypedName}
                  onUnlock={() => void unlock()}
                  onGoTo={setPart}
                />
              )}
            </TabPanel>
          ))}
        </div>
      </Tabs>
      <footer className={styles.foot}>
        <SheetFoot
          transfers={transfers}
          planned={planned}
          phase={phase}
          part={part}
          targetName={targetName}
          isProtected={
            targetEnvironment !== undefined &&
            targetEnvironment.class === 'production' &&
            !isUnlocked(targetEnvironment, Date.now())
          }
          isNamed={targetEnvironment?.class !== 'production' || typedName === targetEnvironment.name}
          onPart={setPart}
          onConfirm={confirmed}
          onClose={close}
          onDiscard={discard}
        />
      </footer>
    </Sheet>
  );
}

type Phase = 'REVIEW' | 'RUN';

function isPastReview(transfer: Transfer): boolean {
  return !['PLANNING', 'PLAN_FAILED', 'REVIEWING'].includes(transfer.stage.kind);
}

function phaseOf(transfers: readonly Transfer[]): Phase {
  return transfers.some(isPastReview) ? 'RUN' : 'REVIEW';
}

function CheckAgain({ transfer }: { readonly transfer: Transfer }) {
  const { transfers } = useStores();
  return (
    <Button isDisabled={transfer.checking} onPress={() => void transfers.getState().checkAgainAsked(transfer.id)}>
      {transfer.checking ? 'Checking…' : 'Check again'}
    </Button>
  );
}

function PartTabs({ plan, phase }: { readonly plan: Planned | undefined; readonly phase: Phase }) {
  const open = plan === undefined ? null : openByPart(plan.plan);
  return (
    <TabList aria-label="Parts of the review" className={cx(styles.parts)}>
      {sheetParts.map((part) => (
        <Tab key={part} id={part} className={cx(styles.part)}>
          {partNames[part]}
          {open === null || phase === 'RUN' || part === 'proof' || part === 'confirm' ? null : (
            <Count value={open[part]} tone={open[part] === 0 ? 'quiet' : 'warn'} />
          )}
        </Tab>
      ))}
    </TabList>
  );
}

interface SheetFootProps {
  readonly transfers: readonly Transfer[];
  readonly planned: readonly Planned[];
  readonly phase: Phase;
  readonly part: SheetPart;
  readonly targetName: string;
  readonly isProtected: boolean;
  readonly isNamed: boolean;
  readonly onPart: (part: SheetPart) => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

function SheetFoot(props: SheetFootProps) {
  const { transfers, planned, phase, part, targetName, isProtected, isNamed, onPart, onConfirm, onClose, onDiscard } =
    props;
  const stores = useStores();
  const running = transfers.filter(isUnderWay);
  if (phase === 'RUN' && !transfers.some((transfer) => transfer.stage.kind === 'REVIEWING')) {
    return (
      <>
        <span className={styles.footWords}>
          {running.length > 0 ? 'You may close this sheet; the transfer goes on.' : ''}
        </span>
        {running.length > 0 ? (
          <Button
            isDisabled={running.every((one) => one.stage.kind === 'RUNNING' && one.stage.cancelling)}
            onPress={() => {
              for (const transfer of running) void stores.transfers.getState().cancelAsked(transfer.id);
            }}
          >
            Cancel transfer
          </Button>
        ) : null}
        {/* Confirming takes its own button away: the keyboard goes on here. */}
        <Button autoFocus look={running.length > 0 ? 'plain' : 'primary'} onPress={onClose}>
          {running.length > 0 ? 'Close' : 'Done'}
        </Button>
      </>
    );
  }
  const waiting = transfers.length - planned.length;
  const open = planned.reduce((sum, one) => sum + one.plan.open, 0);
  const words =
    waiting > 0 ? 'Reading source and target…' : isProtected && open === 0 ? 'The target is locked' : openWords(open);
  const verb = transfers.length === 1 ? 'Import' : `Import ${count(transfers.length, 'profile', 'profiles')}`;
  return (
    <>
      <Button look="quiet" onPress={onDiscard}>
        Discard
      </Button>
      <span className={styles.footWords} role="status">
        {words}
      </span>
      {part === 'confirm' ? null : (
        <Button onPress={() => onPart(nextPart(part))}>Next: {partNames[nextPart(part)]}</Button>
      )}
      <Button look="environment" isDisabled={waiting > 0 || open > 0 || isProtected || !isNamed} onPress={onConfirm}>
        {`${verb} into ${targetName}`}
      </Button>
    </>
  );
}

function nextPart(part: SheetPart): SheetPart {
  const next = sheetParts[sheetParts.indexOf(part) + 1];
  return next === undefined || next === 'proof' ? 'confirm' : next;
}
