import { invalidPayload, resourceNotFound } from '../api-error.ts';
import type { Registry, RegistryKind } from '../model/kinds.ts';
import { page } from '../model/paging.ts';
import { type App, type AppContext, requirePermission } from './app.ts';

function syncStatus(registry: Registry): object {
  return {
    isSyncSupported: registry.isSyncSupported,
    lastRunTime: registry.sync.lastSyncedAt,
    lastSyncedTime: registry.sync.lastSyncedAt,
    message: registry.sync.message,
    status: registry.sync.status,
  };
}

function registryOf(context: AppContext, kind: RegistryKind, ociType?: string): Registry {
  requirePermission(context, 'packRegistry.get');
  const uid = context.req.param('uid') ?? '';
  const registry = context.var.backend.tenant.catalogue.byUid(uid);
  const fits = registry?.kind === kind && (ociType === undefined || registry.ociType === ociType);
  if (registry === undefined || !fits) throw resourceNotFound('registry', uid);
  return registry;
}

/** The registries of the tenant and how they are doing. */
export function addRegistryRoutes(app: App): void {
  app.get('/v1/registries/metadata', (context) => {
    requirePermission(context, 'packRegistry.list');
    const scope = context.req.query('scope') ?? 'all';
    if (!['system', 'tenant', 'all'].includes(scope)) throw invalidPayload(`Unknown scope '${scope}'`);
    const items = context.var.backend.tenant.catalogue.registries
      .filter((registry) => scope === 'all' || registry.scope === scope)
      .map(({ uid, name, kind, scope, isDefault, isPrivate }) => ({ uid, name, kind, scope, isDefault, isPrivate }));
    return context.json({ items });
  });

  app.get('/v1/registries/oci/summary', (context) => {
    requirePermission(context, 'packRegistry.list');
    const items = context.var.backend.tenant.catalogue.registries
      .filter((registry) => registry.kind === 'oci')
      .map((registry) => ({
        metadata: { name: registry.name, uid: registry.uid },
        spec: {
          endpoint: registry.endpoint,
          providerType: registry.providerType,
          registryType: registry.ociType,
          isPrivate: registry.isPrivate,
          scope: registry.scope,
          defaultRegion: '',
          containsSpectroManifest: registry.providerType === 'pack',
        },
        status: { sync: syncStatus(registry) },
      }));
    return context.json({ items });
  });

  for (const kind of ['pack', 'helm'] as const) {
    app.get(`/v1/registries/${kind}/summary`, (context) => {
      requirePermission(context, 'packRegistry.list');
      const registries = context.var.backend.tenant.catalogue.registries.filter((registry) => registry.kind === kind);
      const { items, listmeta } = page(registries, context.req.query());
      return context.json({
        items: items.map((registry) => ({
          metadata: { name: registry.name, uid: registry.uid },
          spec: {
            endpoint: registry.endpoint,
            scope: registry.scope,
            ...(kind === 'helm' ? { isPrivate: registry.isPrivate } : {}),
          },
          status: { sync: syncStatus(registry) },
        })),
        listmeta,
      });
    });
  }

  app.get('/v1/registries/pack/:uid/sync/status', (context) => context.json(syncStatus(registryOf(context, 'pack'))));
  app.get('/v1/registries/helm/:uid/sync/status', (context) => context.json(syncStatus(registryOf(context, 'helm'))));
  app.get('/v1/registries/oci/:uid/basic/sync/status', (context) =>
    context.json(syncStatus(registryOf(context, 'oci', 'basic'))),
  );
  app.get('/v1/registries/oci/:uid/ecr/sync/status', (context) =>
    context.json(syncStatus(registryOf(context, 'oci', 'ecr'))),
  );
}
