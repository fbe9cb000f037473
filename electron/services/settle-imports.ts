import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { LogPort } from '../ports/log.ts';
import { lookForImport } from './import-once.ts';
import type { Journal } from './journal.ts';
import type { PaletteClients } from './palette-clients.ts';

export interface SettleParts {
  readonly journal: Journal;
  readonly clients: Pick<PaletteClients, 'of'>;
  readonly log: LogPort;
  readonly emit: (event: FerryEvent) => void;
}

/**
 * Finds out what became of imports whose end an earlier run did not see, and tells. An entry whose target cannot be asked
 * stays in the journal and is told as unsettled; one whose environment was removed can never be asked and is dropped.
 */
export async function settleImports({ journal, clients, log, emit }: SettleParts): Promise<void> {
  for (const entry of await journal.unsettled()) {
    const { id, target, name, version, uidsBefore } = entry;
    const client = await clients.of(target.environmentId);
    if (!client.ok && client.problem.kind === 'environment-unknown') {
      log.warn('import-unsettled-environment-gone', { name, version });
      await journal.close(id);
      continue;
    }
    const found = client.ok
      ? await lookForImport(client.value, { scope: target.scope, name, version }, uidsBefore)
      : client;
    if (!found.ok) {
      emit({
        kind: 'told',
        problem: { kind: 'import-unsettled', profile: `${name} ${version}`, cause: found.problem },
      });
      continue;
    }
    emit({ kind: 'import-settled', name, version, target, uid: found.value });
    await journal.close(id);
  }
}
