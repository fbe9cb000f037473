import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProfileDocument, Variable } from '../../../../shared/profile/document.ts';

/** A profile of one layer, `nginx`, with these values and manifests. */
export function profileWith(
  values: string,
  manifests: readonly string[] = [],
  variables?: Variable[],
): ProfileDocument {
  return {
    metadata: { name: 'shop', description: 'what the shop runs on', labels: { team: 'shop' } },
    spec: {
      version: '1.0.0',
      template: {
        type: 'add-on',
        cloudType: 'all',
        packs: [
          {
            name: 'nginx',
            type: 'oci',
            layer: 'addon',
            version: '1.2.3',
            tag: '1.2.3',
            values,
            registry: { metadata: { uid: 'a1', name: 'Registry A', kind: 'oci', isPrivate: true } },
            ...(manifests.length === 0
              ? {}
              : { manifests: manifests.map((content, index) => ({ name: `manifest-${index}`, content })) }),
          },
        ],
      },
      ...(variables === undefined ? {} : { variables }),
    },
  };
}

export function valuesOf(document: ProfileDocument): string {
  return document.spec.template.packs?.[0]?.values ?? '';
}

/** Real published files, which stand beside the repository on machines that have them. */
const samples = fileURLToPath(new URL('../../../../../shared/samples/', import.meta.url));

export function sampleProfiles(): { readonly name: string; readonly text: string }[] {
  return filesIn(samples, '.json');
}

export function sampleTexts(): { readonly name: string; readonly text: string }[] {
  return filesIn(`${samples}values/`, '.yaml');
}

function filesIn(folder: string, ending: string): { readonly name: string; readonly text: string }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => ({ name, text: readFileSync(folder + name, 'utf8') }));
  } catch {
    return [];
  }
}

/** The hang guard of every parser: an input ends within this many milliseconds, whatever it is. */
export const hangGuard = 2_000;

/** Milliseconds of the fastest of three runs at most, so that a busy machine does not look like a slow function. */
export function millisecondsOf(work: () => unknown): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && fastest >= hangGuard / 2; run += 1) {
    const start = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}
