import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useRef } from 'react';
import type { Variable } from '../../../shared/profile/document.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './structure.module.css';

type Option = NonNullable<Variable['options']>[number];

interface VariableOptionsProps {
  readonly options: readonly Option[];
  /** @param typing the field that is typed into; null: done in one go */
  readonly onOptions: (options: readonly Option[], typing: string | null) => void;
  readonly onLeft: () => void;
}

const members = [
  ['value', 'Value'],
  ['label', 'Label'],
  ['description', 'Description'],
] as const;

/** What a variable can be chosen from, in the order in which it is offered. */
export function VariableOptions({ options, onOptions, onLeft }: VariableOptionsProps) {
  const frame = useRef<HTMLFieldSetElement>(null);
  const focusLast = (): void => {
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[data-option]:last-of-type input')?.focus());
  };
  const moved = (at: number, to: number): void => {
    const option = options[at];
    if (option === undefined || to < 0 || to >= options.length) return;
    onOptions(options.toSpliced(at, 1).toSpliced(to, 0, option), null);
  };
  return (
    <fieldset ref={frame} className={styles.options} aria-label="Options">
      <span className={styles.groupName}>Options</span>
      {options.map((option, at) => {
        const others = options.filter((_, other) => other !== at).map(({ value }) => value);
        const problem =
          option.value === ''
            ? 'An option needs a value.'
            : others.includes(option.value)
              ? 'Another option has this value.'
              : undefined;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: options are told by their order
          <div key={at} data-option="" className={styles.option}>
            {members.map(([member, words]) => (
              <TextField
                key={member}
                label={`${words} of option ${at + 1}`}
                labelHidden
                placeholder={words}
                value={option[member] ?? ''}
                error={member === 'value' ? problem : undefined}
                onChange={(text) => onOptions(options.with(at, { ...option, [member]: text }), `${at}/${member}`)}
                onBlur={onLeft}
              />
            ))}
            <IconButton label={`Move option ${at + 1} up`} isDisabled={at === 0} onPress={() => moved(at, at - 1)}>
              <ArrowUp size={14} aria-hidden />
            </IconButton>
            <IconButton
              label={`Move option ${at + 1} down`}
              isDisabled={at === options.length - 1}
              onPress={() => moved(at, at + 1)}
            >
              <ArrowDown size={14} aria-hidden />
            </IconButton>
            <IconButton label={`Remove option ${at + 1}`} onPress={() => onOptions(options.toSpliced(at, 1), null)}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        );
      })}
      <Button
        look="quiet"
        icon={<Plus size={14} aria-hidden />}
        onPress={() => {
          onOptions([...options, { value: '' }], null);
          focusLast();
        }}
      >
        Add option
      </Button>
    </fieldset>
  );
}
