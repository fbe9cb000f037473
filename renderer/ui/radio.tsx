import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  Label,
} from 'react-aria-components';
import { cx } from './cx.ts';
import fields from './field.module.css';
import styles from './radio.module.css';

export interface RadioChoice {
  readonly id: string;
  /** Its name for screen readers where the picture says it to the eye. */
  readonly name: string;
  readonly picture?: ReactNode;
}

export interface RadioRowProps {
  readonly label: string;
  readonly choices: readonly RadioChoice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** Segments with words, or swatches with a picture alone. */
  readonly look: 'segments' | 'swatches';
  readonly isReadOnly?: boolean;
}

/** One of a few, side by side. */
export function RadioRow({ label, choices, value, onChange, look, isReadOnly = false }: RadioRowProps) {
  return (
    <AriaRadioGroup
      className={cx(fields.field)}
      value={value}
      onChange={onChange}
      orientation="horizontal"
      isReadOnly={isReadOnly}
    >
      <Label className={cx(fields.label)}>{label}</Label>
      <div className={cx(styles[look])}>
        {choices.map((choice) => (
          <AriaRadio
            key={choice.id}
            value={choice.id}
            className={cx(look === 'segments' ? styles.segment : styles.swatch)}
            {...(look === 'swatches' ? { 'aria-label': choice.name } : {})}
          >
            {choice.picture}
            {look === 'segments' ? choice.name : null}
          </AriaRadio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
}

/** Yes or no. */
export function Checkbox({ children, isSelected, onChange }: CheckboxProps) {
  return (
    <AriaCheckbox className={cx(styles.checkbox)} isSelected={isSelected} onChange={onChange}>
      <span className={styles.box}>{isSelected ? <Check size={12} strokeWidth={3} aria-hidden /> : null}</span>
      {children}
    </AriaCheckbox>
  );
}
