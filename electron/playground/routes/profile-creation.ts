import { forbidden } from '../access.ts';
import { cloneBody, cloneMetadataBody, createBody, shaped, templateBody } from '../model/bodies.ts';
import { checkClone, cloneProfile, cloneScope, createProfile, packResults } from '../model/create-profile.ts';
import type { Scope } from '../model/kinds.ts';
import {
  type App,
  type AppContext,
  created,
  jsonBody,
  passed,
  queryFlag,
  readableProfile,
  requirePermission,
} from './app.ts';

function requireIn(context: AppContext, scope: Scope, permission: string): void {
  const { backend, user } = context.var;
  if (!backend.access.permissionsOf(user, scope).has(permission)) throw forbidden(permission);
}

/** New profiles by other ways than import: from a template, or as a clone inside the tenant. */
export function addProfileCreationRoutes(app: App): void {
  app.post('/v1/clusterprofiles', async (context) => {
    const publish = queryFlag(context, 'publish');
    requirePermission(context, 'clusterProfile.create');
    if (publish) requirePermission(context, 'clusterProfile.publish');
    const body = shaped(createBody, await jsonBody(context));
    const { backend, scope } = context.var;
    return created(context, createProfile(backend.tenant, scope, body, publish).uid);
  });

  app.post('/v1/clusterprofiles/validate/packs', async (context) => {
    requirePermission(context, 'clusterProfile.get');
    const template = shaped(templateBody, await jsonBody(context));
    return context.json({ packs: { results: packResults(context.var.backend.tenant, template) } });
  });

  app.post('/v1/clusterprofiles/:uid/validate/packs', async (context) => {
    readableProfile(context, context.req.param('uid'));
    const template = shaped(templateBody, await jsonBody(context));
    return context.json({ packs: { results: packResults(context.var.backend.tenant, template) } });
  });

  app.post('/v1/clusterprofiles/:uid/clone/validate', async (context) => {
    readableProfile(context, context.req.param('uid'));
    const metadata = shaped(cloneMetadataBody, await jsonBody(context));
    const { tenant } = context.var.backend;
    const scope = cloneScope(tenant, context.var.scope, metadata.target);
    requireIn(context, scope, 'clusterProfile.create');
    checkClone(tenant, scope, metadata);
    return passed(context);
  });

  app.post('/v1/clusterprofiles/:uid/clone', async (context) => {
    const source = readableProfile(context, context.req.param('uid'));
    const { metadata } = shaped(cloneBody, await jsonBody(context));
    const { tenant } = context.var.backend;
    const scope = cloneScope(tenant, context.var.scope, metadata.target);
    requireIn(context, scope, 'clusterProfile.create');
    return created(context, cloneProfile(tenant, source, scope, metadata).uid);
  });
}
