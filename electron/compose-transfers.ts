import { createTransferAccess, type TransferAccessParts } from './services/transfer-access.ts';
import type { TransferPorts } from './services/transfer-ports.ts';
import { createTransferSources, type TransferSourcesParts } from './services/transfer-sources.ts';
import { createTransfers, type TransferCalls } from './services/transfers.ts';

export type TransferParts = TransferSourcesParts &
  Omit<TransferAccessParts, 'sources'> &
  Pick<TransferPorts, 'isUnlocked' | 'environment' | 'imported' | 'ended' | 'journal' | 'emit'>;

/** What plans and writes transfers: a chunk of its own, because the planner and its parsers are large. */
export function composeTransfers(parts: TransferParts): TransferCalls {
  return createTransfers({ ...parts, ...createTransferAccess({ ...parts, sources: createTransferSources(parts) }) });
}
