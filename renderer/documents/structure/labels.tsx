import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import { stepOf } from '../../transfer/values-keys.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import type { EditBook } from '../edits/edit-book.ts';
import { labelProblem } from './checks.ts';
import styles from './structure.module.css';

/** How Palette writes a tag without a value (its Terraform provider, and exports). */
const noValue = 'spectro__tag';

interface LabelsProps {
  readonly profile: ProfileDocument;
  readonly book: EditBook;
}

/** The profile's labels: each can be changed or taken away, and new ones added. */
export function Labels({ profile, book }: LabelsProps) {
  /** The key of the label that is changed; an empty one: a new label. */
  const [open, setOpen] = useState<string | null>(null);
  const frame = useRef<HTMLFieldSetElement>(null);
  const labels = Object.entries(profile.metadata.labels ?? {});
  const keys = labels.map(([key]) => key);
  // The field goes with its label: the keyboard stays in the row.
  const closed = (): void => {
    setOpen(null);
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[data-add-label]')?.focus());
  };
  const settled = (before: string | null, key: string, value: string): void => {
    const written = value.trim() === '' ? noValue : value.trim();
    const edits: ProfileEdit[] = [{ kind: 'label', key: key.trim(), value: written }];
    if (before !== null && before !== key.trim()) edits.unshift({ kind: 'label', key: before, value: null });
    const isSame = before === key.trim() && profile.metadata.labels?.[before] === written;
    if (!isSame) book.changed(edits);
    closed();
  };
  return (
    <fieldset ref={frame} data-field="labels" className={styles.labels} aria-label="Labels">
      <span className={styles.groupName}>Labels</span>
      {labels.map(([key, value]) => {
        const text = value === noValue ? key : `${key}: ${value}`;
        return open === key ? (
          <LabelFields
            key={key}
            label={[key, value === noValue ? '' : value]}
            taken={keys.filter((one) => one !== key)}
            onSettled={(newKey, newValue) => settled(key, newKey, newValue)}
            onCancel={closed}
          />
        ) : (
          <span key={key} className={styles.label}>
            <Button look="quiet" aria-label={`Change label ${text}`} onPress={() => setOpen(key)}>
              {text}
            </Button>
            <IconButton
              label={`Remove label ${text}`}
              onPress={() => {
                book.changed([{ kind: 'label', key, value: null }]);
                closed();
              }}
            >
              <X size={12} aria-hidden />
            </IconButton>
          </span>
        );
      })}
      {open === '' ? (
        <LabelFields
          label={['', '']}
          taken={keys}
          onSettled={(key, value) => settled(null, key, value)}
          onCancel={closed}
        />
      ) : (
        <Button look="quiet" data-add-label="" icon={<Plus size={14} aria-hidden />} onPress={() => setOpen('')}>
          Add label
        </Button>
      )}
    </fieldset>
  );
}

interface LabelFieldsProps {
  readonly label: readonly [key: string, value: string];
  readonly taken: readonly string[];
  readonly onSettled: (key: string, value: string) => void;
  readonly onCancel: () => void;
}

function LabelFields({ label, taken, onSettled, onCancel }: LabelFieldsProps) {
  const [key, setKey] = useState(label[0]);
  const [value, setValue] = useState(label[1]);
  const [isAsked, setAsked] = useState(false);
  const problem = labelProblem(key, value, taken);
  const done = (): void => {
    setAsked(true);
    if (problem === null) onSettled(key, value);
  };
  const isSame = key === label[0] && value === label[1];
  const keyed = (event: KeyboardEvent): void => {
    // Letters that no step holds yet are the field's own to take back.
    if (stepOf(event) !== null && !isSame) {
      event.stopPropagation();
      return;
    }
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) done();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the two fields in it are what is typed into
    <div className={styles.labelFields} onKeyDown={keyed}>
      <TextField
        label="Key"
        labelHidden
        placeholder="Key"
        autoFocus
        value={key}
        onChange={setKey}
        error={isAsked && problem !== null ? problem : undefined}
      />
      <TextField label="Value" labelHidden placeholder="Value, if it has one" value={value} onChange={setValue} />
      <Button onPress={done}>{label[0] === '' ? 'Add' : 'Change'}</Button>
      <Button look="quiet" onPress={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
