import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components';
import { cx } from './cx.ts';
import fields from './field.module.css';
import overlay from './overlay.module.css';

export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
}

export interface SelectProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly placeholder?: string;
  readonly onChange: (id: string) => void;
}

/** One of a few. */
export function Select({ label, labelHidden = false, choices, value, placeholder = 'Choose', onChange }: SelectProps) {
  return (
    <AriaSelect
      className={cx(fields.field)}
      value={value}
      placeholder={placeholder}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      {...(labelHidden ? { 'aria-label': label } : {})}
    >
      {labelHidden ? null : <Label className={cx(fields.label)}>{label}</Label>}
      <Button className={cx(fields.input, fields.selectButton)}>
        <SelectValue className={cx(fields.selectValue)}>
          {({ isPlaceholder, defaultChildren }) => {
            const chosen = choices.find((choice) => choice.id === value);
            return isPlaceholder || chosen === undefined ? (
              defaultChildren
            ) : (
              <>
                {chosen.icon}
                {chosen.text}
              </>
            );
          }}
        </SelectValue>
        <ChevronsUpDown size={14} aria-hidden />
      </Button>
      <Popover offset={4} className={cx(overlay.popover)}>
        <ListBox className={cx(overlay.list)} items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.text} className={cx(overlay.item)}>
              {({ isSelected }) => (
                <>
                  <span className={overlay.tick}>{isSelected ? <Check size={14} /> : null}</span>
                  {choice.icon}
                  <span className={overlay.itemText}>{choice.text}</span>
                  {choice.hint === undefined ? null : <span className={overlay.itemHint}>{choice.hint}</span>}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
