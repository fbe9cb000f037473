import { type RefObject, useEffect, useRef } from 'react';

/** Where the keyboard goes on when nothing in the part asks for anything any more. */
const next = ['[data-confirm]:not([disabled])', '[data-next]:not([disabled])', '[role="tab"][aria-selected="true"]'];
const controls = ':is(input, textarea, button, [tabindex="0"]):not([disabled])';

/**
 * Keeps the keyboard where it was when an answer takes its own button away: at the next open row (`data-row`, with
 * `data-open`) in this element, else at what leads on.
 */
export function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const part = useRef<HTMLDivElement>(null);
  const last = useRef<{ readonly element: Element; readonly row: number } | null>(null);
  useEffect(() => {
    const root = part.current;
    if (root === null) return;
    const entered = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element)) return;
      const row = target.closest('[data-row]');
      last.current = { element: target, row: row === null ? 0 : rowsOf(root).indexOf(row) };
    };
    root.addEventListener('focusin', entered);
    return () => root.removeEventListener('focusin', entered);
  }, []);
  useEffect(() => {
    const root = part.current;
    const left = last.current;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (root === null || left === null || isUsable(left.element) || !(isLost || !isUsable(document.activeElement)))
      return;
    last.current = null;
    const open = rowsOf(root).filter((row) => row.hasAttribute('data-open'));
    const from = rowsOf(root)[left.row];
    const behind = open.filter((row) => from === undefined || row === from || follows(from, row));
    const found = [...behind, ...open]
      .map((row) => row.querySelector<HTMLElement>(controls))
      .find((one) => one !== null);
    if (found === undefined) leadOn(root);
    else found.focus();
  });
  return part;
}

/** Puts the keyboard on what leads on from a part of a sheet: its confirmation, the next part, else its tab. */
export function leadOn(part: Element | null): void {
  const sheet = part?.closest('[role="dialog"]');
  const ahead = next.map((selector) => sheet?.querySelector<HTMLElement>(selector)).find((one) => one != null);
  ahead?.focus();
}

function rowsOf(root: Element): readonly Element[] {
  return [...root.querySelectorAll('[data-row]')];
}

function isUsable(element: Element | null): boolean {
  return element?.isConnected === true && !element.matches(':disabled');
}

function follows(one: Element, other: Element): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
