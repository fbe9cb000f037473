import { type ApiError, resourceNotFound } from '../api-error.ts';
import type { Switches } from '../switches.ts';
import type { Catalogue } from './catalogue.ts';
import type { PackSchemaEntry, Project, StoredPack, StoredProfile } from './kinds.ts';
import type { MacroStore } from './macro-store.ts';
import type { ProfileStore } from './profile-store.ts';

/** Everything one Palette tenant holds, in memory. Routes change it; tests may look at it and change it. */
export interface Tenant {
  uid: string;
  /** Name shown as the organisation (specification definition v1UserInfo). */
  orgName: string;
  projects: Project[];
  profiles: ProfileStore;
  macros: MacroStore;
  catalogue: Catalogue;
  switches: Switches;
  now: () => string;
}

/** The profile with this uid, or 404. */
export function profileByUid(tenant: Tenant, uid: string): StoredProfile {
  const profile = tenant.profiles.get(uid);
  if (profile === undefined) throw notFound(uid);
  return profile;
}

function notFound(uid: string): ApiError {
  return resourceNotFound('clusterprofile', uid);
}

/** The schema of a profile's pack, from the registry it was taken from. */
export function schemaOfPack(tenant: Tenant, pack: StoredPack): PackSchemaEntry[] {
  const registry = tenant.catalogue.byUid(pack.registryUid);
  if (registry === undefined) return [];
  return tenant.catalogue.find(registry, pack.name, pack.version, pack.tag)?.version.schema ?? [];
}
