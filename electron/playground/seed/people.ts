import { Access, type ApiKey, type Role, type User } from '../access.ts';
import { freshApiKey, identifierOf } from '../identifiers.ts';
import type { Project } from '../model/kinds.ts';
import type { Switches } from '../switches.ts';

/** Whose keys every environment has. */
export const KEY_HOLDERS = [
  'admin',
  'viewer',
  'editor',
  'creator',
  'noMacros',
  'projectAdmin',
  'projectViewer',
  'resourceAdmin',
  'expired',
  'revoked',
] as const;

/** One of them. */
export type KeyHolder = (typeof KEY_HOLDERS)[number];

function all(resource: string, ...operations: string[]): string[] {
  return operations.map((operation) => `${resource}.${operation}`);
}

const READS = [
  ...all('clusterProfile', 'get', 'list'),
  ...all('macro', 'get', 'list'),
  ...all('packRegistry', 'get', 'list'),
  ...all('project', 'get', 'list'),
];
const PROFILE_WRITES = all('clusterProfile', 'create', 'delete', 'update', 'publish');
const MACRO_WRITES = all('macro', 'create', 'delete', 'update');
const PEOPLE = [...all('user', 'get', 'list'), ...all('role', 'get', 'list'), ...all('apiKey', 'get', 'list')];

/** Roles and what they permit (librarium docs: user-management/palette-rbac/permissions). */
const ROLES = {
  tenantAdmin: {
    name: 'Tenant Admin',
    scope: 'tenant',
    permissions: [...READS, ...PROFILE_WRITES, ...MACRO_WRITES, ...PEOPLE],
  },
  tenantViewer: { name: 'Tenant Viewer', scope: 'tenant', permissions: READS },
  profileEditor: {
    name: 'Tenant Cluster Profile Editor',
    scope: 'tenant',
    permissions: [...READS, ...all('clusterProfile', 'update', 'publish')],
  },
  profileCreator: {
    name: 'Profile Creator',
    scope: 'tenant',
    permissions: [...READS, ...all('clusterProfile', 'create', 'update')],
  },
  profilesOnly: {
    name: 'Profiles Without Macros',
    scope: 'tenant',
    permissions: [...READS.filter((permission) => !permission.startsWith('macro.')), ...PROFILE_WRITES],
  },
  projectAdmin: {
    name: 'Project Admin',
    scope: 'project',
    permissions: [...READS, ...PROFILE_WRITES, ...MACRO_WRITES],
  },
  projectViewer: { name: 'Project Viewer', scope: 'project', permissions: READS },
  peopleViewer: { name: 'Tenant Team Viewer', scope: 'tenant', permissions: [...READS, ...PEOPLE] },
  resourceProfileAdmin: {
    name: 'Resource Cluster Profile Admin',
    scope: 'resource',
    permissions: [...READS, ...PROFILE_WRITES],
  },
} as const satisfies Record<string, Omit<Role, 'uid'>>;

type RoleKey = keyof typeof ROLES;

interface Grant {
  tenant: RoleKey[];
  project: RoleKey[];
  resource?: RoleKey[];
  firstName: string;
  lastName: string;
}

const GRANTS: Record<KeyHolder, Grant> = {
  admin: { tenant: ['tenantAdmin'], project: [], firstName: 'Ada', lastName: 'Admin' },
  viewer: { tenant: ['tenantViewer'], project: [], firstName: 'Vera', lastName: 'Viewer' },
  editor: { tenant: ['profileEditor'], project: [], firstName: 'Edgar', lastName: 'Editor' },
  creator: { tenant: ['profileCreator'], project: [], firstName: 'Clara', lastName: 'Creator' },
  noMacros: { tenant: ['profilesOnly'], project: [], firstName: 'Nora', lastName: 'Narrow' },
  projectAdmin: { tenant: [], project: ['projectAdmin'], firstName: 'Pavel', lastName: 'Project' },
  projectViewer: { tenant: [], project: ['projectViewer'], firstName: 'Paula', lastName: 'Onlooker' },
  resourceAdmin: {
    tenant: ['peopleViewer'],
    project: [],
    resource: ['resourceProfileAdmin'],
    firstName: 'Rosa',
    lastName: 'Resource',
  },
  expired: { tenant: ['tenantAdmin'], project: [], firstName: 'Emil', lastName: 'Expired' },
  revoked: { tenant: ['tenantAdmin'], project: [], firstName: 'Rita', lastName: 'Revoked' },
};

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** Users, roles and fresh keys of a tenant. Roles of projects and resources hold in the project named `payments` only. */
export function buildAccess(tenant: string, projects: Project[], now: () => Date, switches: Switches): Access {
  const roleOf = new Map<RoleKey, Role>();
  for (const key of Object.keys(ROLES) as RoleKey[]) {
    const { name, scope, permissions } = ROLES[key];
    roleOf.set(key, { uid: identifierOf(tenant, 'role', key), name, scope, permissions: [...permissions] });
  }
  const roles = (keys: RoleKey[]): Role[] => keys.flatMap((key) => roleOf.get(key) ?? []);
  const payments = projects.find((project) => project.name === 'payments');
  const created = now().getTime();

  const users: User[] = [];
  const keys: ApiKey[] = [];
  for (const holder of KEY_HOLDERS) {
    const { tenant: tenantRoles, project, resource = [], firstName, lastName } = GRANTS[holder];
    const user: User = {
      uid: identifierOf(tenant, 'user', holder),
      firstName,
      lastName,
      emailId: `${firstName.toLowerCase()}@${tenant}.example.com`,
      tenantRoles: roles(tenantRoles),
      projectRoles: new Map(payments === undefined || project.length === 0 ? [] : [[payments.uid, roles(project)]]),
      resourceRoles:
        payments === undefined || resource.length === 0
          ? []
          : [
              {
                uid: identifierOf(tenant, 'resource-roles', holder),
                projectUids: [payments.uid],
                roles: roles(resource),
              },
            ],
    };
    users.push(user);
    keys.push({
      uid: identifierOf(tenant, 'key', holder),
      name: `${holder}-key`,
      key: freshApiKey(),
      user,
      expiry: new Date(created + (holder === 'expired' ? -1000 : YEAR)).toISOString(),
      isActive: holder !== 'revoked',
      createdAt: new Date(created - YEAR / 4).toISOString(),
    });
  }
  return new Access({ users, roles: [...roleOf.values()], keys, now, switches });
}
