import type { Decision } from '../../shared/transfer/decision.ts';
import { Button } from '../ui/button.tsx';
import { count } from '../words/phrases.ts';
import type { Companions } from './companions.ts';
import { isAnswered } from './decisions.ts';
import styles from './parts.module.css';
import { useAnswerBook } from './use-answer-book.ts';
import type { Planned } from './use-plans.ts';

export interface SharedAnswerProps {
  readonly planned: Planned;
  readonly companions: Companions;
  readonly decision: Decision;
  /** What is taken back, for its button. */
  readonly what: string;
}

/** An answer that was given: how far it counts in this sheet, and the way back. */
export function SharedAnswer({ planned, companions, decision, what }: SharedAnswerProps) {
  const book = useAnswerBook();
  const sharing = companions(decision).filter((id) => isAnswered(book.of(id), decision));
  const { id } = planned.transfer;
  return (
    <>
      {sharing.length === 0 ? null : (
        <span className={styles.faint}>
          Answered for {count(sharing.length + 1, 'profile', 'profiles')} of this sheet at once.
        </span>
      )}
      <Button
        look="quiet"
        aria-label={sharing.length === 0 ? `Take back ${what}` : `Take back for all: ${what}`}
        onPress={() => book.undecided(id, decision, sharing)}
      >
        {sharing.length === 0 ? 'Take back' : 'Take back for all'}
      </Button>
      {sharing.length === 0 ? null : (
        <Button look="quiet" aria-label={`Take back here alone: ${what}`} onPress={() => book.undecided(id, decision)}>
          Take back here alone
        </Button>
      )}
    </>
  );
}
