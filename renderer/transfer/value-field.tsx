import { Eye, Text, WrapText } from 'lucide-react';
import { type ReactNode, type Ref, useId, useImperativeHandle, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Variable } from '../../shared/profile/document.ts';
import { unfitForYaml } from '../../shared/profile/fill-holes.ts';
import { MASK } from '../../shared/profile/holes.ts';
import type { PlannedHole, RememberedHole } from '../../shared/transfer/plan.ts';
import { looksEncoded, textOfBase64, toBase64 } from '../editor/base64.ts';
import { PemSummary } from '../editor/pem-summary.tsx';
import { SecretField, type SecretFieldHandle } from '../editor/secret-field.tsx';
import { wantsLines } from '../editor/secret-places.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Space } from '../ui/pieces.tsx';
import { Checkbox } from '../ui/radio.tsx';
import { Select } from '../ui/select.tsx';
import { holeName } from '../words/hole-words.ts';
import { problemWords } from '../words/problem-words.ts';
import { useHeldReveal } from './remembered-reveal.ts';
import type { HoleAnswers } from './use-answers.ts';
import { allowedValues, type ValueRulesProps, valueProblem } from './value-rules.tsx';
import styles from './values.module.css';

/** How a person wants one field to be; absent: as its place suggests. */
export interface FieldMode {
  readonly encoded?: boolean;
  readonly lines?: boolean;
}

export interface ValueFieldProps {
  readonly ref?: Ref<SecretFieldHandle>;
  readonly hole: PlannedHole;
  /** What will be written, as the decision has it; empty where nothing was typed. */
  readonly written: string;
  readonly variable: Variable | null;
  /** Whether the place holds base64. */
  readonly holdsBase64: boolean;
  /** The remembered value, where there is one: its name, never itself. */
  readonly kept: RememberedHole | null;
  readonly mode: FieldMode;
  readonly onMode: (mode: FieldMode) => void;
  readonly answers: HoleAnswers;
  readonly onDone: () => void;
  readonly onUndone: () => void;
}

/** The field of one missing value, and the answers that need no typing. Mounted anew for each hole that is gone to. */
export function ValueField(props: ValueFieldProps) {
  const { ref, hole: planned, written, variable, holdsBase64, kept, mode, onMode } = props;
  const { answers, onDone, onUndone } = props;
  const { hole, state, remembered, rule } = planned;
  const hintId = useId();
  const isEncoded = mode.encoded ?? (holdsBase64 && (written === '' || textOfBase64(written) !== null));
  const shown = isEncoded ? (textOfBase64(written) ?? written) : written;
  // The field's own text, so that typing waits for no plan; an answer from elsewhere replaces it.
  const [text, setText] = useState(shown);
  if (text !== shown && asWritten(text, isEncoded) !== written) setText(shown);
  const [isRevealed, setRevealed] = useState(false);
  // What was typed is shown by itself; with nothing typed, the value that is remembered for the place.
  const keychain = useHeldReveal(text === '' ? (kept?.entry ?? null) : null);
  const hasLines = keychain.value?.includes('\n') === true || (mode.lines ?? wantsLines(hole, text));
  const problem =
    keychain.problem === null ? problemOf(text, isEncoded, { variable, rule }) : problemWords(keychain.problem).title;
  const name = holeName(hole);
  const typed = (given: string, encoded = isEncoded): void => {
    if (!hasLines && wantsLines(hole, given)) onMode({ ...mode, lines: true });
    setText(given);
    answers.typed(planned, asWritten(given, encoded));
  };
  const encodedAs = (encoded: boolean, given: string): void => {
    onMode({ ...mode, encoded });
    if (given !== '') typed(given, encoded);
  };
  const options = allowedValues({ variable, rule });
  const chooser = useRef<HTMLDivElement>(null);
  useImperativeHandle(
    options.length > 0 ? ref : undefined,
    () => ({ focus: () => chooser.current?.querySelector('button')?.focus() }),
    [],
  );
  return (
    <div className={styles.field}>
      <div className={styles.fieldRow}>
        {options.length > 0 ? (
          <div className={styles.grow} ref={chooser}>
            <Select
              label={`Value for ${name}`}
              labelHidden
              value={text === '' ? null : text}
              choices={options.map(({ value, label }) => ({ id: value, text: label }))}
              onChange={(value) => typed(value)}
            />
          </div>
        ) : (
          <>
            <SecretField
              {...(ref === undefined ? {} : { ref })}
              label={`Value for ${name}`}
              text={keychain.value ?? text}
              isReadOnly={keychain.value !== null}
              onText={typed}
              onDone={onDone}
              onLeft={() => answers.left()}
              hasLines={hasLines}
              onLines={() => onMode({ ...mode, lines: true })}
              isRevealed={isRevealed || keychain.value !== null}
              isInvalid={problem !== null}
              describedBy={hintId}
              placeholder={placeholders[state]}
            />
            <div className={styles.tools} data-lines={hasLines || undefined}>
              <IconButton
                label="Show the value while held"
                isDisabled={text === '' && !keychain.canAsk}
                onPressStart={() => (text === '' ? keychain.held() : setRevealed(true))}
                onPressEnd={() => {
                  setRevealed(false);
                  keychain.released();
                }}
              >
                <Eye size={14} aria-hidden />
              </IconButton>
              <IconButton
                label={hasLines ? 'Enter one line' : 'Enter several lines'}
                isDisabled={text.includes('\n')}
                onPress={() => onMode({ ...mode, lines: !hasLines })}
              >
                {hasLines ? <Text size={14} aria-hidden /> : <WrapText size={14} aria-hidden />}
              </IconButton>
            </div>
          </>
        )}
      </div>
      <p id={hintId} className={cx(styles.hint, problem !== null && styles.problem)}>
        {problem ?? hintFor(planned, isEncoded)}
      </p>
      <PemSummary text={text} now={Date.now()} />
      {holdsBase64 || mode.encoded !== undefined ? (
        <div className={styles.encoding}>
          <Checkbox isSelected={isEncoded} onChange={(selected) => encodedAs(selected, text)}>
            Encode as base64 when it is written
          </Checkbox>
          {isEncoded && looksEncoded(text) ? (
            <Button look="quiet" onPress={() => encodedAs(false, text)}>
              This is base64 already: write it as it is
            </Button>
          ) : null}
          {!isEncoded && looksEncoded(text) ? (
            <Button look="quiet" onPress={() => encodedAs(true, textOfBase64(text) ?? text)}>
              Show decoded
            </Button>
          ) : null}
        </div>
      ) : null}
      <div className={styles.answers}>
        {remembered === 'none' ? null : (
          <Answer
            isChosen={state === 'remembered'}
            onChange={(chosen) => (chosen ? answers.chosen(planned, 'use-remembered') : answers.reopened(planned))}
          >
            {remembered === 'exact' ? (
              'Use the remembered value'
            ) : (
              <>
                Use the value remembered for <span className={styles.path}>{kept?.from}</span>
              </>
            )}
          </Answer>
        )}
        <Answer
          isChosen={state === 'kept-empty'}
          onChange={(chosen) => (chosen ? answers.chosen(planned, 'keep-empty') : answers.reopened(planned))}
        >
          Keep it empty
        </Answer>
        {hole.reason === 'masked' ? (
          <Answer
            isChosen={state === 'left-masked'}
            onChange={(chosen) => (chosen ? answers.chosen(planned, 'leave-masked') : answers.reopened(planned))}
          >
            Import the asterisks as they are
          </Answer>
        ) : null}
        <Space />
        {answers.canUndo(hole.id) ? (
          <Button look="quiet" onPress={onUndone}>
            Undo
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface AnswerProps {
  readonly isChosen: boolean;
  readonly onChange: (chosen: boolean) => void;
  readonly children: ReactNode;
}

/** An answer that stays where it is when it is chosen, so that the keyboard keeps its place. */
function Answer({ isChosen, onChange, children }: AnswerProps) {
  return (
    <ToggleButton className={cx(styles.answer)} isSelected={isChosen} onChange={onChange}>
      {children}
    </ToggleButton>
  );
}

const placeholders: Readonly<Record<PlannedHole['state'], string>> = {
  'not-filled': 'Type or paste the value',
  typed: '',
  remembered: 'From the keychain; type to replace it',
  'kept-empty': 'Kept empty; type to enter a value',
  'left-masked': 'Left masked; type to enter a value',
};

function asWritten(text: string, isEncoded: boolean): string {
  return isEncoded && text !== '' ? toBase64(text) : text;
}

function problemOf(text: string, isEncoded: boolean, rules: ValueRulesProps): string | null {
  if (text === MASK) return 'These asterisks are the mask itself. Enter the value, or import them as they are.';
  if (unfitForYaml(text) !== null) return 'This holds a character that no YAML text can carry. Remove it.';
  return valueProblem(rules, asWritten(text, isEncoded));
}

function hintFor({ hole, state }: PlannedHole, isEncoded: boolean): string {
  switch (state) {
    case 'not-filled':
      return hole.reason === 'masked'
        ? 'Masked in the source. It is kept here until the import.'
        : 'Required, and empty in the source.';
    case 'typed':
      return isEncoded ? 'Shown decoded; the target gets it as base64.' : 'The target gets exactly this text.';
    case 'remembered':
      return 'Filled in with the value you imported here before. It stays in the keychain.';
    case 'kept-empty':
      return 'The target gets an empty text here.';
    case 'left-masked':
      return `The target gets ${MASK} as the value. What uses it will most likely fail.`;
  }
}
