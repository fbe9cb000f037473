import { ChevronDown, ChevronUp, ListChecks } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { textKey } from '../../shared/profile/holes.ts';

import { stateWords } from '../editor/editor-chip.ts';
import { EditorOffsets } from '../editor/editor-offsets.ts';
import type { EditorSelectionAsked } from '../editor/mounted-editor.ts';
import { PathText } from '../editor/path-text.tsx';
import type { SecretFieldHandle } from '../editor/secret-field.tsx';
import { holdsBase64 } from '../editor/secret-places.ts';
import { StateMark } from '../editor/state-mark.tsx';
import { IconButton } from '../ui/button.tsx';
import { leadOn } from '../ui/kept-focus.ts';
import { Badge, EmptyState, type Tone } from '../ui/pieces.tsx';
import { count } from '../words/phrases.ts';
import type { AnswerStep } from './answer-history.ts';
import type { Companions } from './companions.ts';
import { typedFor } from './decisions.ts';
import { SharedValue } from './shared-value.tsx';
import { deskOf } from './text-desk.ts';
import { TextPane } from './text-pane.tsx';
import { useAnswerBook } from './use-answer-book.ts';
import { useAnswers } from './use-answers.ts';
import type { Planned } from './use-plans.ts';
import type { AsksTheSame } from './use-same-questions.ts';
import { useSheetText } from './use-sheet-text.ts';
import { useValuesScreen } from './use-values-screen.ts';
import { type FieldMode, ValueField } from './value-field.tsx';
import { ValueRules } from './value-rules.tsx';
import styles from './values.module.css';
import { directionOf, isField, isText, stepOf } from './values-keys.ts';
import { ValuesList } from './values-list.tsx';
import { isOpen, neighbour } from './values-order.ts';
import { isGone, placeOf, type ValuesPlace } from './values-place.ts';

export interface ValuesPartProps {
  readonly planned: Planned;
  readonly asksTheSame: AsksTheSame;
  readonly companions: Companions;
  /** The text that is at hand in each transfer, for when the person comes back from another part. */
  readonly texts: Map<string, string>;
  readonly onCheckAgain: () => void;
}

const tones: Readonly<Record<keyof typeof stateWords, Tone>> = {
  'not-filled': 'warn',
  typed: 'good',
  remembered: 'good',
  'kept-empty': 'quiet',
  'left-masked': 'warn',
};

/** `names`: what holes went under when it was noted. */
type Place = ValuesPlace & { readonly names: ReadonlyMap<string, string> };

/**
 * Every text of the profile, to be edited, and every value the source did not give: a check-list, the field of the value at
 * hand, and the YAML around it.
 */
export function ValuesPart({ planned, asksTheSame, companions, texts, onCheckAgain }: ValuesPartProps) {
  const { holes } = planned.plan;
  const { exported } = planned;
  const { id } = planned.transfer;
  const desk = deskOf(useAnswerBook(), id);
  useLayoutEffect(() => desk.given(exported), [desk, exported]);
  const [place, setPlace] = useState<Place>(() => ({
    ...placeOf(planned, texts.get(id) ?? null),
    names: desk.renamed,
  }));
  useEffect(() => {
    if (place.hole === null && place.text !== null) texts.set(id, place.text);
    else texts.delete(id);
  }, [texts, id, place]);
  // Once for each time that edits renamed holes: the one at hand stays at hand.
  if (place.names !== desk.renamed) {
    const hole = place.hole === null ? null : (desk.renamed.get(place.hole) ?? place.hole);
    setPlace({ ...place, hole, names: desk.renamed });
  } else if (isGone(planned, place)) setPlace({ ...placeOf(planned, null), names: place.names });
  const one = holes.find(({ hole }) => hole.id === place.hole) ?? (place.text === null ? holes[0] : undefined);
  const [selection, setSelection] = useState<EditorSelectionAsked>();
  const [modes, setModes] = useState<ReadonlyMap<string, FieldMode>>(new Map());
  const answers = useAnswers(planned);
  const screen = useValuesScreen(planned, one, place.text);
  const current = one?.hole.id ?? null;
  const field = useRef<SecretFieldHandle>(null);
  const goesToField = useRef(false);
  const part = useRef<HTMLDivElement>(null);
  const known = useRef(planned);
  useLayoutEffect(() => {
    known.current = planned;
  });

  const went = useCallback((id: string): void => {
    const to = placeOf(known.current, id);
    setPlace(({ names }) => ({ ...to, names }));
    setSelection(undefined);
  }, []);
  const chosen = useCallback(
    (id: string): void => {
      went(id);
      if (placeOf(known.current, id).hole === null) {
        setSelection({ from: 0, to: 0, takesFocus: true });
        return;
      }
      goesToField.current = true;
      // The field of another hole is there only after the next render; that of the same one is there now.
      field.current?.focus();
    },
    [went],
  );
  useEffect(() => {
    if (current === null || !goesToField.current) return;
    goesToField.current = false;
    field.current?.focus();
  }, [current]);

  const walked = (step: AnswerStep | null): void => {
    if (step === null) return;
    if (step.kind === 'hole') {
      chosen(step.hole);
      return;
    }
    const key = textKey(step.address);
    if (screen.text?.key !== key) went(key);
    const at = new EditorOffsets(desk.text(step.address)).at(step.edits[0]?.start ?? 0);
    setSelection({ from: at, to: at, takesFocus: true });
  };
  const undo = (): void => walked(desk.undo());
  const redo = (): void => walked(desk.redo());
  const isOutdated = screen.checks.some(({ finding }) => finding === 'outdated');
  const live = useSheetText(desk, screen, { undo, redo });

  const go = (direction: 'next' | 'previous'): void => {
    const next = neighbour(holes, current, direction);
    if (next !== null) chosen(next);
    else if (current !== null && (direction === 'previous' || holes.some(isOpen))) field.current?.focus();
    // Nothing is missing any more: the keyboard goes to what leads on.
    else leadOn(part.current);
  };
  const keyed = (event: KeyboardEvent): void => {
    const direction = directionOf(event);
    const step = stepOf(event);
    if (direction !== null) go(direction);
    else if (step !== null && !isField(event.target)) {
      if (step === 'redo') redo();
      else undo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** Out of the text and back to the list; from there, Escape closes the sheet as it does everywhere. */
  const escaped = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isText(event.target)) return;
    event.stopPropagation();
    part.current?.querySelector<HTMLElement>('[role="option"][aria-selected="true"]')?.focus();
  };
  if (screen.text === null && one === undefined) {
    return (
      <EmptyState icon={<ListChecks size={24} />} title="No values">
        This profile has no layers, and no variable of it asks for a value.
      </EmptyState>
    );
  }
  const left = holes.filter(isOpen).length;
  const editedTexts = screen.groups.filter(({ text }) => (text?.edits ?? 0) > 0).length;
  return (
    <div ref={part} className={styles.values} onKeyDownCapture={keyed}>
      <div className={styles.side}>
        <div className={styles.sideHead}>
          <span className={styles.sideWords}>
            <span className={styles.strong}>
              {holes.length === 0 ? 'No masked values' : `${holes.length - left} of ${holes.length} answered`}
            </span>
            {editedTexts === 0 ? null : (
              <span className={styles.faint}>{count(editedTexts, 'text edited', 'texts edited')}</span>
            )}
          </span>
          {holes.length === 0 ? null : (
            <>
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
            </>
          )}
        </div>
        <ValuesList
          groups={screen.groups}
          current={current ?? screen.text?.key ?? null}
          onCurrent={went}
          onChosen={chosen}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the editor within */}
      <div className={styles.main} onKeyDown={escaped}>
        {one === undefined ? null : (
          <section data-begin className={styles.panel} aria-label="Value at hand">
            <div className={styles.panelHead}>
              <h3 className={styles.title} data-selectable>
                <PathText hole={one.hole} className={styles.titlePath} />
              </h3>
              <Badge tone={tones[one.state]} icon={<StateMark state={one.state} />}>
                {stateWords[one.state]}
              </Badge>
            </div>
            <ValueRules variable={screen.variable} rule={one.rule} />
            <ValueField
              key={one.hole.id === place.hole ? place.field : one.hole.id}
              ref={field}
              hole={one}
              written={typedFor(planned.decisions, one.hole.id)}
              variable={screen.variable}
              holdsBase64={holdsBase64(one.hole, screen.text?.text ?? '', screen.variable?.format ?? '')}
              kept={planned.material.remembered.holes.find((kept) => kept.hole === one.hole.id) ?? null}
              mode={modes.get(one.hole.id) ?? {}}
              onMode={(mode) => setModes(new Map([...modes, [one.hole.id, mode]]))}
              answers={answers}
              onDone={() => go('next')}
              onUndone={undo}
            />
            <SharedValue
              transfer={id}
              planned={one}
              elsewhere={asksTheSame(id, one.hole)}
              answers={answers}
              onPressed={() => field.current?.focus()}
            />
          </section>
        )}
        {holes.length > 0 || editedTexts > 0 ? null : (
          <p className={styles.teaching}>
            The source gave every value of this profile. You can change any of its texts before the import; what was
            exported stays as it is.
          </p>
        )}
        <TextPane
          planned={planned}
          screen={screen}
          desk={desk}
          live={isOutdated ? undefined : live}
          current={current}
          visit={place}
          selection={selection}
          companions={companions}
          onCheckAgain={onCheckAgain}
          onUndo={undo}
          onRedo={redo}
          onChosen={chosen}
          onReached={went}
        />
      </div>
    </div>
  );
}
