import { ApiError, invalidPayload, resourceNotFound } from '../api-error.ts';
import { loginBody, shaped } from '../model/bodies.ts';
import { type App, jsonBody, requireTenantPermission } from './app.ts';

/** Sign-in, the caller's identity, roles and keys. */
export function addIdentityRoutes(app: App): void {
  app.get('/v1/health/ping', (context) => context.json({}));
  app.get('/v1/health/ready', (context) => context.json({}));

  app.post('/v1/auth/authenticate', async (context) => {
    const { access, tenant } = context.var.backend;
    const { emailId, password, org } = shaped(loginBody, await jsonBody(context));
    // The playground's passwords are the users' own API keys: there is no other secret to invent.
    const known = access.keys.find((key) => key.user.emailId === emailId && key.key === password && key.isActive);
    if (known === undefined || (org !== '' && org !== tenant.orgName)) {
      throw new ApiError(401, 'InvalidCredentials', 'Invalid credentials');
    }
    return context.json({ Authorization: access.openSession(known.user), isMfa: false });
  });

  app.get('/v1/users/info', (context) => {
    const { tenant } = context.var.backend;
    return context.json({ orgName: tenant.orgName, tenantUid: tenant.uid, userUid: context.var.user.uid });
  });

  app.get('/v1/users/:uid/roles', (context) => {
    requireTenantPermission(context, 'user.get');
    const uid = context.req.param('uid');
    const user = context.var.backend.access.users.find((candidate) => candidate.uid === uid);
    if (user === undefined) throw resourceNotFound('user', uid);
    return context.json({ roles: user.tenantRoles.map(({ name, uid }) => ({ name, uid })), inheritedRoles: [] });
  });

  app.get('/v1/users/:uid/projects', (context) => {
    requireTenantPermission(context, 'user.get');
    const { access, tenant } = context.var.backend;
    const uid = context.req.param('uid');
    const user = access.users.find((candidate) => candidate.uid === uid);
    if (user === undefined) throw resourceNotFound('user', uid);
    const projects = tenant.projects.flatMap((project) => {
      const roles = user.projectRoles.get(project.uid);
      if (roles === undefined) return [];
      const summaries = roles.map((role) => ({ name: role.name, uid: role.uid }));
      return [{ name: project.name, uid: project.uid, roles: summaries, inheritedRoles: [] }];
    });
    return context.json({ projects });
  });

  app.get('/v1/users/:uid/resourceRoles', (context) => {
    requireTenantPermission(context, 'user.get');
    const { access, tenant } = context.var.backend;
    const uid = context.req.param('uid');
    const user = access.users.find((candidate) => candidate.uid === uid);
    if (user === undefined) throw resourceNotFound('user', uid);
    const resourceRoles = user.resourceRoles.map((granted) => ({
      uid: granted.uid,
      projectUids: tenant.projects
        .filter((project) => granted.projectUids.includes(project.uid))
        .map((project) => ({ name: project.name, uid: project.uid })),
      filterRefs: [],
      roles: granted.roles.map((role) => ({ name: role.name, uid: role.uid })),
    }));
    return context.json({ resourceRoles });
  });

  app.get('/v1/roles/:uid', (context) => {
    requireTenantPermission(context, 'role.get');
    const uid = context.req.param('uid');
    const role = context.var.backend.access.roles.find((candidate) => candidate.uid === uid);
    if (role === undefined) throw resourceNotFound('role', uid);
    return context.json({
      metadata: { name: role.name, uid: role.uid },
      spec: { permissions: role.permissions, scope: role.scope, type: 'system' },
      status: { isEnabled: true },
    });
  });

  app.get('/v1/apiKeys', (context) => {
    requireTenantPermission(context, 'apiKey.list');
    const items = context.var.backend.access.keys.map((key) => ({
      metadata: {
        name: key.name,
        uid: key.uid,
        creationTimestamp: key.createdAt,
        lastModifiedTimestamp: key.createdAt,
      },
      spec: {
        expiry: key.expiry,
        user: { uid: key.user.uid, firstName: key.user.firstName, lastName: key.user.lastName },
      },
      status: { isActive: key.isActive },
    }));
    return context.json({ items });
  });

  app.get('/v1/permissions', (context) => {
    const scope = context.req.query('scope') ?? 'tenant';
    if (!['system', 'tenant', 'project', 'resource'].includes(scope)) throw invalidPayload(`Unknown scope '${scope}'`);
    const operations = new Map<string, string[]>();
    for (const permission of new Set(context.var.backend.access.roles.flatMap((role) => role.permissions))) {
      const resource = permission.split('.')[0] ?? permission;
      operations.set(resource, [...(operations.get(resource) ?? []), permission]);
    }
    return context.json([...operations].map(([name, permissions]) => ({ name, permissions, scope })));
  });
}
