import { z } from 'zod';
import { shaped } from '../model/bodies.ts';
import {
  compareVersions,
  filterArray,
  filterString,
  filterVersion,
  matchesTags,
  matchesText,
  matchesVersion,
} from '../model/filters.ts';
import type { StoredProfile } from '../model/kinds.ts';
import { page } from '../model/paging.ts';
import { profileSummary } from '../model/profile-views.ts';
import { scopeKey } from '../model/scopes.ts';
import { type App, type AppContext, jsonBody, readableProfile, requirePermission } from './app.ts';

/** Body of the profile list (specification definition v1ClusterProfilesFilterSpec). */
const listBody = z.object({
  filter: z
    .object({
      environment: z.array(z.string()).nullish(),
      fips: z.enum(['full', 'none', 'partial', 'unknown']).nullish(),
      profileName: filterString.nullish(),
      profileType: z.array(z.enum(['cluster', 'infra', 'add-on', 'system'])).nullish(),
      resourceType: z.enum(['spectrocluster', 'clustertemplate']).nullish(),
      scope: z.enum(['system', 'tenant', 'project']).nullish(),
      tags: filterArray.nullish(),
      version: filterVersion.nullish(),
    })
    .nullish(),
  sort: z
    .array(
      z.object({
        field: z
          .enum(['profileName', 'environment', 'profileType', 'creationTimestamp', 'lastModifiedTimestamp'])
          .nullish(),
        order: z.enum(['asc', 'desc']).nullish(),
      }),
    )
    .nullish(),
});

type ListRequest = z.output<typeof listBody>;
type SortField = NonNullable<NonNullable<ListRequest['sort']>[number]['field']>;

const SORT_KEYS: Record<SortField, (profile: StoredProfile) => string> = {
  profileName: (profile) => profile.name,
  environment: (profile) => profile.cloudType,
  profileType: (profile) => profile.type,
  creationTimestamp: (profile) => profile.createdAt,
  lastModifiedTimestamp: (profile) => profile.modifiedAt,
};

function listedProfiles(context: AppContext): StoredProfile[] {
  const { backend, scope } = context.var;
  const { profiles, switches } = backend.tenant;
  return switches.projectListsShowTenant ? profiles.visibleFrom(scope) : profiles.inScope(scope);
}

function meets(profile: StoredProfile, filter: ListRequest['filter']): boolean {
  if (filter === null || filter === undefined) return true;
  const { environment, profileType, scope } = filter;
  return (
    (environment === null || environment === undefined || environment.length === 0
      ? true
      : environment.includes(profile.cloudType)) &&
    (profileType === null || profileType === undefined || profileType.length === 0
      ? true
      : profileType.includes(profile.type)) &&
    (scope === null || scope === undefined || scope === profile.scope.kind) &&
    matchesText(profile.name, filter.profileName) &&
    matchesVersion(profile.version, filter.version) &&
    matchesTags(profile.labels, filter.tags)
  );
}

/** The newest version of each name within each scope, in the order in which the names first appear. */
function newestPerName(profiles: StoredProfile[]): StoredProfile[] {
  const newest = new Map<string, StoredProfile>();
  for (const profile of profiles) {
    const key = `${scopeKey(profile.scope)}\u0000${profile.name}`;
    const known = newest.get(key);
    if (known === undefined || compareVersions(profile.version, known.version) > 0) newest.set(key, profile);
  }
  return [...newest.values()];
}

function sorted(profiles: StoredProfile[], sort: ListRequest['sort']): StoredProfile[] {
  const orders = (sort ?? []).flatMap(({ field, order }) =>
    field === null || field === undefined ? [] : [{ key: SORT_KEYS[field], direction: order === 'desc' ? -1 : 1 }],
  );
  return [...profiles].sort((left, right) => {
    for (const { key, direction } of orders) {
      const difference = key(left).localeCompare(key(right), 'en');
      if (difference !== 0) return direction * difference;
    }
    return 0;
  });
}

/** Lists of profiles. */
export function addProfileListRoutes(app: App): void {
  app.post('/v1/dashboard/clusterprofiles', async (context) => {
    requirePermission(context, 'clusterProfile.list');
    const { filter, sort } = shaped(listBody, await jsonBody(context));
    const matching = newestPerName(listedProfiles(context).filter((profile) => meets(profile, filter)));
    const result = page(sorted(matching, sort), context.req.query());
    const { tenant } = context.var.backend;
    const items = result.items.map((profile) => {
      const summary = profileSummary(tenant, profile);
      return tenant.switches.listStatusIsNull ? { ...summary, status: null } : summary;
    });
    return context.json({ items, listmeta: result.listmeta });
  });

  app.get('/v1/dashboard/clusterprofiles/metadata', (context) => {
    requirePermission(context, 'clusterProfile.list');
    const { metadataTellsScope } = context.var.backend.tenant.switches;
    const items = listedProfiles(context).map((profile) => ({
      metadata: {
        name: profile.name,
        uid: profile.uid,
        ...(metadataTellsScope ? { annotations: { scope: profile.scope.kind } } : {}),
      },
      spec: { cloudType: profile.cloudType, version: profile.version },
    }));
    return context.json({ items });
  });

  app.get('/v1/dashboard/clusterprofiles/:uid', (context) => {
    const profile = readableProfile(context, context.req.param('uid'));
    return context.json(profileSummary(context.var.backend.tenant, profile));
  });
}
