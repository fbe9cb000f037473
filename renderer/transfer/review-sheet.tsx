import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { TabPanel, Tabs } from 'react-aria-components';
import { reviewedOf } from '../../shared/transfer/reviewed.ts';
import { canClone, type Way, wayOf } from '../../shared/transfer/way.ts';
import { useWait } from '../environments/use-wait.ts';
import { refsName } from '../panes/copying.ts';
import { isUnlocked } from '../panes/unlock-button.tsx';
import { useNow } from '../panes/use-now.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { isUnderWay, type Transfer } from '../state/transfers-store.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Sheet } from '../ui/dialog.tsx';
import { useKeptFocus } from '../ui/kept-focus.ts';
import { SkeletonRows } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { placeName } from '../words/place-words.ts';
import { ChecksPart } from './checks-part.tsx';
import { CloneInstead, ClonePart } from './clone-part.tsx';
import { companionsAmong } from './companions.ts';
import { ConfirmPart } from './confirm-part.tsx';
import { EnterKey } from './enter-key.tsx';
import { PartTabs } from './part-tabs.tsx';
import { type SheetPart, sheetParts } from './parts.ts';
import { isInReview, type Phase, phaseOf } from './phase.ts';
import { ProfileRail } from './profile-rail.tsx';
import { RepositoriesPart } from './repositories-part.tsx';
import { ReturnedNotice } from './returned-notice.tsx';
import styles from './review-sheet.module.css';
import { RunPart } from './run-part.tsx';
import { SheetFoot } from './sheet-foot.tsx';
import { SheetHead } from './sheet-head.tsx';
import { useAnswerBook } from './use-answer-book.ts';
import { usePart } from './use-part.ts';
import { type Planned, usePlans } from './use-plans.ts';
import { useLateQuestions, useSameQuestions } from './use-same-questions.ts';
import { ValuesPart } from './values-part.tsx';

/** One drop under review: what is missing, what was checked, what will happen, and afterwards the proof. */
export function ReviewSheet({ sheet, transfers }: { readonly sheet: string; readonly transfers: readonly Transfer[] }) {
  const stores = useStores();
  const book = useAnswerBook();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const planned = usePlans(transfers).filter((one) => isInReview(one.transfer));
  const asksTheSame = useSameQuestions(planned);
  useLateQuestions(planned, asksTheSame);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [beginId, setBeginId] = useState<string | null>(null);
  const [typedName, setTypedName] = useState('');
  const texts = useRef(new Map<string, string>());
  const ids = transfers.map(({ id }) => id);
  const waiting = useSyncExternalStore(book.subscribe, () => book.waiting(ids));
  const phase = phaseOf(transfers);
  const [first] = transfers;
  const inReview = (id: string | null) => transfers.find((one) => one.id === id && isInReview(one));
  const current = inReview(currentId) ?? inReview(beginId) ?? firstToAnswer(transfers, planned) ?? first;
  const currentPlan = planned.find((one) => one.transfer.id === current?.id);
  const beganWith = currentPlan?.transfer.id ?? null;
  useEffect(() => {
    // Kept: answered to its end it would otherwise give way to the next one beneath the hand.
    if (beganWith !== null)
      setBeginId((id) => (transfers.some((one) => one.id === id && isInReview(one)) ? id : beganWith));
  }, [beganWith, transfers]);
  const { part, setPart, ledTo, frame } = usePart(phase, currentPlan);
  const whole = useKeptFocus();
  const target = environments.find((one) => one.id === first?.request.target.environmentId);
  const source = first?.request.source;
  const from = environments.find((one) => source?.kind === 'environment' && one.id === source.environmentId);
  const wait = useWait([from, target].flatMap((one) => one?.address ?? []));
  const now = useNow(1000, target?.class === 'production');
  if (first === undefined || current === undefined) return null;

  const targetName = placeName(first.request.target, environments);
  const sourceName = placeName(first.request.source, environments);
  const companions = companionsAmong(
    transfers.filter((one) => isInReview(one) && one.id !== current.id),
    planned,
  );
  const way = wayOf(current.request, book.of(current.id));
  const ready = planned.filter((one) => one.plan.ready && !one.transfer.checking);
  const name = refsName(transfers.map((transfer) => transfer.request.profile));
  const isProtected = target?.class === 'production';
  const isLocked = target !== undefined && !isUnlocked(target, now);
  const isNamed = !isProtected || typedName.trim() === target.name;
  const canConfirm = ready.length > 0 && !isLocked && isNamed;
  const shownId = part === 'proof' && currentId !== null ? currentId : current.id;
  const shown = (id: string): void => {
    setCurrentId(id);
    const transfer = transfers.find((one) => one.id === id);
    if (transfer !== undefined && !isInReview(transfer)) setPart('proof');
    else if (part === 'proof') setPart('confirm');
  };
  const goTo = (part: SheetPart, id: string): void => {
    setCurrentId(id);
    setPart(part);
  };
  const wayChosen = (chosen: Way): void => {
    // Letters typed a moment ago belong to the way that is left.
    book.settleHere();
    // A sheet has one way for all its profiles.
    const others = transfers.filter((one) => isInReview(one) && one.id !== current.id).map(({ id }) => id);
    book.decided(current.id, others, { kind: 'way', way: chosen });
    ledTo('values');
  };
  const checkAgain = (): void => void stores.transfers.getState().checkAgainAsked(current.id);
  const confirm = (): void => {
    // What was typed into a text a moment ago changes the plan: only what was seen is confirmed.
    if (book.settle(ids, true)) return;
    // Those that are not ready wait here: nothing of theirs is sent.
    void stores.transfers.getState().confirmed(
      ready.map(({ transfer, decisions, material, plan }) => {
        return { id: transfer.id, decisions, reviewed: reviewedOf(material, plan) };
      }),
      isProtected ? typedName : null,
    );
    // From the beginning of what runs now, whichever profile was looked at last.
    setCurrentId(null);
    setPart('proof');
  };
  const discard = (): void => {
    book.forget(transfers.filter((transfer) => !isUnderWay(transfer)).map((transfer) => transfer.id));
    stores.transfers.getState().discarded(sheet);
  };
  const close = (): void => {
    // Nothing answered, nothing to lose: such a sheet leaves no trace in the tray.
    if (phase === 'REVIEW' && transfers.every((transfer) => book.isEmpty(transfer.id))) discard();
    else stores.transfers.getState().sheetClosed();
  };
  const unlock = async (): Promise<void> => {
    const answer = await stores.environments.getState().unlockChosen(first.request.target.environmentId);
    if (!answer.ok) stores.notices.getState().told(answer.problem);
  };

  const body = (one: SheetPart) => {
    if (one === 'proof') {
      return (
        <RunPart
          transfers={transfers.filter((transfer) => !isInReview(transfer))}
          targetName={targetName}
          isAlone={transfers.length === 1}
          asked={currentId}
          onCancel={(id) => void stores.transfers.getState().cancelAsked(id)}
          onReviewAgain={(id) => {
            stores.transfers.getState().reviewAgainAsked(id);
            setCurrentId(id);
            setPart('confirm');
          }}
        />
      );
    }
    if (current.stage.kind === 'PLAN_FAILED') {
      return (
        <ProblemNotice
          problem={current.stage.problem}
          actions={
            <>
              <EnterKey problem={current.stage.problem} request={current.request} />
              <CheckAgain transfer={current} onPress={checkAgain} />
            </>
          }
        />
      );
    }
    if (currentPlan === undefined) return <SkeletonRows rows={8} label="Reading source and target" />;
    switch (one) {
      case 'values':
        return way === 'clone' ? (
          <ClonePart planned={currentPlan} targetName={targetName} onImport={() => wayChosen('import')} />
        ) : (
          <ValuesPart
            key={current.id}
            planned={currentPlan}
            asksTheSame={asksTheSame}
            companions={companions}
            texts={texts.current}
            onCheckAgain={checkAgain}
          />
        );
      case 'checks':
        return <ChecksPart key={current.id} planned={currentPlan} companions={companions} onCheckAgain={checkAgain} />;
      case 'repositories':
        return <RepositoriesPart planned={currentPlan} companions={companions} />;
      case 'confirm':
        return (
          <ConfirmPart
            transfers={transfers}
            planned={planned}
            ready={ready}
            canConfirm={canConfirm}
            onConfirm={confirm}
            target={target}
            targetName={targetName}
            sourceName={sourceName}
            typedName={typedName}
            onTypedName={setTypedName}
            onUnlock={() => void unlock()}
            onGoTo={goTo}
          />
        );
    }
  };

  return (
    <Sheet
      label={`Review transfer of ${name}`}
      isOpen
      onClose={close}
      size="largest"
      environmentColour={target?.colour}
    >
      <div ref={whole} className={styles.whole}>
        <SheetHead name={name} sourceName={sourceName} targetName={targetName} environment={target} onClose={close} />
        <Tabs
          className={cx(styles.tabs)}
          orientation="vertical"
          selectedKey={part}
          onSelectionChange={(key) => setPart(sheetParts.find((one) => one === key) ?? 'confirm')}
          disabledKeys={disabledParts[phase]}
        >
          <div className={styles.rail}>
            <PartTabs planned={currentPlan} />
            {transfers.length < 2 ? null : (
              <ProfileRail transfers={transfers} planned={planned} current={shownId} onCurrent={shown} />
            )}
          </div>
          <div className={styles.main} ref={frame}>
            {current.checkProblem === null || phase === 'RUN' ? null : (
              <div className={styles.banner}>
                <ProblemNotice
                  problem={current.checkProblem}
                  note="What is shown below is from the last check."
                  actions={
                    <>
                      <EnterKey problem={current.checkProblem} request={current.request} />
                      <CheckAgain transfer={current} onPress={checkAgain} />
                    </>
                  }
                />
              </div>
            )}
            {waiting === null || waiting === 'reading' ? null : (
              <div className={styles.banner}>
                <ProblemNotice
                  problem={waiting}
                  actions={<Button onPress={() => book.settle(ids, true)}>Try again</Button>}
                />
              </div>
            )}
            {currentPlan === undefined || currentPlan.transfer.returned === null || part === 'proof' ? null : (
              <div className={styles.banner}>
                <ReturnedNotice planned={currentPlan} part={part} onGoTo={setPart} />
              </div>
            )}
            {part === 'values' && way === 'import' && currentPlan !== undefined && canClone(current.request) ? (
              <div className={styles.banner}>
                <CloneInstead onClone={() => wayChosen('clone')} />
              </div>
            ) : null}
            {sheetParts.map((one) => (
              <TabPanel key={one} id={one} className={cx(styles.panel)}>
                {body(one)}
              </TabPanel>
            ))}
          </div>
        </Tabs>
        <SheetFoot
          transfers={transfers}
          planned={planned}
          part={part}
          way={way}
          targetName={targetName}
          wait={wait === null ? null : `${wait.asked} ${wait.goesOn}`}
          isReading={waiting === 'reading'}
          current={currentPlan}
          ready={ready.length}
          isLocked={isLocked}
          isNamed={isNamed}
          onPart={ledTo}
          onConfirm={confirm}
          onClose={close}
          onDiscard={discard}
        />
      </div>
    </Sheet>
  );
}

/**
 * Where a review begins: the first profile that something stands in the way of. One that is still being read is waited
 * for, because it may be that one; where all are ready, it is the first.
 */
function firstToAnswer(transfers: readonly Transfer[], planned: readonly Planned[]): Transfer | undefined {
  const isReady = ({ id }: Transfer): boolean => planned.find((one) => one.transfer.id === id)?.plan.open === 0;
  const reviewed = transfers.filter(isInReview);
  return reviewed.find((one) => one.stage.kind !== 'PLAN_FAILED' && !isReady(one)) ?? reviewed[0];
}

const disabledParts: Readonly<Record<Phase, readonly SheetPart[]>> = {
  REVIEW: ['proof'],
  RUN: ['values', 'checks', 'repositories', 'confirm'],
  BOTH: [],
};

function CheckAgain({ transfer, onPress }: { readonly transfer: Transfer; readonly onPress: () => void }) {
  return (
    <Button isDisabled={transfer.checking} onPress={onPress}>
      {transfer.checking ? 'Checking…' : 'Check again'}
    </Button>
  );
}
