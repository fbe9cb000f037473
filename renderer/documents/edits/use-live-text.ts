import { useEffect, useMemo, useRef } from 'react';
import { textKey } from '../../../shared/profile/holes.ts';

import type { EditorChip } from '../../editor/editor-chip.ts';
import type { LiveText } from '../../editor/live-text.ts';
import type { ShownProps } from '../layer-view.tsx';
import { liveText } from './live-text.ts';

/** A text of the file for the editor, with the chips it has by now and what is known to be wrong with it. */
export function useLiveText({ working, undo, redo }: Pick<ShownProps, 'working' | 'undo' | 'redo'>, key: string) {
  const { book, document, texts, values } = working;
  const notes = useMemo(
    () =>
      document.layers
        .flatMap((layer) => layer.notes)
        .filter(({ where }) => where.text !== null && where.text.kind !== 'variable' && textKey(where.text) === key),
    [document.layers, key],
  );
  const now = useRef({ notes, undo, redo });
  useEffect(() => {
    now.current = { notes, undo, redo };
  });
  const live = useMemo<LiveText>(
    () =>
      liveText(book, key, {
        notes: () => now.current.notes,
        undo: () => now.current.undo(),
        redo: () => now.current.redo(),
      }),
    [book, key],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is asked again when its texts or values changed
  const chips = useMemo<readonly EditorChip[]>(() => live.chips(), [live, texts, values]);
  return { live, chips, notes };
}
