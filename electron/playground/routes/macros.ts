import { forbidden } from '../access.ts';
import { resourceNotFound } from '../api-error.ts';
import { macrosBody, shaped } from '../model/bodies.ts';
import type { Scope } from '../model/kinds.ts';
import { type App, type AppContext, jsonBody, requirePermission } from './app.ts';

/** The paths under which macros of the three scopes are kept. */
const PATHS = ['/v1/projects/:uid/macros', '/v1/tenants/:uid/macros', '/v1/users/system/macros'] as const;
type MacroPath = (typeof PATHS)[number];

function scopeOfPath(context: AppContext, path: MacroPath): Scope {
  const { tenant } = context.var.backend;
  if (path === '/v1/users/system/macros') return { kind: 'system' };
  const uid = context.req.param('uid') ?? '';
  if (path === '/v1/tenants/:uid/macros') {
    if (uid !== tenant.uid) throw resourceNotFound('tenant', uid);
    return { kind: 'tenant' };
  }
  if (!tenant.projects.some((project) => project.uid === uid)) throw resourceNotFound('project', uid);
  return { kind: 'project', projectUid: uid };
}

/** Refuses unless the permission holds where the macros live: system macros belong to tenant administrators. */
function enter(context: AppContext, path: MacroPath, permission: string): Scope {
  const { backend, user } = context.var;
  const scope = scopeOfPath(context, path);
  if (!backend.access.permissionsOf(user, scope).has(permission)) throw forbidden(permission);
  return scope;
}

/**
 * Macros of projects, of the tenant and of the system (librarium docs: clusters/cluster-management/macros). PUT
 * replaces a whole list; POST adds; a name that exists is refused.
 */
export function addMacroRoutes(app: App): void {
  app.get('/v1/clusterprofiles/macros', (context) => {
    requirePermission(context, 'macro.list');
    const { macros } = context.var.backend.tenant;
    return context.json({ macros: macros.usableFrom(context.var.scope) });
  });

  for (const path of PATHS) {
    app.get(path, (context) => {
      const scope = enter(context, path, 'macro.list');
      return context.json({ macros: context.var.backend.tenant.macros.list(scope) });
    });
    app.post(path, async (context) => {
      const scope = enter(context, path, 'macro.create');
      const { macros } = shaped(macrosBody, await jsonBody(context));
      context.var.backend.tenant.macros.add(scope, macros);
      return context.body(null, 204);
    });
    app.patch(path, async (context) => {
      const scope = enter(context, path, 'macro.update');
      const { macros } = shaped(macrosBody, await jsonBody(context));
      context.var.backend.tenant.macros.update(scope, macros);
      return context.body(null, 204);
    });
    app.put(path, async (context) => {
      const scope = enter(context, path, 'macro.update');
      const { macros } = shaped(macrosBody, await jsonBody(context));
      context.var.backend.tenant.macros.replaceAll(scope, macros);
      return context.body(null, 204);
    });
    app.delete(path, async (context) => {
      const scope = enter(context, path, 'macro.delete');
      const { macros } = shaped(macrosBody, await jsonBody(context));
      context.var.backend.tenant.macros.remove(
        scope,
        macros.map((macro) => macro.name),
      );
      return context.body(null, 204);
    });
  }
}
