import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Access, forbidden, type User } from '../access.ts';
import { ApiError, invalidPayload, resourceNotFound } from '../api-error.ts';
import type { RequestScope, StoredProfile } from '../model/kinds.ts';
import { sameScope, scopesVisibleFrom } from '../model/scopes.ts';
import { profileByUid, type Tenant } from '../model/tenant.ts';

/** What the routes of one environment work on. */
export interface Backend {
  tenant: Tenant;
  access: Access;
}

/** Members of a request's context. */
export interface AppEnvironment {
  Variables: { backend: Backend; user: User; scope: RequestScope };
}

/** The HTTP application of one environment. */
export type App = Hono<AppEnvironment>;
/** The context of one request. */
export type AppContext = Context<AppEnvironment>;

const OPEN_PATHS = ['/v1/auth/', '/v1/health/'];

/**
 * The scope of a request: header or query `ProjectUid`, else the tenant (Palette API introduction, "Scope").
 * A user without a tenant-wide role is refused where no project is named.
 */
function scopeOf(context: AppContext, { tenant, access }: Backend, user: User): RequestScope {
  const projectUid = context.req.header('ProjectUid') ?? context.req.query('ProjectUid') ?? '';
  if (projectUid === '') return { kind: 'tenant' };
  const scope: RequestScope = { kind: 'project', projectUid };
  const known = tenant.projects.some((project) => project.uid === projectUid);
  if (!known && tenant.switches.unknownProjectAnswer === 404) throw resourceNotFound('project', projectUid);
  if (!known || !access.mayEnter(user, scope)) {
    throw new ApiError(403, 'OperationForbidden', `Operation forbidden in project '${projectUid}'`);
  }
  return scope;
}

/** An application with authentication, scope and error bodies in place, but without routes. */
export function createApp(backend: Backend): App {
  const app: App = new Hono<AppEnvironment>();

  app.use('*', async (context, next) => {
    context.set('backend', backend);
    if (!OPEN_PATHS.some((path) => context.req.path.startsWith(path))) {
      const user = backend.access.authenticate(context.req.header('ApiKey'), context.req.header('Authorization'));
      context.set('user', user);
      context.set('scope', scopeOf(context, backend, user));
    }
    await next();
    return undefined;
  });

  app.onError((error, context) => {
    const known =
      error instanceof ApiError ? error : new ApiError(500, 'OperationalError', `Operational error: ${error.message}`);
    return context.json(known.body(randomUUID()), known.status as ContentfulStatusCode);
  });
  app.notFound((context) => {
    const refusal = new ApiError(404, 'PathNotFound', `path ${context.req.path} was not found`);
    return context.json(refusal.body(randomUUID()), 404);
  });
  return app;
}

/** Refuses the request unless its user has the permission in the request's scope. */
export function requirePermission(context: AppContext, permission: string): void {
  const { backend, user, scope } = context.var;
  if (!backend.access.permissionsOf(user, scope).has(permission)) throw forbidden(permission);
}

/** Refuses the request unless its user has the permission tenant-wide. */
export function requireTenantPermission(context: AppContext, permission: string): void {
  const { backend, user } = context.var;
  if (!backend.access.permissionsOf(user, { kind: 'tenant' }).has(permission)) throw forbidden(permission);
}

/** A profile the caller may read: by uid in any scope, without switching the request's scope. */
export function readableProfile(context: AppContext, uid: string, permission = 'clusterProfile.get'): StoredProfile {
  const { backend, user, scope } = context.var;
  const profile = profileByUid(backend.tenant, uid);
  const isVisible = scopesVisibleFrom(scope).some((place) => sameScope(place, profile.scope));
  const allowed =
    backend.access.permissionsOf(user, profile.scope).has(permission) ||
    (isVisible && backend.access.permissionsOf(user, scope).has(permission));
  if (!allowed) throw forbidden(permission);
  return profile;
}

/** A profile the caller may change: the permission must hold in the profile's own scope. */
export function writableProfile(context: AppContext, uid: string, permission: string): StoredProfile {
  const { backend, user } = context.var;
  const profile = profileByUid(backend.tenant, uid);
  if (profile.scope.kind === 'system' || !backend.access.permissionsOf(user, profile.scope).has(permission)) {
    throw forbidden(permission);
  }
  return profile;
}

/** The JSON body of a request, or 400. An empty body counts as an empty object. */
export async function jsonBody(context: AppContext): Promise<unknown> {
  const text = await context.req.text();
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw invalidPayload('Invalid payload: the body is not JSON');
  }
}

function addAuditHeader(context: AppContext): void {
  context.header('AuditUid', randomUUID().replaceAll('-', '').slice(0, 24));
}

/** Answer to a creation: 201, the uid, and the audit header that the specification promises. */
export function created(context: AppContext, uid: string): Response {
  addAuditHeader(context);
  return context.json({ uid }, 201);
}

/** Answer to a check that was passed: 204, with the audit header that the specification promises. */
export function passed(context: AppContext): Response {
  addAuditHeader(context);
  return context.body(null, 204);
}

/** A boolean query parameter. */
export function queryFlag(context: AppContext, name: string): boolean {
  return context.req.query(name)?.toLowerCase() === 'true';
}
