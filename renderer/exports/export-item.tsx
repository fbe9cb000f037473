import { BadgeCheck, CircleDashed, CircleX, FileText, LoaderCircle, X } from 'lucide-react';
import { useId } from 'react';
import type { ExportFormat, ExportPlan } from '../../shared/bridge/exports.ts';
import { HitList } from '../documents/hit-list.tsx';
import { isExporting, type ProfileExport } from '../state/exports-store.ts';
import { useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Badge } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Select } from '../ui/select.tsx';
import { exportWords } from '../words/export-words.ts';
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
              {writtenName(plan, item, format)}
            </span>
            {plan.masked === 0 ? null : <Badge>{count(plan.masked, 'masked value', 'masked values')}</Badge>}
          </>
        ) : (
          <span className={styles.soft} role="status" data-selectable>
            {exportWords(item)}
          </span>
        )}
        {isAlone || isExporting(item) || stage.kind === 'DONE' ? null : (
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
      {stage.kind === 'REVIEWING' && plan !== null ? <Questions item={item} plan={plan} format={format} /> : null}
    </li>
  );
}

function Questions({ item, plan, format }: { item: ProfileExport; plan: ExportPlan; format: ExportFormat }) {
  const { fixed, takenAnswered } = useStores().exports.getState();
  const { fileName, isTaken, freeName } = plan.names[format];
  return (
    <>
      {isTaken ? (
        <div className={styles.question}>
          <span className={styles.questionWords}>
            A file named <strong data-selectable>{fileName}</strong> is there already.
          </span>
          <div className={styles.answer}>
            <Select
              label={`What becomes of ${fileName}`}
              labelHidden
              value={item.ifTaken}
              choices={[
                { id: 'keep-both', text: 'Keep both', hint: freeName },
                { id: 'replace', text: 'Replace it' },
              ]}
              onChange={(answer) => takenAnswered(item.id, answer === 'replace' ? 'replace' : 'keep-both')}
            />
          </div>
        </div>
      ) : null}
      {plan.hits.length === 0 ? null : (
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
function writtenName(plan: ExportPlan, { ifTaken }: ProfileExport, format: ExportFormat): string {
  const { fileName, isTaken, freeName } = plan.names[format];
  return isTaken && ifTaken === 'keep-both' ? freeName : fileName;
}
