import { useFrom, useStores } from '../state/stores.ts';
import { ReviewSheet } from './later-views.ts';

/** The review sheet on screen, if one is. */
export function SheetHost() {
  const stores = useStores();
  const sheet = useFrom(stores.transfers, (state) => state.sheet);
  const all = useFrom(stores.transfers, (state) => state.transfers);
  const transfers = all.filter((transfer) => transfer.sheet === sheet);
  if (sheet === null || transfers.length === 0) return null;
  return <ReviewSheet key={sheet} sheet={sheet} transfers={transfers} />;
}
