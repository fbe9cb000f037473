import { useState } from 'react';
import type { DraftSummary } from '../../shared/transfer/draft.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { draftWords } from '../words/draft-words.ts';
import { useAnswerBook } from './use-answer-book.ts';

/** Offers to continue each review that an earlier run left open. */
export function DraftOffers() {
  const stores = useStores();
  const offered = useFrom(stores.drafts, (state) => state.offered);
  return offered.map((draft) => <DraftOffer key={draft.id} draft={draft} />);
}

function DraftOffer({ draft }: { readonly draft: DraftSummary }) {
  const stores = useStores();
  const book = useAnswerBook();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const [isAsked, setAsked] = useState(false);
  const words = draftWords(draft, environments, Date.now());

  const goOn = async (): Promise<void> => {
    setAsked(true);
    const answer = await stores.drafts.getState().continueChosen(draft.id);
    setAsked(false);
    if (!answer.ok) {
      stores.notices.getState().told(answer.problem);
      return;
    }
    const { id, transfers, shared = [] } = answer.value;
    for (const { request, decisions, begun } of transfers) book.restored(request.id, decisions, begun);
    const ids = new Set(transfers.map(({ request }) => request.id));
    book.bound(shared.map((bond) => bond.filter((one) => ids.has(one.id))));
    await stores.transfers.getState().restored(
      id,
      transfers.map(({ request }) => request),
    );
  };
  const discard = async (): Promise<void> => {
    const answer = await stores.drafts.getState().discardChosen(draft.id);
    if (!answer.ok) stores.notices.getState().told(answer.problem);
  };
  return (
    <Notice
      kind="note"
      live
      title={words.title}
      actions={
        <>
          <Button look="primary" isDisabled={isAsked} aria-label={words.continueLabel} onPress={() => void goOn()}>
            Continue
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
