import { useEffect, useState } from 'react';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { showPlace } from '../panes/show-places.ts';
import { useFrom, useStores } from '../state/stores.ts';

const texts = 'input, textarea, [contenteditable="true"]';

/**
 * The doors that no button opens: a profile's text pasted anywhere but into a field, files dropped on the window or
 * handed over by the desktop. A window with values not saved asks before it closes. Answers whether files are held over
 * the window.
 */
export function useFileDoors(events: Ferry['events']): { readonly isHeldOver: boolean } {
  const stores = useStores();
  const { documents, transfers, exports, view } = stores;
  const [isHeldOver, setHeldOver] = useState(false);
  const isOffered = useFrom(documents, (state) => state.isOffered && !state.isOpening);
  const hasReview = useFrom(transfers, (state) => state.sheet !== null);
  const hasExport = useFrom(exports, (state) => state.sheet !== null);
  const hasScreen = useFrom(view, (state) => state.screen !== null || state.signIn !== null);
  useEffect(() => {
    // Whatever lies over the window comes first; the file opens when it is gone.
    if (isOffered && !hasReview && !hasExport && !hasScreen) void documents.getState().nextAsked();
  }, [documents, isOffered, hasReview, hasExport, hasScreen]);
  useEffect(
    () =>
      events.subscribe((event) => {
        if (event.kind !== 'folder-offered') return;
        const { id, name } = event.folder;
        stores.folders.getState().offered(event.folder);
        showPlace(stores, view.getState().active, { kind: 'folder', folder: id, name, isRecursive: false });
      }),
    [events, stores, view],
  );
  useEffect(() => {
    const pasted = (event: ClipboardEvent): void => {
      const { document: open, pasted: given } = documents.getState();
      const inText = event.target instanceof Element && event.target.closest(texts) !== null;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (open !== null || isCovered() || inText || !looksLikeProfile(text)) return;
      event.preventDefault();
      void given(text);
    };
    const over = (event: DragEvent): void => {
      const { dataTransfer } = event;
      if (dataTransfer === null || !dataTransfer.types.includes('Files')) return;
      // Before any pane: they take profiles, not files. What is refused here the runtime would refuse as well.
      event.preventDefault();
      event.stopPropagation();
      dataTransfer.dropEffect = 'copy';
      setHeldOver(true);
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHeldOver(false);
    };
    const dropped = (event: DragEvent): void => {
      setHeldOver(false);
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      // A folder is shown in the pane beneath.
      const side =
        event.target instanceof Element ? event.target.closest('[data-pane]')?.getAttribute('data-pane') : null;
      if (side === 'left' || side === 'right') view.getState().paneEntered(side);
      // The preload tells main of the files; what comes back is an event with their names.
      event.preventDefault();
      event.stopPropagation();
    };
    const leaving = (event: BeforeUnloadEvent): void => {
      if (!documents.getState().windowLeaves()) event.preventDefault();
    };
    document.addEventListener('paste', pasted);
    document.addEventListener('dragenter', over, true);
    document.addEventListener('dragover', over, true);
    document.addEventListener('dragleave', left, true);
    document.addEventListener('drop', dropped, true);
    window.addEventListener('beforeunload', leaving);
    return () => {
      document.removeEventListener('paste', pasted);
      document.removeEventListener('dragenter', over, true);
      document.removeEventListener('dragover', over, true);
      document.removeEventListener('dragleave', left, true);
      document.removeEventListener('drop', dropped, true);
      window.removeEventListener('beforeunload', leaving);
    };
  }, [documents, view]);
  return { isHeldOver };
}

function isCovered(): boolean {
  return document.querySelector('[role$="dialog"]') !== null;
}

/** Something else in the clipboard is none of the app's business. */
function looksLikeProfile(text: string): boolean {
  const start = text.slice(0, 4096).trimStart();
  return start.startsWith('{') || /^(?:---|metadata:|spec:)/m.test(start);
}
