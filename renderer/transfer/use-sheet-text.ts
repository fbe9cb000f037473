import { useLayoutEffect, useMemo, useRef } from 'react';
import type { LiveText } from '../editor/live-text.ts';
import { sheetText } from './sheet-text.ts';
import type { TextDesk } from './text-desk.ts';
import type { ValuesScreen } from './use-values-screen.ts';

/** The text at hand for the editor; undefined where it is only shown. */
export function useSheetText(
  desk: TextDesk,
  screen: ValuesScreen,
  { undo, redo }: { readonly undo: () => void; readonly redo: () => void },
): LiveText | undefined {
  const { text, chips, checks } = screen;
  const now = useRef({ text: '', chips, checks, undo, redo });
  // Before the editor asks, which it does as soon as it is drawn.
  useLayoutEffect(() => {
    now.current = { text: text?.text ?? '', chips, checks, undo, redo };
  });
  const key = text?.key ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is another object with every plan; its key says which it is
  return useMemo(() => {
    if (text === null) return undefined;
    return sheetText(desk, text.address, {
      planned: () => now.current,
      undo: () => now.current.undo(),
      redo: () => now.current.redo(),
    });
  }, [desk, key]);
}
