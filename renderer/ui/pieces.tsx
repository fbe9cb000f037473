import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './pieces.module.css';

export type Tone = 'quiet' | 'good' | 'warn' | 'bad' | 'note';

/** A short word on a tint. The tone is never its only meaning: the word says it. */
export function Badge({ tone = 'quiet', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={cx(styles.badge, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}

/** A number beside a heading; dim when it is nothing. */
export function Count({ value, tone = 'quiet' }: { readonly value: number; readonly tone?: Tone }) {
  return <span className={cx(styles.count, styles[tone])}>{value}</span>;
}

/** The dot that stands for an environment. */
export function EnvironmentDot({ colour }: { readonly colour: string }) {
  return <span className={styles.dot} data-env={colour} aria-hidden />;
}

export interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Says why there is nothing, and teaches the next step. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.emptyIcon} aria-hidden>
        {icon}
      </span>
      <p className={styles.emptyTitle}>{title}</p>
      {children === undefined ? null : <p className={styles.emptyText}>{children}</p>}
      {actions === undefined ? null : <div className={styles.emptyActions}>{actions}</div>}
    </div>
  );
}

/** Grey bars where rows will be. */
export function SkeletonRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className={styles.skeletons} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are alike and never move
        <div key={row} className={styles.skeletonRow} aria-hidden>
          <span className={styles.bar} style={{ width: `${28 + ((row * 37) % 30)}%` }} />
          <span className={styles.bar} style={{ width: '8%' }} />
          <span className={styles.bar} style={{ width: `${10 + ((row * 13) % 8)}%` }} />
        </div>
      ))}
    </div>
  );
}
