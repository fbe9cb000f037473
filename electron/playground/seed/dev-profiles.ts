import {
  awsStack,
  DEFAULT,
  edgeStack,
  everything,
  PALETTE,
  PUBLIC,
  paymentsStack,
  plus,
  policies,
  use,
} from './dev-stacks.ts';
import type { ManifestUse, PackUse, ProfileBlueprint } from './profile-blueprints.ts';

function edgeBase(version: string, edgeK8s: string, description: string): ProfileBlueprint {
  return {
    name: 'edge-base',
    version,
    scope: DEFAULT,
    type: 'infra',
    cloudType: 'edge-native',
    description,
    labels: { team: 'edge', golden: 'spectro__tag' },
    packs: edgeStack(edgeK8s),
    ...(version === '1.0.0' ? { inUseBy: ['shop-floor-3'] } : {}),
  };
}

function observability(version: string, agent: string, fluentbit: string, collector: string): ProfileBlueprint {
  return {
    name: 'observability',
    version,
    scope: DEFAULT,
    type: 'add-on',
    cloudType: 'all',
    description: 'Metrics, logs and traces for every cluster',
    labels: { team: 'sre' },
    packs: [
      use('prometheus-agent', agent),
      use('fluentbit', fluentbit),
      use('open-telemetry', collector),
      use('spectro-k8s-dashboard', '7.10.0'),
    ],
  };
}

function addOn(
  name: string,
  description: string,
  packs: (PackUse | ManifestUse)[],
  version = '1.0.0',
): ProfileBlueprint {
  return { name, version, scope: DEFAULT, type: 'add-on', cloudType: 'all', description, packs };
}

/**
 * Profiles of the development tenant. Each one of the project Default stands for one thing that can happen on the way
 * to PROD/payments:
 *
 * - `edge-base` (three versions), `observability` (two): nothing stands in the way.
 * - `payments-stack`: four secrets in three packs, two macros missing, name and version taken, three packs whose
 *   registry does not exist there while two others hold them.
 * - `legacy-mesh`: a version of a pack that no registry holds. `legacy-dashboard`: packs deprecated and disabled.
 * - `ingress-edge`: a macro is missing. `cluster-policies`: manifests only, with a missing macro inside.
 * - `web-platform`: name and version are taken.
 * - `aws-base`: the same packs come from a registry of another kind.
 * - `hello-twice`: one pack twice. `data-services`: charts, one of a registry that cannot be searched.
 * - `shop-frontend`: variables, one sensitive. `platform-everything`: twenty packs, one secret.
 * - `draft-lab`, `gitops-core`: never published; published with a newer draft. `edge-bootstrap`: a system profile.
 * - One name is long and holds more than ASCII.
 */
export const DEV_PROFILES: ProfileBlueprint[] = [
  edgeBase('1.0.0', '1.30.8', 'Golden stack for edge hosts'),
  edgeBase('1.1.0', '1.31.4', 'Golden stack for edge hosts'),
  edgeBase('1.2.0', '1.32.1', 'Golden stack for edge hosts'),
  observability('1.0.0', '25.27.0', '1.4.5', '0.108.0'),
  observability('2.0.0', '26.1.0', '1.5.0', '0.111.2'),
  {
    name: 'payments-stack',
    version: '2.4.0',
    scope: DEFAULT,
    type: 'add-on',
    cloudType: 'all',
    description: 'Everything the payment services need,\nin the order in which it is installed',
    labels: { team: 'payments', tier: 'gold' },
    packs: paymentsStack,
  },
  addOn('legacy-mesh', 'Service mesh of the older clusters', [use('cert-manager', '1.16.2'), use('istio', '1.22.6')]),
  addOn('ingress-edge', 'Ingress with the domain of the place', [
    use('nginx', '1.11.3', PUBLIC, plus('domain: "{{.spectro.macro.ingress_domain | lower}}"\n')),
    use('external-dns', '1.15.0'),
  ]),
  addOn('web-platform', 'Web servers and their certificates', [use('nginx', '1.11.3'), use('cert-manager', '1.16.2')]),
  addOn('hello-twice', 'The same application in two colours', [
    use('hello-blue--hello-universe', '1.3.0', PUBLIC, (values) =>
      values.replaceAll('"hello-universe"', '"hello-blue"'),
    ),
    use('hello-green--hello-universe', '1.3.0', PUBLIC, (values) =>
      values.replaceAll('"hello-universe"', '"hello-green"'),
    ),
  ]),
  addOn('cluster-policies', 'Policies as plain manifests', [policies]),
  {
    ...addOn('shop-frontend', 'The shop, with settings for each cluster', [
      use(
        'hello-universe',
        '1.3.0',
        PUBLIC,
        plus(
          "shop:\n  name: '{{.spectro.var.shop_name}}'\n  size: '{{ .spectro.var.size }}'\n  replicas: {{.spectro.var.replicas}}\n  token: '{{.spectro.var.api_token}}'\n",
        ),
      ),
    ]),
    variables: [
      {
        name: 'shop_name',
        displayName: 'Shop name',
        format: 'string',
        defaultValue: 'Corner shop',
        required: true,
        inputType: 'text',
      },
      {
        name: 'api_token',
        displayName: 'API token',
        format: 'string',
        defaultValue: 'seeded-token',
        required: true,
        isSensitive: true,
        inputType: 'text',
      },
      {
        name: 'size',
        displayName: 'Size',
        format: 'string',
        defaultValue: 'm',
        inputType: 'dropdown',
        options: [
          { value: 's', label: 'Small' },
          { value: 'm', label: 'Medium', default: true },
          { value: 'l', label: 'Large' },
        ],
      },
      {
        name: 'replicas',
        displayName: 'Replicas',
        format: 'number',
        defaultValue: '2',
        regex: '^(?:[1-9]|1[0-9])$',
        inputType: 'text',
      },
      {
        name: 'region',
        displayName: 'Region',
        format: 'string',
        defaultValue: 'EU-1',
        regex: '(?i)^eu-[0-9]$',
        immutable: true,
        inputType: 'text',
      },
      {
        name: 'banner',
        displayName: 'Banner',
        description: 'Not used by any pack',
        format: 'string',
        inputType: 'multiline',
      },
    ],
  },
  {
    name: 'platform-everything',
    version: '3.0.0',
    scope: DEFAULT,
    type: 'cluster',
    cloudType: 'edge-native',
    description: 'Twenty packs in one profile',
    packs: everything,
  },
  { ...addOn('draft-lab', 'Never published', [use('hello-universe', '1.3.0')], '0.1.0'), draft: 'only' },
  {
    ...addOn('gitops-core', 'Published, with a newer draft', [use('cert-manager', '1.16.2')]),
    draft: [use('cert-manager', '1.16.2'), use('external-dns', '1.15.0')],
  },
  addOn('legacy-dashboard', 'Packs that are on their way out', [
    use('spectro-k8s-dashboard', '2.7.1'),
    use('nginx', '1.9.4'),
  ]),
  {
    name: 'aws-base',
    version: '1.0.0',
    scope: DEFAULT,
    type: 'infra',
    cloudType: 'aws',
    description: 'The same packs come from a registry of another kind in production',
    packs: awsStack,
  },
  {
    ...addOn('data-services', 'Charts: one checked, one from a registry that cannot be searched', [
      use('postgresql', '16.4.1', 'Bitnami'),
      use('shop-api', '3.2.1', 'acme-charts'),
    ]),
  },
  addOn(
    'Überwachung für das Öllager – 石油貯蔵施設の監視 (Nord & Süd) mit einem Namen, der kein Ende nimmt, damit er gekürzt werden muss',
    'Name with more than ASCII <&>',
    [use('prometheus-agent', '26.1.0')],
  ),
  {
    name: 'edge-bootstrap',
    version: '1.0.0',
    scope: DEFAULT,
    type: 'system',
    cloudType: 'edge-native',
    description: 'First applications of an edge appliance',
    packs: [use('hello-universe', '1.2.0')],
  },
  {
    ...addOn('payments-gateway', 'Gateway of the payments team', [use('nginx', '1.11.3')]),
    scope: { project: 'payments' },
  },
  {
    ...edgeBase('0.9.0', '1.30.8', 'Trial of the golden stack'),
    name: 'edge-lab-base',
    scope: { project: 'edge-lab' },
  },
  { ...addOn('tenant-baseline', 'What every cluster of the company runs', [use('kyverno', '3.3.4')]), scope: 'tenant' },
  {
    ...addOn(
      'tenant-security',
      'Secrets and policies for all projects',
      [use('external-secrets', '0.12.1', PALETTE), use('kyverno', '3.3.4')],
      '1.1.0',
    ),
    scope: 'tenant',
  },
];
