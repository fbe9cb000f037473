import parse from 'semver/functions/parse.js';
import rcompare from 'semver/functions/rcompare.js';
import { z } from 'zod';
import type { ProfileRow } from '../../shared/bridge/views.ts';
import type { Scope } from '../../shared/place.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { TakenName } from '../../shared/transfer/facts.ts';
import type { Caller } from './caller.ts';
import { query } from './path.ts';
import { tagsOf } from './tags.ts';
import { count, date, identity, listMeta, listOf, maybe, needed, requiredListOf, text, uid } from './wire.ts';

const pageSize = 50;
// 50,000 profiles: far beyond any tenant, and an end for a server whose list never ends.
const mostPages = 1000;

/** Rows of one page and how many there are in all. */
export type OnPage = (rows: readonly ProfileRow[], total: number) => void;

const template = maybe(
  z.looseObject({
    type: text,
    cloudType: text,
    packs: listOf(z.looseObject({ name: text, displayName: text, layer: text, version: text, tag: text })),
  }),
);

const summary = z.looseObject({
  metadata: z.looseObject({
    name: needed,
    uid,
    annotations: maybe(z.record(z.string(), z.unknown())),
    labels: maybe(z.record(z.string(), z.unknown())),
    lastModifiedTimestamp: date,
    creationTimestamp: date,
  }),
  specSummary: maybe(
    z.looseObject({
      draft: template,
      published: template,
      version: text,
      versions: listOf(z.looseObject({ uid, version: text })),
    }),
  ),
  status: maybe(
    z.looseObject({
      isPublished: maybe(z.boolean()),
      inUseClusters: listOf(z.unknown()),
      inUseClusterTemplates: listOf(z.unknown()),
      pack: maybe(z.looseObject({ deleted: count, deprecated: count, disabled: count })),
    }),
  ),
});

const page = z.looseObject({ items: requiredListOf(summary), listmeta: listMeta });
type Page = z.output<typeof page>;

const metadataBody = z.looseObject({
  items: requiredListOf(z.looseObject({ metadata: identity, spec: maybe(z.looseObject({ version: text })) })),
});

/**
 * POST /v1/dashboard/clusterprofiles, SPEC v1ClusterProfilesSummary: every profile of a scope, one row per name.
 * After the first page the others are read side by side by offset; a server that tells no count is read by its
 * `continue` token instead.
 */
export async function listProfiles(
  caller: Caller,
  scope: Scope,
  onPage: OnPage,
): Promise<Result<readonly ProfileRow[]>> {
  const first = await readPage(caller, scope, { offset: null, token: null });
  if (!first.ok) return first;
  const total = Math.max(first.value.listmeta?.count ?? 0, first.value.items.length);
  const show = (items: Page['items']) => onPage(items.map(rowOf), Math.max(total, items.length));
  show(first.value.items);

  const items = [...first.value.items];
  // The server may give fewer per page than was asked for.
  const step = first.value.items.length;
  let last = first.value;
  if (step > 0 && total > step) {
    const offsets = [];
    for (let offset = step; offset < total && offsets.length < mostPages; offset += step) offsets.push(offset);
    const pages = await Promise.all(
      offsets.map(async (offset) => {
        const next = await readPage(caller, scope, { offset, token: null });
        if (next.ok) show(next.value.items);
        return next;
      }),
    );
    for (const next of pages) {
      if (!next.ok) return next;
      items.push(...next.value.items);
      last = next.value;
    }
  }
  for (let pages = 0; pages < mostPages; pages += 1) {
    const token = last.listmeta?.continue ?? '';
    if (token === '' || last.items.length === 0) break;
    const next = await readPage(caller, scope, { offset: null, token });
    if (!next.ok) return next;
    show(next.value.items);
    items.push(...next.value.items);
    last = next.value;
  }
  return ok(oneRowPerName(items.map(rowOf)));
}

function readPage(
  caller: Caller,
  scope: Scope,
  at: { readonly offset: number | null; readonly token: string | null },
): Promise<Result<Page>> {
  return caller.read(
    {
      method: 'POST',
      path: `/v1/dashboard/clusterprofiles${query({ limit: pageSize, offset: at.offset, continue: at.token })}`,
      scope,
      // A stable order, or pages read side by side would overlap.
      body: { filter: {}, sort: [{ field: 'profileName', order: 'asc' }] },
      permission: 'clusterProfile.list',
      what: 'profiles',
    },
    page,
  );
}

/** GET /v1/dashboard/clusterprofiles/metadata, SPEC v1ClusterProfilesMetadata: every name and version, not paged. */
export async function profileNames(caller: Caller, scope: Scope): Promise<Result<readonly TakenName[]>> {
  const answer = await caller.read(
    {
      method: 'GET',
      path: '/v1/dashboard/clusterprofiles/metadata',
      scope,
      permission: 'clusterProfile.list',
      what: 'profiles',
    },
    metadataBody,
  );
  if (!answer.ok) return answer;
  return ok(
    answer.value.items.map(({ metadata, spec }) => ({
      uid: metadata.uid,
      name: metadata.name,
      version: spec?.version ?? '',
    })),
  );
}

function rowOf(item: z.output<typeof summary>): ProfileRow {
  const { metadata, specSummary, status } = item;
  const draft = specSummary?.draft ?? null;
  const published = specSummary?.published ?? null;
  // Some releases send an empty object where there is no draft.
  const hasDraft = draft !== null && (draft.type !== '' || draft.packs.length > 0);
  const shown = published !== null && (published.type !== '' || published.packs.length > 0) ? published : draft;
  const listed = specSummary?.versions ?? [];
  const versions = listed.length > 0 ? listed : [{ uid: metadata.uid, version: specSummary?.version ?? '' }];
  return {
    name: metadata.name,
    type: shown?.type ?? '',
    cloudType: shown?.cloudType ?? '',
    scope: scopeOf(metadata.annotations?.scope),
    versions: newestFirst(versions.map((one) => ({ uid: one.uid, version: one.version }))),
    layers: (shown?.packs ?? []).map((pack) => ({
      name: pack.name,
      displayName: pack.displayName || pack.name,
      layer: pack.layer,
      version: pack.version || pack.tag,
    })),
    tags: tagsOf(metadata.labels ?? {}),
    isPublished: status?.isPublished ?? published !== null,
    hasDraft,
    lastModified: metadata.lastModifiedTimestamp ?? metadata.creationTimestamp,
    inUse: (status?.inUseClusters.length ?? 0) + (status?.inUseClusterTemplates.length ?? 0),
    deprecatedPacks: status?.pack?.deprecated ?? 0,
    disabledPacks: status?.pack?.disabled ?? 0,
    deletedPacks: status?.pack?.deleted ?? 0,
  };
}

/** Profiles created between two pages come twice, and a server may list each version of a name on its own. */
function oneRowPerName(rows: readonly ProfileRow[]): readonly ProfileRow[] {
  const byName = new Map<string, ProfileRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.scope, row.name]);
    const other = byName.get(key);
    if (other === undefined) {
      byName.set(key, row);
      continue;
    }
    const versions = new Map([...other.versions, ...row.versions].map((one) => [one.uid, one]));
    const sorted = newestFirst([...versions.values()]);
    const newest = row.versions.some((one) => one.uid === sorted[0]?.uid) ? row : other;
    byName.set(key, { ...newest, versions: sorted });
  }
  return [...byName.values()];
}

type Version = ProfileRow['versions'][number];

function newestFirst(versions: readonly Version[]): readonly Version[] {
  return [...versions].sort((a, b) => {
    const left = parse(a.version, { loose: true });
    const right = parse(b.version, { loose: true });
    if (left !== null && right !== null) return rcompare(left, right);
    if (left === null && right === null) return b.version.localeCompare(a.version);
    return left === null ? 1 : -1;
  });
}

function scopeOf(annotation: unknown): ProfileRow['scope'] {
  return annotation === 'project' || annotation === 'tenant' || annotation === 'system' ? annotation : 'unknown';
}
