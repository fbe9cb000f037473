import { useMemo, useSyncExternalStore } from 'react';
import type { EditBook } from './edit-book.ts';
import type { FileState } from './file-state.ts';

/** How long nobody types before the screen around the text follows, in milliseconds. */
const pause = 200;

/** The state of a file for all that is no text: at once, but for letters typed into a text, which it follows after a pause. */
export function useSettled(book: EditBook): FileState {
  const settled = useMemo(() => settledState(book), [book]);
  return useSyncExternalStore(settled.subscribe, settled.state);
}

function settledState(book: EditBook) {
  let state = book.state();
  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      let alarm: ReturnType<typeof setTimeout> | undefined;
      const settle = (): void => {
        clearTimeout(alarm);
        alarm = undefined;
        if (state === book.state()) return;
        state = book.state();
        listener();
      };
      settle();
      const stop = book.subscribe((isTyping) => {
        clearTimeout(alarm);
        if (isTyping) alarm = setTimeout(settle, pause);
        else settle();
      });
      return () => {
        clearTimeout(alarm);
        stop();
      };
    },
  };
}
