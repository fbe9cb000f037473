import { useEffect, useRef } from 'react';
import type { FileView } from '../../../shared/bridge/files.ts';
import { useStores } from '../../state/stores.ts';
import type { EditBook } from './edit-book.ts';

/** How long nobody types before what is not saved is kept, in milliseconds. */
const pause = 400;

/** Keeps what is not saved a moment after each change and when the page goes, so that a crash loses none of it. */
export function useKeeping(file: FileView, book: EditBook): void {
  const { documents, notices } = useStores();
  const begun = useRef<FileView>(null);
  useEffect(() => {
    /** Saved or read again: what was kept of it is forgotten, or crossed the way of that. */
    const isAgain = begun.current?.id === file.id && begun.current !== file;
    begun.current = file;
    const { editsKept } = documents.getState();
    let alarm: ReturnType<typeof setTimeout> | undefined;
    /** As last kept; the letters count, not how the masks were read. Null: not known. */
    let kept: string | null = isAgain ? null : '';
    let isTold = false;
    const keep = async (): Promise<void> => {
      clearTimeout(alarm);
      const now = book.isChanged ? book.kept() : null;
      const text = now === null ? '' : JSON.stringify(now);
      if (text === kept) return;
      kept = text;
      const answer = await editsKept(file.id, now);
      if (answer.ok || isTold) return;
      isTold = true;
      notices.getState().told(answer.problem);
    };
    const stop = book.subscribe(() => {
      clearTimeout(alarm);
      alarm = setTimeout(keep, pause);
    });
    if (isAgain) void keep();
    else if (book.isChanged) alarm = setTimeout(keep, pause);
    window.addEventListener('pagehide', keep);
    return () => {
      stop();
      clearTimeout(alarm);
      window.removeEventListener('pagehide', keep);
    };
  }, [documents, notices, file, book]);
}
