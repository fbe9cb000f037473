import type { Pack, ProfileDocument, Variable } from '../../shared/profile/document.ts';

/** A profile as the fake keeps it: one name, its versions newest first. */
export interface FakeProfile {
  readonly scope: 'project' | 'tenant';
  readonly versions: readonly { readonly uid: string; readonly document: ProfileDocument }[];
  readonly lastModified: string;
  readonly inUse: number;
  readonly isPublished: boolean;
}

type Layer = 'os' | 'k8s' | 'cni' | 'csi' | 'addon';

interface PackSpec {
  readonly layer: Layer;
  readonly name: string;
  readonly version: string;
  readonly values: string;
  readonly type?: string;
  readonly manifest?: string;
}

const publicRegistry = { uid: 'registry-public-dev', name: 'Public Repo', kind: 'pack', isPrivate: false };
const helmRegistry = { uid: 'registry-helm-dev', name: 'acme-helm', kind: 'helm', isPrivate: true };

function pack({ layer, name, version, values, type, manifest }: PackSpec): Pack {
  const kind = type ?? 'spectro';
  return {
    name,
    type: kind,
    layer,
    version,
    tag: version,
    values,
    ...(kind === 'manifest' ? {} : { registry: { metadata: kind === 'helm' ? helmRegistry : publicRegistry } }),
    manifests: manifest === undefined ? [] : [{ name: 'resources', content: manifest }],
  };
}

const ubuntu = pack({
  layer: 'os',
  name: 'ubuntu-aws',
  version: '22.04',
  values: 'kubeadmconfig:\n  preKubeadmCommands:\n    - echo "preparing node"\n',
});
const kubernetes = (version: string): Pack =>
  pack({
    layer: 'k8s',
    name: 'kubernetes',
    version,
    values: 'pack:\n  k8sHardening: true\nkubeadmconfig:\n  apiServer:\n    extraArgs:\n      audit-log-maxage: "30"\n',
  });
const calico = pack({ layer: 'cni', name: 'cni-calico', version: '3.29.2', values: 'calico:\n  mtu: 1440\n' });
const ebs = pack({
  layer: 'csi',
  name: 'csi-aws-ebs',
  version: '1.41.0',
  values: 'charts:\n  aws-ebs-csi-driver: {}\n',
});
const nginx = pack({
  layer: 'addon',
  name: 'nginx',
  version: '1.12.1',
  values: 'charts:\n  ingress-nginx:\n    controller:\n      replicaCount: 3\n',
});
const prometheus = pack({
  layer: 'addon',
  name: 'prometheus-operator',
  version: '69.8.2',
  values:
    'charts:\n  kube-prometheus-stack:\n    grafana:\n      adminPassword: "********"\n      domain: "{{.spectro.macro.base_domain}}"\n',
});
const loki = pack({
  layer: 'addon',
  name: 'loki',
  version: '6.29.0',
  type: 'helm',
  values: 'loki:\n  auth_enabled: false\n',
});
const postgres = pack({
  layer: 'addon',
  name: 'postgresql',
  version: '16.6.0',
  type: 'helm',
  values:
    'auth:\n  postgresPassword: "********"\n  replicationPassword: "********"\ntls:\n  certificate: |\n    ********\n',
});
const mesh = pack({ layer: 'addon', name: 'acme-mesh-gateway', version: '2.4.1', values: 'gateway:\n  replicas: 2\n' });
const quotas = pack({
  layer: 'addon',
  name: 'namespace-quotas',
  version: '1.0.0',
  type: 'manifest',
  values: '',
  manifest: 'apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: default\n',
});
const dns = pack({
  layer: 'addon',
  name: 'external-dns',
  version: '1.15.2',
  values: 'provider: aws\ndomainFilters:\n  - "{{.spectro.macro.dns_zone}}"\n',
});

interface Shape {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly cloud: string;
  readonly packs: readonly Pack[];
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly variables?: readonly Variable[];
}

/** A profile document in the form of an export. */
export function profileDocument(shape: Shape): ProfileDocument {
  return {
    metadata: { name: shape.name, description: shape.description ?? '', labels: { ...shape.tags } },
    spec: {
      version: shape.version,
      template: { type: shape.type, cloudType: shape.cloud, packs: [...shape.packs] },
      variables: [...(shape.variables ?? [])],
    },
  };
}

const region: Variable = {
  name: 'region',
  displayName: 'Region',
  format: 'string',
  required: true,
  defaultValue: 'eu-central-1',
};

function shapes(): readonly (readonly [Shape, ...Shape[]])[] {
  const base = [ubuntu, kubernetes('1.33.6'), calico, ebs];
  const edge: Shape = {
    name: 'edge-base',
    version: '1.4.0',
    type: 'cluster',
    cloud: 'aws',
    packs: [...base, nginx, quotas],
    description: 'The base every edge site starts from: hardened Kubernetes, Calico, EBS and the shared ingress.',
    tags: { owner: 'platform', tier: 'base' },
  };
  return [
    [edge, { ...edge, version: '1.3.2' }, { ...edge, version: '1.2.0' }],
    [
      {
        name: 'observability',
        version: '2.1.0',
        type: 'add-on',
        cloud: 'all',
        packs: [prometheus, loki],
        description: 'Prometheus, Grafana and Loki with the dashboards of the platform team.',
        tags: { owner: 'observability' },
      },
      { name: 'observability', version: '2.0.3', type: 'add-on', cloud: 'all', packs: [prometheus] },
    ],
    [
      {
        name: 'payments-stack',
        version: '0.9.1',
        type: 'add-on',
        cloud: 'all',
        packs: [postgres, nginx],
        description: 'Database and ingress of the payment services.',
        tags: { owner: 'payments', pci: 'yes' },
        variables: [region],
      },
    ],
    [{ name: 'dns-zones', version: '1.0.4', type: 'add-on', cloud: 'all', packs: [dns], tags: { owner: 'network' } }],
    [{ name: 'service-mesh', version: '3.0.0', type: 'add-on', cloud: 'all', packs: [mesh, nginx] }],
    [{ name: 'aws-infra', version: '5.2.0', type: 'infra', cloud: 'aws', packs: base, tags: { tier: 'infra' } }],
    [
      {
        name: 'vsphere-infra',
        version: '4.8.1',
        type: 'infra',
        cloud: 'vsphere',
        packs: [{ ...ubuntu, name: 'ubuntu-vsphere' }, kubernetes('1.32.8'), calico],
      },
    ],
    [{ name: 'ingress-only', version: '1.1.0', type: 'add-on', cloud: 'all', packs: [nginx] }],
    [{ name: 'quota-defaults', version: '1.0.0', type: 'add-on', cloud: 'all', packs: [quotas] }],
    [{ name: 'gpu-workers', version: '0.3.0', type: 'cluster', cloud: 'aws', packs: [...base, nginx] }],
  ];
}

const days = [2, 1, 0.05, 9, 30, 12, 64, 4, 120, 0.4];

function uidOf(place: string, profile: number, version: number): string {
  return `${place}${String(profile).padStart(4, '0')}${String(version).padStart(4, '0')}`.padStart(24, '0');
}

function keep(place: string, all: readonly (readonly [Shape, ...Shape[]])[], now: number): FakeProfile[] {
  return all.map((versions, at) => ({
    scope: 'project',
    versions: versions.map((shape, version) => ({ uid: uidOf(place, at, version), document: profileDocument(shape) })),
    lastModified: new Date(now - (days[at % days.length] ?? 1) * 86_400_000).toISOString(),
    inUse: at % 4,
    isPublished: at !== 9,
  }));
}

/** Ten profiles of a development project. */
export function sourceProfiles(now: number): FakeProfile[] {
  return keep('d', shapes(), now);
}

/** What production already has of them, and one of its own. */
export function targetProfiles(now: number): FakeProfile[] {
  const have = shapes().flatMap((versions): (readonly [Shape, ...Shape[]])[] => {
    const [newest] = versions;
    if (newest.name === 'edge-base') return [[{ ...newest, version: '1.3.2' }]];
    if (newest.name === 'aws-infra') return [[{ ...newest, version: '5.3.0' }]];
    if (newest.name === 'observability') return [[newest]];
    if (newest.name === 'ingress-only') return [[{ ...newest, packs: [{ ...nginx, version: '1.11.4' }] }]];
    return [];
  });
  const own: Shape = { name: 'prod-hardening', version: '2.2.0', type: 'add-on', cloud: 'all', packs: [quotas] };
  return keep('e', [...have, [own]], now);
}

/** As many profiles as asked for. */
export function manyProfiles(amount: number, now: number): FakeProfile[] {
  const words = ['edge', 'payments', 'ledger', 'search', 'billing', 'media', 'iot', 'risk', 'core', 'lab'];
  const all = Array.from({ length: amount }, (_, at): readonly [Shape, ...Shape[]] => [
    {
      name: `${words[at % words.length] ?? 'x'}-${String(at).padStart(4, '0')}`,
      version: `${1 + (at % 3)}.${at % 10}.${at % 7}`,
      type: ['cluster', 'add-on', 'infra'][at % 3] ?? 'cluster',
      cloud: ['aws', 'azure', 'vsphere', 'all'][at % 4] ?? 'all',
      packs: [nginx, quotas].slice(0, 1 + (at % 2)),
    },
  ]);
  return keep('f', all, now);
}

/** Names as long as Palette allows. */
export function longProfiles(now: number): FakeProfile[] {
  const all = [
    'regional-payment-settlement-and-reconciliation-platform-with-compliance-controls',
    'regional-payment-settlement-and-reconciliation-platform-with-audit-exports',
    'short',
  ].map((name, at): readonly [Shape, ...Shape[]] => [
    {
      name,
      version: at === 0 ? '2026.12.31-rc.1+build.4711' : '1.0.0',
      type: 'cluster',
      cloud: at === 0 ? 'edge-native-confidential' : 'aws',
      packs: [ubuntu, kubernetes('1.33.6'), calico, ebs, nginx],
      description:
        'A description that goes on for a while, as descriptions of platforms of this kind tend to do in practice.',
    },
  ]);
  return keep('c', all, now);
}
