import { ChevronDown, ChevronUp, Eye, Text, WrapText } from 'lucide-react';
import { type RefObject, useId, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { unfitForYaml } from '../../shared/profile/fill-holes.ts';
import { type Hole, MASK } from '../../shared/profile/holes.ts';
import { textOfBase64, toBase64 } from '../editor/base64.ts';
import { stateWords } from '../editor/editor-chip.ts';
import { PathText } from '../editor/path-text.tsx';
import { PemSummary } from '../editor/pem-summary.tsx';
import { SecretField, type SecretFieldHandle } from '../editor/secret-field.tsx';
import { holdsBase64, wantsLines } from '../editor/secret-places.ts';
import { StateMark } from '../editor/state-mark.tsx';
import { variableOf, variableProblem, variableRules } from '../transfer/variable-hints.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Badge, Space } from '../ui/pieces.tsx';
import { Checkbox } from '../ui/radio.tsx';
import { holeName } from '../words/hole-words.ts';
import styles from './documents.module.css';
import own from './mask-panel.module.css';
import { RememberedOffers } from './remembered-offers.tsx';
import { nextOpen, stateOf, type Working } from './use-document.ts';

interface MaskPanelProps {
  readonly working: Working;
  readonly field: RefObject<SecretFieldHandle | null>;
  readonly chosen: (hole: string) => void;
  readonly onDone: () => void;
  /** The text around the hole; empty for a variable. */
  readonly text: string;
}

/** The field of the masked value at hand; nothing where none is. */
export function MaskPanel(props: MaskPanelProps) {
  const { working, chosen } = props;
  const hole = working.holes.find(({ id }) => id === working.place.hole);
  if (hole === undefined) return null;
  const next = nextOpen(working, hole.id, 1);
  const previous = nextOpen(working, hole.id, -1);
  const state = stateOf(working.values, hole.id);
  return (
    <section className={own.mask} aria-label="Value at hand">
      <div className={own.maskHead}>
        <h3 className={styles.strong} data-selectable>
          <PathText hole={hole} />
        </h3>
        <Badge tone={state === 'not-filled' ? 'warn' : 'good'} icon={<StateMark state={state} />}>
          {stateWords[state]}
        </Badge>
        <Space />
        <IconButton
          label="Previous without a value"
          shortcut="⇧F8"
          isDisabled={previous === null}
          onPress={() => previous !== null && chosen(previous.id)}
        >
          <ChevronUp size={16} aria-hidden />
        </IconButton>
        <IconButton
          label="Next without a value"
          shortcut="F8"
          isDisabled={next === null}
          onPress={() => next !== null && chosen(next.id)}
        >
          <ChevronDown size={16} aria-hidden />
        </IconButton>
      </div>
      <MaskField key={hole.id} {...props} hole={hole} />
    </section>
  );
}

function MaskField({ working, field, onDone, text: around, hole }: MaskPanelProps & { readonly hole: Hole }) {
  const { book, profile, values } = working;
  const hintId = useId();
  const variable = variableOf(profile, hole);
  const written = values.get(hole.id) ?? '';
  const isBase64Place = holdsBase64(hole, around, variable?.format ?? '');
  const [isEncoded, setEncoded] = useState(isBase64Place && (written === '' || textOfBase64(written) !== null));
  const shown = isEncoded ? (textOfBase64(written) ?? written) : written;
  const [asksLines, setLines] = useState<boolean | null>(null);
  const [isRevealed, setRevealed] = useState(false);
  const hasLines = asksLines ?? wantsLines(hole, shown);
  const state = stateOf(values, hole.id);
  const problem =
    written === MASK
      ? 'These asterisks are the mask itself. Enter the value, or leave it open.'
      : unfitForYaml(written) !== null
        ? 'This holds a character that no YAML text can carry. Remove it.'
        : variable === null
          ? null
          : variableProblem(variable, written);
  const typed = (given: string, encoded = isEncoded): void => {
    if (!hasLines && wantsLines(hole, given)) setLines(true);
    book.typed(hole.id, encoded && given !== '' ? toBase64(given) : given);
  };
  return (
    <>
      <div className={own.fieldRow}>
        <SecretField
          ref={field}
          label={`Value for ${holeName(hole)}`}
          text={shown}
          isReadOnly={false}
          onText={(given) => typed(given)}
          onDone={onDone}
          onLeft={() => book.left()}
          hasLines={hasLines}
          onLines={() => setLines(true)}
          isRevealed={isRevealed}
          isInvalid={problem !== null}
          describedBy={hintId}
          placeholder={state === 'kept-empty' ? 'Kept empty; type to enter a value' : 'Type or paste the value'}
        />
        <IconButton
          label="Show the value while held"
          isDisabled={shown === ''}
          onPressStart={() => setRevealed(true)}
          onPressEnd={() => setRevealed(false)}
        >
          <Eye size={14} aria-hidden />
        </IconButton>
        <IconButton
          label={hasLines ? 'Enter one line' : 'Enter several lines'}
          isDisabled={shown.includes('\n')}
          onPress={() => setLines(!hasLines)}
        >
          {hasLines ? <Text size={14} aria-hidden /> : <WrapText size={14} aria-hidden />}
        </IconButton>
        <ToggleButton
          className={cx(styles.toggle, own.keep)}
          isSelected={state === 'kept-empty'}
          onChange={(isKept) => book.keptEmpty(hole.id, isKept)}
        >
          Keep it empty
        </ToggleButton>
      </div>
      <p id={hintId} className={cx(own.hint, problem !== null && own.problem)}>
        {problem ?? [hints[state], rulesWords(variable === null ? [] : variableRules(variable))].join(' ').trimEnd()}
      </p>
      {state === 'not-filled' ? (
        <RememberedOffers
          profile={profile.metadata.name}
          hole={hole}
          onValue={(value) => {
            book.left();
            book.typed(hole.id, value);
            book.left();
          }}
        />
      ) : null}
      <PemSummary text={shown} now={Date.now()} />
      {isBase64Place ? (
        <Checkbox
          isSelected={isEncoded}
          onChange={(encoded) => {
            setEncoded(encoded);
            if (shown !== '') typed(shown, encoded);
          }}
        >
          Encode as base64 when it is written
        </Checkbox>
      ) : null}
    </>
  );
}

function rulesWords(rules: readonly string[]): string {
  return rules.length === 0 ? '' : `Rules: ${rules.join(', ')}.`;
}

const hints: Readonly<Record<string, string>> = {
  'not-filled': 'Masked in the file. What you type is written when you save.',
  typed: 'Written when you save; nothing else of the text changes.',
  'kept-empty': 'An empty text is written when you save.',
};
