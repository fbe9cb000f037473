import type { DetailLayer, ProfileDetails } from '../../shared/bridge/views.ts';
import { type Pack, type ProfileDocument, packsOf, versionOf } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { tagsOf } from '../palette/tags.ts';

/** What a pane shows of one profile version, from its document and what was found in it. */
export function detailsOf(
  uid: string,
  document: ProfileDocument,
  holes: readonly Hole[],
  macros: readonly string[],
): ProfileDetails {
  const { metadata, spec } = document;
  return {
    uid,
    name: metadata.name,
    version: versionOf(document),
    type: spec.template.type ?? '',
    cloudType: spec.template.cloudType ?? '',
    description: metadata.description ?? '',
    tags: tagsOf(metadata.labels ?? {}),
    layers: packsOf(document).map((pack, index) => layerOf(pack, index, holes)),
    variables: (spec.variables ?? []).map((variable) => ({
      name: variable.name,
      displayName: variable.displayName || variable.name,
      format: variable.format || 'string',
      required: variable.required ?? false,
      isSensitive: variable.isSensitive ?? false,
    })),
    holes,
    macros,
  };
}

function layerOf(pack: Pack, index: number, holes: readonly Hole[]): DetailLayer {
  const isHere = ({ where, reason }: Hole) =>
    reason === 'masked' && where.kind === 'scalar' && where.text.pack === index;
  return {
    name: pack.name,
    // The document carries no display name: a repeated pack's is the first half of `name--pack`.
    displayName: pack.name.split('--')[0] || pack.name,
    layer: pack.layer ?? '',
    version: pack.version || pack.tag || '',
    type: pack.type ?? '',
    tag: pack.tag ?? '',
    registry: pack.registry?.metadata?.name ?? '',
    manifests: (pack.manifests ?? []).map((manifest) => manifest.name ?? ''),
    maskedValues: holes.filter(isHere).length,
  };
}
