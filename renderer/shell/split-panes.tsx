import { ArrowLeftRight } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { hint } from '../actions/platform.ts';
import { DragStory } from '../panes/drag-story.tsx';
import { Pane } from '../panes/pane.tsx';
import { swapPanes } from '../panes/show-places.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { IconButton } from '../ui/button.tsx';
import styles from './app.module.css';

const smallest = 0.2;
const largest = 0.8;

/** Both panes and the bar between them. */
export function SplitPanes() {
  const stores = useStores();
  const split = useFrom(stores.view, (state) => state.view.split);
  const frame = useRef<HTMLDivElement>(null);
  const moveTo = (share: number): void =>
    stores.view.getState().changed({ split: Math.round(Math.min(largest, Math.max(smallest, share)) * 1000) / 1000 });

  const dragged = (event: PointerEvent<HTMLDivElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box !== undefined && event.currentTarget.hasPointerCapture(event.pointerId)) {
      moveTo((event.clientX - box.left) / box.width);
    }
  };
  const keyed = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') moveTo(split - 0.02);
    else if (event.key === 'ArrowRight') moveTo(split + 0.02);
    else if (event.key === 'Home') moveTo(smallest);
    else if (event.key === 'End') moveTo(largest);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={frame}
      className={styles.split}
      // Thousandths: shares that add up to less than one leave room unused where the other pane is at its smallest.
      style={
        { '--left': `${Math.round(split * 1000)}fr`, '--right': `${Math.round((1 - split) * 1000)}fr` } as CSSProperties
      }
    >
      <DragStory />
      <Pane side="left" />
      <div className={styles.gutter}>
        <IconButton label="Swap panes" shortcut={hint('swap')} onPress={() => swapPanes(stores)}>
          <ArrowLeftRight size={14} aria-hidden />
        </IconButton>
        {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; a focusable separator can */}
        <div
          className={styles.divider}
          role="separator"
          aria-orientation="vertical"
          aria-label="Width of the panes"
          aria-valuemin={smallest * 100}
          aria-valuemax={largest * 100}
          aria-valuenow={Math.round(split * 100)}
          tabIndex={0}
          onKeyDown={keyed}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={dragged}
          onDoubleClick={() => moveTo(0.5)}
        />
      </div>
      <Pane side="right" />
    </div>
  );
}
