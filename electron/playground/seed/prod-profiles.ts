import type { ProfileBlueprint } from './profile-blueprints.ts';

const PUBLIC = 'Public Repo';

/** Profiles of the production tenant; two of them hold names that profiles of the development tenant have as well. */
export const PROD_PROFILES: ProfileBlueprint[] = [
  {
    name: 'core-services',
    version: '1.0.0',
    scope: { project: 'Default' },
    type: 'add-on',
    cloudType: 'all',
    description: 'Services of every production cluster',
    packs: [{ name: 'cert-manager', version: '1.16.2', registry: PUBLIC }],
    inUseBy: ['prod-eu-1', 'prod-us-1'],
  },
  {
    name: 'payments-stack',
    version: '2.4.0',
    scope: { project: 'payments' },
    type: 'add-on',
    cloudType: 'all',
    description: 'Everything the payment services need',
    labels: { team: 'payments' },
    packs: [
      { name: 'cert-manager', version: '1.16.2', registry: PUBLIC },
      { name: 'nginx', version: '1.11.3', registry: PUBLIC },
      { name: 'istio', version: '1.23.3', registry: PUBLIC },
    ],
    inUseBy: ['payments-eu-1'],
  },
  {
    name: 'web-platform',
    version: '1.0.0',
    scope: { project: 'payments' },
    type: 'add-on',
    cloudType: 'all',
    description: 'Web servers and their certificates',
    packs: [
      { name: 'nginx', version: '1.11.3', registry: PUBLIC },
      { name: 'cert-manager', version: '1.16.2', registry: PUBLIC },
    ],
  },
  {
    name: 'platform-base',
    version: '1.0.0',
    scope: { project: 'platform' },
    type: 'infra',
    cloudType: 'edge-native',
    description: 'Golden stack of the platform team',
    packs: [
      { name: 'edge-native-ubuntu', version: '22.04', registry: PUBLIC },
      { name: 'edge-k8s', version: '1.31.4', registry: PUBLIC },
      { name: 'cni-calico', version: '3.28.2', registry: PUBLIC },
      { name: 'csi-longhorn', version: '1.7.2', registry: PUBLIC },
    ],
  },
  {
    name: 'tenant-baseline',
    version: '1.0.0',
    scope: 'tenant',
    type: 'add-on',
    cloudType: 'all',
    description: 'What every cluster of the company runs',
    packs: [{ name: 'kyverno', version: '3.3.4', registry: PUBLIC }],
  },
];
