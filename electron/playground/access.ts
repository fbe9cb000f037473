import { randomBytes } from 'node:crypto';
import { ApiError } from './api-error.ts';
import type { Scope } from './model/kinds.ts';
import type { Switches } from './switches.ts';

/** A role and what it permits, as `resource.operation` (librarium docs: user-management/palette-rbac/permissions). */
export interface Role {
  uid: string;
  name: string;
  scope: 'tenant' | 'project' | 'resource';
  permissions: string[];
}

/** Roles that hold in some projects, for what the filters let through; the playground filters nothing. */
export interface ResourceRoles {
  uid: string;
  projectUids: string[];
  roles: Role[];
}

/** A person of the tenant with the roles that hold tenant-wide, those that hold in one project, and for resources. */
export interface User {
  uid: string;
  firstName: string;
  lastName: string;
  emailId: string;
  tenantRoles: Role[];
  projectRoles: Map<string, Role[]>;
  resourceRoles: ResourceRoles[];
}

/** A key of one user (librarium docs: user-management/authentication/api-key). */
export interface ApiKey {
  uid: string;
  name: string;
  key: string;
  user: User;
  expiry: string;
  isActive: boolean;
  createdAt: string;
}

const SESSION_MINUTES = 15;

/** Users, roles and keys of one tenant. */
export class Access {
  readonly users: User[];
  readonly roles: Role[];
  readonly keys: ApiKey[];
  readonly #now: () => Date;
  readonly #switches: Switches;
  readonly #sessions = new Map<string, { user: User; endsAt: number }>();

  constructor(parts: { users: User[]; roles: Role[]; keys: ApiKey[]; now: () => Date; switches: Switches }) {
    this.users = parts.users;
    this.roles = parts.roles;
    this.keys = parts.keys;
    this.#now = parts.now;
    this.#switches = parts.switches;
  }

  /** The user behind an API key or a session token, or the refusal that Palette gives. */
  authenticate(apiKey: string | undefined, token: string | undefined): User {
    if (apiKey !== undefined) return this.#byKey(apiKey);
    const session = token === undefined ? undefined : this.#sessions.get(token);
    if (session !== undefined && session.endsAt > this.#now().getTime()) return session.user;
    throw new ApiError(401, 'Unauthorized', 'Missing or invalid authorization token');
  }

  #byKey(apiKey: string): User {
    const known = this.keys.find((candidate) => candidate.key === apiKey);
    if (known === undefined && this.#switches.unknownKeyAnswer === 'not-found-with-key') {
      throw new ApiError(404, 'ResourceNotFound', `Resource '${apiKey}' of kind 'apikey' not found`);
    }
    if (known === undefined) throw new ApiError(401, 'InvalidApiKey', 'The API key is invalid');
    if (!known.isActive) throw new ApiError(401, 'ApiKeyInactive', 'The API key is not active');
    if (Date.parse(known.expiry) <= this.#now().getTime())
      throw new ApiError(401, 'ApiKeyExpired', 'The API key has expired');
    return known.user;
  }

  /** Opens a session of 15 minutes (librarium docs: user-management/authentication/authorization-token). */
  openSession(user: User): string {
    const token = randomBytes(32).toString('base64url');
    this.#sessions.set(token, { user, endsAt: this.#now().getTime() + SESSION_MINUTES * 60_000 });
    return token;
  }

  /** What a user may do in a scope; tenant roles hold in every project. */
  permissionsOf(user: User, scope: Scope): Set<string> {
    const { tenantRoles, projectRoles, resourceRoles } = user;
    const inProject = scope.kind === 'project' ? (projectRoles.get(scope.projectUid) ?? []) : [];
    const ofResources = resourceRoles.flatMap(({ projectUids, roles }) =>
      scope.kind === 'project' && projectUids.includes(scope.projectUid) ? roles : [],
    );
    return new Set([...tenantRoles, ...inProject, ...ofResources].flatMap((role) => role.permissions));
  }

  /** Whether a user has any role in a scope. */
  mayEnter(user: User, scope: Scope): boolean {
    return this.permissionsOf(user, scope).size > 0;
  }
}

/** Refusal of an operation, naming the permission it needs. */
export function forbidden(permission: string): ApiError {
  return new ApiError(403, 'OperationForbidden', `Operation forbidden: permission '${permission}' is required`, {
    permission,
  });
}
