import type { Project } from '../../shared/environment.ts';
import type { Scope } from '../../shared/place.ts';
import type { ProfileDocument, Variable } from '../../shared/profile/document.ts';
import type { PackRules } from '../../shared/profile/pack-rules.ts';
import type { Result } from '../../shared/result.ts';
import type { PackVersion, TakenName, TargetRegistry } from '../../shared/transfer/facts.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { HttpPort } from '../ports/http.ts';
import type { Secret } from '../secret.ts';
import * as access from './access.ts';
import { type Caller, createCaller, type WriteResult } from './caller.ts';
import * as clones from './clones.ts';
import * as macros from './macros.ts';
import { createMemory, type Memory } from './memory.ts';
import * as list from './profile-list.ts';
import * as profiles from './profiles.ts';
import type { RateLimits } from './rate-limit.ts';
import * as packs from './registries.ts';

type Read<T> = Promise<Result<T>>;
type Write<T> = Promise<WriteResult<T>>;

/** One Palette, seen with one key. Reads are retried while harmless, writes are sent once. Nothing here rejects. */
export interface PaletteClient {
  /** `host[:port]`. */
  readonly host: string;
  userInfo(): Read<access.UserInfo>;
  projects(): Read<readonly Project[]>;
  /** Null: the server does not let this user see them. */
  permissions(scope: Scope): Read<readonly string[] | null>;
  keyExpiry(): Read<string | null>;
  serverVersion(): Read<string>;
  listProfiles(scope: Scope, onPage: list.OnPage): ReturnType<typeof list.listProfiles>;
  profileNames(scope: Scope): Read<readonly TakenName[]>;
  getProfile(scope: Scope, uid: string): Read<profiles.ProfileState>;
  exportProfile(scope: Scope, uid: string): Read<ProfileDocument>;
  exportText(scope: Scope, uid: string): Read<Uint8Array>;
  exportYaml(scope: Scope, uid: string): Read<Uint8Array>;
  packRules(scope: Scope, uid: string): Read<PackRules>;
  /** `hide`: typed values inside the document, which an error message must not repeat. */
  validateImport(scope: Scope, document: ProfileDocument, hide?: readonly string[]): Read<ProfileDocument>;
  nameIsFree(scope: Scope, name: string, version: string): Read<boolean>;
  importProfile(scope: Scope, document: ProfileDocument, options: ImportRequest): Write<{ readonly uid: string }>;
  validateClone(source: clones.CloneSource, target: clones.CloneTarget): Read<null>;
  cloneProfile(source: clones.CloneSource, target: clones.CloneTarget): Write<{ readonly uid: string }>;
  variables(scope: Scope, uid: string): Read<readonly Variable[]>;
  putVariables(scope: Scope, uid: string, variables: readonly Variable[]): Write<null>;
  publish(scope: Scope, uid: string): Write<null>;
  deleteProfile(scope: Scope, uid: string): Write<null>;
  macroNames(scope: macros.MacroScope): Read<readonly string[]>;
  createMacro(scope: macros.MacroScope, macro: macros.NewMacro): Write<null>;
  registries(scope: Scope): Read<readonly TargetRegistry[]>;
  packVersions(scope: Scope, packName: string, registryUid: string): Read<readonly PackVersion[]>;
  /** One version that the registry is known to hold. Null: it is usable, and no more is known of it. */
  packVersion(scope: Scope, packName: string, registryUid: string, version: string): Read<PackVersion | null>;
  /** The same client, whose calls end as `cancelled` when the signal aborts. */
  withSignal(signal: AbortSignal): PaletteClient;
  /** The same client, which asks anew what it would else answer from memory. */
  afresh(): PaletteClient;
}

export interface ImportRequest {
  readonly publish: boolean;
  /** Typed values inside the document: an error message must not repeat them. */
  readonly hide?: readonly string[];
}

export interface ClientParts {
  readonly http: HttpPort;
  readonly apiKey: Secret;
  /** One for the whole app: Palette counts per source address. */
  readonly limits: RateLimits;
  readonly clock: ClockPort;
  readonly random?: () => number;
  /** How long an import or a clone may take as a whole. */
  readonly importMs?: number;
}

const usualImportMs = 120_000;

/** A client for one environment. */
export function createPaletteClient(parts: ClientParts): PaletteClient {
  const { http, apiKey, limits, clock, random = Math.random, importMs = usualImportMs } = parts;
  const caller = createCaller({ http, apiKey, limits, clock, random, signal: null });
  return clientOf(caller, createMemory(clock), importMs);
}

function clientOf(caller: Caller, memory: Memory, importMs: number): PaletteClient {
  async function asUser<T>(ask: (user: access.UserInfo) => Read<T>): Read<T> {
    const user = await access.userInfo(caller, memory);
    return user.ok ? ask(user.value) : user;
  }

  return {
    host: caller.host,
    userInfo: () => access.userInfo(caller, memory),
    projects: () => access.projects(caller),
    permissions: (scope) => asUser((user) => access.permissions(caller, memory, user, scope)),
    keyExpiry: () => asUser((user) => access.keyExpiry(caller, user)),
    serverVersion: () => access.serverVersion(caller),
    listProfiles: (scope, onPage) => list.listProfiles(caller, scope, onPage),
    profileNames: (scope) => list.profileNames(caller, scope),
    getProfile: (scope, uid) => profiles.getProfile(caller, scope, uid),
    exportProfile: (scope, uid) => profiles.exportProfile(caller, scope, uid),
    exportText: (scope, uid) => profiles.exportText(caller, scope, uid),
    exportYaml: (scope, uid) => profiles.exportYaml(caller, scope, uid),
    packRules: (scope, uid) => profiles.packRules(caller, scope, uid),
    validateImport: (scope, document, hide = []) => profiles.validateImport(caller, scope, document, hide),
    nameIsFree: (scope, name, version) => profiles.nameIsFree(caller, scope, name, version),
    importProfile: (scope, document, { publish, hide = [] }) =>
      profiles.importProfile(caller, scope, document, { publish, hide, totalMs: importMs }),
    validateClone: (source, target) => clones.validateClone(caller, source, target),
    cloneProfile: (source, target) => clones.cloneProfile(caller, source, target, importMs),
    variables: (scope, uid) => profiles.variables(caller, scope, uid),
    putVariables: (scope, uid, variables) => profiles.putVariables(caller, scope, uid, variables),
    publish: (scope, uid) => profiles.publish(caller, scope, uid),
    deleteProfile: (scope, uid) => profiles.deleteProfile(caller, scope, uid),
    macroNames: (scope) => macros.macroNames(caller, scope),
    createMacro: (scope, macro) => macros.createMacro(caller, scope, macro),
    registries: (scope) => packs.registries(caller, scope),
    packVersions: (scope, packName, registryUid) => packs.packVersions(caller, memory, scope, packName, registryUid),
    packVersion: (scope, packName, registryUid, version) =>
      packs.packVersion(caller, memory, scope, { packName, registryUid, version }),
    withSignal: (signal) => clientOf(caller.withSignal(signal), memory, importMs),
    afresh: () => clientOf(caller, memory.afresh(), importMs),
  };
}
