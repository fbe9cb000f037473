import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './notice.module.css';

type Kind = 'note' | 'good' | 'warn' | 'bad';

const icons = { note: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

export interface NoticeProps {
  readonly kind: Kind;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Whether a screen reader is told at once. */
  readonly live?: boolean;
}

/** Something to know, where it matters. */
export function Notice({ kind, title, children, actions, live = false }: NoticeProps) {
  const Icon = icons[kind];
  const role = live ? (kind === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div className={cx(styles.notice, styles[kind])} role={role}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children === undefined ? null : <div className={styles.text}>{children}</div>}
      </div>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
