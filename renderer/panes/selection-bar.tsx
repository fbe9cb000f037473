import { ArrowLeft, ArrowRight, PanelBottomOpen } from 'lucide-react';
import { memo } from 'react';
import type { ProfileRow } from '../../shared/bridge/views.ts';
import type { PaneSide } from '../state/pane-store.ts';
import { otherSide, useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton, Key } from '../ui/button.tsx';
import { copySelection } from './copy-selection.ts';
import { copyWords, paneNames, refsOf, selectionWords, whyNotBetween } from './copying.ts';
import styles from './pane.module.css';

interface SelectionBarProps {
  readonly side: PaneSide;
  readonly rows: readonly ProfileRow[];
  /** How many of what is selected the filter hides. */
  readonly hidden: number;
  readonly detailsOpen: boolean;
  readonly onShowDetails: () => void;
}

/** Under the list: what is selected, where it would go, and the button that sends it there. */
export const SelectionBar = memo(function SelectionBar(props: SelectionBarProps) {
  const { side, rows, hidden, detailsOpen, onShowDetails } = props;
  const stores = useStores();
  const place = useFrom(stores.panes[side], (pane) => pane.place);
  const problem = useFrom(stores.panes[side], (pane) => pane.problem);
  const selected = useFrom(stores.panes[side], (pane) => pane.selected);
  const versions = useFrom(stores.panes[side], (pane) => pane.versions);
  const otherPlace = useFrom(stores.panes[otherSide(side)], (pane) => pane.place);
  const otherProblem = useFrom(stores.panes[otherSide(side)], (pane) => pane.problem);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const refusal = whyNotBetween({ place, problem }, { place: otherPlace, problem: otherProblem });
  const refs = refsOf(rows, selected, versions);
  const Arrow = side === 'left' ? ArrowRight : ArrowLeft;
  // An empty list says itself what to do.
  const words =
    refusal ?? (rows.length === 0 ? '' : selectionWords(refs.length, place, otherPlace, environments, hidden));
  return (
    <footer className={styles.bar}>
      <span className={styles.barWords} title={words}>
        {words}
      </span>
      {detailsOpen ? null : (
        <IconButton label={`Show details in ${paneNames[side]}`} onPress={onShowDetails}>
          <PanelBottomOpen size={14} aria-hidden />
        </IconButton>
      )}
      <Button
        icon={<Arrow size={14} aria-hidden />}
        isDisabled={refs.length === 0 || refusal !== null}
        onPress={() => copySelection(stores, side, selected)}
        aria-keyshortcuts="F5"
      >
        {copyWords(place, otherPlace)} <Key>F5</Key>
      </Button>
    </footer>
  );
});
