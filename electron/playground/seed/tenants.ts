import type { Access } from '../access.ts';
import { identifierOf } from '../identifiers.ts';
import { Catalogue } from '../model/catalogue.ts';
import type { Macro, Project } from '../model/kinds.ts';
import { MacroStore } from '../model/macro-store.ts';
import { ProfileStore } from '../model/profile-store.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Switches } from '../switches.ts';
import { DEV_PROFILES } from './dev-profiles.ts';
import { DEV_REGISTRIES } from './dev-registries.ts';
import { fillerProfiles } from './filler-profiles.ts';
import { buildAccess } from './people.ts';
import { PROD_PROFILES } from './prod-profiles.ts';
import { PROD_REGISTRIES } from './prod-registries.ts';
import { type ProfileBlueprint, sowProfiles } from './profile-blueprints.ts';
import { buildRegistries, type RegistryBlueprint } from './registries.ts';

/** What a seeded environment consists of. */
export interface TenantBlueprint {
  /** Name of the environment. */
  name: string;
  orgName: string;
  projects: string[];
  registries: RegistryBlueprint[];
  profiles: ProfileBlueprint[];
  macros: { scope: { project: string } | 'tenant' | 'system'; macros: Macro[] }[];
  /** Whether `--profiles N` adds its profiles here. */
  takesFiller: boolean;
}

/** The development tenant: where profiles come from. */
export const DEV: TenantBlueprint = {
  name: 'DEV',
  orgName: 'acme-dev',
  projects: ['Default', 'payments', 'edge-lab'],
  registries: DEV_REGISTRIES,
  profiles: DEV_PROFILES,
  macros: [
    {
      scope: { project: 'Default' },
      macros: [
        { name: 'payments_db_host', value: 'db.payments.dev.example.com' },
        { name: 'payments_alert_channel', value: '#payments-dev' },
        { name: 'ingress_domain', value: 'DEV.example.com' },
      ],
    },
    {
      scope: 'tenant',
      macros: [
        { name: 'corporate_proxy', value: 'http://proxy.dev.example.com:3128' },
        { name: 'image_mirror', value: 'mirror.dev.example.com' },
        { name: 'oidc_client_secret', value: identifierOf('secret', 'oidc') },
      ],
    },
    { scope: 'system', macros: [{ name: 'support-contact', value: 'support@example.com' }] },
  ],
  takesFiller: true,
};

/** The production tenant: where profiles go. */
export const PROD: TenantBlueprint = {
  name: 'PROD',
  orgName: 'acme',
  projects: ['Default', 'payments', 'platform'],
  registries: PROD_REGISTRIES,
  profiles: PROD_PROFILES,
  macros: [
    { scope: 'tenant', macros: [{ name: 'corporate_proxy', value: 'http://proxy.example.com:3128' }] },
    { scope: { project: 'payments' }, macros: [{ name: 'gateway_host', value: 'pay.example.com' }] },
    { scope: 'system', macros: [{ name: 'support-contact', value: 'support@example.com' }] },
  ],
  takesFiller: false,
};

const FIRST_DAY = '2026-03-02T08:00:00.000Z';

/** Builds a tenant with everything in it. */
export function buildTenant(
  blueprint: TenantBlueprint,
  parts: { switches: Switches; now: () => Date; fillers: number },
): { tenant: Tenant; access: Access } {
  const { switches, now, fillers } = parts;
  const key = blueprint.orgName;
  const projects: Project[] = blueprint.projects.map((name) => ({
    uid: identifierOf(key, 'project', name),
    name,
    description: name === 'Default' ? 'Default project' : `Clusters of ${name}`,
    isDisabled: false,
    createdAt: FIRST_DAY,
  }));
  const macros = new MacroStore();
  const tenant: Tenant = {
    uid: identifierOf(key, 'tenant'),
    orgName: key,
    projects,
    profiles: new ProfileStore(key),
    macros,
    catalogue: new Catalogue(buildRegistries(key, blueprint.registries, FIRST_DAY)),
    switches,
    now: () => now().toISOString(),
  };
  for (const { scope, macros: list } of blueprint.macros) {
    if (scope === 'tenant' || scope === 'system') macros.add({ kind: scope }, list);
    else macros.add({ kind: 'project', projectUid: identifierOf(key, 'project', scope.project) }, list);
  }
  sowProfiles(tenant, blueprint.profiles, FIRST_DAY);
  if (blueprint.takesFiller) sowProfiles(tenant, fillerProfiles(fillers), FIRST_DAY);
  return { tenant, access: buildAccess(key, projects, now, switches) };
}
