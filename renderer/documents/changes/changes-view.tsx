import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { DiffEditor, type DiffEditorHandle } from '../../editor/diff-editor.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Space } from '../../ui/pieces.tsx';
import { Checkbox } from '../../ui/radio.tsx';
import { Select } from '../../ui/select.tsx';
import { count } from '../../words/phrases.ts';
import type { Working } from '../use-document.ts';
import styles from './changes.module.css';
import { type FileChange, fileChanges, sidesOf } from './file-changes.ts';

type Base = 'opened' | 'saved';

const bases: readonly { readonly id: Base; readonly text: string }[] = [
  { id: 'opened', text: 'the file as opened' },
  { id: 'saved', text: 'the file as last saved' },
];

/** What was changed, and each changed text beside what it was. */
export function ChangesView({ working }: { readonly working: Working }) {
  const { book, profile, texts, place } = working;
  const [base, setBase] = useState<Base>('opened');
  const [asked, setAsked] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(false);
  const diff = useRef<DiffEditorHandle>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is asked again when its texts changed or were saved
  const changes = useMemo(
    () => fileChanges(profile, base === 'opened' ? book.opened() : book.lastSaved(), book.state()),
    [profile, book, base, texts, working.isChanged, working.values],
  );
  const first = changes.find(({ key }) => key === place.text) ?? changes.find((one) => isOfLayer(one, place.layer));
  const shown = changes.find(({ key }) => key === asked) ?? first ?? changes[0];
  const before = bases.find(({ id }) => id === base)?.text ?? '';
  const sides = useMemo(() => (shown?.kind === 'text' ? sidesOf(shown) : null), [shown]);
  return (
    <section className={styles.changes} aria-label="Changes">
      <header className={styles.head}>
        <h3 className={styles.title}>
          {changes.length === 0 ? 'Nothing changed' : count(changes.length, 'change', 'changes')}
        </h3>
        <div className={styles.base}>
          <Select
            label="Compare with"
            labelHidden
            choices={bases.map(({ id, text }) => ({ id, text: `Compared with ${text}` }))}
            value={base}
            onChange={(id) => setBase(id === 'saved' ? 'saved' : 'opened')}
          />
        </div>
        <Space />
        {sides === null ? null : (
          <>
            <Checkbox isSelected={isWhole} onChange={setWhole}>
              Unchanged lines
            </Checkbox>
            <IconButton label="Previous change" shortcut="⇧F7" onPress={() => diff.current?.step(-1)}>
              <ChevronUp size={16} aria-hidden />
            </IconButton>
            <IconButton label="Next change" shortcut="F7" onPress={() => diff.current?.step(1)}>
              <ChevronDown size={16} aria-hidden />
            </IconButton>
          </>
        )}
      </header>
      {shown === undefined ? (
        <p className={styles.none}>{`What you see is ${before}.`}</p>
      ) : (
        <>
          <ListBox
            aria-label="What changed"
            className={cx(styles.list)}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[shown.key]}
            onSelectionChange={(keys) => setAsked(keys === 'all' ? null : String([...keys][0]))}
          >
            {changes.map((change) => (
              <ListBoxItem key={change.key} id={change.key} textValue={wordsOf(change)} className={cx(styles.row)}>
                <span className={styles.name}>{wordsOf(change)}</span>
                {change.kind === 'text' ? null : (
                  <span className={styles.values}>{`${quoted(change.before)} → ${quoted(change.now)}`}</span>
                )}
              </ListBoxItem>
            ))}
          </ListBox>
          {sides === null || shown.kind !== 'text' ? (
            <dl className={styles.pair}>
              <dt>{capital(before)}</dt>
              <dd data-selectable>{shown.kind === 'about' ? quoted(shown.before) : ''}</dd>
              <dt>Now</dt>
              <dd data-selectable>{shown.kind === 'about' ? quoted(shown.now) : ''}</dd>
            </dl>
          ) : (
            <DiffEditor
              ref={diff}
              sides={sides}
              beforeLabel={`${wordsOf(shown)}, ${before}`}
              nowLabel={`${wordsOf(shown)}, now`}
              isWhole={isWhole}
            />
          )}
        </>
      )}
    </section>
  );
}

function isOfLayer(change: FileChange, layer: number | null): boolean {
  return change.kind === 'text' && change.now.address.pack === layer;
}

function wordsOf(change: FileChange): string {
  return change.kind === 'text' ? `${change.layer} · ${change.title}` : change.name;
}

function quoted(text: string): string {
  return text === '' ? 'none' : text;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
