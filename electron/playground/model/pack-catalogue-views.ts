import { digestOf } from '../identifiers.ts';
import type { FoundPack } from './catalogue.ts';
import type { PackVersion, Registry, RegistryPack } from './kinds.ts';

/** Type of a pack as its registry determines it. */
export function typeOfRegistry(registry: Registry): 'spectro' | 'helm' | 'oci' {
  if (registry.kind === 'pack') return 'spectro';
  return registry.kind === 'helm' || registry.providerType === 'helm' ? 'helm' : 'oci';
}

function packValues(version: PackVersion): object {
  return {
    packUid: version.packUid,
    values: version.values(),
    schema: version.schema,
    presets: [],
    dependencies: [],
    annotations: {},
    readme: '',
    template: { manifest: '', parameters: { inputParameters: [], outputParameters: [] }, values: '' },
  };
}

/** The versions of a pack in one registry with their default values (specification definition v1PackTagEntity). */
export function packTagEntity(registry: Registry, pack: RegistryPack, versions: PackVersion[]): object {
  return {
    name: pack.name,
    displayName: pack.displayName,
    layer: pack.layer,
    addonType: pack.addonType,
    addonSubType: '',
    cloudTypes: pack.cloudTypes,
    logoUrl: '',
    registryUid: registry.uid,
    tags: versions.map(({ tag, version, packUid, parentTags }) => ({ tag, version, packUid, parentTags, group: '' })),
    packValues: versions.map(packValues),
  };
}

/** One build (specification definition v1PackSummary). */
export function packSummary({ registry, pack, version }: FoundPack): object {
  return {
    apiVersion: 'v1',
    kind: 'pack',
    metadata: { name: pack.name, uid: version.packUid },
    spec: {
      name: pack.name,
      displayName: pack.displayName,
      layer: pack.layer,
      type: typeOfRegistry(registry),
      version: version.version,
      addonType: pack.addonType,
      addonSubType: '',
      annotations: {},
      cloudTypes: pack.cloudTypes,
      digest: digestOf(version.packUid),
      eol: '',
      group: '',
      logoUrl: '',
      manifests: [],
      presets: [],
      registryUid: registry.uid,
      schema: version.schema,
      values: version.values(),
    },
    status: {},
  };
}

/** A pack name and every registry that offers it, with the newest version of each (definition v1PackMetadata). */
export function packMetadata(name: string, offers: { registry: Registry; pack: RegistryPack }[]): object {
  const [first] = offers;
  return {
    apiVersion: 'v1',
    kind: 'pack',
    metadata: { name },
    spec: {
      name,
      displayName: first?.pack.displayName ?? name,
      layer: first?.pack.layer ?? 'addon',
      type: first === undefined ? 'spectro' : typeOfRegistry(first.registry),
      addonType: first?.pack.addonType ?? '',
      addonSubType: '',
      cloudTypes: first?.pack.cloudTypes ?? [],
      group: '',
      registries: offers.map(({ registry, pack }) => {
        const newest = pack.versions.find((version) => version.state !== 'disabled');
        return {
          uid: registry.uid,
          name: registry.name,
          scope: registry.scope,
          latestVersion: newest?.version ?? '',
          latestPackUid: newest?.packUid ?? '',
          logoUrl: '',
          annotations: {},
        };
      }),
    },
  };
}
