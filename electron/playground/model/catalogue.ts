import type { PackVersion, Registry, RegistryPack } from './kinds.ts';

/**
 * The name under which a registry knows a pack: a pack used twice in one profile is called `<any name>--<pack name>`
 * (librarium docs: profiles/cluster-profiles/create-cluster-profiles/duplicate-pack-in-profile).
 */
export function registryPackName(name: string): string {
  const separator = name.indexOf('--');
  return separator < 0 ? name : name.slice(separator + 2);
}

/** A pack version together with where it was found. */
export interface FoundPack {
  registry: Registry;
  pack: RegistryPack;
  version: PackVersion;
}

/** All registries of a tenant. */
export class Catalogue {
  readonly registries: Registry[];

  constructor(registries: Registry[]) {
    this.registries = registries;
  }

  /** The registry with this uid. */
  byUid(uid: string): Registry | undefined {
    return this.registries.find((registry) => registry.uid === uid);
  }

  /** All registries of this name: two registries may share one. */
  byName(name: string): Registry[] {
    return this.registries.filter((registry) => registry.name === name);
  }

  /** A pack in one registry by its exact version, or by a tag or parent tag when no version is asked for. */
  find(registry: Registry, packName: string, version: string, tag: string): FoundPack | undefined {
    const pack = registry.packs.get(registryPackName(packName));
    if (pack === undefined) return undefined;
    const found = pack.versions.find((candidate) =>
      version === '' ? candidate.tag === tag || candidate.parentTags.includes(tag) : candidate.version === version,
    );
    return found === undefined ? undefined : { registry, pack, version: found };
  }

  /** Every registry whose catalogue can be searched and holds the exact version. */
  findEverywhere(packName: string, version: string, tag: string): FoundPack[] {
    return this.registries
      .filter((registry) => registry.isSyncSupported)
      .flatMap((registry) => this.find(registry, packName, version, tag) ?? []);
  }

  /** The pack version with this uid. */
  byPackUid(packUid: string): FoundPack | undefined {
    for (const registry of this.registries) {
      for (const pack of registry.packs.values()) {
        const version = pack.versions.find((candidate) => candidate.packUid === packUid);
        if (version !== undefined) return { registry, pack, version };
      }
    }
    return undefined;
  }
}
