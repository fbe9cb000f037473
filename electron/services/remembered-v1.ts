import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EnvironmentPlace } from '../../shared/place.ts';
import type { Kept } from './remembered.ts';

/** Version 1: by target place key, without ids, dates, whole paths and the targets' registry names. */
const contentSchema = z.object({
  version: z.literal(1),
  targets: z.record(
    z.string(),
    z.object({
      values: z.array(
        z.object({ profile: z.string(), hole: z.string(), layer: z.string(), key: z.string(), value: z.string() }),
      ),
      /** Source place key → source registry name → target registry uid. */
      registries: z.record(z.string(), z.record(z.string(), z.string())),
      macroScopes: z.record(z.string(), z.enum(['project', 'tenant'])),
    }),
  ),
});

/** What version 1 kept, in the shape of today; null: this is no content of version 1. */
export function entriesOfVersion1(content: unknown): readonly Kept[] | null {
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) return null;
  return Object.entries(parsed.data.targets).flatMap(([key, answers]): readonly Kept[] => {
    const target = placeOfKey(key);
    if (target === null) return [];
    const common = (...about: readonly string[]) => ({ id: stableId([key, ...about]), target, keptAt: null });
    return [
      ...answers.values.map((one): Kept => {
        return { ...common('value', one.profile, one.hole), kind: 'value', ...one, path: [one.key] };
      }),
      ...Object.entries(answers.registries).flatMap(([sourceKey, byName]): readonly Kept[] => {
        const source = placeOfKey(sourceKey);
        if (source === null) return [];
        return Object.entries(byName).map(([sourceRegistry, registryUid]) => {
          const about = common('registry', sourceKey, sourceRegistry);
          return { ...about, kind: 'registry', source, sourceRegistry, registryUid, registryName: '' };
        });
      }),
      ...Object.entries(answers.macroScopes).map(([macro, scope]): Kept => {
        return { ...common('macro-scope', macro), kind: 'macro-scope', macro, scope };
      }),
    ];
  });
}

/** A key never told the name of its project. */
function placeOfKey(key: string): EnvironmentPlace | null {
  const [environmentId = '', kind, uid] = key.split('/');
  if (kind === 'tenant') return { kind: 'environment', environmentId, scope: { kind: 'tenant' } };
  if (kind !== 'project' || uid === undefined) return null;
  return { kind: 'environment', environmentId, scope: { kind: 'project', uid, name: '' } };
}

/** The same id at every reading, until a write keeps it. A UUID of version 8: made of one's own bits. */
function stableId(about: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(about)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
