import { z } from 'zod';

/**
 * The profile document: SPEC v1ClusterProfileImportEntity, the body of an export and of an import.
 * No member is required by the specification except a variable's name, unknown members occur in real files and stay,
 * and members that were absent stay absent. Key order is the file's.
 */
export const registryMetadataSchema = z.looseObject({
  uid: z.string().nullish(),
  name: z.string().nullish(),
  /** pack, helm or oci; empty for manifest packs. */
  kind: z.string().nullish(),
  isPrivate: z.boolean().nullish(),
  /** helm, pack or zarf. */
  providerType: z.string().nullish(),
  isSyncSupported: z.boolean().nullish(),
});
export type RegistryMetadata = z.infer<typeof registryMetadataSchema>;

export const manifestSchema = z.looseObject({ name: z.string().nullish(), content: z.string().nullish() });

export const packSchema = z.looseObject({
  name: z.string(),
  /** spectro, helm, manifest or oci. */
  type: z.string().nullish(),
  layer: z.string().nullish(),
  version: z.string().nullish(),
  tag: z.string().nullish(),
  /** YAML text. */
  values: z.string().nullish(),
  registry: z
    .looseObject({
      metadata: registryMetadataSchema.nullish(),
      /** Only in the answer of import/validate: the registries of the target that hold the pack. */
      matchingRegistries: z.array(registryMetadataSchema).nullish(),
    })
    .nullish(),
  manifests: z.array(manifestSchema).nullish(),
});
export type Pack = z.infer<typeof packSchema>;

export const variableSchema = z.looseObject({
  name: z.string(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  format: z.string().nullish(),
  /** Always text, whatever the format. */
  defaultValue: z.string().nullish(),
  /** Go RE2. */
  regex: z.string().nullish(),
  required: z.boolean().nullish(),
  immutable: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  isSensitive: z.boolean().nullish(),
  inputType: z.string().nullish(),
  options: z
    .array(
      z.looseObject({
        value: z.string(),
        label: z.string().nullish(),
        description: z.string().nullish(),
        default: z.boolean().nullish(),
      }),
    )
    .nullish(),
});
export type Variable = z.infer<typeof variableSchema>;

export const profileDocumentSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    description: z.string().nullish(),
    labels: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z.looseObject({
    version: z.string().nullish(),
    template: z.looseObject({
      /** cluster, infra, add-on or system. */
      type: z.string().nullish(),
      /** Free text: custom clouds exist. */
      cloudType: z.string().nullish(),
      packs: z.array(packSchema).nullish(),
    }),
    variables: z.array(variableSchema).nullish(),
  }),
});
export type ProfileDocument = z.infer<typeof profileDocumentSchema>;

/** The layers in their order, which has meaning in Palette (the stack). */
export function packsOf(document: ProfileDocument): readonly Pack[] {
  return document.spec.template.packs ?? [];
}

/** Palette's default where a file names no version (user documentation of cloning). */
export function versionOf(document: ProfileDocument): string {
  return document.spec.version ?? '1.0.0';
}
