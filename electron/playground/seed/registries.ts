import { identifierOf } from '../identifiers.ts';
import { compareVersions } from '../model/filters.ts';
import type { PackVersion, Registry, RegistryPack } from '../model/kinds.ts';
import { PACK_BLUEPRINTS } from './pack-blueprints.ts';

/** Versions of a pack in a registry; `!` marks a disabled and `~` a deprecated one. */
export type Offer = [pack: string, ...versions: string[]];

/** A registry of a tenant, before its catalogue is built. */
export interface RegistryBlueprint extends Omit<Registry, 'uid' | 'packs' | 'sync' | 'endpoint'> {
  offers: Offer[];
}

const STATES = { '~': 'deprecated', '!': 'disabled' } as const;

function stateOf(text: string): { version: string; state: PackVersion['state'] } {
  const mark = text.at(0);
  if (mark === '~' || mark === '!') return { version: text.slice(1), state: STATES[mark] };
  return { version: text, state: 'active' };
}

/** Moving tags that point at a version, such as `1.31.x`; the newest of its minor release only. */
function parentTags(version: string, all: string[]): string[] {
  const minor = version.split('.').slice(0, 2).join('.');
  const newest = all
    .filter((other) => other.startsWith(`${minor}.`))
    .sort(compareVersions)
    .at(-1);
  return newest === version ? [`${minor}.x`] : [];
}

function remembered(make: () => string): () => string {
  let text: string | undefined;
  return () => {
    text ??= make();
    return text;
  };
}

const valuesByBuild = new Map<string, () => string>();

/** Default values of a build: the same pack and version have the same values in every registry and tenant. */
export function defaultValues(pack: string, version: string): () => string {
  const key = `${pack}@${version}`;
  const known = valuesByBuild.get(key);
  if (known !== undefined) return known;
  const make = remembered(() => PACK_BLUEPRINTS.get(pack)?.values(version) ?? '');
  valuesByBuild.set(key, make);
  return make;
}

function registryPack(tenant: string, registry: string, [name, ...texts]: Offer): RegistryPack {
  const blueprint = PACK_BLUEPRINTS.get(name);
  if (blueprint === undefined) throw new Error(`No blueprint for pack '${name}'`);
  const marked = texts.map(stateOf);
  const all = marked.map((entry) => entry.version);
  const versions = marked
    .map(({ version, state }) => ({
      packUid: identifierOf(tenant, registry, 'pack', name, version),
      version,
      tag: version,
      parentTags: parentTags(version, all),
      state,
      values: defaultValues(name, version),
      schema: blueprint.schema,
    }))
    .sort((left, right) => compareVersions(right.version, left.version));
  const { displayName, layer, addonType, cloudTypes } = blueprint;
  return { name, displayName, layer, addonType, cloudTypes, versions };
}

/** The registries of a tenant; their uids differ from tenant to tenant even when the names agree. */
export function buildRegistries(tenant: string, blueprints: RegistryBlueprint[], now: string): Registry[] {
  return blueprints.map(({ offers, ...registry }, index) => {
    const key = `${registry.name}#${index}`;
    const packs = offers.map((offer) => registryPack(tenant, key, offer));
    return {
      ...registry,
      uid: identifierOf(tenant, 'registry', key),
      endpoint: `https://${registry.name.toLowerCase().replaceAll(' ', '-')}.registry.invalid`,
      sync: { status: 'Success', message: '', lastSyncedAt: now },
      packs: new Map(packs.map((pack) => [pack.name, pack])),
    };
  });
}
