import { BookKey, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { useKeptFocus } from '../ui/kept-focus.ts';
import { EmptyState, EnvironmentDot, SkeletonRows, Space } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { SheetBody, SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';
import { count } from '../words/phrases.ts';
import { placeName } from '../words/place-words.ts';
import { byPlace, entryWords, type RememberedPlace } from '../words/remembered-words.ts';
import { ForgetQuestion, type Forgetting } from './forget-question.tsx';
import styles from './remembered.module.css';
import { RememberedRow } from './remembered-row.tsx';

/** Everything kept for the next import, by the place it is kept for. */
export function RememberedScreen({ onClose }: { readonly onClose: () => void }) {
  const stores = useStores();
  const { fetch, entries, problem } = useFrom(stores.remembered, (state) => state);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const keychain = useFrom(stores.view, (state) => state.info?.keychain);
  const [forgetting, setForgetting] = useState<Forgetting | null>(null);
  const frame = useKeptFocus();
  const { listAsked } = stores.remembered.getState();
  useEffect(() => {
    void listAsked();
  }, [listAsked]);
  const places = byPlace(entries);
  const everything = (): void =>
    setForgetting({ title: 'Forget everything?', what: count(entries.length, 'answer', 'answers'), ids: null });
  const body = () => {
    if (problem !== null) {
      return (
        <ProblemNotice
          problem={problem}
          note="Nothing was deleted. Forgetting everything also removes what cannot be opened any more."
          actions={<Button onPress={() => void listAsked()}>Try again</Button>}
        />
      );
    }
    if (entries.length === 0) {
      if (fetch !== 'READY') return <SkeletonRows rows={6} label="Reading what is remembered" />;
      return (
        <EmptyState icon={<BookKey size={24} />} title="Nothing is remembered yet">
          What you fill in, choose or create during an import is kept here, so that the next import into the same place
          asks for none of it again.
        </EmptyState>
      );
    }
    return places.map((place) => (
      <PlaceAnswers
        key={place.key}
        group={place}
        name={placeName(place.place, environments)}
        colour={environments.find((one) => one.id === place.place.environmentId)?.colour}
        onForget={setForgetting}
      />
    ));
  };
  return (
    <Sheet label="Remembered answers" isOpen onClose={onClose} size="large">
      <div ref={frame} className={styles.frame}>
        <SheetHead
          title="Remembered answers"
          onClose={onClose}
          note={
            keychain === 'this-run-only'
              ? 'No keychain is available on this computer, so these answers are kept in memory and end with this run.'
              : 'Kept encrypted on this computer, with a key that lives in its keychain. Nothing of it leaves the computer but in an import that you confirm.'
          }
        />
        <SheetBody>{body()}</SheetBody>
        <SheetFoot>
          <span className={styles.soft} role="status">
            {entries.length === 0
              ? ''
              : `${count(entries.length, 'answer', 'answers')} for ${count(places.length, 'place', 'places')}`}
          </span>
          <Space />
          {entries.length === 0 && problem === null ? null : (
            <Button icon={<Trash2 size={14} aria-hidden />} onPress={everything}>
              Forget everything
            </Button>
          )}
          <Button data-next look="primary" onPress={onClose}>
            Done
          </Button>
        </SheetFoot>
      </div>
      {forgetting === null ? null : <ForgetQuestion forgetting={forgetting} onClose={() => setForgetting(null)} />}
    </Sheet>
  );
}

interface PlaceAnswersProps {
  readonly group: RememberedPlace;
  readonly name: string;
  readonly colour: string | undefined;
  readonly onForget: (forgetting: Forgetting) => void;
}

function PlaceAnswers({ group, name, colour, onForget }: PlaceAnswersProps) {
  const ids = group.entries.map((entry) => entry.id);
  return (
    <section className={styles.place} aria-label={name} data-env={colour}>
      <div className={styles.placeHead}>
        <EnvironmentDot colour={colour ?? ''} />
        <h3 className={styles.placeName}>{name}</h3>
        <span className={styles.soft}>{count(ids.length, 'answer', 'answers')}</span>
        <Space />
        <Button
          look="quiet"
          aria-label={`Forget all for ${name}`}
          onPress={() =>
            onForget({ title: `Forget all for ${name}?`, what: count(ids.length, 'answer', 'answers'), ids })
          }
        >
          Forget all
        </Button>
      </div>
      <ul className={styles.list} aria-label={`Answers for ${name}`}>
        {group.entries.map((entry) => (
          <RememberedRow
            key={entry.id}
            entry={entry}
            onForget={() =>
              onForget({ title: `Forget ${entryWords(entry).title}?`, what: 'This answer', ids: [entry.id] })
            }
          />
        ))}
      </ul>
    </section>
  );
}
