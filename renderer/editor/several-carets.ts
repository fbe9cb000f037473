import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection } from '@codemirror/view';

/**
 * Draws carets and selections only while there are several, which a browser cannot show. A single one stays the browser's
 * own: a drawn caret blinks by an animation, and a page that animates shows each letter a frame later.
 */
export function severalCarets(): Extension {
  const drawing = new Compartment();
  const drawn = drawSelection();
  return [
    drawing.of([]),
    EditorState.transactionExtender.of(({ startState, newSelection }) => {
      const isMany = newSelection.ranges.length > 1;
      if (isMany === (drawing.get(startState) === drawn)) return null;
      return { effects: drawing.reconfigure(isMany ? drawn : []) };
    }),
  ];
}
