import { type ClipboardEvent, type KeyboardEvent, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { Input, TextArea } from 'react-aria-components';
import styles from './secret-field.module.css';

/** What the screen around may ask of the field. */
export interface SecretFieldHandle {
  focus(): void;
}

export interface SecretFieldProps {
  readonly ref?: Ref<SecretFieldHandle>;
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Enter in one line, Ctrl+Enter or Cmd+Enter in several: done here, go on. */
  readonly onDone: () => void;
  readonly onLeft: () => void;
  readonly hasLines: boolean;
  /** A text of several lines was pasted into the field of one line. */
  readonly onLines: () => void;
  readonly isRevealed: boolean;
  /** Shows a text that is not the person's own, and takes none. */
  readonly isReadOnly: boolean;
  readonly isInvalid: boolean;
  readonly describedBy: string;
  readonly placeholder: string;
}

/**
 * A field for a secret, of one line or several, hidden unless revealed.
 * SECURITY: React mirrors the value of a controlled field into an attribute or a text node, where it would be part of
 * the page. This one is uncontrolled: the value is set as a property and read from events.
 */
export function SecretField(props: SecretFieldProps) {
  const { ref, label, text, hasLines, isRevealed, isReadOnly, isInvalid, describedBy, placeholder } = props;
  const { onText, onDone, onLeft, onLines } = props;
  const line = useRef<HTMLInputElement>(null);
  const lines = useRef<HTMLTextAreaElement>(null);
  const goesOn = useRef(false);
  const field = (): HTMLInputElement | HTMLTextAreaElement | null => (hasLines ? lines.current : line.current);
  useImperativeHandle(ref, () => ({ focus: () => (lines.current ?? line.current)?.focus() }), []);

  useLayoutEffect(() => {
    const shown = hasLines ? lines.current : line.current;
    if (shown !== null && shown.value !== text) shown.value = text;
    const isTyped = goesOn.current;
    goesOn.current = false;
    // What is typed can turn one line into several: the keyboard goes on in the new field.
    if (shown === null || !isTyped || document.activeElement === shown) return;
    shown.focus();
    shown.setSelectionRange(text.length, text.length);
  }, [text, hasLines]);

  const pasted = (event: ClipboardEvent<HTMLInputElement>): void => {
    const given = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
    // A last line break alone is an accident of copying; the field of one line drops it.
    if (!given.trimEnd().includes('\n')) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    goesOn.current = true;
    onLines();
    onText(value.slice(0, selectionStart ?? 0) + given + value.slice(selectionEnd ?? value.length));
  };
  const keyed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (hasLines && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    onDone();
  };
  // A password field refuses to be copied from; the one of several lines is made to while it is hidden.
  const kept = (event: ClipboardEvent): void => {
    if (!isRevealed) event.preventDefault();
  };
  const common = {
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    readOnly: isReadOnly,
    autoComplete: 'off',
    autoCorrect: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    placeholder,
    onKeyDown: keyed,
    onBlur: onLeft,
    onInput: () => {
      goesOn.current = true;
      onText(field()?.value ?? '');
    },
  } as const;
  return hasLines ? (
    <TextArea
      {...common}
      ref={lines}
      rows={4}
      wrap="off"
      className={styles.field ?? ''}
      data-lines=""
      data-hidden={isRevealed ? undefined : ''}
      onCopy={kept}
      onCut={kept}
    />
  ) : (
    <Input
      {...common}
      ref={line}
      type={isRevealed ? 'text' : 'password'}
      className={styles.field ?? ''}
      onPaste={pasted}
    />
  );
}
