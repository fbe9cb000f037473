import { z } from 'zod';
import type { Project } from '../../shared/environment.ts';
import type { Scope } from '../../shared/place.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Caller } from './caller.ts';
import type { Memory } from './memory.ts';
import { path } from './path.ts';
import { date, flag, identity, listOf, maybe, needed, requiredListOf, text, uid } from './wire.ts';

/** SPEC v1UserInfo. */
export interface UserInfo {
  readonly tenantUid: string;
  readonly tenantName: string;
  readonly userUid: string;
}

const userInfoBody = z.looseObject({ orgName: text, tenantUid: uid, userUid: uid });
const projectsBody = z.looseObject({ items: requiredListOf(z.looseObject({ metadata: identity })) });
const userRolesBody = z.looseObject({ roles: listOf(identity), inheritedRoles: listOf(identity) });
const userProjectsBody = z.looseObject({
  projects: listOf(z.looseObject({ uid, roles: listOf(identity), inheritedRoles: listOf(identity) })),
});
const resourceRolesBody = z.looseObject({
  resourceRoles: listOf(z.looseObject({ projectUids: listOf(identity), roles: listOf(identity) })),
});
const roleBody = z.looseObject({ spec: maybe(z.looseObject({ permissions: listOf(needed) })) });
const keysBody = z.looseObject({
  items: requiredListOf(
    z.looseObject({
      spec: maybe(z.looseObject({ expiry: date, user: maybe(z.looseObject({ uid: text })) })),
      status: maybe(z.looseObject({ isActive: flag })),
    }),
  ),
});
const versionBody = z.looseObject({ version: needed });

/** GET /v1/users/info, SPEC v1UserInfo: whose key this is. Needs no permission. */
export async function userInfo(caller: Caller, memory: Memory): Promise<Result<UserInfo>> {
  return memory.recall('user', async () => {
    const call = { method: 'GET', path: '/v1/users/info', scope: null, permission: '', what: 'user' } as const;
    const info = await caller.read(call, userInfoBody);
    if (!info.ok) return info;
    const { tenantUid, orgName, userUid } = info.value;
    return ok({ tenantUid, tenantName: orgName, userUid });
  });
}

/** GET /v1/dashboard/projects/metadata, SPEC v1ProjectsMetadata: the projects this user may see, by name. */
export async function projects(caller: Caller): Promise<Result<readonly Project[]>> {
  const answer = await caller.read(
    {
      method: 'GET',
      path: '/v1/dashboard/projects/metadata',
      scope: null,
      permission: 'project.list',
      what: 'projects',
    },
    projectsBody,
  );
  if (!answer.ok) return answer;
  const found = answer.value.items.map(({ metadata }) => ({ uid: metadata.uid, name: metadata.name || metadata.uid }));
  return ok(found.sort((a, b) => a.name.localeCompare(b.name)));
}

/**
 * What this user may do in a scope: GET /v1/users/{uid}/roles (SPEC v1UserRolesEntity), /v1/users/{uid}/projects
 * (SPEC v1ProjectRolesEntity), /v1/users/{uid}/resourceRoles (SPEC v1ResourceRoles), then each role (SPEC v1Role). These
 * lists belong to the tenant, so an ordinary user may be refused: null then means "not told", never "nothing allowed".
 * A resource role counts in its projects whatever it filters by: what a filter lets through is the server's to say.
 */
export async function permissions(
  caller: Caller,
  memory: Memory,
  user: UserInfo,
  scope: Scope,
): Promise<Result<readonly string[] | null>> {
  const roles = await rolesIn(caller, memory, user, scope);
  if (!roles.ok || roles.value === null) return roles.ok ? ok(null) : roles;
  const details = await Promise.all(roles.value.map((role) => rolePermissions(caller, memory, role)));
  const known = new Set<string>();
  for (const detail of details) {
    const told = notTold(detail);
    if (!told.ok || told.value === null) return told.ok ? ok(null) : told;
    for (const permission of told.value) known.add(permission);
  }
  return ok([...known].sort());
}

async function rolesIn(
  caller: Caller,
  memory: Memory,
  user: UserInfo,
  scope: Scope,
): Promise<Result<readonly string[] | null>> {
  return memory.recall(`roles ${scope.kind === 'project' ? scope.uid : ''}`, async () => {
    const call = { method: 'GET', scope: null, permission: 'user.get', what: 'roles' } as const;
    const [ofTenant, ofProjects, ofResources] = await Promise.all([
      caller.read({ ...call, path: path`/v1/users/${user.userUid}/roles` }, userRolesBody),
      scope.kind === 'tenant'
        ? ok(null)
        : caller.read({ ...call, path: path`/v1/users/${user.userUid}/projects` }, userProjectsBody),
      scope.kind === 'tenant'
        ? ok(null)
        : caller.read({ ...call, path: path`/v1/users/${user.userUid}/resourceRoles` }, resourceRolesBody),
    ]);
    const tenantRoles = notTold(ofTenant);
    const projectRoles = notTold(ofProjects);
    const resourceRoles = notTold(knowsNone(ofResources) ? ok({ resourceRoles: [] }) : ofResources);
    if (!tenantRoles.ok) return tenantRoles;
    if (!projectRoles.ok) return projectRoles;
    if (!resourceRoles.ok) return resourceRoles;
    if (tenantRoles.value === null) return ok(null);
    if (scope.kind === 'project' && (projectRoles.value === null || resourceRoles.value === null)) return ok(null);
    const isHere = ({ uid }: { readonly uid: string }) => scope.kind === 'project' && uid === scope.uid;
    const here = projectRoles.value?.projects.find(isHere);
    // A role in the tenant counts in each of its projects.
    const all = [tenantRoles.value, here].flatMap((given) => [
      ...(given?.roles ?? []),
      ...(given?.inheritedRoles ?? []),
    ]);
    const ofFilters = resourceRoles.value?.resourceRoles.filter(({ projectUids }) => projectUids.some(isHere)) ?? [];
    return ok([...new Set([...all, ...ofFilters.flatMap(({ roles }) => roles)].map((role) => role.uid))]);
  });
}

function rolePermissions(caller: Caller, memory: Memory, role: string): Promise<Result<readonly string[]>> {
  return memory.recall(`role ${role}`, async () => {
    const answer = await caller.read(
      { method: 'GET', path: path`/v1/roles/${role}`, scope: null, permission: 'role.get', what: 'role' },
      roleBody,
    );
    return answer.ok ? ok(answer.value.spec?.permissions ?? []) : answer;
  });
}

/** A Palette from before there were resource roles. */
function knowsNone(answer: Result<unknown>): boolean {
  return !answer.ok && answer.problem.kind === 'not-found';
}

/** Turns "you may not see this" into null. */
function notTold<T>(answer: Result<T>): Result<T | null> {
  if (answer.ok) return answer;
  const { kind } = answer.problem;
  return kind === 'permission-denied' || kind === 'not-found' ? ok(null) : answer;
}

/**
 * GET /v1/apiKeys, SPEC v1ApiKeys: when this key expires. The list never tells which entry is the key in use, so the
 * answer is only known when the user has one active key.
 */
export async function keyExpiry(caller: Caller, user: UserInfo): Promise<Result<string | null>> {
  const answer = await caller.read(
    { method: 'GET', path: '/v1/apiKeys', scope: null, permission: 'apiKey.list', what: 'API keys' },
    keysBody,
  );
  if (!answer.ok) return answer;
  const own = answer.value.items.filter((key) => key.spec?.user?.uid === user.userUid && key.status?.isActive === true);
  return ok(own.length === 1 ? (own[0]?.spec?.expiry ?? null) : null);
}

/** GET /v1/system/version/installed, SPEC v1SystemVersionInfo. Meant for system users: many are refused. */
export async function serverVersion(caller: Caller): Promise<Result<string>> {
  const answer = await caller.read(
    { method: 'GET', path: '/v1/system/version/installed', scope: null, permission: 'system', what: 'version' },
    versionBody,
  );
  return answer.ok ? ok(answer.value.version) : answer;
}
