import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search, WholeWord } from 'lucide-react';
import { type ReactNode, type RefObject, useId } from 'react';
import { Input, TextField, ToggleButton } from 'react-aria-components';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { type PatternFault, patternWords } from '../words/pattern-words.ts';
import { amount, count } from '../words/phrases.ts';
import styles from './find-bar.module.css';
import type { SearchQuery } from './text-pattern.ts';

/** What is looked for, and what was found so far. */
export interface FindState {
  readonly query: SearchQuery;
  readonly count: number;
  /** Position among what was found; -1: at none of them. */
  readonly at: number;
  readonly isSearching: boolean;
  /** More matches than are listed. */
  readonly isCut: boolean;
  /** Why nothing can be looked for. */
  readonly fault: PatternFault | null;
}

interface FindBarProps {
  readonly find: FindState & { readonly asked: (change: Partial<SearchQuery>) => void };
  readonly field: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly status: string;
  readonly onStep: (step: 1 | -1) => void;
  readonly 'data-find-field'?: '';
  readonly children?: ReactNode;
}

const ways = [
  { way: 'matchCase', name: 'Match case', icon: <CaseSensitive size={16} aria-hidden /> },
  { way: 'wholeWord', name: 'Whole word', icon: <WholeWord size={16} aria-hidden /> },
  { way: 'isPattern', name: 'Pattern (RE2)', icon: <Regex size={14} aria-hidden /> },
] as const;

/** What is looked for, how, how much was found, and the way from match to match. */
export function FindBar({ find, field, label, status, onStep, children, ...marks }: FindBarProps) {
  const statusId = useId();
  const { query, fault, asked } = find;
  return (
    <div className={styles.bar}>
      <TextField
        aria-label={label}
        aria-describedby={statusId}
        className={cx(styles.field)}
        value={query.words}
        onChange={(words) => asked({ words })}
        isInvalid={fault !== null}
      >
        <Search size={14} aria-hidden className={styles.icon} />
        <Input
          ref={field}
          {...marks}
          className={cx(styles.input)}
          placeholder={label}
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.altKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onStep(event.shiftKey ? -1 : 1);
          }}
        />
      </TextField>
      {ways.map(({ way, name, icon }) => (
        <ToggleButton
          key={way}
          className={cx(styles.toggle)}
          aria-label={name}
          isSelected={query[way]}
          onChange={(isOn) => asked({ [way]: isOn })}
        >
          {icon}
        </ToggleButton>
      ))}
      <span id={statusId} role="status" className={styles.words} data-bad={fault === null ? undefined : ''}>
        {status}
      </span>
      <span className={styles.steps}>
        <IconButton label="Previous match" shortcut="⇧F3" isDisabled={find.count === 0} onPress={() => onStep(-1)}>
          <ChevronUp size={16} aria-hidden />
        </IconButton>
        <IconButton label="Next match" shortcut="F3" isDisabled={find.count === 0} onPress={() => onStep(1)}>
          <ChevronDown size={16} aria-hidden />
        </IconButton>
        {children}
      </span>
    </div>
  );
}

/** "12 matches in 3 places, searching…", "4 of 12"; `where` says where they are. */
export function foundWords({ query, count: found, at, isCut, isSearching, fault }: FindState, where = ''): string {
  if (fault !== null) return patternWords(fault);
  if (query.words === '') return '';
  if (found === 0) return isSearching ? 'Searching…' : 'No match';
  const more = isSearching ? ', searching…' : '';
  if (at !== -1) return `${amount(at + 1)} of ${isCut ? 'the first ' : ''}${amount(found)}${more}`;
  const some = isCut ? `The first ${amount(found)} matches` : count(found, 'match', 'matches');
  return `${[some, where].filter((part) => part !== '').join(' ')}${more}`;
}
