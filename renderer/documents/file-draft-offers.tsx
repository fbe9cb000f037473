import { useState } from 'react';
import type { FileDraftSummary } from '../../shared/bridge/files.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { fileDraftWords } from '../words/draft-words.ts';

/** Offers to go on with each file whose changes an earlier run did not save. */
export function FileDraftOffers() {
  const { documents } = useStores();
  const drafts = useFrom(documents, (state) => state.drafts);
  return drafts.map((draft) => <FileDraftOffer key={draft.id} draft={draft} />);
}

function FileDraftOffer({ draft }: { readonly draft: FileDraftSummary }) {
  const { documents, notices } = useStores();
  const { draftChosen, draftDiscarded } = documents.getState();
  const [isAsked, setAsked] = useState(false);
  const words = fileDraftWords(draft, Date.now());
  const asking = (work: () => Promise<void>) => async (): Promise<void> => {
    setAsked(true);
    await work();
    setAsked(false);
  };
  const open = asking(() => draftChosen(draft.id));
  const discard = asking(async () => {
    const answer = await draftDiscarded(draft.id);
    if (!answer.ok) notices.getState().told(answer.problem);
  });
  return (
    <Notice
      kind="note"
      live
      title={words.title}
      actions={
        <>
          <Button look="primary" isDisabled={isAsked} aria-label={words.openLabel} onPress={() => void open()}>
            Open with the changes
          </Button>
          <Button look="quiet" isDisabled={isAsked} aria-label={words.discardLabel} onPress={() => void discard()}>
            Discard
          </Button>
        </>
      }
    >
      {words.text}
    </Notice>
  );
}
