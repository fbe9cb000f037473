import { type ClipboardEvent, type DragEvent, useState } from 'react';
import { textKey } from '../../shared/profile/holes.ts';

import { type CopiedSecret, guardedCopy, secretValues } from './copy-guard.ts';
import type { Working } from './use-document.ts';

export interface CopyGuard {
  /** What was masked in the last copy; null once that is read. */
  readonly masked: { readonly names: readonly string[]; readonly asItIs: () => Promise<void> } | null;
  readonly read: () => void;
  /** After the editor's own listeners, which put the text into the event. */
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onDragStart: (event: DragEvent) => void;
}

/** Keeps secrets in plain text, and what was typed for a mask, out of the clipboard unless the person insists. */
export function useCopyGuard(working: Working): CopyGuard {
  const [masked, setMasked] = useState<CopyGuard['masked']>(null);

  const secrets = (): readonly CopiedSecret[] => {
    const { document, profile, values, holes } = working;
    const notes = [...document.layers.flatMap((layer) => layer.notes), ...(document.whole?.notes ?? [])];
    const told = new Set(
      notes.flatMap(({ kind, where: { text } }) =>
        kind === 'plain-secret' && text !== null && text.kind !== 'variable' ? [textKey(text)] : [],
      ),
    );
    const isRead = document.whole !== null;
    const typed = holes.map(({ id }): CopiedSecret => ({ name: 'a value you filled in', value: values.get(id) ?? '' }));
    return [...secretValues(profile, (address) => !isRead || told.has(textKey(address))), ...typed];
  };

  return {
    masked,
    read: () => setMasked(null),
    onCopy(event) {
      const given = event.clipboardData.getData('text/plain');
      const text = given === '' ? selectedText(event.target) : given;
      const guarded = guardedCopy(text, secrets());
      if (guarded.masked.length === 0) return;
      event.preventDefault();
      // SECURITY: every form of it: a rich one would carry the same letters.
      event.clipboardData.clearData();
      event.clipboardData.setData('text/plain', guarded.text);
      const asItIs = async (): Promise<void> => {
        await navigator.clipboard.writeText(text);
        setMasked(null);
      };
      setMasked({ names: guarded.masked, asItIs });
    },
    onDragStart(event) {
      const given = event.dataTransfer.getData('text/plain');
      const text = given === '' ? selectedText(event.target) : given;
      // Nobody can be asked while something is held.
      if (guardedCopy(text, secrets()).masked.length > 0) event.preventDefault();
    },
  };
}

function selectedText(target: EventTarget): string {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0);
  }
  return getSelection()?.toString() ?? '';
}
