import { ChevronDown, ChevronUp, Pencil, Redo2, RotateCcw, Search, Undo2 } from 'lucide-react';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { edited } from '../../shared/profile/text-edits.ts';
import { textAt } from '../../shared/profile/texts.ts';
import type { TextDecision } from '../../shared/transfer/decision.ts';
import { DiffEditor, type DiffEditorHandle } from '../editor/diff-editor.tsx';
import type { LiveText } from '../editor/live-text.ts';
import type { DiffSide } from '../editor/mounted-diff.ts';
import type { EditorSelectionAsked } from '../editor/mounted-editor.ts';
import { YamlEditor, type YamlEditorHandle } from '../editor/yaml-editor.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Badge } from '../ui/pieces.tsx';
import { count } from '../words/phrases.ts';
import { CheckRow } from './check-row.tsx';
import type { Companions } from './companions.ts';
import type { TextDesk } from './text-desk.ts';
import type { Planned } from './use-plans.ts';
import type { ValuesScreen } from './use-values-screen.ts';
import styles from './values.module.css';

export interface TextPaneProps {
  readonly planned: Planned;
  readonly screen: ValuesScreen;
  readonly desk: TextDesk;
  readonly live: LiveText | undefined;
  /** The hole at hand. */
  readonly current: string | null;
  /** Another object: it was gone to. */
  readonly visit: object;
  readonly selection: EditorSelectionAsked | undefined;
  readonly companions: Companions;
  readonly onCheckAgain: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onChosen: (hole: string) => void;
  readonly onReached: (hole: string) => void;
}

/** The text at hand: edited in place, or beside what was exported, with what was found in it. */
export function TextPane(props: TextPaneProps) {
  const { planned, screen, desk, live, companions, onCheckAgain, onUndo, onRedo } = props;
  const { text, checks, contextWords } = screen;
  const [isComparing, setComparing] = useState(false);
  const editor = useRef<YamlEditorHandle>(null);
  const diff = useRef<DiffEditorHandle>(null);
  const edits = checks[0]?.changes ?? 0;
  // Else the first letter of a later edit would take the editor away from under the keyboard.
  if (isComparing && edits === 0) setComparing(false);
  const isShownBeside = isComparing && edits > 0;
  const loud = checks.filter(({ state }) => state !== 'passed');
  return (
    <section className={styles.context} aria-label="Text at hand">
      <div className={styles.contextHead}>
        <span className={styles.contextWords}>
          <span className={styles.strong}>{text?.layer ?? 'Profile variables'}</span>
          <span className={styles.faint}>{contextWords}</span>
          {edits === 0 ? null : (
            <Badge tone="note" icon={<Pencil size={11} aria-hidden />}>
              {count(edits, 'edit', 'edits')}
            </Badge>
          )}
        </span>
        {text === null ? null : (
          <>
            <IconButton label="Undo" isDisabled={!desk.canUndo} onPress={onUndo}>
              <Undo2 size={14} aria-hidden />
            </IconButton>
            <IconButton label="Redo" isDisabled={!desk.canRedo} onPress={onRedo}>
              <Redo2 size={14} aria-hidden />
            </IconButton>
            <IconButton
              label="Back to what was exported"
              isDisabled={edits === 0 || live === undefined}
              onPress={() => desk.reverted(text.address)}
            >
              <RotateCcw size={14} aria-hidden />
            </IconButton>
            {isShownBeside ? (
              <>
                <IconButton label="Previous change" shortcut="⇧F7" onPress={() => diff.current?.step(-1)}>
                  <ChevronUp size={14} aria-hidden />
                </IconButton>
                <IconButton label="Next change" shortcut="F7" onPress={() => diff.current?.step(1)}>
                  <ChevronDown size={14} aria-hidden />
                </IconButton>
              </>
            ) : (
              <IconButton label="Find in this text" onPress={() => editor.current?.search()}>
                <Search size={14} aria-hidden />
              </IconButton>
            )}
            <ToggleButton
              className={cx(styles.answer)}
              isSelected={isShownBeside}
              isDisabled={edits === 0}
              onChange={setComparing}
            >
              Changes
            </ToggleButton>
          </>
        )}
      </div>
      <div aria-live="polite" className={styles.found} hidden={loud.length === 0}>
        {loud.length === 0 ? null : (
          <ul aria-label="Found in this text">
            {loud.map((check) => (
              <CheckRow
                key={check.id}
                check={check}
                planned={planned}
                companions={companions}
                onCheckAgain={onCheckAgain}
              />
            ))}
          </ul>
        )}
      </div>
      {text === null ? (
        <p className={styles.nowhere}>No layer of this profile uses the variable.</p>
      ) : isShownBeside ? (
        <Comparison ref={diff} planned={planned} screen={screen} />
      ) : (
        <Editor {...props} editor={editor} />
      )}
    </section>
  );
}

function Editor({
  planned,
  screen,
  live,
  current,
  visit,
  selection,
  onChosen,
  onReached,
  editor,
}: TextPaneProps & { readonly editor: RefObject<YamlEditorHandle | null> }) {
  const { text, chips, checks } = screen;
  // Where the place is by now does not matter to a person who has gone on from it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each visit
  const line = useMemo(() => screen.line, [visit]);
  if (text === null) return null;
  const missing = count(chips.length, 'missing value', 'missing values');
  return (
    <YamlEditor
      key={planned.transfer.id}
      ref={editor}
      label={`${text.title} of ${text.layer}, ${missing}${live === undefined ? ', read only' : ''}`}
      text={text.text}
      chips={chips}
      live={live}
      problems={checks}
      current={current}
      line={line}
      visit={visit}
      selection={selection}
      onChosen={onChosen}
      onReached={onReached}
    />
  );
}

function Comparison({
  ref,
  planned,
  screen,
}: Pick<TextPaneProps, 'planned' | 'screen'> & { readonly ref: RefObject<DiffEditorHandle | null> }) {
  const { text, checks } = screen;
  const { exported, decisions } = planned;
  const outdated = checks.find(({ finding }) => finding === 'outdated');
  const own = outdated === undefined ? undefined : decisions.find((one) => isOf(one, outdated.text));
  const sides = useMemo((): readonly [DiffSide, DiffSide] | null => {
    if (text === null) return null;
    if (own?.kind === 'edit-text') return fragments(own);
    const before = textAt(exported.document, text.address) ?? '';
    return [sideOf(before), sideOf(text.text)];
  }, [text, own, exported]);
  if (text === null || sides === null) return null;
  const name = `${text.title} of ${text.layer}`;
  const [before, now] =
    own === undefined ? ['as it was exported', 'as you edited it'] : ['what you edited', 'what you made of it'];
  return (
    <DiffEditor
      ref={ref}
      sides={sides}
      beforeLabel={`${name}, ${before}`}
      nowLabel={`${name}, ${now}`}
      isWhole={own !== undefined}
    />
  );
}

function isOf(decision: Planned['decisions'][number], address: object): boolean {
  return decision.kind === 'edit-text' && JSON.stringify(decision.text) === JSON.stringify(address);
}

/** SECURITY: masks stay masks on both sides, whatever was filled in. */
function sideOf(text: string): DiffSide {
  return { text: text.replace(/\r\n?/g, '\n'), marks: [] };
}

/** What is left of edits whose text is gone: the lines around them, as they were and as they became. */
function fragments({ edits }: TextDecision): readonly [DiffSide, DiffSide] {
  const after = edits.map(({ start, end, text, around, at }) =>
    edited(around, [{ start: at, end: Math.min(around.length, at + (end - start)), text }]),
  );
  return [sideOf(edits.map(({ around }) => around).join('')), sideOf(after.join(''))];
}
