import { BookKey } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Hole } from '../../shared/profile/holes.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { ago } from '../words/phrases.ts';
import { placeName } from '../words/place-words.ts';
import own from './mask-panel.module.css';
import { rememberedFor } from './remembered-for-hole.ts';

interface RememberedOffersProps {
  readonly profile: string;
  readonly hole: Hole;
  /** SECURITY: the value goes into the edit book alone; until it is chosen it stays in main. */
  readonly onValue: (value: string) => void;
}

/** Values that were given for this place in earlier imports, each named by its target. */
export function RememberedOffers({ profile, hole, onValue }: RememberedOffersProps) {
  const stores = useStores();
  const { fetch, entries } = useFrom(stores.remembered, (state) => state);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (fetch === 'IDLE') void stores.remembered.getState().listAsked();
  }, [stores, fetch]);
  const offers = rememberedFor(profile, hole, entries);
  if (offers.length === 0) return null;
  const use = async (id: string): Promise<void> => {
    setAsked(true);
    const answer = await stores.remembered.getState().revealAsked(id);
    setAsked(false);
    if (answer.ok) onValue(answer.value);
    else stores.notices.getState().told(answer.problem);
  };
  return (
    <div className={own.offers}>
      {offers.map(({ id, target, keptAt }) => (
        <Button
          key={id}
          look="quiet"
          icon={<BookKey size={14} aria-hidden />}
          isDisabled={isAsked}
          onPress={() => void use(id)}
        >
          {[`Use what was remembered for ${placeName(target, environments)}`, ago(keptAt, Date.now())]
            .filter((words) => words !== '')
            .join(', ')}
        </Button>
      ))}
    </div>
  );
}
