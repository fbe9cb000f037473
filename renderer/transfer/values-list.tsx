import { memo, useEffect, useRef } from 'react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { PlannedHole } from '../../shared/transfer/plan.ts';
import { stateWords } from '../editor/editor-chip.ts';
import { PathText } from '../editor/path-text.tsx';
import { StateMark } from '../editor/state-mark.tsx';
import { cx } from '../ui/cx.ts';
import { holeLabel } from '../words/hole-words.ts';
import styles from './values.module.css';

/** The holes of one text, or the variables. */
export interface HoleGroup {
  readonly id: string;
  readonly layer: string;
  /** The manifest's name; empty for values and variables. */
  readonly title: string;
  readonly holes: readonly PlannedHole[];
}

export interface ValuesListProps {
  readonly groups: readonly HoleGroup[];
  readonly current: string | null;
  readonly onCurrent: (hole: string) => void;
  /** Enter, or a click: go on in the field. */
  readonly onChosen: (hole: string) => void;
}

/** The check-list of missing values. Memoised: while letters are typed nothing in it changes. */
export const ValuesList = memo(function ValuesList({ groups, current, onCurrent, onChosen }: ValuesListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The list scrolls by itself for its own keys alone; the value at hand also changes from the field and the text.
    if (current === null) return;
    list.current?.querySelector(`[data-key="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <ListBox
      ref={list}
      aria-label="Missing values"
      className={cx(styles.list)}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={current === null ? [] : [current]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) onCurrent(String(key));
      }}
      onAction={(key) => onChosen(String(key))}
      items={groups}
    >
      {(group) => (
        <ListBoxSection id={group.id} className={cx(styles.group)}>
          <Header className={cx(styles.groupHead)}>
            <span className={styles.layer}>{group.layer}</span>
            {group.title === '' ? null : <span className={styles.faint}>{group.title}</span>}
          </Header>
          <Collection items={group.holes}>
            {({ hole, state }) => (
              <ListBoxItem
                id={hole.id}
                textValue={`${holeLabel(hole)}, ${stateWords[state]}`}
                className={cx(styles.item)}
                data-state={state}
                onPress={({ pointerType }) => {
                  if (pointerType === 'mouse' || pointerType === 'pen') onChosen(hole.id);
                }}
              >
                <StateMark state={state} size={14} />
                <span className={styles.itemWords}>
                  <PathText hole={hole} />
                  <span className={styles.itemState}>
                    <span className={styles.word}>{stateWords[state]}</span>
                    {hole.line === 0 ? null : ` · line ${hole.line}`}
                  </span>
                </span>
              </ListBoxItem>
            )}
          </Collection>
        </ListBoxSection>
      )}
    </ListBox>
  );
});
