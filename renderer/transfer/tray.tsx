import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert, X } from 'lucide-react';
import { transferSteps } from '../../shared/transfer/proof.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { isUnderWay, type Transfer } from '../state/transfers-store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ProductionMark } from '../ui/pieces.tsx';
import { placeName } from '../words/place-words.ts';
import { stageWords } from '../words/transfer-words.ts';
import { ExportRow } from './export-row.tsx';
import { isInReview } from './phase.ts';
import styles from './tray.module.css';
import { useAnswerBook } from './use-answer-book.ts';

/** Every transfer since the app was started, newest first. */
export function Tray() {
  const stores = useStores();
  const transfers = useFrom(stores.transfers, (state) => state.transfers);
  const exports = useFrom(stores.exports, (state) => state.exports);
  return (
    <section className={styles.tray} aria-label="Transfers">
      <header className={styles.head}>
        <h2>Transfers</h2>
        <IconButton label="Hide transfers" onPress={() => stores.view.getState().trayToggled(false)}>
          <X size={14} aria-hidden />
        </IconButton>
      </header>
      {transfers.length === 0 && exports.length === 0 ? (
        <p className={styles.empty}>
          Nothing was transferred yet. Drag a profile from one pane to the other, or press F5.
        </p>
      ) : (
        <ul className={styles.list} aria-label="Transfers of this run">
          {[...exports].reverse().map((item) => (
            <ExportRow key={item.id} item={item} />
          ))}
          {[...transfers].reverse().map((transfer) => (
            <TrayRow key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      )}
    </section>
  );
}

function StageIcon({ transfer }: { readonly transfer: Transfer }) {
  const { stage } = transfer;
  switch (stage.kind) {
    case 'DONE':
      return stage.outcome.proof.verdict === 'differs' ? (
        <TriangleAlert size={14} aria-hidden data-tone="warn" />
      ) : (
        <CircleCheck size={14} aria-hidden data-tone="good" />
      );
    case 'FAILED':
    case 'PLAN_FAILED':
      return <CircleX size={14} aria-hidden data-tone="bad" />;
    case 'RUNNING':
    case 'PLANNING':
      return <LoaderCircle size={14} aria-hidden className={styles.turning} />;
    case 'REVIEWING':
    case 'QUEUED':
    case 'CANCELLED':
      return <CircleDashed size={14} aria-hidden />;
  }
}

/** How many of its steps a running transfer has behind it. */
function Progress({ transfer: { request, stage } }: { readonly transfer: Transfer }) {
  if (stage.kind !== 'RUNNING') return null;
  const done = stage.step === null ? 0 : transferSteps.indexOf(stage.step);
  return (
    <progress
      className={styles.progress}
      aria-label={`Progress of ${request.profile.name} ${request.profile.version}`}
      value={done}
      max={transferSteps.length}
    />
  );
}

function TrayRow({ transfer }: { readonly transfer: Transfer }) {
  const stores = useStores();
  const book = useAnswerBook();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const { profile, source, target } = transfer.request;
  const { name: title, version } = transfer.stage.kind === 'DONE' ? transfer.stage.outcome : profile;
  const name = `${title} ${version}`;
  const environment = environments.find((one) => one.id === target.environmentId);
  const isDone = transfer.stage.kind === 'DONE';
  const words =
    environment === undefined && isInReview(transfer)
      ? 'The environment it was meant for is removed. Nothing was written.'
      : stageWords(transfer);
  return (
    <li className={styles.row} data-env={environment?.colour}>
      <StageIcon transfer={transfer} />
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.course}>
        <span className={styles.route}>
          {placeName(source, environments)} → {placeName(target, environments)}
        </span>
        {environment?.class === 'production' ? <ProductionMark /> : null}
        <Progress transfer={transfer} />
        <span className={styles.stage} title={words}>
          {words}
        </span>
      </span>
      <span className={styles.actions}>
        {isUnderWay(transfer) ? (
          <Button
            look="quiet"
            aria-label={`Cancel ${name}`}
            onPress={() => void stores.transfers.getState().cancelAsked(transfer.id)}
          >
            Cancel
          </Button>
        ) : null}
        <Button
          look="quiet"
          aria-label={`${isDone ? 'Show proof of' : 'Open'} ${name}`}
          onPress={() => stores.transfers.getState().sheetOpened(transfer.sheet)}
        >
          {isDone ? 'Proof' : 'Open'}
        </Button>
        {isUnderWay(transfer) ? null : (
          <IconButton
            label={`Remove ${name} from this list`}
            onPress={() => {
              book.forget([transfer.id]);
              stores.transfers.getState().forgotten(transfer.id);
            }}
          >
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </span>
    </li>
  );
}
