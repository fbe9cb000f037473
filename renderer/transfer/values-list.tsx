import { CircleAlert, FileText, Pencil } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { Collection, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { PlannedHole } from '../../shared/transfer/plan.ts';
import { stateWords } from '../editor/editor-chip.ts';
import { PathText } from '../editor/path-text.tsx';
import { StateMark } from '../editor/state-mark.tsx';
import { cx } from '../ui/cx.ts';
import { holeLabel } from '../words/hole-words.ts';
import { count } from '../words/phrases.ts';
import styles from './values.module.css';

/** One text with its holes, or the variables. */
export interface HoleGroup {
  readonly id: string;
  readonly layer: string;
  /** The manifest's name; empty for values and variables. */
  readonly title: string;
  /** What was done to the text by hand; null: the group is no text. */
  readonly text: { readonly edits: number; readonly isStopping: boolean; readonly isEmpty: boolean } | null;
  readonly holes: readonly PlannedHole[];
}

export interface ValuesListProps {
  readonly groups: readonly HoleGroup[];
  /** The hole at hand, or the text where no hole is; both by their ids. */
  readonly current: string | null;
  readonly onCurrent: (id: string) => void;
  /** Enter, or a click: go on in the field, or in the text. */
  readonly onChosen: (id: string) => void;
}

/** Every text with what is missing in it. Memoised: while letters are typed nothing in it changes. */
export const ValuesList = memo(function ValuesList({ groups, current, onCurrent, onChosen }: ValuesListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = list.current;
    if (current === null || box === null) return;
    const row = (): Element | null => box.querySelector(`[data-key="${CSS.escape(current)}"]`);
    // The list scrolls by itself for its own keys alone; the value at hand also changes from the field and the text.
    // What is pressed is in sight, and has to stay beneath the pointer: let go elsewhere, it would not be chosen.
    if (row()?.matches('[data-pressed]') !== true) row()?.scrollIntoView({ block: 'nearest' });
    let height = box.clientHeight;
    const resized = new ResizeObserver(() => {
      const before = height;
      height = box.clientHeight;
      if (height === before) return;
      const place = row()?.getBoundingClientRect();
      const top = (place?.top ?? 0) - box.getBoundingClientRect().top;
      // Where the person scrolled away from it, it stays.
      if (top >= 0 && top < before) row()?.scrollIntoView({ block: 'nearest' });
    });
    resized.observe(box);
    return () => resized.disconnect();
  }, [current]);
  return (
    <ListBox
      ref={list}
      aria-label="Layers and missing values"
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
        <ListBoxSection id={`group/${group.id}`} aria-label={group.layer} className={cx(styles.group)}>
          <TextRow group={group} onChosen={onChosen} />
          <Collection items={group.holes}>
            {({ hole, state }) => (
              <ListBoxItem
                id={hole.id}
                textValue={`${holeLabel(hole)}, ${stateWords[state]}`}
                className={cx(styles.item, styles.hole)}
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

/** The head of a group: its text, which can be opened whether anything is missing in it or not. */
function TextRow({ group, onChosen }: { readonly group: HoleGroup; readonly onChosen: (id: string) => void }) {
  const { id, layer, title, text } = group;
  const edits = text?.edits ?? 0;
  const kind = title === '' ? (text?.isEmpty === true ? 'values · none' : 'values') : `manifest ${title}`;
  const words = [layer, kind, ...(edits === 0 ? [] : ['edited'])].join(', ');
  return (
    <ListBoxItem
      id={id}
      textValue={text === null ? layer : words}
      isDisabled={text === null}
      className={cx(styles.item, styles.groupHead)}
      onPress={({ pointerType }) => {
        if (pointerType === 'mouse' || pointerType === 'pen') onChosen(id);
      }}
    >
      {text === null ? null : <FileText size={14} aria-hidden />}
      <span className={styles.itemWords}>
        <span className={styles.layer}>{layer}</span>
        {text === null ? null : <span className={styles.itemState}>{kind}</span>}
        {edits === 0 ? null : (
          <span className={styles.edits}>
            <Pencil size={11} aria-hidden /> {count(edits, 'edit', 'edits')}
          </span>
        )}
      </span>
      {text?.isStopping === true ? (
        <CircleAlert size={14} className={styles.stops} aria-label="stops the import" />
      ) : null}
    </ListBoxItem>
  );
}
