import { ApiError } from '../api-error.ts';
import {
  bulkDeleteBody,
  profileMetadataBody,
  shaped,
  updateBody,
  variableNamesBody,
  variablesBody,
} from '../model/bodies.ts';
import { templatePacks } from '../model/create-profile.ts';
import type { StoredProfile, Variable } from '../model/kinds.ts';
import { maskVariable } from '../model/masking.ts';
import { packEntities, packManifests, packManifestsOf } from '../model/pack-views.ts';
import { checkFree, checkName, checkVariables, profileVersion } from '../model/profile-rules.ts';
import { packMetaRequest, profileView } from '../model/profile-views.ts';
import type { Tenant } from '../model/tenant.ts';
import { type App, jsonBody, queryFlag, readableProfile, writableProfile } from './app.ts';

function touch(tenant: Tenant, profile: StoredProfile): void {
  profile.modifiedAt = tenant.now();
}

function refuseInUse(profile: StoredProfile): void {
  if (profile.inUseClusters.length === 0) return;
  const names = profile.inUseClusters.map((cluster) => cluster.name).join(', ');
  throw new ApiError(400, 'ClusterProfileInUse', `Cluster profile '${profile.name}' is in use by clusters: ${names}`);
}

function merged(existing: Variable[], changes: Variable[]): Variable[] {
  const result = existing.map((variable) => changes.find((change) => change.name === variable.name) ?? variable);
  return [...result, ...changes.filter((change) => !existing.some((variable) => variable.name === change.name))];
}

/** One profile: read, change, publish, delete. */
export function addProfileRoutes(app: App): void {
  app.get('/v1/clusterprofiles/:uid', (context) => {
    const profile = readableProfile(context, context.req.param('uid'));
    const meta = packMetaRequest(context.req.query('includePackMeta'), queryFlag(context, 'includePackAnnotations'));
    return context.json(profileView(context.var.backend.tenant, profile, meta));
  });

  app.get('/v1/clusterprofiles/:uid/packs', (context) => {
    const profile = readableProfile(context, context.req.param('uid'));
    const meta = packMetaRequest(context.req.query('includePackMeta'));
    return context.json({ items: packEntities(context.var.backend.tenant, profile, meta) });
  });

  app.get('/v1/clusterprofiles/:uid/packs/manifests', (context) => {
    const profile = readableProfile(context, context.req.param('uid'));
    const meta = packMetaRequest(context.req.query('includePackMeta'));
    return context.json(packManifests(context.var.backend.tenant, profile, meta));
  });

  app.get('/v1/clusterprofiles/:uid/packs/:packName/manifests', (context) => {
    const profile = readableProfile(context, context.req.param('uid'));
    return context.json({ items: packManifestsOf(profile, context.req.param('packName')) });
  });

  app.get('/v1/clusterprofiles/:uid/variables', (context) => {
    const profile = readableProfile(context, context.req.param('uid'));
    return context.json({ variables: profile.variables.map(maskVariable) });
  });

  app.put('/v1/clusterprofiles/:uid/variables', async (context) => {
    const { tenant } = context.var.backend;
    const profile = writableProfile(context, context.req.param('uid'), 'clusterProfile.update');
    const { variables } = shaped(variablesBody, await jsonBody(context));
    checkVariables(tenant, variables);
    profile.variables = variables;
    touch(tenant, profile);
    return context.body(null, 204);
  });

  app.patch('/v1/clusterprofiles/:uid/variables', async (context) => {
    const { tenant } = context.var.backend;
    const profile = writableProfile(context, context.req.param('uid'), 'clusterProfile.update');
    const variables = merged(profile.variables, shaped(variablesBody, await jsonBody(context)).variables);
    checkVariables(tenant, variables);
    profile.variables = variables;
    touch(tenant, profile);
    return context.body(null, 204);
  });

  app.delete('/v1/clusterprofiles/:uid/variables', async (context) => {
    const profile = writableProfile(context, context.req.param('uid'), 'clusterProfile.update');
    const { variables } = shaped(variableNamesBody, await jsonBody(context));
    profile.variables = profile.variables.filter((variable) => !variables.includes(variable.name));
    touch(context.var.backend.tenant, profile);
    return context.body(null, 204);
  });

  app.patch('/v1/clusterprofiles/:uid/metadata', async (context) => {
    const { tenant } = context.var.backend;
    const profile = writableProfile(context, context.req.param('uid'), 'clusterProfile.update');
    const { metadata, spec } = shaped(profileMetadataBody, await jsonBody(context));
    const name = metadata.name === '' ? profile.name : metadata.name;
    const version = spec?.version === undefined || spec.version === '' ? profile.version : spec.version;
    checkName(tenant, name);
    profileVersion(tenant, version);
    if (name !== profile.name || version !== profile.version) checkFree(tenant, profile.scope, name, version);
    profile.name = name;
    profile.version = version;
    profile.labels = metadata.labels ?? profile.labels;
    profile.description = metadata.annotations?.description ?? profile.description;
    touch(tenant, profile);
    return context.body(null, 204);
  });

  app.patch('/v1/clusterprofiles/:uid/publish', (context) => {
    const profile = writableProfile(context, context.req.param('uid'), 'clusterProfile.publish');
    if (profile.draft !== undefined) {
      profile.published = profile.draft;
      profile.draft = undefined;
      touch(context.var.backend.tenant, profile);
    }
    return context.body(null, 204);
  });

  // The new stack is a draft until it is published; a version given here renames this version in place.
  app.put('/v1/clusterprofiles/:uid', async (context) => {
    const { tenant } = context.var.backend;
    const profile = writableProfile(context, context.req.param('uid'), 'clusterProfile.update');
    const { spec } = shaped(updateBody, await jsonBody(context));
    const version = spec.version === '' ? profile.version : profileVersion(tenant, spec.version);
    if (version !== profile.version) checkFree(tenant, profile.scope, profile.name, version);
    profile.draft = { packs: templatePacks(tenant, spec.template) };
    profile.version = version;
    touch(tenant, profile);
    return context.body(null, 204);
  });

  app.delete('/v1/clusterprofiles/bulk', async (context) => {
    const { tenant } = context.var.backend;
    const { uids } = shaped(bulkDeleteBody, await jsonBody(context));
    const failures: { uid: string; name: string; errMsg: string }[] = [];
    for (const uid of uids) {
      try {
        const profile = writableProfile(context, uid, 'clusterProfile.delete');
        refuseInUse(profile);
        tenant.profiles.remove(uid);
      } catch (error) {
        const errMsg = error instanceof Error ? error.message : String(error);
        failures.push({ uid, name: tenant.profiles.get(uid)?.name ?? '', errMsg });
      }
    }
    return context.json({
      deletedCount: uids.length - failures.length,
      failures,
      isSucceeded: failures.length === 0,
      message: failures.length === 0 ? '' : `Failed to delete ${failures.length} of ${uids.length} cluster profiles`,
    });
  });

  app.delete('/v1/clusterprofiles/:uid', (context) => {
    const profile = writableProfile(context, context.req.param('uid'), 'clusterProfile.delete');
    refuseInUse(profile);
    context.var.backend.tenant.profiles.remove(profile.uid);
    return context.body(null, 204);
  });
}
