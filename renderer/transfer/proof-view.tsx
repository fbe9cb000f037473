import { BadgeCheck, ScanSearch } from 'lucide-react';
import type { Difference, TransferOutcome } from '../../shared/transfer/proof.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { listed } from '../words/phrases.ts';
import { proofWords, publishedWords } from '../words/transfer-words.ts';
import { wayWords } from '../words/way-words.ts';
import styles from './proof.module.css';

const kindWords: Readonly<Record<Difference['kind'], string>> = {
  missing: 'is missing in the target',
  added: 'was added by the target',
  changed: 'differs',
};

/** What reading back showed. */
export function ProofView({ outcome, targetName }: { readonly outcome: TransferOutcome; readonly targetName: string }) {
  const { proof } = outcome;
  const words = proofWords(outcome);
  const same = proof.verdict === 'identical' || proof.verdict === 'identical-except-masked';
  const Icon = same ? BadgeCheck : ScanSearch;
  return (
    <div className={styles.proof}>
      <div className={styles.verdict} data-verdict={proof.verdict} role="status">
        <Icon size={32} strokeWidth={1.5} aria-hidden />
        <div>
          <p className={styles.title}>{words.title}</p>
          <p>{words.text}</p>
        </div>
      </div>
      <p className={styles.where}>
        {outcome.name} {outcome.version} is now in {targetName}, {publishedWords(outcome)}.
        {outcome.settled === 'found'
          ? ` The answer to the ${wayWords[outcome.way].noun} was lost; it was found in the target afterwards.`
          : ''}
        {outcome.editedLayers.length === 0
          ? ''
          : ` Compared with what was sent, your edits in ${listed(outcome.editedLayers)} included.`}
        {outcome.createdMacros.length === 0 ? '' : ` Created macros: ${listed(outcome.createdMacros)}.`}
      </p>
      {outcome.proofProblem === null || outcome.proofProblem.kind === 'cancelled' ? null : (
        <ProblemNotice problem={outcome.proofProblem} />
      )}
      {outcome.publishProblem === null ? null : (
        <ProblemNotice problem={outcome.publishProblem} note="It stays a draft until it is published in Palette." />
      )}
      {proof.differences.length === 0 ? null : (
        <Differences differences={proof.differences} sides={outcome.way === 'clone' ? cloneSides : importSides} />
      )}
      {proof.masked.length === 0 ? null : (
        <section>
          <h3 className={styles.heading}>Cannot be read back</h3>
          <ul className={styles.masked}>
            {proof.masked.map((path) => (
              <li key={path.join('/')} data-selectable>
                {path.join(' ▸ ')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface Sides {
  readonly sent: string;
  readonly found: string;
}

const importSides: Sides = { sent: 'Sent', found: 'Found' };
const cloneSides: Sides = { sent: 'Source', found: 'Clone' };

interface DifferencesProps {
  readonly differences: readonly Difference[];
  readonly sides: Sides;
}

function Differences({ differences, sides }: DifferencesProps) {
  return (
    <section>
      <h3 className={styles.heading}>Differences</h3>
      <ul className={styles.differences} aria-label="Differences">
        {differences.map((one) => (
          <li key={one.path.join('/')} className={styles.difference}>
            <p data-selectable>
              <span className={styles.path}>{one.path.join(' ▸ ')}</span> {kindWords[one.kind]}
            </p>
            {one.sent === null && one.found === null ? null : (
              <dl className={styles.sides}>
                <dt>{sides.sent}</dt>
                <dd data-selectable>{one.sent ?? 'nothing'}</dd>
                <dt>{sides.found}</dt>
                <dd data-selectable>{one.found ?? 'nothing'}</dd>
              </dl>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
