import { Check, Lock } from 'lucide-react';
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

/** Says that something is of a production environment: by colour, word and icon. */
export function ProductionMark() {
  return (
    <Badge tone="bad" icon={<Lock size={11} aria-hidden />}>
      Production
    </Badge>
  );
}

/** How many points are open; a tick when none is. */
export function OpenCount({ open }: { readonly open: number }) {
  return open === 0 ? (
    <Check size={14} className={styles.tick} aria-label="nothing open" />
  ) : (
    <span className={cx(styles.count, styles.warn)}>{open}</span>
  );
}

/** A number beside a heading. */
export function Count({ value }: { readonly value: number }) {
  return <span className={cx(styles.count, styles.note)}>{value}</span>;
}

/** Takes what is left of a line: what follows stands at its end. */
export function Space() {
  return <span className={styles.space} />;
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
