import { z } from 'zod';
import type { Scope } from '../../shared/place.ts';
import type { ProfileDocument, Variable } from '../../shared/profile/document.ts';
import { profileDocumentSchema, variableSchema } from '../../shared/profile/document-shapes.ts';
import type { PackRule, PackRules } from '../../shared/profile/pack-rules.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Call, Caller, WriteResult } from './caller.ts';
import { path, query } from './path.ts';
import { flag, listOf, maybe, needed, requiredListOf, text, uid } from './wire.ts';

/** What one profile version says of itself beyond its document. */
export interface ProfileState {
  readonly uid: string;
  readonly name: string;
  readonly version: string;
  readonly isPublished: boolean;
  readonly hasDraft: boolean;
  /** cluster, infra, add-on or system, and its cloud; of what is published, or else of the draft. Empty: not told. */
  readonly type: string;
  readonly cloudType: string;
  /** project, tenant or system; empty: not told. */
  readonly scope: string;
  /** Names of the clusters and cluster templates that use it. */
  readonly inUse: readonly string[];
}

// The document goes on exactly as it came: parsing through the schema would put the members in the schema's order.
const documentBody = z.custom<ProfileDocument>((value) => profileDocumentSchema.safeParse(value).success);

const user = z.looseObject({ name: text, uid: text });
const profileBody = z.looseObject({
  metadata: z.looseObject({ name: needed, uid, annotations: maybe(z.looseObject({ scope: text })) }),
  spec: maybe(
    z.looseObject({
      version: text,
      draft: maybe(z.looseObject({ name: text, type: text, cloudType: text, packs: listOf(z.unknown()) })),
      published: maybe(
        z.looseObject({ profileVersion: text, type: text, cloudType: text, packs: listOf(z.unknown()) }),
      ),
    }),
  ),
  status: maybe(z.looseObject({ isPublished: flag, inUseClusters: listOf(user), inUseClusterTemplates: listOf(user) })),
});

// SECURITY: not loose. The answer repeats every value of the profile, which is not wanted here.
const packsBody = z.object({
  items: requiredListOf(
    z.object({
      spec: z.object({
        name: needed,
        schema: listOf(
          z.object({
            name: needed,
            format: text,
            regex: text,
            required: flag,
            readonly: flag,
            hints: listOf(z.string()),
            listOptions: listOf(z.string()),
          }),
        ),
      }),
    }),
  ),
});

const variablesBody = z.looseObject({ variables: listOf(variableSchema) });
// Go decodes member names regardless of case, and some servers answer `UID`.
export const createdBody = z.union([
  z.looseObject({ uid }),
  z.looseObject({ UID: uid }).transform((body) => ({ uid: body.UID })),
]);

/** GET /v1/clusterprofiles/{uid}, SPEC v1ClusterProfile. */
export async function getProfile(caller: Caller, scope: Scope, profile: string): Promise<Result<ProfileState>> {
  const answer = await caller.read(
    {
      method: 'GET',
      path: path`/v1/clusterprofiles/${profile}`,
      scope,
      permission: 'clusterProfile.get',
      what: 'profile',
    },
    profileBody,
  );
  if (!answer.ok) return answer;
  const { metadata, spec, status } = answer.value;
  return ok({
    uid: metadata.uid,
    name: metadata.name,
    version: spec?.version || spec?.published?.profileVersion || '',
    type: spec?.published?.type || spec?.draft?.type || '',
    cloudType: spec?.published?.cloudType || spec?.draft?.cloudType || '',
    scope: metadata.annotations?.scope ?? '',
    isPublished: status?.isPublished ?? false,
    hasDraft: spec?.draft != null && (spec.draft.name !== '' || spec.draft.packs.length > 0),
    inUse: [...(status?.inUseClusters ?? []), ...(status?.inUseClusterTemplates ?? [])].map(
      (one) => one.name || one.uid,
    ),
  });
}

/**
 * GET /v1/clusterprofiles/{uid}/packs with the packs' schemas (SPEC v1ClusterProfilePacksEntities, v1PackSchema): what each
 * pack asks of its values.
 */
export async function packRules(caller: Caller, scope: Scope, profile: string): Promise<Result<PackRules>> {
  const answer = await caller.read(
    {
      method: 'GET',
      path: `${path`/v1/clusterprofiles/${profile}/packs`}${query({ includePackMeta: 'schema' })}`,
      scope,
      permission: 'clusterProfile.get',
      what: 'packs',
    },
    packsBody,
  );
  if (!answer.ok) return answer;
  // A pack may be called `__proto__`; fromEntries makes it an ordinary member.
  return ok(
    Object.fromEntries(
      answer.value.items.map(({ spec }) => [
        spec.name,
        spec.schema.map((entry): PackRule => {
          const { name, format, regex, required, readonly, hints, listOptions } = entry;
          return { path: name, format, regex, isRequired: required, isReadonly: readonly, hints, options: listOptions };
        }),
      ]),
    ),
  );
}

/** GET /v1/clusterprofiles/{uid}/export, SPEC v1ClusterProfileImportEntity: the document, masked by the server. */
export function exportProfile(caller: Caller, scope: Scope, profile: string): Promise<Result<ProfileDocument>> {
  return caller.read(exportCall(scope, profile, 'json'), documentBody);
}

/** The same as the very bytes of the file that Palette would download. */
export function exportText(caller: Caller, scope: Scope, profile: string): Promise<Result<Uint8Array>> {
  return caller.readBytes(exportCall(scope, profile, 'json'), documentBody);
}

/** The same in the server's own YAML. Not looked at: whatever the server answered. */
export function exportYaml(caller: Caller, scope: Scope, profile: string): Promise<Result<Uint8Array>> {
  return caller.readFile(exportCall(scope, profile, 'yaml'));
}

function exportCall(scope: Scope, profile: string, format: 'json' | 'yaml'): Call {
  return {
    method: 'GET',
    path: `${path`/v1/clusterprofiles/${profile}/export`}${query({ format })}`,
    scope,
    permission: 'clusterProfile.get',
    what: 'profile',
  };
}

/** POST /v1/clusterprofiles/import/validate: the document back, with `matchingRegistries` at every pack. Writes nothing. */
export function validateImport(
  caller: Caller,
  scope: Scope,
  document: ProfileDocument,
  hide: readonly string[],
): Promise<Result<ProfileDocument>> {
  return caller.read(
    {
      method: 'POST',
      path: '/v1/clusterprofiles/import/validate',
      scope,
      body: document,
      permission: 'clusterProfile.create',
      what: 'profile import',
      hide,
    },
    documentBody,
  );
}

export interface ImportOptions {
  readonly publish: boolean;
  /** Typed values inside the document: an error message must not repeat them. */
  readonly hide: readonly string[];
  readonly totalMs: number;
}

/** POST /v1/clusterprofiles/import, SPEC v1Uid. Not idempotent: go through `importOnce`. */
export async function importProfile(
  caller: Caller,
  scope: Scope,
  document: ProfileDocument,
  options: ImportOptions,
): Promise<WriteResult<{ readonly uid: string }>> {
  const answer = await caller.write(
    {
      method: 'POST',
      path: `/v1/clusterprofiles/import${query({ publish: options.publish })}`,
      scope,
      body: document,
      permission: 'clusterProfile.create',
      what: 'profile import',
      hide: options.hide,
      totalMs: options.totalMs,
    },
    createdBody,
  );
  return answer.ok ? { ok: true, value: { uid: answer.value.uid } } : answer;
}

/** GET /v1/clusterprofiles/validate/name: the server's word on one name and version in a scope. */
export async function nameIsFree(
  caller: Caller,
  scope: Scope,
  name: string,
  version: string,
): Promise<Result<boolean>> {
  const answer = await caller.readNothing({
    method: 'GET',
    path: `/v1/clusterprofiles/validate/name${query({ name, version })}`,
    scope,
    permission: 'clusterProfile.list',
    what: 'name check',
  });
  if (answer.ok) return ok(true);
  const { problem } = answer;
  // The status for "taken" is not documented.
  const saysTaken =
    problem.kind === 'server-refused' &&
    (problem.status === 409 || /already.?exists|duplicate/i.test(`${problem.code} ${problem.message}`));
  return saysTaken ? ok(false) : failed(problem);
}

/** GET /v1/clusterprofiles/{uid}/variables, SPEC v1Variables. Sensitive defaults come masked. */
export async function variables(caller: Caller, scope: Scope, profile: string): Promise<Result<readonly Variable[]>> {
  const answer = await caller.read(
    {
      method: 'GET',
      path: path`/v1/clusterprofiles/${profile}/variables`,
      scope,
      permission: 'clusterProfile.get',
      what: 'variables',
    },
    variablesBody,
  );
  return answer.ok ? ok(answer.value.variables) : answer;
}

/** PUT /v1/clusterprofiles/{uid}/variables, SPEC v1Variables: replaces all of them. */
export function putVariables(
  caller: Caller,
  scope: Scope,
  profile: string,
  all: readonly Variable[],
): Promise<WriteResult<null>> {
  return caller.writeNothing({
    method: 'PUT',
    path: path`/v1/clusterprofiles/${profile}/variables`,
    scope,
    body: { variables: all },
    permission: 'clusterProfile.update',
    what: 'variables',
    hide: all.flatMap((one) => (one.isSensitive === true && one.defaultValue ? [one.defaultValue] : [])),
  });
}

/** PATCH /v1/clusterprofiles/{uid}/publish: the draft becomes the published state. */
export function publish(caller: Caller, scope: Scope, profile: string): Promise<WriteResult<null>> {
  return caller.writeNothing({
    method: 'PATCH',
    path: path`/v1/clusterprofiles/${profile}/publish`,
    scope,
    permission: 'clusterProfile.publish',
    what: 'profile',
  });
}

/** DELETE /v1/clusterprofiles/{uid}: this version only. */
export function deleteProfile(caller: Caller, scope: Scope, profile: string): Promise<WriteResult<null>> {
  return caller.writeNothing({
    method: 'DELETE',
    path: path`/v1/clusterprofiles/${profile}`,
    scope,
    permission: 'clusterProfile.delete',
    what: 'profile',
  });
}
