import { ArrowRight, Folder, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { type ExportFormat, exportFormats } from '../../shared/bridge/exports.ts';
import { refsName } from '../panes/copying.ts';
import {
  isExporting,
  isSkipped,
  isTaken,
  openPoints,
  type ProfileExport,
  type TakenChoice,
  takenChoices,
} from '../state/exports-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { useKeptFocus } from '../ui/kept-focus.ts';
import { RadioRow } from '../ui/radio.tsx';
import { Select } from '../ui/select.tsx';
import { allTakenWords, formatWords } from '../words/export-words.ts';
import { amount, count } from '../words/phrases.ts';
import { placeName } from '../words/place-words.ts';
import { ExportItem } from './export-item.tsx';
import styles from './exports.module.css';

export interface ExportSheetProps {
  readonly sheet: string;
  readonly items: readonly ProfileExport[];
}

/** One drop into a folder: the files to be written, what has to be answered before, and what became of each. */
export function ExportSheet({ sheet, items }: ExportSheetProps) {
  const stores = useStores();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const chosen = useFrom(stores.exports, (state) => state.formats[sheet]);
  const path = useFrom(
    stores.folders,
    (state) => state.folders.find(({ id }) => id === items[0]?.request.target.folder)?.path,
  );
  const frame = useKeptFocus();
  const begin = useRef<HTMLDivElement>(null);
  useEffect(() => {
    begin.current?.querySelector<HTMLElement>('input[type="radio"]:checked')?.focus();
  }, []);
  const [first] = items;
  if (first === undefined) return null;

  const { formatChosen, allFixed, allTakenAnswered, confirmed, cancelAsked, sheetClosed } = stores.exports.getState();
  const { source, target } = first.request;
  const isCopy = source.kind === 'folder';
  // What an environment exports has one form of its own: JSON.
  const format: ExportFormat = chosen ?? (isCopy ? 'own' : 'json');
  const inReview = items.filter(({ stage }) => stage.kind === 'REVIEWING');
  const reading = items.filter(({ stage }) => stage.kind === 'PLANNING').length;
  const open = inReview.reduce((sum, item) => sum + openPoints(item, format), 0);
  const skipped = items.filter((item) => item.stage.kind === 'SKIPPED' || isSkipped(item, format)).length;
  const taken = inReview.filter((item) => isTaken(item, format));
  const ready = inReview.filter((item) => openPoints(item, format) === 0 && !isSkipped(item, format)).length;
  const underWay = items.filter(isExporting).length;
  const written = items.filter(({ stage }) => stage.kind === 'DONE').length;
  const hits = inReview.some(({ plan }) => (plan?.hits.length ?? 0) > 0);
  const name = refsName(items.map(({ request }) => request.profile));
  const verb = isCopy ? 'Copy' : 'Export';
  const close = (): void => sheetClosed();

  return (
    <Sheet label={`${verb} ${name}`} isOpen onClose={close} size="wide">
      <div ref={frame} className={styles.whole}>
        <header className={styles.head}>
          <div className={styles.headText}>
            <h2 className={styles.title} data-selectable>{`${verb} ${name}`}</h2>
            <p className={styles.route}>
              {placeName(source, environments)} <ArrowRight size={13} aria-label="to" />{' '}
              <Folder size={13} aria-hidden /> <strong title={path}>{target.name}</strong>
            </p>
          </div>
          <IconButton label="Close" onPress={close}>
            <X size={16} aria-hidden />
          </IconButton>
        </header>
        <div ref={begin} className={styles.format} hidden={inReview.length === 0 && reading === 0}>
          <RadioRow
            label={items.length === 1 ? 'Form of the file' : 'Form of the files'}
            look="segments"
            value={format}
            choices={exportFormats
              .filter((one) => isCopy || one !== 'own')
              .map((one) => ({ id: one, name: formatWords[one] }))}
            onChange={(id) => {
              const found = exportFormats.find((one) => one === id);
              if (found !== undefined) formatChosen(sheet, found);
            }}
          />
        </div>
        {taken.length < 2 ? null : <TakenByAll items={taken} onAnswer={(answer) => allTakenAnswered(sheet, answer)} />}
        <ul className={styles.items} aria-label="Files to write">
          {items.map((item) => (
            <ExportItem key={item.id} item={item} format={format} isAlone={items.length === 1} />
          ))}
        </ul>
        <footer className={styles.foot}>
          {hits ? (
            <>
              <Button look="quiet" onPress={() => allFixed(sheet, 'mask')}>
                Mask all
              </Button>
              <Button look="quiet" onPress={() => allFixed(sheet, 'leave')}>
                Leave all
              </Button>
            </>
          ) : null}
          <span className={styles.footWords} role="status">
            {footWords({ reading, open, underWay, written, skipped, all: items.length - skipped })}
          </span>
          {underWay > 0 ? <Button onPress={() => void cancelAsked(sheet)}>Cancel</Button> : null}
          {inReview.length > 0 || reading > 0 ? (
            <Button look="primary" isDisabled={ready === 0 || underWay > 0} onPress={() => void confirmed(sheet)}>
              {`${verb} ${ready === items.length || ready === 0 ? name : `${ready} of ${items.length}`}`}
            </Button>
          ) : (
            <Button autoFocus look={underWay > 0 ? 'plain' : 'primary'} onPress={close}>
              {underWay > 0 ? 'Close' : 'Done'}
            </Button>
          )}
        </footer>
      </div>
    </Sheet>
  );
}

interface TakenByAllProps {
  readonly items: readonly ProfileExport[];
  readonly onAnswer: (answer: TakenChoice) => void;
}

/** One answer for every name that is taken; each file below can still have its own. */
function TakenByAll({ items, onAnswer }: TakenByAllProps) {
  const [first, ...others] = new Set(items.map(({ ifTaken }) => ifTaken));
  const isMixed = others.length > 0;
  return (
    <div className={styles.forAll}>
      <span className={styles.questionWords}>{`${amount(items.length)} of these files are there already.`}</span>
      <div className={styles.answer}>
        <Select
          label={`What becomes of all ${amount(items.length)} files that are there`}
          labelHidden
          value={isMixed ? null : (first ?? null)}
          placeholder={isMixed ? 'Each its own' : 'Choose for all'}
          choices={takenChoices.map((id) => ({ id, text: allTakenWords[id] }))}
          onChange={(id) => {
            const chosen = takenChoices.find((one) => one === id);
            if (chosen !== undefined) onAnswer(chosen);
          }}
        />
      </div>
    </div>
  );
}

interface Counts {
  readonly reading: number;
  readonly open: number;
  readonly underWay: number;
  readonly written: number;
  /** Those whose name is taken and that are to be left out. */
  readonly skipped: number;
  /** Without them. */
  readonly all: number;
}

function footWords({ reading, open, underWay, written, skipped, all }: Counts): string {
  if (underWay > 0) return `${written} of ${count(all, 'file', 'files')} written`;
  if (reading > 0) return `Reading ${count(reading, 'profile', 'profiles')}`;
  if (open > 0) return count(open, 'answer is open', 'answers are open');
  const left = skipped === 0 ? '' : `, ${amount(skipped)} skipped`;
  if (written > 0) return `${count(written, 'file', 'files')} written${left}`;
  return all === 0 ? 'Every file is there already and skipped' : `Nothing has been written yet${left}`;
}
