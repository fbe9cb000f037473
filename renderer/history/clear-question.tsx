import { useStores } from '../state/stores.ts';
import { Question } from '../ui/sheet-parts.tsx';
import { count } from '../words/phrases.ts';

interface ClearQuestionProps {
  /** 0: what there is cannot be read. */
  readonly entries: number;
  readonly onClose: () => void;
}

/** Asks before the history is cleared. */
export function ClearQuestion({ entries, onClose }: ClearQuestionProps) {
  const stores = useStores();
  const clear = async (): Promise<void> => {
    const answer = await stores.history.getState().clearChosen();
    if (!answer.ok) stores.notices.getState().told(answer.problem);
    onClose();
  };
  return (
    <Question title="Clear history?" act="Clear" onAct={() => void clear()} onClose={onClose}>
      {entries === 0 ? 'What is kept' : `What is kept of ${count(entries, 'import or clone', 'imports and clones')}`} is
      removed from this computer and cannot be brought back. The profiles stay where they are in Palette.
    </Question>
  );
}
