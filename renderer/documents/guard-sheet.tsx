import { useState } from 'react';
import type { SecretAnswer } from '../../shared/profile/source/secret-fixes.ts';
import type { SecretFix, SecretHit } from '../../shared/profile/source/secret-guard.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Space } from '../ui/pieces.tsx';
import { SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';
import { count } from '../words/phrases.ts';
import styles from './documents.module.css';
import own from './guard-sheet.module.css';
import { HitList } from './hit-list.tsx';

interface GuardSheetProps {
  readonly hits: readonly SecretHit[];
  /** Those that were typed on purpose just now: they are proposed to be left. */
  readonly typed: ReadonlySet<string>;
  readonly onAnswered: (answers: readonly SecretAnswer[]) => void;
  /** Saves with every mask still a mask; null where no value was filled in. */
  readonly onMasksKept: (() => void) | null;
  readonly onCancel: () => void;
}

/** What would be written as a secret in plain text, with an answer for each before anything is. */
export function GuardSheet({ hits, typed, onAnswered, onMasksKept, onCancel }: GuardSheetProps) {
  const [fixes, setFixes] = useState<ReadonlyMap<string, SecretFix>>(
    () => new Map(hits.filter(({ id }) => typed.has(id)).map(({ id }) => [id, 'leave'])),
  );
  const open = hits.filter(({ id }) => !fixes.has(id)).length;
  const all = (fix: SecretFix): void =>
    setFixes(new Map(hits.map((hit) => [hit.id, hit.fixes.includes(fix) ? fix : (fixes.get(hit.id) ?? 'leave')])));
  const answer = (): void => onAnswered(hits.map((hit) => ({ hit, fix: fixes.get(hit.id) ?? 'leave' })));
  return (
    <Sheet label="Secrets in plain text" isOpen onClose={onCancel} size="medium">
      <SheetHead
        title={hits.length === 1 ? 'A value looks like a secret' : `${hits.length} values look like secrets`}
        note={
          hits.length === 1
            ? 'Whoever gets the file can read it. Nothing has been written yet: choose what becomes of it.'
            : 'Whoever gets the file can read them. Nothing has been written yet: choose for each what becomes of it.'
        }
      />
      <div className={own.hits}>
        <HitList
          hits={hits}
          fixes={fixes}
          typed={typed}
          onFix={(hit, fix) => setFixes(new Map([...fixes, [hit.id, fix]]))}
        />
      </div>
      {onMasksKept === null ? null : (
        <div className={own.masks}>
          <Notice
            kind="note"
            title="The file can keep its masks"
            actions={<Button onPress={onMasksKept}>Save with the masks</Button>}
          >
            What you filled in stays in this window and goes into no file.
          </Notice>
        </div>
      )}
      <SheetFoot>
        <Button look="quiet" onPress={() => all('mask')}>
          Mask all
        </Button>
        <Button look="quiet" onPress={() => all('leave')}>
          Leave all
        </Button>
        <Space />
        {open === 0 ? null : <span className={styles.soft}>{count(open, 'answer is open', 'answers are open')}</span>}
        <Button onPress={onCancel}>Cancel</Button>
        <Button look="primary" isDisabled={open > 0} onPress={answer}>
          Save
        </Button>
      </SheetFoot>
    </Sheet>
  );
}
