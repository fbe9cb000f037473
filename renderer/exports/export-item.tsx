import { BadgeCheck, CircleDashed, CircleX, FileText, LoaderCircle, X } from 'lucide-react';
import { useId } from 'react';
import type { ExportFormat, ExportPlan } from '../../shared/bridge/exports.ts';
import { HitList } from '../documents/hit-list.tsx';
import { isExporting, isSkipped, isTaken, type ProfileExport, takenChoices } from '../state/exports-store.ts';
import { useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Badge } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { exportWords, takenWords } from '../words/export-words.ts';
import { count } from '../words/phrases.ts';
import styles from './exports.module.css';

interface ExportItemProps {
  readonly item: ProfileExport;
  readonly format: ExportFormat;
  /** Whether it is the only one of its sheet. */
  readonly isAlone: boolean;
}

/** One profile of an export: its file, what has to be answered, and what became of it. */
export function ExportItem({ item, format, isAlone }: ExportItemProps) {
  const { exports } = useStores();
  const heading = useId();
  const { profile } = item.request;
  const name = `${profile.name} ${profile.version}`;
  const { stage, plan } = item;
  const { leftOut, readAgainAsked } = exports.getState();
  return (
    <li className={styles.item} aria-labelledby={heading}>
      <div className={styles.itemHead}>
        <StageIcon item={item} />
        <h3 id={heading} className={styles.itemName} data-selectable>
          {name}
        </h3>
        {stage.kind === 'REVIEWING' && plan !== null ? (
          <>
            <span className={styles.file} data-selectable>
              {isSkipped(item, format) ? 'Skipped' : writtenName(plan, item, format)}
            </span>
            {plan.masked === 0 ? null : <Badge>{count(plan.masked, 'masked value', 'masked values')}</Badge>}
          </>
        ) : (
          <span className={styles.soft} role="status" data-selectable>
            {exportWords(item)}
          </span>
        )}
        {isAlone || isExporting(item) || stage.kind === 'DONE' || stage.kind === 'SKIPPED' ? null : (
          <IconButton label={`Leave out ${name}`} onPress={() => leftOut(item.id)}>
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      {stage.kind === 'PLAN_FAILED' || stage.kind === 'FAILED' ? (
        <ProblemNotice
          problem={stage.problem}
          note="No file was written."
          actions={<Button onPress={() => void readAgainAsked(item.id)}>Try again</Button>}
        />
      ) : null}
      {stage.kind === 'CANCELLED' ? <Button onPress={() => void readAgainAsked(item.id)}>Try again</Button> : null}
      {stage.kind === 'REVIEWING' && plan !== null ? (
        <Questions item={item} plan={plan} format={format} isAlone={isAlone} />
      ) : null}
    </li>
  );
}

function Questions({ item, plan, format, isAlone }: ExportItemProps & { readonly plan: ExportPlan }) {
  const { fixed, takenAnswered } = useStores().exports.getState();
  const { fileName, freeName } = plan.names[format];
  return (
    <>
      {isTaken(item, format) ? (
        <div className={styles.question}>
          <span className={styles.questionWords}>
            A file named <strong data-selectable>{fileName}</strong> is there already.
          </span>
          <div className={styles.answer}>
            <Select
              label={`What becomes of ${fileName}`}
              labelHidden
              value={item.ifTaken}
              choices={takenChoices
                // Of one alone: to close the sheet is the same.
                .filter((choice) => choice !== 'skip' || !isAlone)
                .map((id) => ({ id, text: takenWords[id], ...(id === 'keep-both' ? { hint: freeName } : {}) }))}
              onChange={(id) => {
                const chosen = takenChoices.find((one) => one === id);
                if (chosen !== undefined) takenAnswered(item.id, chosen);
              }}
            />
          </div>
        </div>
      ) : null}
      {plan.hits.length === 0 || isSkipped(item, format) ? null : (
        <>
          <p className={styles.soft}>
            {plan.hits.length === 1
              ? 'One value looks like a secret.'
              : `${plan.hits.length} values look like secrets.`}{' '}
            Whoever gets the file can read what is left in it.
          </p>
          <HitList hits={plan.hits} fixes={item.fixes} onFix={(hit, fix) => fixed(item.id, hit.id, fix)} />
        </>
      )}
    </>
  );
}

function StageIcon({ item: { stage } }: { readonly item: ProfileExport }) {
  switch (stage.kind) {
    case 'DONE':
      return <BadgeCheck size={16} aria-hidden className={styles.icon} data-tone="good" />;
    case 'FAILED':
    case 'PLAN_FAILED':
      return <CircleX size={16} aria-hidden className={styles.icon} data-tone="bad" />;
    case 'PLANNING':
    case 'RUNNING':
      return <LoaderCircle size={16} aria-hidden className={styles.turning} />;
    case 'REVIEWING':
      return <FileText size={16} aria-hidden className={styles.icon} />;
    default:
      return <CircleDashed size={16} aria-hidden className={styles.icon} />;
  }
}

/** The name as things stand: the one that is free where both are to be kept. */
function writtenName(plan: ExportPlan, item: ProfileExport, format: ExportFormat): string {
  const { fileName, freeName } = plan.names[format];
  return isTaken(item, format) && item.ifTaken === 'keep-both' ? freeName : fileName;
}
