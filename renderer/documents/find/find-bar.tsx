import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search } from 'lucide-react';
import { type ReactNode, type RefObject, useId } from 'react';
import { Input, TextField, ToggleButton } from 'react-aria-components';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { amount, count } from '../../words/phrases.ts';
import styles from '../documents.module.css';
import find from './find.module.css';
import type { Find } from './use-find.ts';

interface FindBarProps {
  readonly find: Find<unknown>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly status: string;
  readonly onStep: (step: 1 | -1) => void;
  readonly 'data-find-field'?: '';
  readonly children?: ReactNode;
}

/** What is looked for, how, how much was found, and the way from match to match. */
export function FindBar({ find: search, field, label, status, onStep, children, ...marks }: FindBarProps) {
  const statusId = useId();
  const { query, hits, asked } = search;
  return (
    <div className={find.bar}>
      <TextField
        aria-label={label}
        aria-describedby={statusId}
        className={cx(find.field)}
        value={query.words}
        onChange={(words) => asked({ words })}
        isInvalid={search.isBadPattern}
      >
        <Search size={14} aria-hidden className={find.icon} />
        <Input
          ref={field}
          {...marks}
          className={cx(find.input)}
          placeholder={label}
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onStep(event.shiftKey ? -1 : 1);
          }}
        />
      </TextField>
      <ToggleButton
        className={cx(find.toggle)}
        aria-label="Match case"
        isSelected={query.matchCase}
        onChange={(matchCase) => asked({ matchCase })}
      >
        <CaseSensitive size={16} aria-hidden />
      </ToggleButton>
      <ToggleButton
        className={cx(find.toggle)}
        aria-label="Pattern (RE2)"
        isSelected={query.isPattern}
        onChange={(isPattern) => asked({ isPattern })}
      >
        <Regex size={14} aria-hidden />
      </ToggleButton>
      <span id={statusId} role="status" className={search.isBadPattern ? styles.bad : styles.soft}>
        {status}
      </span>
      <span className={styles.space} />
      <IconButton label="Previous match" shortcut="⇧F3" isDisabled={hits.length === 0} onPress={() => onStep(-1)}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton label="Next match" shortcut="F3" isDisabled={hits.length === 0} onPress={() => onStep(1)}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      {children}
    </div>
  );
}

/** "12 matches in 3 places, searching…", "4 of 12"; `where` says where they are. */
export function foundWords({ hits, at, isCut, isSearching, isBadPattern, query }: Find<unknown>, where = ''): string {
  if (isBadPattern) return 'This is not a valid pattern.';
  if (query.words === '') return '';
  if (hits.length === 0) return isSearching ? 'Searching…' : 'No match';
  const more = isSearching ? ', searching…' : '';
  if (at !== -1) return `${amount(at + 1)} of ${isCut ? 'the first ' : ''}${amount(hits.length)}${more}`;
  const some = isCut ? `The first ${amount(hits.length)} matches` : count(hits.length, 'match', 'matches');
  return `${[some, where].filter((part) => part !== '').join(' ')}${more}`;
}
