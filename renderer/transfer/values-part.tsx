import { ChevronDown, ChevronUp, ListChecks, Search } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { stateWords } from '../editor/editor-chip.ts';
import { PathText } from '../editor/path-text.tsx';
import type { SecretFieldHandle } from '../editor/secret-field.tsx';
import { holdsBase64 } from '../editor/secret-places.ts';
import { StateMark } from '../editor/state-mark.tsx';
import { YamlEditor, type YamlEditorHandle } from '../editor/yaml-editor.tsx';
import { IconButton } from '../ui/button.tsx';
import { leadOn } from '../ui/kept-focus.ts';
import { Badge, EmptyState, type Tone } from '../ui/pieces.tsx';
import { count } from '../words/phrases.ts';
import { typedFor } from './decisions.ts';
import { SharedValue } from './shared-value.tsx';
import { useAnswers } from './use-answers.ts';
import type { Planned } from './use-plans.ts';
import type { AsksTheSame } from './use-same-questions.ts';
import { useValuesScreen } from './use-values-screen.ts';
import { type FieldMode, ValueField } from './value-field.tsx';
import { ValueRules } from './value-rules.tsx';
import styles from './values.module.css';
import { ValuesList } from './values-list.tsx';
import { firstHole, isOpen, neighbour } from './values-order.ts';

export interface ValuesPartProps {
  readonly planned: Planned;
  readonly asksTheSame: AsksTheSame;
}

/** Every value the source did not give: a check-list, the field of the one at hand, and the YAML around it. */
export function ValuesPart({ planned, asksTheSame }: ValuesPartProps) {
  if (planned.plan.holes.length === 0) {
    return (
      <EmptyState icon={<ListChecks size={24} />} title="No masked values">
        The source gave every value of this profile. Where it hides one behind asterisks, you fill it in here before the
        import.
      </EmptyState>
    );
  }
  return <Values planned={planned} asksTheSame={asksTheSame} />;
}

const tones: Readonly<Record<keyof typeof stateWords, Tone>> = {
  'not-filled': 'warn',
  typed: 'good',
  remembered: 'good',
  'kept-empty': 'quiet',
  'left-masked': 'warn',
};

function Values({ planned, asksTheSame }: ValuesPartProps) {
  const { holes } = planned.plan;
  const [asked, setCurrent] = useState(() => firstHole(holes));
  const one = holes.find(({ hole }) => hole.id === asked) ?? holes[0];
  const current = one?.hole.id ?? null;
  const [modes, setModes] = useState<ReadonlyMap<string, FieldMode>>(new Map());
  const answers = useAnswers(planned);
  const screen = useValuesScreen(planned, one);
  const field = useRef<SecretFieldHandle>(null);
  const editor = useRef<YamlEditorHandle>(null);
  const goesToField = useRef(false);
  const part = useRef<HTMLDivElement>(null);

  const chosen = useCallback((hole: string): void => {
    goesToField.current = true;
    setCurrent(hole);
    // The field of another hole is there only after the next render; that of the same one is there now.
    field.current?.focus();
  }, []);
  useEffect(() => {
    if (current === null || !goesToField.current) return;
    goesToField.current = false;
    field.current?.focus();
  }, [current]);

  if (one === undefined) return null;
  const go = (direction: 'next' | 'previous'): void => {
    const next = neighbour(holes, current, direction);
    if (next !== null) chosen(next);
    else if (direction === 'previous' || holes.some(isOpen)) field.current?.focus();
    // Nothing is missing any more: the keyboard goes to what leads on.
    else leadOn(part.current);
  };
  const undone = (): void => {
    if (answers.undo(one.hole.id)) field.current?.focus();
  };
  const keyed = (event: KeyboardEvent): void => {
    const direction = directionOf(event);
    if (direction !== null) go(direction);
    else if (!isEditing(event.target) && isUndo(event)) {
      if (event.shiftKey) answers.redo(one.hole.id);
      else answers.undo(one.hole.id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { hole, state } = one;
  const left = holes.filter(isOpen).length;
  return (
    <div ref={part} className={styles.values} onKeyDownCapture={keyed}>
      <div className={styles.side}>
        <div className={styles.sideHead}>
          <span className={styles.strong}>{`${holes.length - left} of ${holes.length} answered`}</span>
          <span className={styles.space} />
          <IconButton
            label="Previous without a value"
            shortcut="⇧F8"
            isDisabled={neighbour(holes, current, 'previous') === null}
            onPress={() => go('previous')}
          >
            <ChevronUp size={16} aria-hidden />
          </IconButton>
          <IconButton
            label="Next without a value"
            shortcut="F8"
            isDisabled={neighbour(holes, current, 'next') === null}
            onPress={() => go('next')}
          >
            <ChevronDown size={16} aria-hidden />
          </IconButton>
        </div>
        <ValuesList groups={screen.groups} current={current} onCurrent={setCurrent} onChosen={chosen} />
      </div>
      <div className={styles.main}>
        <section data-begin className={styles.panel} aria-label="Value at hand">
          <div className={styles.panelHead}>
            <h3 className={styles.title} data-selectable>
              <PathText hole={hole} className={styles.titlePath} />
            </h3>
            <Badge tone={tones[state]} icon={<StateMark state={state} />}>
              {stateWords[state]}
            </Badge>
          </div>
          <ValueRules variable={screen.variable} rule={one.rule} />
          <ValueField
            key={hole.id}
            ref={field}
            hole={one}
            written={typedFor(planned.decisions, hole.id)}
            variable={screen.variable}
            holdsBase64={holdsBase64(hole, screen.text?.text ?? '', screen.variable?.format ?? '')}
            kept={planned.material.remembered.holes.find((kept) => kept.hole === hole.id) ?? null}
            mode={modes.get(hole.id) ?? {}}
            onMode={(mode) => setModes(new Map([...modes, [hole.id, mode]]))}
            answers={answers}
            onDone={() => go('next')}
            onUndone={undone}
          />
          <SharedValue
            transfer={planned.transfer.id}
            planned={one}
            elsewhere={asksTheSame(planned.transfer.id, hole)}
            answers={answers}
            onPressed={() => field.current?.focus()}
          />
        </section>
        <section className={styles.context} aria-label="Its place in the YAML">
          <div className={styles.contextHead}>
            <span className={styles.strong}>{screen.text?.layer ?? 'Profile variables'}</span>
            <span className={styles.faint}>{screen.contextWords}</span>
            <span className={styles.space} />
            {screen.text === null ? null : (
              <IconButton label="Find in this text" onPress={() => editor.current?.search()}>
                <Search size={14} aria-hidden />
              </IconButton>
            )}
          </div>
          {screen.text === null ? (
            <p className={styles.nowhere}>No layer of this profile uses the variable.</p>
          ) : (
            <YamlEditor
              ref={editor}
              label={`${screen.text.title} of ${screen.text.layer}, ${count(screen.chips.length, 'missing value', 'missing values')}, read only`}
              text={screen.text.text}
              chips={screen.chips}
              current={current}
              line={screen.line}
              onChosen={chosen}
              onReached={setCurrent}
            />
          )}
        </section>
      </div>
    </div>
  );
}

function directionOf({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): 'next' | 'previous' | null {
  if (ctrlKey || metaKey) return null;
  if (key === 'F8') return shiftKey ? 'previous' : 'next';
  if (!altKey || shiftKey) return null;
  if (key === 'ArrowDown') return 'next';
  return key === 'ArrowUp' ? 'previous' : null;
}

function isUndo({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'z';
}

/** Where letters are typed, undo takes back letters. */
function isEditing(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;
}
