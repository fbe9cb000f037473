import { basename } from 'node:path';
import { z } from 'zod';
import { environmentClasses, environmentColours } from '../../shared/environment.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { DialogsPort } from '../ports/dialogs.ts';
import type { FilesPort } from '../ports/files.ts';
import type { SavedEnvironment } from '../ports/settings.ts';
import { cleanName, normaliseAddress, readCertificates, sameName } from './environment-input.ts';
import type { EnvironmentList } from './environment-list.ts';

const MAX_BYTES = 4_194_304;
const FORMAT = 'profile-ferry-environments';

// SECURITY: strict, so that a file with a member that could hold a key is refused as a whole and never half read.
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  environments: z
    .array(
      z.strictObject({
        name: z.string().max(300),
        address: z.string().max(2048),
        colour: z.enum(environmentColours),
        class: z.enum(environmentClasses),
        caPem: z.string().max(524_288).nullable(),
      }),
    )
    .max(1000),
});

export interface EnvironmentFilePorts {
  readonly list: EnvironmentList;
  readonly dialogs: DialogsPort;
  readonly files: Pick<FilesPort, 'read' | 'replace'>;
  readonly now: () => number;
}

/** What came of reading a list: the new ones, and the names that were there already. */
export interface ReadList {
  readonly added: readonly SavedEnvironment[];
  readonly skipped: readonly string[];
}

/** The list of environments as a file that can be handed to a colleague: it has no keys. */
export function createEnvironmentFile({ list, dialogs, files, now }: EnvironmentFilePorts) {
  return {
    async save(): Promise<Result<{ fileName: string; count: number } | null>> {
      const path = await dialogs.chooseListToSave();
      if (path === null) return ok(null);
      const environments = list
        .all()
        .filter(({ id }) => !list.isSample(id))
        .map(({ name, address, colour, class: kind, caPem }) => ({ name, address, colour, class: kind, caPem }));
      const text = `${JSON.stringify({ format: FORMAT, version: 1, environments }, null, 2)}\n`;
      const written = await files.replace(path, new TextEncoder().encode(text), async () => true);
      return written.ok ? ok({ fileName: basename(path), count: environments.length }) : written;
    },

    async open(): Promise<Result<ReadList | null>> {
      const path = await dialogs.chooseListToOpen();
      if (path === null) return ok(null);
      const content = await files.read(path, MAX_BYTES);
      if (!content.ok) return content;
      const shaped = fileSchema.safeParse(parseJson(new TextDecoder().decode(content.value)));
      if (!shaped.success) return failed({ kind: 'file-unreadable', name: basename(path), reason: 'other' });
      const added: SavedEnvironment[] = [];
      const skipped: string[] = [];
      for (const one of shaped.data.environments) {
        const address = normaliseAddress(one.address);
        if (!address.ok) return address;
        const ca = one.caPem === null ? ok(null) : readCertificates(one.caPem, now());
        if (!ca.ok) return ca;
        const name = cleanName(one.name, address.value);
        const isKnown = [...list.all(), ...added].some((other) => other.address === address.value);
        if (isKnown || list.isNameTaken(name, null) || added.some((other) => sameName(other.name, name)))
          skipped.push(name);
        else {
          added.push({
            id: list.newId(),
            name,
            address: address.value,
            colour: one.colour,
            class: one.class,
            caPem: ca.value,
            keyExpiresAt: null,
            order: list.nextOrder() + added.length,
          });
        }
      }
      const put = list.putAll(added);
      return put.ok ? ok({ added, skipped }) : put;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
