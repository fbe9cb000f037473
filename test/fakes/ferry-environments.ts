import type { ConnectionReport, EnvironmentSummary, Project } from '../../shared/environment.ts';
import { type EnvironmentPlace, placeKey } from '../../shared/place.ts';
import { type FakeProfile, sourceProfiles, targetProfiles } from './ferry-profiles.ts';

/** One environment of the fake, with everything it holds. */
export interface FakeEnvironment {
  readonly summary: EnvironmentSummary;
  readonly tenantName: string;
  readonly projects: readonly Project[];
  /** By place key. */
  readonly profiles: Map<string, FakeProfile[]>;
}

/** A project as a place. */
export function projectPlace(environmentId: string, uid: string, name: string): EnvironmentPlace {
  return { kind: 'environment', environmentId, scope: { kind: 'project', uid, name } };
}

export const devPlace = projectPlace('dev', 'project-dev-default', 'Default');
export const labPlace = projectPlace('dev', 'project-dev-lab', 'lab');
export const prodPlace = projectPlace('prod', 'project-prod-payments', 'payments');

/** DEV with ten profiles and PROD with some of them. */
export function twoEnvironments(now = Date.now(), source?: FakeProfile[], target?: FakeProfile[]): FakeEnvironment[] {
  const common = { key: 'in-keychain', isSample: false, unlockedUntil: null, caPem: null, keyExpiresAt: null } as const;
  return [
    {
      summary: {
        ...common,
        id: 'dev',
        name: 'DEV',
        address: 'https://palette.dev.example',
        colour: 'blue',
        class: 'development',
      },
      tenantName: 'acme-dev',
      projects: [
        { uid: 'project-dev-default', name: 'Default' },
        { uid: 'project-dev-lab', name: 'lab' },
      ],
      profiles: new Map([[placeKey(devPlace), source ?? sourceProfiles(now)]]),
    },
    {
      summary: {
        ...common,
        id: 'prod',
        name: 'PROD',
        address: 'https://palette.example',
        colour: 'red',
        class: 'production',
      },
      tenantName: 'acme',
      projects: [
        { uid: 'project-prod-payments', name: 'payments' },
        { uid: 'project-prod-retail', name: 'retail' },
      ],
      profiles: new Map([[placeKey(prodPlace), target ?? targetProfiles(now)]]),
    },
  ];
}

/** What testing a connection tells. */
export function reportFor(name: string): ConnectionReport {
  return {
    tenantUid: 'tenant-acme',
    tenantName: name === '' ? 'acme' : name.toLowerCase(),
    userUid: 'user-5f2c81',
    projects: [
      { uid: 'project-1', name: 'Default' },
      { uid: 'project-2', name: 'payments' },
      { uid: 'project-3', name: 'retail' },
    ],
    permissions: ['clusterProfile.get', 'clusterProfile.create', 'clusterProfile.export', 'clusterProfile.import'],
    keyExpiresAt: new Date(Date.now() + 9.5 * 86_400_000).toISOString(),
    serverVersion: '4.7.12',
    certificateChain: [
      { subject: 'palette.example', issuer: 'Acme Issuing CA 3', validTo: '2027-03-04T00:00:00Z' },
      { subject: 'Acme Issuing CA 3', issuer: 'Acme Root CA', validTo: '2031-01-01T00:00:00Z' },
    ],
  };
}
