import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './overlay.module.css';

export interface SheetProps {
  readonly label: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly size?: 'small' | 'medium' | 'wide' | 'large' | 'largest';
  readonly role?: 'dialog' | 'alertdialog';
  readonly isLocked?: boolean;
  readonly environmentColour?: string | undefined;
  readonly children: ReactNode;
}

const sizes = {
  small: { '--modal-width': '420px' },
  medium: { '--modal-width': '560px' },
  wide: { '--modal-width': '720px' },
  large: { '--modal-width': '900px', '--modal-height': '640px' },
  largest: { '--modal-width': '1120px', '--modal-height': '720px' },
} as const;

/** A modal sheet. Escape closes it unless it is locked; focus stays inside and returns where it came from. */
export function Sheet(props: SheetProps) {
  const { label, isOpen, onClose, size = 'medium', role = 'dialog', isLocked = false, environmentColour } = props;
  const dialog = useLostKeyboard(isLocked ? null : onClose);
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isKeyboardDismissDisabled={isLocked}
      className={cx(styles.scrim)}
    >
      <Modal className={cx(styles.modal)} style={sizes[size] as React.CSSProperties} data-env={environmentColour}>
        <AriaDialog ref={dialog} aria-label={label} role={role} className={cx(styles.dialog)}>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * What had the keyboard may be gone, such as the row that was just removed; the page has it then, which knows no sheet.
 * The next key comes back into the sheet on top, and Escape closes it.
 */
function useLostKeyboard(onEscape: (() => void) | null) {
  const dialog = useRef<HTMLElement>(null);
  const escaped = useRef(onEscape);
  useEffect(() => {
    escaped.current = onEscape;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      if (dialog.current === null || [...document.querySelectorAll('[role$="dialog"]')].at(-1) !== dialog.current)
        return;
      dialog.current.focus();
      if (event.key === 'Escape') escaped.current?.();
    };
    document.addEventListener('keydown', pressed, true);
    return () => document.removeEventListener('keydown', pressed, true);
  }, []);
  return dialog;
}
