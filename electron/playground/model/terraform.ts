import type { ProfileDocument } from './export-document.ts';

/**
 * The same profile as a Terraform resource. Palette offers it beside the export, but it cannot be imported again
 * (specification path /v1/clusterprofiles/{uid}/export/terraform).
 */
export function terraformText(document: ProfileDocument): string {
  const { metadata, spec } = document;
  const packs = spec.template.packs.map((pack) =>
    [
      '  pack {',
      `    name   = ${JSON.stringify(pack.name)}`,
      `    type   = ${JSON.stringify(pack.type)}`,
      ...(pack.tag === undefined ? [] : [`    tag    = ${JSON.stringify(pack.tag)}`]),
      '    values = <<-EOT',
      pack.values.replace(/^/gm, '      '),
      '    EOT',
      '  }',
    ].join('\n'),
  );
  return [
    'resource "spectrocloud_cluster_profile" "profile" {',
    `  name        = ${JSON.stringify(metadata.name)}`,
    `  description = ${JSON.stringify(metadata.description)}`,
    `  version     = ${JSON.stringify(spec.version)}`,
    `  cloud       = ${JSON.stringify(spec.template.cloudType)}`,
    `  type        = ${JSON.stringify(spec.template.type)}`,
    ...packs,
    '}',
    '',
  ].join('\n');
}
