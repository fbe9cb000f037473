import type { Place } from '../../shared/place.ts';
import type { ProfileRef } from '../../shared/transfer/request.ts';
import type { Stores } from '../state/stores.ts';
import { whyNot } from './copying.ts';

/**
 * One gesture: into an environment it is an import or a clone under review, into a folder an export. Does nothing where
 * it cannot.
 */
export function carry(stores: Stores, source: Place, target: Place, profiles: readonly ProfileRef[]): void {
  if (whyNot(source, target) !== null) return;
  if (target.kind === 'folder') void stores.exports.getState().asked(source, target, profiles);
  else void stores.transfers.getState().dropped(source, target, profiles);
}
