import { type DragEvent, type ReactNode, useEffect, useRef } from 'react';
import type { PaneSide } from '../state/pane-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import styles from './pane-header.module.css';

/** Long enough to pass over it on the way to the list. */
const springMilliseconds = 250;

/** Around a pane's place: held over it, profiles that are dragged see the places they may be dropped onto. */
export function Spring({ side, children }: { readonly side: PaneSide; readonly children: ReactNode }) {
  const { drag } = useStores();
  const isLifted = useFrom(drag, (state) => state.lifted !== null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => clearTimeout(timer.current);
  useEffect(() => (isLifted ? () => clearTimeout(timer.current) : undefined), [isLifted]);
  const entered = (event: DragEvent): void => {
    if (drag.getState().lifted === null) return;
    event.preventDefault();
    stop();
    timer.current = setTimeout(() => drag.getState().shelfOpened(side), springMilliseconds);
  };
  const over = (event: DragEvent): void => {
    if (drag.getState().lifted === null) return;
    // Without it the pointer would say that nothing can be done here.
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  const left = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) stop();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; with the keyboard the places open by themselves
    <div
      className={styles.spring}
      data-lifted={isLifted || undefined}
      onDragEnter={entered}
      onDragOver={over}
      onDragLeave={left}
    >
      {children}
    </div>
  );
}
