import { useCallback, useEffect, useRef, useState } from 'react';
import { textKey } from '../../../shared/profile/holes.ts';

import { EditorOffsets } from '../../editor/editor-offsets.ts';
import type { Matches } from '../../editor/text-pattern.ts';
import { type DocumentPlace, wholeProfile } from '../places.ts';
import type { Working } from '../use-document.ts';
import { type SearchHit, searchAll } from './search.ts';
import { searchGroups } from './search-texts.ts';
import { useFind } from './use-find.ts';

/** The tab of what is told of a file, and the search behind one of them. F3 leads on while it is shown. */
export function useFindTab({ document, profile, go }: Working) {
  const [tab, setTab] = useState('problems');
  const field = useRef<HTMLInputElement>(null);
  const isShown = tab === 'find';
  const { opened, layers } = document;
  const search = useCallback(
    (matches: Matches) => {
      const secrets = layers.flatMap((layer) => layer.secrets);
      return searchAll(searchGroups(profile, opened, secrets), matches);
    },
    [profile, opened, layers],
  );
  const find = useFind(search, isShown);
  const onHit = useCallback((hit: SearchHit, takesFocus: boolean) => go(placeOfHit(hit, takesFocus)), [go]);

  const onLayer = useCallback((layer: number | null) => go({ ...wholeProfile, layer }), [go]);

  useEffect(() => {
    if (isShown) field.current?.focus();
  }, [isShown]);
  const { stepped } = find;
  useEffect(() => {
    if (!isShown) return;
    const keyed = (event: KeyboardEvent): void => {
      if (event.key !== 'F3' || event.ctrlKey || event.metaKey || event.altKey) return;
      // Before the editor, whose own search listens to the same key.
      event.preventDefault();
      event.stopPropagation();
      const hit = stepped(event.shiftKey ? -1 : 1);
      if (hit !== null) onHit(hit, false);
    };
    window.addEventListener('keydown', keyed, true);
    return () => window.removeEventListener('keydown', keyed, true);
  }, [isShown, stepped, onHit]);
  return { tab, tabChosen: setTab, find, field, onHit, onLayer };
}

/** Where a match stands. */
export function placeOfHit({ text, line, start, end }: SearchHit, takesFocus: boolean): DocumentPlace {
  const { place } = text;
  switch (place.kind) {
    case 'text': {
      const offsets = new EditorOffsets(text.text);
      const selection = { from: offsets.at(start), to: offsets.at(end), takesFocus };
      return { layer: place.address.pack, text: textKey(place.address), line, hole: null, selection };
    }
    case 'layer':
      return { ...wholeProfile, layer: place.layer, text: place.text };
    case 'profile':
      return { ...wholeProfile, field: place.field, takesFocus };
    case 'variable':
      return { ...wholeProfile, field: `variable/${place.at}`, takesFocus };
  }
}
