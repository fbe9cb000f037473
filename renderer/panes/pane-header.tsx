import { RefreshCw } from 'lucide-react';
import { environmentIdOf } from '../../shared/place.ts';
import { KeyExpiry } from '../environments/key-expiry.tsx';
import { isAsking } from '../state/fetch-state.ts';
import type { PaneSide } from '../state/pane-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { IconButton } from '../ui/button.tsx';
import { Badge, ProductionMark, Space } from '../ui/pieces.tsx';
import styles from './pane-header.module.css';
import { PlacePicker, type PlacePickerProps } from './place-picker.tsx';
import { Spring } from './spring.tsx';
import { UnlockButton } from './unlock-button.tsx';

/** The head of a pane: where it is, how protected that is, and a refresh. */
export function PaneHeader(props: PlacePickerProps & { readonly side: PaneSide }) {
  const stores = useStores();
  const place = useFrom(stores.panes[props.side], (pane) => pane.place);
  const fetch = useFrom(stores.panes[props.side], (pane) => pane.fetch);
  const environment = useFrom(stores.environments, (state) =>
    state.environments.find((one) => one.id === environmentIdOf(place)),
  );
  return (
    <header className={styles.headerBox}>
      <div className={styles.header}>
        <Spring side={props.side}>
          <PlacePicker {...props} />
        </Spring>
        {environment?.class === 'production' ? <ProductionMark /> : null}
        {environment?.class === 'staging' ? <Badge>Staging</Badge> : null}
        {environment === undefined ? null : (
          <span className={styles.expiry}>
            <KeyExpiry environment={environment} />
          </span>
        )}
        <Space />
        {environment === undefined ? null : <UnlockButton environment={environment} />}
        {place === null ? null : (
          <IconButton
            label={`Refresh ${props.paneName}`}
            // Not disabled meanwhile: that would take the keyboard away from who pressed it.
            data-asking={isAsking(fetch) || undefined}
            onPress={() => {
              if (!isAsking(fetch)) void stores.panes[props.side].getState().refreshAsked();
            }}
          >
            <RefreshCw
              size={14}
              aria-hidden
              data-turning={fetch === 'REFRESHING' || undefined}
              className={styles.turn}
            />
          </IconButton>
        )}
      </div>
    </header>
  );
}
