import { type EditorState, type Extension, Prec, type Range, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, WidgetType } from '@codemirror/view';
import type { ChipPlace } from './chip-texts.ts';
import { chipName, type EditorChip, stateWords } from './editor-chip.ts';
import { stateIcon } from './state-icon.ts';

/** What a person does with a chip. */
export interface ChipListener {
  /** Clicked, or Enter pressed on it: go on in its field. */
  onChosen(hole: string): void;
  /** The keyboard came to it. */
  onReached(hole: string): void;
}

/** Replaces the chips, or names the one the rest of the screen speaks of. */
export const chipsGiven = StateEffect.define<readonly EditorChip[]>();
export const currentGiven = StateEffect.define<string | null>();

interface Chips {
  readonly chips: readonly EditorChip[];
  readonly current: string | null;
  readonly marks: DecorationSet;
}

const none: Chips = { chips: [], current: null, marks: Decoration.none };

/** The chips of an editor, where they stand by now. */
export interface ChipSet {
  readonly extension: Extension;
  /** Those that touch a stretch. */
  between(state: EditorState, from: number, to: number): readonly ChipPlace[];
}

/** Every hole as one chip that the caret steps over and that the keyboard reaches. */
export function chips(listener: ChipListener): ChipSet {
  const field = StateField.define<Chips>({
    create: () => none,
    update(value, transaction) {
      let { chips: all, current } = value;
      let isChanged = false;
      for (const effect of transaction.effects) {
        if (effect.is(chipsGiven)) [all, isChanged] = [effect.value, true];
        if (effect.is(currentGiven) && effect.value !== current) [current, isChanged] = [effect.value, true];
      }
      if (isChanged) return { chips: all, current, marks: marksOf(all, current, listener) };
      if (!transaction.docChanged) return value;
      return { ...value, marks: value.marks.map(transaction.changes) };
    },
    provide: (self) => [
      EditorView.decorations.from(self, (value) => value.marks),
      EditorView.atomicRanges.of((view) => view.state.field(self).marks),
    ],
  });
  const open = (view: EditorView): boolean => {
    const hole = chipBeside(view, field);
    if (hole === null) return false;
    listener.onChosen(hole);
    return true;
  };
  return {
    extension: [field, Prec.high(keymap.of([{ key: 'Mod-Enter', run: open }]))],
    between: (state, from, to) => {
      const found: ChipPlace[] = [];
      state.field(field).marks.between(from, to, (start, end, mark) => {
        const { widget } = mark.spec;
        if (widget instanceof ChipWidget) found.push({ hole: widget.chip.hole, from: start, to: end });
      });
      return found;
    },
  };
}

/** The hole of the chip that the caret touches. */
function chipBeside(view: EditorView, field: StateField<Chips>): string | null {
  const { head } = view.state.selection.main;
  let found: string | null = null;
  view.state.field(field).marks.between(head, head, (_from, _to, mark) => {
    const { widget } = mark.spec;
    if (widget instanceof ChipWidget) found = widget.chip.hole;
  });
  return found;
}

function marksOf(all: readonly EditorChip[], current: string | null, listener: ChipListener): DecorationSet {
  const marks = all.map((chip): Range<Decoration> => {
    const widget = new ChipWidget(chip, chip.hole === current, listener);
    // A value that has no letters yet has nothing to be replaced.
    if (chip.from === chip.to) return Decoration.widget({ widget, side: 1 }).range(chip.from);
    return Decoration.replace({ widget }).range(chip.from, chip.to);
  });
  return Decoration.set(marks, true);
}

class ChipWidget extends WidgetType {
  readonly chip: EditorChip;
  readonly #isCurrent: boolean;
  readonly #listener: ChipListener;

  constructor(chip: EditorChip, isCurrent: boolean, listener: ChipListener) {
    super();
    this.chip = chip;
    this.#isCurrent = isCurrent;
    this.#listener = listener;
  }

  override eq(other: ChipWidget): boolean {
    const { hole, state, name } = this.chip;
    return (
      other.#isCurrent === this.#isCurrent &&
      other.chip.hole === hole &&
      other.chip.state === state &&
      other.chip.name === name
    );
  }

  override toDOM(): HTMLElement {
    const { hole } = this.chip;
    const button = document.createElement('button');
    button.type = 'button';
    // A press of the mouse must not move the text under itself: the click would then miss the chip.
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', () => this.#listener.onChosen(hole));
    button.addEventListener('focus', () => this.#listener.onReached(hole));
    this.#dress(button);
    return button;
  }

  /** Keeps the element, and with it the keyboard's place, when only the state of the same hole changed. */
  override updateDOM(dom: HTMLElement, _view: EditorView, from: this): boolean {
    if (from.chip.hole !== this.chip.hole) return false;
    this.#dress(dom);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }

  #dress(button: HTMLElement): void {
    const { state } = this.chip;
    button.className = 'chip';
    button.dataset.state = state;
    button.toggleAttribute('data-absent', this.chip.from === this.chip.to);
    button.setAttribute('aria-label', chipName(this.chip));
    if (this.#isCurrent) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
    button.replaceChildren(stateIcon(state), stateWords[state]);
  }
}
