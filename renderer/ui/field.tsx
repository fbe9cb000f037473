import { Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Button,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly placeholder?: string;
  /** Rows of a multi-line field; one line where absent. */
  readonly rows?: number;
  readonly mono?: boolean;
  /** Shown inside the frame, after the text. */
  readonly trailing?: ReactNode;
}

/** A labelled text field, of one line or several. */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden = false, hint, error, placeholder, rows, mono = false, trailing, ...rest } = props;
  const inputClass = cx(styles.input, mono && styles.mono, rows !== undefined && styles.area);
  const shown = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField
      {...rest}
      className={cx(styles.field)}
      isInvalid={error !== undefined}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {labelHidden ? null : <Label className={cx(styles.label)}>{label}</Label>}
      <div className={styles.frame}>
        {rows === undefined ? (
          <Input className={inputClass} spellCheck={false} {...shown} />
        ) : (
          <TextArea className={inputClass} rows={rows} spellCheck={false} {...shown} />
        )}
        {trailing === undefined ? null : <div className={styles.trailing}>{trailing}</div>}
      </div>
      {hint === undefined ? null : (
        <Text slot="description" className={cx(styles.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={cx(styles.error)}>{error}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Filters as you type; Escape clears it. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  return (
    <AriaSearchField aria-label={label} value={value} onChange={onChange} className={cx(styles.search)}>
      <Search size={14} aria-hidden className={styles.searchIcon} />
      <Input className={cx(styles.input, styles.searchInput)} placeholder={placeholder} spellCheck={false} />
      {value === '' ? null : (
        <Button className={cx(styles.clear)} aria-label="Clear filter">
          <X size={14} aria-hidden />
        </Button>
      )}
    </AriaSearchField>
  );
}
