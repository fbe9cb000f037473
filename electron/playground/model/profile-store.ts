import { identifierOf } from '../identifiers.ts';
import type { Scope, StoredProfile } from './kinds.ts';
import { sameScope, scopeKey, scopesVisibleFrom } from './scopes.ts';

/** The profiles of a tenant, one entry per version. */
export class ProfileStore {
  readonly #profiles = new Map<string, StoredProfile>();
  readonly #tenantName: string;
  #created = 0;

  constructor(tenantName: string) {
    this.#tenantName = tenantName;
  }

  /** The profile with this uid, whatever its scope. */
  get(uid: string): StoredProfile | undefined {
    return this.#profiles.get(uid);
  }

  /** The profiles of exactly this scope, in the order of their creation. */
  inScope(scope: Scope): StoredProfile[] {
    const key = scopeKey(scope);
    return [...this.#profiles.values()].filter((profile) => scopeKey(profile.scope) === key);
  }

  /** The profiles usable from a scope: its own and those of the scopes above. */
  visibleFrom(scope: Scope): StoredProfile[] {
    const keys = new Set(scopesVisibleFrom(scope).map(scopeKey));
    return [...this.#profiles.values()].filter((profile) => keys.has(scopeKey(profile.scope)));
  }

  /** All versions that share this profile's name and scope. */
  versionsOf(profile: StoredProfile): StoredProfile[] {
    return this.inScope(profile.scope).filter((other) => other.name === profile.name);
  }

  /** The profile that holds a name and version in exactly this scope. */
  find(scope: Scope, name: string, version: string, namesAreCaseSensitive: boolean): StoredProfile | undefined {
    const shape = (text: string): string => (namesAreCaseSensitive ? text : text.toLowerCase());
    for (const profile of this.#profiles.values()) {
      if (profile.version !== version || shape(profile.name) !== shape(name)) continue;
      if (sameScope(profile.scope, scope)) return profile;
    }
    return undefined;
  }

  /** Stores a new profile and gives it its uid. */
  add(profile: Omit<StoredProfile, 'uid'>): StoredProfile {
    this.#created += 1;
    const uid = identifierOf(
      this.#tenantName,
      'profile',
      scopeKey(profile.scope),
      profile.name,
      profile.version,
      String(this.#created),
    );
    const stored = { ...profile, uid };
    this.#profiles.set(uid, stored);
    return stored;
  }

  /** Removes one version. */
  remove(uid: string): void {
    this.#profiles.delete(uid);
  }
}
