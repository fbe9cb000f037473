import { Replace, ReplaceAll, TextCursorInput, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useSyncExternalStore } from 'react';
import { Input, TextField } from 'react-aria-components';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { count } from '../words/phrases.ts';
import styles from './find-bar.module.css';
import { FindBar, foundWords } from './find-bar.tsx';
import { mostSelected, type TextSearch, type TextSearchState } from './text-search.ts';

/** The search of an editor's text above it, and where the text can be edited what is to come in place of what it finds. */
export function SearchBar({ search }: { readonly search: TextSearch }) {
  const state = useSyncExternalStore(search.subscribe, search.state);
  const field = useRef<HTMLInputElement>(null);
  const { isOpen, isReadOnly, calls } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every call takes the keyboard there
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [calls]);
  if (!isOpen) return null;
  // What was pressed last stays there to be pressed: its end must not take the keyboard from it.
  const isAsked = state.query.words !== '' && state.fault === null;
  const keyed = (event: KeyboardEvent): void => {
    const isMod = event.ctrlKey || event.metaKey;
    const key = isMod ? `Mod+${event.key.toLowerCase()}` : event.key;
    if (key === 'Escape') search.closed();
    else if (key === 'Mod+f') search.opened();
    else if (key === 'F3' || key === 'Mod+g') search.stepped(event.shiftKey ? -1 : 1);
    else if (key === 'Enter' && event.altKey && !isReadOnly) search.allSelected();
    else return;
    // A search that was closed must not close the sheet or the file around it as well.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search aria-label="In this text" onKeyDown={keyed}>
      <FindBar
        find={{ ...state, asked: search.asked }}
        field={field}
        label="Find in this text"
        status={statusWords(state)}
        onStep={search.stepped}
      >
        {isReadOnly ? null : (
          <IconButton
            label="Select all matches"
            shortcut="⌥↵"
            isDisabled={state.count === 0 || state.count > mostSelected}
            onPress={search.allSelected}
          >
            <TextCursorInput size={14} aria-hidden />
          </IconButton>
        )}
        <IconButton label="Close the search" shortcut="Esc" onPress={search.closed}>
          <X size={14} aria-hidden />
        </IconButton>
      </FindBar>
      {isReadOnly ? null : (
        <div className={styles.bar}>
          <TextField
            aria-label="Replace with"
            className={cx(styles.field)}
            value={state.replacement}
            onChange={search.replacementAsked}
          >
            <Replace size={14} aria-hidden className={styles.icon} />
            <Input
              className={cx(styles.input)}
              placeholder="Replace with"
              spellCheck={false}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.altKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                search.oneReplaced();
              }}
            />
          </TextField>
          <IconButton label="Replace" shortcut="↵" isDisabled={!isAsked} onPress={search.oneReplaced}>
            <Replace size={14} aria-hidden />
          </IconButton>
          <IconButton label="Replace all" isDisabled={!isAsked} onPress={search.allReplaced}>
            <ReplaceAll size={14} aria-hidden />
          </IconButton>
        </div>
      )}
    </search>
  );
}

function statusWords(state: TextSearchState): string {
  if (state.isReplacing) return 'Replacing…';
  if (state.replaced === 0) return 'Nothing to replace';
  if (state.replaced !== null) return count(state.replaced, 'match replaced', 'matches replaced');
  return foundWords(state);
}
