import { Eye } from 'lucide-react';
import { useId, useState } from 'react';
import type { Variable } from '../../../shared/profile/document.ts';
import { type Hole, MASK } from '../../../shared/profile/holes.ts';
import { SecretField } from '../../editor/secret-field.tsx';
import { IconButton } from '../../ui/button.tsx';
import fields from '../../ui/field.module.css';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { defaultProblem } from './checks.ts';
import styles from './structure.module.css';

export interface VariableDefaultProps {
  readonly variable: Variable;
  /** Where its value is missing, if it is; then what was typed for it counts. */
  readonly hole: Hole | null;
  /** What was typed for the hole; null: nothing. */
  readonly typed: string | null;
  /** The default is written into the document. */
  readonly onDefault: (text: string, isTyping: boolean) => void;
  /** The hole is filled. */
  readonly onTyped: (text: string) => void;
  readonly onLeft: () => void;
}

/** The default of a variable, in the field that fits it; a sensitive one in a field that keeps it out of the page. */
export function VariableDefault(props: VariableDefaultProps) {
  const { variable, onDefault, onLeft } = props;
  const text = variable.defaultValue ?? '';
  const problem = defaultProblem(variable) ?? undefined;
  if (variable.isSensitive === true) return <SecretDefault {...props} />;
  const options = variable.inputType === 'dropdown' ? (variable.options ?? []) : null;
  const choices =
    options?.map(({ value, label }) => ({ id: value, text: (label ?? '') === '' ? value : `${label} (${value})` })) ??
    (variable.format === 'boolean' ? ['true', 'false'].map((one) => ({ id: one, text: one })) : null);
  if (choices !== null && choices.length > 0) {
    return (
      <div className={fields.field}>
        <Select
          label="Default"
          choices={[{ id: '', text: 'None' }, ...choices]}
          value={text}
          placeholder={text}
          onChange={(id) => onDefault(id, false)}
        />
        {problem === undefined ? null : <p className={fields.error}>{problem}</p>}
      </div>
    );
  }
  return (
    <TextField
      label="Default"
      value={text}
      error={problem}
      onChange={(typed) => onDefault(typed, true)}
      onBlur={onLeft}
      {...(variable.inputType === 'multiline' || text.includes('\n') ? { rows: 3 } : {})}
    />
  );
}

function SecretDefault({ variable, hole, typed, onDefault, onTyped, onLeft }: VariableDefaultProps) {
  const hintId = useId();
  const [isRevealed, setRevealed] = useState(false);
  const [asksLines, setLines] = useState(variable.inputType === 'multiline');
  const own = variable.defaultValue ?? '';
  const text = hole === null ? own : (typed ?? '');
  const hasLines = asksLines || text.includes('\n');
  const judged = { ...variable, isSensitive: false, required: false, immutable: false, hidden: false };
  const problem =
    text === MASK
      ? 'These asterisks are the mask itself. Enter the value, or leave it open.'
      : defaultProblem({ ...judged, defaultValue: text });
  const state =
    hole === null
      ? text === ''
        ? 'No default.'
        : 'In plain text in the file. Saving asks what becomes of it.'
      : typed === null
        ? 'Masked in the file, or missing. What you type is written when you save.'
        : 'Written when you save.';
  return (
    <div className={fields.field}>
      <span className={fields.label}>Default</span>
      <div className={styles.secret}>
        <SecretField
          label={`Default of ${variable.name}`}
          text={text}
          isReadOnly={false}
          isRevealed={isRevealed}
          isInvalid={problem !== null}
          hasLines={hasLines}
          describedBy={hintId}
          placeholder={hole !== null && typed === '' ? 'Kept empty; type to enter a value' : 'Type or paste the value'}
          onText={(given) => (hole === null ? onDefault(given, true) : onTyped(given))}
          onLines={() => setLines(true)}
          onDone={onLeft}
          onLeft={onLeft}
        />
        <IconButton
          label="Show the default while held"
          isDisabled={text === ''}
          onPressStart={() => setRevealed(true)}
          onPressEnd={() => setRevealed(false)}
        >
          <Eye size={14} aria-hidden />
        </IconButton>
      </div>
      <p id={hintId} className={problem === null ? fields.hint : fields.error}>
        {problem ?? state}
      </p>
    </div>
  );
}
