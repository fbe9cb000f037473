import type { CheckState } from '../../shared/transfer/plan.ts';
import { Button } from '../ui/button.tsx';
import { useKeptFocus } from '../ui/kept-focus.ts';
import { count } from '../words/phrases.ts';
import { wayWords } from '../words/way-words.ts';
import { CheckRow } from './check-row.tsx';
import type { Companions } from './companions.ts';
import styles from './parts.module.css';
import { partOf, stopsImport } from './parts.ts';
import type { Planned } from './use-plans.ts';

const order: readonly CheckState[] = ['refused', 'open', 'unknown', 'warning', 'passed'];

export interface ChecksPartProps {
  readonly planned: Planned;
  readonly companions: Companions;
  readonly onCheckAgain: () => void;
}

/** Everything that was looked at in the target: what stops the import first, what passed last. */
export function ChecksPart({ planned, companions, onCheckAgain }: ChecksPartProps) {
  const part = useKeptFocus();
  const checks = planned.plan.checks.filter((check) => partOf(check) === 'checks');
  const loud = order
    .filter((state) => state !== 'passed')
    .flatMap((state) => checks.filter((check) => check.state === state));
  const passed = checks.filter((check) => check.state === 'passed');
  // What an answer made pass comes first: there it can be taken back.
  const answered = passed.filter((check) => check.about === 'macro' && check.foundIn === null);
  const { noun } = wayWords[planned.plan.way];
  const stopping = loud.filter(stopsImport).length;
  const row = (check: (typeof checks)[number]) => (
    <CheckRow key={check.id} check={check} planned={planned} companions={companions} onCheckAgain={onCheckAgain} />
  );
  return (
    <div className={styles.part} ref={part}>
      <div className={styles.leadRow}>
        <p className={styles.lead} role="status">
          {stopping === 0
            ? `${count(checks.length, 'check', 'checks')} against the target; none stops the ${noun}.`
            : `${count(stopping, 'check stops', 'checks stop')} the ${noun}. ${count(passed.length, 'check', 'checks')} passed.`}
        </p>
        <Button isDisabled={planned.transfer.checking} onPress={onCheckAgain}>
          {planned.transfer.checking ? 'Checking…' : 'Check again'}
        </Button>
      </div>
      {loud.length === 0 ? null : (
        <ul className={styles.checks} aria-label="Open checks" data-begin>
          {loud.map(row)}
        </ul>
      )}
      {passed.length === 0 ? null : (
        <details className={styles.passed} open={loud.length === 0 || answered.length > 0}>
          <summary>{count(passed.length, 'check', 'checks')} passed</summary>
          <ul className={styles.checks} aria-label="Passed checks">
            {[...answered, ...passed.filter((check) => !answered.includes(check))].map(row)}
          </ul>
        </details>
      )}
    </div>
  );
}
