import { z } from 'zod';
import { invalidPayload, resourceNotFound } from '../api-error.ts';
import { shaped } from '../model/bodies.ts';
import type { FoundPack } from '../model/catalogue.ts';
import { filterString, matchesText } from '../model/filters.ts';
import type { PackVersion, Registry, RegistryPack } from '../model/kinds.ts';
import { packMetadata, packSummary, packTagEntity, typeOfRegistry } from '../model/pack-catalogue-views.ts';
import { page } from '../model/paging.ts';
import { type App, type AppContext, jsonBody, requirePermission } from './app.ts';

/** Body of the pack search (specification definition v1PacksFilterSpec). */
const searchBody = z.object({
  filter: z
    .object({
      name: filterString.nullish(),
      displayName: filterString.nullish(),
      registryUid: z.array(z.string()).nullish(),
      layer: z.array(z.enum(['kernel', 'os', 'k8s', 'cni', 'csi', 'addon'])).nullish(),
      type: z.array(z.enum(['spectro', 'helm', 'manifest', 'oci'])).nullish(),
      environment: z.array(z.string()).nullish(),
      addOnType: z.array(z.string()).nullish(),
      addOnSubType: z.array(z.string()).nullish(),
      state: z.array(z.string()).nullish(),
      source: z.array(z.string()).nullish(),
      isFips: z.boolean().nullish(),
    })
    .nullish(),
  sort: z
    .array(
      z.object({
        field: z.enum(['name', 'type', 'layer', 'addOnType', 'displayName']).nullish(),
        order: z.enum(['asc', 'desc']).nullish(),
      }),
    )
    .nullish(),
});

interface Offer {
  registry: Registry;
  pack: RegistryPack;
}

type SearchFilter = z.output<typeof searchBody>['filter'];

function oneOf(wanted: readonly string[] | null | undefined, ...values: string[]): boolean {
  return (
    wanted === null || wanted === undefined || wanted.length === 0 || values.some((value) => wanted.includes(value))
  );
}

function meets({ registry, pack }: Offer, filter: SearchFilter): boolean {
  return (
    matchesText(pack.name, filter?.name) &&
    matchesText(pack.displayName, filter?.displayName) &&
    oneOf(filter?.registryUid, registry.uid) &&
    oneOf(filter?.layer, pack.layer) &&
    oneOf(filter?.type, typeOfRegistry(registry)) &&
    oneOf(filter?.environment, 'all', ...pack.cloudTypes) &&
    oneOf(filter?.addOnType, pack.addonType)
  );
}

/** Catalogues that are not synchronised cannot be searched. */
function searchable(context: AppContext): Registry[] {
  return context.var.backend.tenant.catalogue.registries.filter((registry) => registry.isSyncSupported);
}

/** Without `states` every version but the disabled ones (specification path /v1/packs/{packName}/registries/…). */
function versionsInStates(pack: RegistryPack, states: string): PackVersion[] {
  const asked = states.split(',').map((state) => state.trim());
  const shown = asked.includes('disabled') ? ['active', ...asked] : ['active', 'deprecated'];
  return pack.versions.filter((version) => shown.includes(version.state));
}

const FILTER_FIELDS: Record<string, (found: FoundPack) => string> = {
  'metadata.name': ({ pack }) => pack.name,
  'metadata.uid': ({ version }) => version.packUid,
  'spec.name': ({ pack }) => pack.name,
  'spec.version': ({ version }) => version.version,
  'spec.layer': ({ pack }) => pack.layer,
  'spec.registryUid': ({ registry }) => registry.uid,
};

/** Conditions such as `metadata.name=nginxANDspec.version=1.12.0`. */
function conditions(filters: string): ((found: FoundPack) => boolean)[] {
  return filters
    .split('AND')
    .filter((condition) => condition !== '')
    .map((condition) => {
      const [field = '', value = ''] = condition.split('=');
      const read = FILTER_FIELDS[field];
      if (read === undefined) throw invalidPayload(`Field '${field}' cannot be filtered`);
      return (found) => read(found) === value;
    });
}

/** What the registries of the tenant offer. */
export function addPackRoutes(app: App): void {
  app.post('/v1/packs/search', async (context) => {
    requirePermission(context, 'packRegistry.list');
    const { filter, sort } = shaped(searchBody, await jsonBody(context));
    const byName = new Map<string, Offer[]>();
    for (const registry of searchable(context)) {
      for (const pack of registry.packs.values()) {
        if (!meets({ registry, pack }, filter)) continue;
        byName.set(pack.name, [...(byName.get(pack.name) ?? []), { registry, pack }]);
      }
    }
    const direction = sort?.[0]?.order === 'desc' ? -1 : 1;
    const names = [...byName.keys()].sort((left, right) => direction * left.localeCompare(right, 'en'));
    const result = page(names, context.req.query());
    const items = result.items.map((name) => packMetadata(name, byName.get(name) ?? []));
    return context.json({ items, listmeta: result.listmeta });
  });

  app.get('/v1/packs/:packName/registries/:registryUid', (context) => {
    requirePermission(context, 'packRegistry.get');
    const { packName, registryUid } = context.req.param();
    const registry = context.var.backend.tenant.catalogue.byUid(registryUid);
    if (registry === undefined) throw resourceNotFound('registry', registryUid);
    const { cloudType = 'all', layer = '', states = '' } = context.req.query();
    const pack = registry.isSyncSupported ? registry.packs.get(packName) : undefined;
    const fits =
      pack !== undefined &&
      (layer === '' || pack.layer === layer) &&
      (cloudType === '' || cloudType === 'all' || oneOf(pack.cloudTypes, cloudType, 'all'));
    if (!fits) throw resourceNotFound('pack', packName);
    return context.json(packTagEntity(registry, pack, versionsInStates(pack, states)));
  });

  app.get('/v1/packs', (context) => {
    requirePermission(context, 'packRegistry.list');
    const wanted = conditions(context.req.query('filters') ?? '');
    const found = searchable(context).flatMap((registry) =>
      [...registry.packs.values()].flatMap((pack) => pack.versions.map((version) => ({ registry, pack, version }))),
    );
    const result = page(
      found.filter(
        (item) => item.version.state !== 'disabled' && wanted.every((meetsCondition) => meetsCondition(item)),
      ),
      context.req.query(),
    );
    return context.json({ items: result.items.map(packSummary), listmeta: result.listmeta });
  });

  app.get('/v1/packs/:uid', (context) => {
    requirePermission(context, 'packRegistry.get');
    const uid = context.req.param('uid');
    const found = context.var.backend.tenant.catalogue.byPackUid(uid);
    if (found === undefined) throw resourceNotFound('pack', uid);
    return context.json(packTagEntity(found.registry, found.pack, [found.version]));
  });
}
