import type { PlannedHole } from '../../shared/transfer/plan.ts';
import { Button } from '../ui/button.tsx';
import { holeName } from '../words/hole-words.ts';
import { sharedWords, sharingWords } from '../words/sharing-words.ts';
import { useAnswerBook } from './use-answer-book.ts';
import type { HoleAnswers } from './use-answers.ts';
import type { AskedElsewhere } from './use-same-questions.ts';
import styles from './values.module.css';

export interface SharedValueProps {
  readonly transfer: string;
  readonly planned: PlannedHole;
  /** The holes of the other profiles that ask the same. */
  readonly elsewhere: readonly AskedElsewhere[];
  readonly answers: HoleAnswers;
  /** A button was pressed that may be gone now: the keyboard goes on in the field. */
  readonly onPressed: () => void;
}

/** How far the answer of a missing value counts among the profiles of the sheet: here alone, or for all like this. */
export function SharedValue({ transfer, planned, elsewhere, answers, onPressed }: SharedValueProps) {
  const book = useAnswerBook();
  if (elsewhere.length === 0) return null;
  const { hole, state } = planned;
  const shared = book.sharedWith(transfer, hole.id).length;
  const open = elsewhere.filter((one) => one.isOpen);
  const canShare = state === 'typed' || state === 'kept-empty' || state === 'left-masked';
  const pressed = (change: () => void): void => {
    change();
    onPressed();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row of words and buttons
    <div role="group" aria-label="Other profiles of this sheet" className={styles.sharing}>
      <p className={styles.sharingWords}>{shared > 0 ? sharedWords(shared + 1, open) : sharingWords(elsewhere)}</p>
      {open.length === 0 ? null : (
        <Button look="quiet" isDisabled={!canShare} onPress={() => pressed(() => book.share(transfer, hole.id, open))}>
          Use for all like this
        </Button>
      )}
      {shared === 0 ? null : (
        <span className={styles.takeBacks}>
          <Button
            look="quiet"
            aria-label={`Take back for all: ${holeName(hole)}`}
            onPress={() =>
              pressed(() => {
                answers.reopened(planned);
                book.partAll(transfer, hole.id);
              })
            }
          >
            Take back for all
          </Button>
          <Button
            look="quiet"
            aria-label={`Take back here alone: ${holeName(hole)}`}
            onPress={() =>
              pressed(() => {
                book.part(transfer, hole.id);
                answers.reopened(planned);
              })
            }
          >
            Take back here alone
          </Button>
        </span>
      )}
    </div>
  );
}
