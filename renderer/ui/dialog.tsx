import type { ReactNode } from 'react';
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
        <AriaDialog aria-label={label} role={role} className={cx(styles.dialog)}>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
