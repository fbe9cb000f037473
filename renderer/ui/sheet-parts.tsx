import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button, IconButton } from './button.tsx';
import { Sheet } from './dialog.tsx';
import { Space } from './pieces.tsx';
import styles from './sheet-parts.module.css';

interface SheetHeadProps {
  readonly title: string;
  /** What there is to know before one reads on. */
  readonly note?: ReactNode;
  /** With a button that closes; without it the foot has one. */
  readonly onClose?: () => void;
  readonly children?: ReactNode;
}

/** What a sheet is about; it stays while the rest scrolls. */
export function SheetHead({ title, note, onClose, children }: SheetHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <h2>{title}</h2>
        {onClose === undefined ? null : (
          <IconButton label="Close" onPress={onClose}>
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      {note === undefined ? null : <div className={styles.note}>{note}</div>}
      {children}
    </header>
  );
}

interface SheetBodyProps {
  /** Names the part, which is then reached by keyboard to be scrolled: where nothing in it takes the keyboard. */
  readonly label?: string;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** What scrolls between head and foot. */
export function SheetBody({ label, ref, children }: SheetBodyProps) {
  return (
    <section ref={ref} className={styles.body} {...(label === undefined ? {} : { tabIndex: 0, 'aria-label': label })}>
      {children}
    </section>
  );
}

/** The buttons of a sheet, in sight whatever is scrolled. */
export function SheetFoot({ children }: { readonly children: ReactNode }) {
  return <footer className={styles.foot}>{children}</footer>;
}

interface QuestionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** "Remove": what is done once it is agreed to, and cannot be undone. */
  readonly act: string;
  readonly onAct: () => void;
  readonly onClose: () => void;
}

/** Asks before something is gone for good; the keyboard begins on the way back. */
export function Question({ title, children, act, onAct, onClose }: QuestionProps) {
  return (
    <Sheet label={title} isOpen onClose={onClose} size="small" role="alertdialog">
      <SheetHead title={title} note={children} />
      <SheetFoot>
        <Space />
        <Button onPress={onClose} autoFocus>
          Keep
        </Button>
        <Button look="danger" onPress={onAct}>
          {act}
        </Button>
      </SheetFoot>
    </Sheet>
  );
}
