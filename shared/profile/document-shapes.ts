import * as z from 'zod/mini';

/*
 * SPEC v1ClusterProfileImportEntity, the body of an export and of an import. No member is required by the specification
 * except a variable's name, unknown members occur in real files and stay, and members that were absent stay absent.
 * Zod's small form: the window reads variables with it.
 */
const text = z.nullish(z.string());
const flag = z.nullish(z.boolean());

export const registryMetadataSchema = z.looseObject({
  uid: text,
  name: text,
  /** pack, helm or oci; empty for manifest packs. */
  kind: text,
  isPrivate: flag,
  /** helm, pack or zarf. */
  providerType: text,
  isSyncSupported: flag,
});

const manifestSchema = z.looseObject({ name: text, content: text });

export const packSchema = z.looseObject({
  name: z.string(),
  /** spectro, helm, manifest or oci. */
  type: text,
  layer: text,
  version: text,
  tag: text,
  /** YAML text. */
  values: text,
  registry: z.nullish(
    z.looseObject({
      metadata: z.nullish(registryMetadataSchema),
      /** Only in the answer of import/validate: the registries of the target that hold the pack. */
      matchingRegistries: z.nullish(z.array(registryMetadataSchema)),
    }),
  ),
  manifests: z.nullish(z.array(manifestSchema)),
});

export const variableSchema = z.looseObject({
  name: z.string(),
  displayName: text,
  description: text,
  format: text,
  /** Always text, whatever the format. */
  defaultValue: text,
  /** Go RE2. */
  regex: text,
  required: flag,
  immutable: flag,
  hidden: flag,
  isSensitive: flag,
  inputType: text,
  options: z.nullish(z.array(z.looseObject({ value: z.string(), label: text, description: text, default: flag }))),
});

export const profileDocumentSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    description: text,
    labels: z.nullish(z.record(z.string(), z.string())),
  }),
  spec: z.looseObject({
    version: text,
    template: z.looseObject({
      /** cluster, infra, add-on or system. */
      type: text,
      /** Free text: custom clouds exist. */
      cloudType: text,
      packs: z.nullish(z.array(packSchema)),
    }),
    variables: z.nullish(z.array(variableSchema)),
  }),
});
