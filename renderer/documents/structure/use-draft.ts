import { useState } from 'react';

/** A field whose text becomes the document's as soon as it may. */
export interface DraftField {
  readonly value: string;
  /** A sentence; undefined where nothing is wrong. */
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
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
  };
}
