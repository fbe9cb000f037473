import { useFrom, useStores } from '../state/stores.ts';
import { ExportSheet, ReviewSheet } from './later-views.ts';

/** The sheet on screen, if one is: what goes into an environment is reviewed, what goes into a folder exported. */
export function SheetHost() {
  const stores = useStores();
  const sheet = useFrom(stores.transfers, (state) => state.sheet);
  const all = useFrom(stores.transfers, (state) => state.transfers);
  const transfers = all.filter((transfer) => transfer.sheet === sheet);
  const exportSheet = useFrom(stores.exports, (state) => state.sheet);
  const allExports = useFrom(stores.exports, (state) => state.exports);
  const exports = allExports.filter((one) => one.sheet === exportSheet);
  if (exportSheet !== null && exports.length > 0) {
    return <ExportSheet key={exportSheet} sheet={exportSheet} items={exports} />;
  }
  if (sheet === null || transfers.length === 0) return null;
  return <ReviewSheet key={sheet} sheet={sheet} transfers={transfers} />;
}
