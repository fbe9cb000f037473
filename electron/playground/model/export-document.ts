import type { Registry, StoredPack, StoredProfile, Variable } from './kinds.ts';
import { maskValues, maskVariable } from './masking.ts';
import { schemaOfPack, type Tenant } from './tenant.ts';

/** Registry data inside an exported or validated document (specification definition v1PackRegistryMetadata). */
export interface DocumentRegistry {
  uid: string;
  name: string;
  kind: string;
  isPrivate: boolean;
  providerType?: string;
  isSyncSupported?: boolean;
}

/** A pack of the document (specification definition v1PackImportEntity), its members in the order of real exports. */
export interface DocumentPack {
  name: string;
  type: string;
  layer: string;
  version: string;
  tag?: string;
  values: string;
  registry?: { metadata: DocumentRegistry; matchingRegistries?: DocumentRegistry[] };
  manifests?: { name: string; content: string }[];
}

/** The document that export writes and import reads (specification definition v1ClusterProfileImportEntity). */
export interface ProfileDocument {
  metadata: { name: string; description: string; labels?: Record<string, string> };
  spec: {
    version: string;
    template: { type: string; cloudType: string; packs: DocumentPack[] };
    variables?: Variable[];
  };
}

/** A registry as documents describe it; `newer` adds the members that newer releases write. */
export function documentRegistry(registry: Registry | undefined, newer: boolean): DocumentRegistry {
  const { uid = '', name = '', kind = '', isPrivate = false } = registry ?? {};
  const basic: DocumentRegistry = { uid, name, kind, isPrivate };
  if (!newer) return basic;
  return {
    ...basic,
    providerType: registry?.providerType ?? '',
    isSyncSupported: registry?.isSyncSupported ?? false,
  };
}

function documentPack(tenant: Tenant, pack: StoredPack): DocumentPack {
  const { exportsNewerFields: newer, maskStyle } = tenant.switches;
  const result: DocumentPack = {
    name: pack.name,
    type: pack.type,
    layer: pack.layer,
    version: pack.version,
    ...(pack.tag === '' ? {} : { tag: pack.tag }),
    values: maskValues(pack.values, schemaOfPack(tenant, pack), maskStyle),
    registry: { metadata: documentRegistry(tenant.catalogue.byUid(pack.registryUid), newer) },
  };
  if (pack.manifests.length > 0) {
    result.manifests = pack.manifests.map(({ name, content }) => ({ name, content }));
  }
  return result;
}

/**
 * The exported document of a profile, secrets masked (librarium docs:
 * profiles/cluster-profiles/export-import-cluster-profile). It tells nothing about the place it came from.
 */
export function exportDocument(tenant: Tenant, profile: StoredProfile): ProfileDocument {
  const { exportsDraftFirst, exportsNewerFields: newer } = tenant.switches;
  const states = exportsDraftFirst ? [profile.draft, profile.published] : [profile.published, profile.draft];
  const template = states.find((state) => state !== undefined) ?? { packs: [] };
  const hasLabels = newer || Object.keys(profile.labels).length > 0;
  const hasVariables = newer || profile.variables.length > 0;
  return {
    metadata: {
      name: profile.name,
      description: profile.description,
      ...(hasLabels ? { labels: { ...profile.labels } } : {}),
    },
    spec: {
      version: profile.version,
      template: {
        type: profile.type,
        cloudType: profile.cloudType,
        packs: template.packs.map((pack) => documentPack(tenant, pack)),
      },
      ...(hasVariables ? { variables: profile.variables.map(maskVariable) } : {}),
    },
  };
}

/** JSON text of a document; the single-line layout escapes `&`, `<` and `>` as Palette's encoder does. */
export function documentText(document: ProfileDocument, layout: 'single-line' | 'pretty'): string {
  if (layout === 'pretty') return `${JSON.stringify(document, null, 2)}\n`;
  return JSON.stringify(document).replace(/[&<>]/g, (character) => {
    return `\\u00${character.charCodeAt(0).toString(16)}`;
  });
}
