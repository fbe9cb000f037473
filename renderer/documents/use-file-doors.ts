import { useEffect } from 'react';
import { useStores } from '../state/stores.ts';

const texts = 'input, textarea, [contenteditable="true"]';

/** A profile's text pasted anywhere but into a field opens it; a window with values not saved asks before it closes. */
export function useFileDoors(): void {
  const { documents } = useStores();
  useEffect(() => {
    const pasted = (event: ClipboardEvent): void => {
      const { document: open, pasted: given } = documents.getState();
      const isCovered = document.querySelector('[role$="dialog"]') !== null;
      const inText = event.target instanceof Element && event.target.closest(texts) !== null;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (open !== null || isCovered || inText || !looksLikeProfile(text)) return;
      event.preventDefault();
      void given(text);
    };
    const leaving = (event: BeforeUnloadEvent): void => {
      if (!documents.getState().windowLeaves()) event.preventDefault();
    };
    document.addEventListener('paste', pasted);
    window.addEventListener('beforeunload', leaving);
    return () => {
      document.removeEventListener('paste', pasted);
      window.removeEventListener('beforeunload', leaving);
    };
  }, [documents]);
}

/** Something else in the clipboard is none of the app's business. */
function looksLikeProfile(text: string): boolean {
  const start = text.slice(0, 4096).trimStart();
  return start.startsWith('{') || /^(?:---|metadata:|spec:)/m.test(start);
}
