import { History, SearchX, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { SearchField } from '../ui/field.tsx';
import { useKeptFocus } from '../ui/kept-focus.ts';
import { EmptyState, SkeletonRows, Space } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { SheetBody, SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';
import { historyText } from '../words/history-words.ts';
import { amount, count } from '../words/phrases.ts';
import { ClearQuestion } from './clear-question.tsx';
import styles from './history.module.css';
import { HistoryRow } from './history-row.tsx';

/** A list this short is read faster than a filter is typed. */
const shortList = 8;

/** What was imported and cloned, of this run and earlier ones, and how it ended. */
export function HistoryScreen({ onClose }: { readonly onClose: () => void }) {
  const stores = useStores();
  const { fetch, entries, problem } = useFrom(stores.history, (state) => state);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const [filter, setFilter] = useState('');
  const [clearing, setClearing] = useState(false);
  const frame = useKeptFocus();
  const { listAsked } = stores.history.getState();
  useEffect(() => {
    void listAsked();
  }, [listAsked]);
  const words = filter.toLowerCase().split(/\s+/);
  const found = entries.filter((entry) => words.every((word) => historyText(entry).includes(word)));
  const body = () => {
    if (problem !== null) {
      return (
        <ProblemNotice
          problem={problem}
          note="Nothing was deleted. Clearing the history also removes what cannot be read any more."
          actions={<Button onPress={() => void listAsked()}>Try again</Button>}
        />
      );
    }
    if (entries.length === 0) {
      if (fetch !== 'READY') return <SkeletonRows rows={6} label="Reading the history" />;
      return (
        <EmptyState icon={<History size={24} />} title="Nothing was imported or cloned yet">
          Drag a profile from one pane to the other, or press F5. Once it has ended it is listed here: from where to
          where it went, and what reading it back showed.
        </EmptyState>
      );
    }
    if (found.length === 0) {
      return (
        <EmptyState
          icon={<SearchX size={24} />}
          title="Nothing matches the filter"
          actions={<Button onPress={() => setFilter('')}>Clear filter</Button>}
        >
          It looks at the profile’s name and version, and at the places as they were called then.
        </EmptyState>
      );
    }
    return (
      <ul className={styles.list} aria-label="Imports and clones, latest first">
        {found.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            environment={environments.find(
              (one) => 'environmentId' in entry.target.place && one.id === entry.target.place.environmentId,
            )}
          />
        ))}
      </ul>
    );
  };
  return (
    <Sheet label="History" isOpen onClose={onClose} size="large">
      <div ref={frame} className={styles.frame}>
        <SheetHead
          title="History"
          onClose={onClose}
          note="Kept in a file on this computer: names, places and how it ended, with no value and no words of a server."
        >
          {entries.length > shortList ? (
            <div className={styles.filter}>
              <SearchField
                label="Filter history"
                placeholder="Filter by profile or place"
                value={filter}
                onChange={setFilter}
              />
            </div>
          ) : null}
        </SheetHead>
        <SheetBody label="What was imported and cloned">{body()}</SheetBody>
        <SheetFoot>
          <span className={styles.soft} role="status">
            {entries.length === 0
              ? ''
              : found.length === entries.length
                ? count(entries.length, 'import or clone', 'imports and clones')
                : `${amount(found.length)} of ${count(entries.length, 'import or clone', 'imports and clones')}`}
          </span>
          <Space />
          {entries.length === 0 && problem === null ? null : (
            <Button icon={<Trash2 size={14} aria-hidden />} onPress={() => setClearing(true)}>
              Clear history…
            </Button>
          )}
          <Button data-next look="primary" onPress={onClose}>
            Done
          </Button>
        </SheetFoot>
      </div>
      {clearing ? <ClearQuestion entries={entries.length} onClose={() => setClearing(false)} /> : null}
    </Sheet>
  );
}
