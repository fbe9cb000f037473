import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cx } from './cx.ts';
import styles from './long-list.module.css';

export interface LongListProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  /** In pixels, the same for every row. */
  readonly rowHeight: number;
  readonly keyOf: (row: T) => string;
  /** What a row shows; its name for screen readers is its text. */
  readonly children: (row: T) => ReactNode;
  /** A position that something else leads to: marked and brought into sight; -1: none. */
  readonly current?: number;
  readonly onAction: (row: T) => void;
}

/** Rows that are there although they are out of sight, so that scrolling shows no gap. */
const beyond = 6;

/**
 * A list of any length: only the rows in sight are there, and what a row costs is paid when it is seen. (React Aria's
 * lists build every row first: half a second of a standing window for 10,000.) Arrows, Home, End and the page keys go through it,
 * Enter or a click does what the row is for.
 */
export function LongList<T>({ label, rows, rowHeight, keyOf, children, current = -1, onAction }: LongListProps<T>) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [fitting, setFitting] = useState(12);
  const [active, setActive] = useState(0);
  const at = Math.min(active, rows.length - 1);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measured = new ResizeObserver(() => setFitting(Math.ceil(element.clientHeight / rowHeight) + 1));
    measured.observe(element);
    return () => measured.disconnect();
  }, [rowHeight]);
  useEffect(() => {
    if (current === -1 || frame.current === null) return;
    setActive(current);
    bringIntoSight(frame.current, current * rowHeight, rowHeight);
  }, [current, rowHeight]);

  const keyed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const page = Math.max(1, fitting - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    const row = rows[at];
    if (to !== undefined) {
      const next = Math.max(0, Math.min(rows.length - 1, to));
      setActive(next);
      if (frame.current !== null) bringIntoSight(frame.current, next * rowHeight, rowHeight);
    } else if (event.key === 'Enter' && row !== undefined) onAction(row);
    else return;
    event.preventDefault();
  };

  const from = Math.max(0, Math.min(first, rows.length - fitting) - beyond);
  const shown = rows.slice(from, first + fitting + beyond).map((row, offset) => ({ row, place: from + offset }));
  const marked = rows[at];
  // What a screen reader is told of must be there.
  if (marked !== undefined && !shown.some(({ place }) => place === at)) shown.push({ row: marked, place: at });
  return (
    <div
      ref={frame}
      role="listbox"
      aria-label={label}
      aria-activedescendant={marked === undefined ? undefined : `${id}${keyOf(marked)}`}
      tabIndex={0}
      className={styles.list}
      onKeyDown={keyed}
      onScroll={(event) => setFirst(Math.floor(event.currentTarget.scrollTop / rowHeight))}
    >
      <div role="presentation" className={styles.all} style={{ height: rows.length * rowHeight }}>
        {shown.map(({ row, place }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys for all of its rows
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the keyboard and names the row at hand
          <div
            key={keyOf(row)}
            id={`${id}${keyOf(row)}`}
            role="option"
            aria-selected={place === at}
            aria-setsize={rows.length}
            aria-posinset={place + 1}
            className={cx(styles.row)}
            style={{ top: place * rowHeight, '--row-height': `${rowHeight}px` } as CSSProperties}
            data-current={place === current || undefined}
            onClick={() => {
              setActive(place);
              onAction(row);
            }}
          >
            {children(row)}
          </div>
        ))}
      </div>
    </div>
  );
}

function bringIntoSight(list: HTMLElement, top: number, height: number): void {
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
}
