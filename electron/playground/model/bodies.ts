import { z } from 'zod';
import { invalidPayload } from '../api-error.ts';

/*
 * Request bodies as the server understands them: unknown members are ignored, null and absent mean the zero value,
 * a member of the wrong type is refused.
 */

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((value): z.output<Item>[] => value ?? []);
}

const textMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value): Record<string, string> => value ?? {});

/** A profile variable (specification definition v1Variable). */
export const variableBody = z
  .object({
    name: z.string(),
    displayName: z.string().nullish(),
    description: z.string().nullish(),
    format: z.enum(['string', 'number', 'boolean', 'ipv4', 'ipv4cidr', 'ipv6', 'version', 'base64']).nullish(),
    defaultValue: z.string().nullish(),
    regex: z.string().nullish(),
    required: z.boolean().nullish(),
    immutable: z.boolean().nullish(),
    hidden: z.boolean().nullish(),
    isSensitive: z.boolean().nullish(),
    inputType: z.enum(['text', 'dropdown', 'multiline']).nullish(),
    options: z
      .array(
        z.object({
          value: z.string(),
          label: z.string().nullish(),
          description: z.string().nullish(),
          default: z.boolean().nullish(),
        }),
      )
      .nullish(),
  })
  .transform(withoutNulls);

type WithoutNulls<Shape> = Shape extends (infer Item)[]
  ? WithoutNulls<Item>[]
  : Shape extends object
    ? { [Key in keyof Shape]: WithoutNulls<Exclude<Shape[Key], null | undefined>> }
    : Shape;

function withoutNulls<Shape>(value: Shape): WithoutNulls<Shape> {
  return JSON.parse(JSON.stringify(value, (_key, member: unknown) => (member === null ? undefined : member)));
}

const registryBody = z.object({ uid: text, name: text, kind: text, isPrivate: flag });

/** The document of import and import/validate (specification definition v1ClusterProfileImportEntity). */
export const importBody = z.object({
  metadata: z.object({ name: text, description: text, labels: textMap }),
  spec: z.object({
    version: text,
    template: z.object({
      type: text,
      cloudType: text,
      packs: list(
        z.object({
          name: text,
          type: text,
          layer: text,
          version: text,
          tag: text,
          values: text,
          registry: z.object({ metadata: registryBody.nullish(), matchingRegistries: list(registryBody) }).nullish(),
          manifests: list(z.object({ name: text, content: text })),
        }),
      ),
    }),
    variables: list(variableBody),
  }),
});

/** The parsed document. */
export type ImportBody = z.output<typeof importBody>;
/** One pack of the parsed document. */
export type ImportPack = ImportBody['spec']['template']['packs'][number];

/** Macros (specification definition v1Macros). */
export const macrosBody = z.object({ macros: list(z.object({ name: z.string().min(1), value: text })) });

/** Variables (specification definition v1Variables). */
export const variablesBody = z.object({ variables: list(variableBody) });

/** Names of variables (specification definition v1VariableNames). */
export const variableNamesBody = z.object({ variables: z.array(z.string()) });

/** PATCH metadata (specification definition v1ProfileMetaEntity). */
export const profileMetadataBody = z.object({
  metadata: z.object({
    name: text,
    labels: textMap.optional(),
    annotations: z.object({ description: z.string().nullish() }).nullish(),
  }),
  spec: z.object({ version: text }).nullish(),
});

/** Bulk delete (specification definition v1BulkDeleteRequest). */
export const bulkDeleteBody = z.object({ uids: z.array(z.string()) });

/** Clone target (specification definition v1ClusterProfileCloneMetaInputEntity). */
export const cloneMetadataBody = z.object({
  name: z.string(),
  version: text,
  target: z.object({ scope: z.enum(['system', 'tenant', 'project', 'resource']), projectUid: text }).nullish(),
});

/** Clone (specification definition v1ClusterProfileCloneEntity). */
export const cloneBody = z.object({ metadata: cloneMetadataBody });

/** A template (specification definition v1ClusterProfileTemplateDraft). */
export const templateBody = z.object({
  type: text,
  cloudType: text,
  packs: list(
    z.object({
      name: z.string(),
      type: text,
      layer: text,
      tag: text,
      uid: text,
      registryUid: text,
      values: text,
      manifests: list(z.object({ name: text, content: text })),
    }),
  ),
});

/** Create (specification definition v1ClusterProfileEntity). */
export const createBody = z.object({
  metadata: z.object({
    name: text,
    labels: textMap,
    annotations: z
      .object({ description: text })
      .nullish()
      .transform((value) => value ?? { description: '' }),
  }),
  spec: z.object({ template: templateBody, variables: list(variableBody), version: text }),
});

/** Update (specification definition v1ClusterProfileUpdateEntity). */
export const updateBody = z.object({
  metadata: z.object({ name: text }).nullish(),
  spec: z.object({ template: templateBody, version: text }),
});

/** Sign-in (specification definition v1AuthLogin). */
export const loginBody = z.object({ emailId: text, password: text, org: text });

/** `data` in the shape of `schema`, or 400 naming the member that does not fit. */
export function shaped<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw invalidPayload(`Invalid payload: '${path}' ${issue?.message ?? 'does not fit'}`);
}
