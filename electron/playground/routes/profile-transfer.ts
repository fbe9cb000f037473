import { parse, stringify } from 'yaml';
import { invalidPayload } from '../api-error.ts';
import { importBody, shaped } from '../model/bodies.ts';
import { documentText, exportDocument } from '../model/export-document.ts';
import { importProfile, validateImport } from '../model/import-document.ts';
import type { StoredProfile } from '../model/kinds.ts';
import { checkFree, checkName, profileVersion } from '../model/profile-rules.ts';
import { terraformText } from '../model/terraform.ts';
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

function file(context: AppContext, name: string, content: string): Response {
  const plain = name.replace(/[^\w.-]/g, '_');
  context.header('Content-Type', 'application/octet-stream');
  context.header(
    'Content-Disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  return context.body(content);
}

function importDocument(context: AppContext, data: unknown): StoredProfile {
  const publish = queryFlag(context, 'publish');
  requirePermission(context, 'clusterProfile.create');
  if (publish) requirePermission(context, 'clusterProfile.publish');
  return importProfile(context.var.backend.tenant, context.var.scope, shaped(importBody, data), publish);
}

async function uploadedDocument(context: AppContext): Promise<unknown> {
  const form = await context.req.formData().catch(() => undefined);
  const upload = form?.get('importFile') ?? null;
  if (upload === null) throw invalidPayload("Form field 'importFile' is missing");
  const text = typeof upload === 'string' ? upload : await upload.text();
  try {
    return context.req.query('format') === 'yaml' ? parse(text) : JSON.parse(text);
  } catch {
    throw invalidPayload('Invalid payload: the file cannot be read');
  }
}

/** Export, import and the checks before it (librarium docs: profiles/cluster-profiles/export-import-cluster-profile). */
export function addProfileTransferRoutes(app: App): void {
  app.get('/v1/clusterprofiles/validate/name', (context) => {
    requirePermission(context, 'clusterProfile.get');
    const { tenant } = context.var.backend;
    const name = context.req.query('name') ?? '';
    checkName(tenant, name);
    checkFree(tenant, context.var.scope, name, profileVersion(tenant, context.req.query('version') ?? ''));
    return passed(context);
  });

  app.post('/v1/clusterprofiles/import/validate', async (context) => {
    requirePermission(context, 'clusterProfile.create');
    const body = shaped(importBody, await jsonBody(context));
    return context.json(validateImport(context.var.backend.tenant, context.var.scope, body));
  });

  app.post('/v1/clusterprofiles/import', async (context) => {
    return created(context, importDocument(context, await jsonBody(context)).uid);
  });

  app.post('/v1/clusterprofiles/import/file', async (context) => {
    return created(context, importDocument(context, await uploadedDocument(context)).uid);
  });

  app.get('/v1/clusterprofiles/:uid/export', (context) => {
    const { tenant } = context.var.backend;
    const profile = readableProfile(context, context.req.param('uid'));
    const format = context.req.query('format') ?? 'json';
    const document = exportDocument(tenant, profile);
    if (format === 'yaml') return file(context, `${profile.name}.yaml`, stringify(document));
    if (format !== 'json') throw invalidPayload(`Export format '${format}' is not supported`);
    return file(context, `${profile.name}.json`, documentText(document, tenant.switches.exportLayout));
  });

  app.get('/v1/clusterprofiles/:uid/export/terraform', (context) => {
    const profile = readableProfile(context, context.req.param('uid'));
    return file(context, `${profile.name}.tf`, terraformText(exportDocument(context.var.backend.tenant, profile)));
  });
}
