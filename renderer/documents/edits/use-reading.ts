import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react';
import type { DocumentPlace } from '../places.ts';
import type { EditBook } from './edit-book.ts';
import type { FileState } from './file-state.ts';
import { masksOfTexts } from './reading.ts';

/** How long nobody types before texts are read again, in milliseconds. */
const pause = 300;

/** Finds the holes of edited texts again a moment after typing stops; the place shown follows a hole to its new name. */
export function useReading(book: EditBook, state: FileState, go: Dispatch<SetStateAction<DocumentPlace>>): void {
  const read = useRef<{ readonly book: EditBook; readonly texts: Map<string, string> } | null>(null);
  useEffect(() => {
    if (read.current?.book !== book) read.current = { book, texts: new Map() };
    const { texts } = read.current;
    const changed = [...state.texts].filter(([key, { text, opened }]) => text !== (texts.get(key) ?? opened));
    if (changed.length === 0) return;
    const alarm = setTimeout(() => {
      for (const [key, { text }] of changed) texts.set(key, text);
      const renamed = book.read(masksOfTexts(book, new Set(changed.map(([key]) => key))));
      if (renamed.size === 0) return;
      go((place) => {
        const hole = renamed.get(place.hole ?? '');
        return hole === undefined ? place : { ...place, hole };
      });
    }, pause);
    return () => clearTimeout(alarm);
  }, [book, state, go]);
}
