import type { PaletteClients } from '../../electron/services/palette-clients.ts';
import { createTransferSources, type TransferSources } from '../../electron/services/transfer-sources.ts';
import { failed } from '../../shared/result.ts';
import { createFakeAnalyser } from './analyser.ts';

/** Sources where no folder was chosen and no file is open. */
export function environmentSources(clients: Pick<PaletteClients, 'of'>): TransferSources {
  const nothing = failed({ kind: 'file-unreadable', name: '', reason: 'missing' });
  return createTransferSources({
    clients,
    folders: { read: async () => nothing },
    files: { document: async () => nothing },
    analyser: createFakeAnalyser(),
  });
}
