import { useState } from 'react';
import type { TextFieldProps } from 'react-aria-components';

/** A field whose text becomes the document's as soon as it may. */
export interface DraftField {
  readonly value: string;
  /** A sentence; undefined where nothing is wrong. */
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  /** Undo takes back letters that were not taken over before it takes back anything else. */
  readonly onKeyDown: NonNullable<TextFieldProps['onKeyDown']>;
}

/**
 * Letters typed into a field are taken over while they make sense, and kept in the field until they do.
 *
 * @param value what the document says; when that changes by other means, so does the field
 * @param commit takes the text over; blanks at its ends are left out
 */
export function useDraft(
  value: string,
  check: (text: string) => string | null,
  commit: (text: string) => void,
  left: () => void,
): DraftField {
  const [draft, setDraft] = useState<string | null>(null);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (draft?.trim() !== value) setDraft(null);
  }
  const shown = draft ?? value;
  const isUnfit = draft !== null && check(draft.trim()) !== null;
  return {
    value: shown,
    error: check(shown.trim()) ?? undefined,
    onChange(text) {
      const settled = text.trim();
      const isFit = check(settled) === null;
      setDraft(text);
      if (isFit && settled !== value) commit(settled);
    },
    onBlur() {
      if (draft !== null && check(draft.trim()) === null) setDraft(null);
      left();
    },
    onKeyDown(event) {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (!isUndo || !isUnfit) {
        event.continuePropagation();
        return;
      }
      event.preventDefault();
      setDraft(null);
    },
  };
}
