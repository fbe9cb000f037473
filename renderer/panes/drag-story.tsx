import type { PaneStore } from '../state/pane-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import type { Standing } from './copying.ts';
import { dragWords } from './drag-words.ts';
import styles from './drop-shelf.module.css';

/** Tells a screen reader what is in hand, where it may go and why not elsewhere, and what came of it. */
export function DragStory() {
  const stores = useStores();
  const drag = useFrom(stores.drag, (state) => state);
  const known = useFrom(stores.environments, (state) => state);
  const folders = useFrom(stores.folders, (state) => state.folders);
  const left = useStanding(stores.panes.left);
  const right = useStanding(stores.panes.right);
  return (
    // The mark keeps it spoken while a keyboard drag hides everything but its targets.
    <p className={styles.story} role="status" data-live-announcer="true">
      {dragWords(drag, known, folders, { left, right })}
    </p>
  );
}

/** Part by part, so that nothing is drawn here with the letters of a filter. */
function useStanding(pane: PaneStore): Standing {
  return { place: useFrom(pane, ({ place }) => place), problem: useFrom(pane, ({ problem }) => problem) };
}
