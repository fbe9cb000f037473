import type { ManifestUse, PackUse } from './profile-blueprints.ts';

/** The project in which most of the profiles live. */
export const DEFAULT = { project: 'Default' };
/** Registries by name. */
export const PUBLIC = 'Public Repo';
export const PALETTE = 'Palette Registry';
const PLATFORM = 'acme-platform';

/** A pack of a profile, taken from a registry. */
export function use(name: string, version: string, registry = PUBLIC, edit?: PackUse['edit']): PackUse {
  return { name, version, registry, ...(edit === undefined ? {} : { edit }) };
}

/** Adds lines at the end of a chart's settings, as a person does who does not touch the defaults. */
export function plus(lines: string): (values: string) => string {
  return (values) => `${values}${lines.replace(/^(?=.)/gm, '    ')}`;
}

/** The four core layers of an edge host. */
export function edgeStack(edgeK8s: string, calico = '3.28.2'): PackUse[] {
  return [
    use('edge-native-ubuntu', '22.04'),
    use('edge-k8s', edgeK8s),
    use('cni-calico', calico),
    use('csi-longhorn', '1.7.2'),
  ];
}

/** The four core layers of a cloud cluster. */
export const awsStack: PackUse[] = [
  use('ubuntu-aws', '22.04'),
  use('kubernetes', '1.31.4'),
  use('cni-cilium-oss', '1.16.5'),
  use('csi-aws-ebs', '1.38.1'),
];

const paymentsConfig: ManifestUse = {
  name: 'payments-config',
  priority: 60,
  manifests: [
    {
      name: 'database',
      content: `apiVersion: v1
kind: ConfigMap
metadata:
  name: payments-database
  namespace: payments
data:
  host: "{{.spectro.macro.payments_db_host}}"
  port: "5432"
  proxy: "{{.spectro.macro.corporate_proxy}}"
---
apiVersion: v1
kind: Namespace
metadata:
  name: payments
`,
    },
  ],
};

/** Eight packs: secrets in three, three from a registry of this tenant alone, two macros of its own. */
export const paymentsStack: (PackUse | ManifestUse)[] = [
  use('cert-manager', '1.16.2'),
  use('nginx', '1.11.3'),
  use('istio', '1.24.1'),
  use('vault', '0.29.1', PLATFORM),
  use('external-secrets', '0.12.1', PLATFORM),
  use(
    'prometheus-operator',
    '65.1.1',
    PUBLIC,
    plus(
      'alertChannel: \'{{ .spectro.macro.payments_alert_channel }}\'\n# channel before: "{{.spectro.macro.old_channel}}"\n',
    ),
  ),
  use('argo-cd', '7.7.5', PLATFORM),
  paymentsConfig,
];

/** Manifests with a macro in them. */
export const policies: ManifestUse = {
  name: 'cluster-policies',
  manifests: [
    {
      name: 'allowed-images',
      content: `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: allowed-images
spec:
  validationFailureAction: Enforce
  rules:
    - name: only-our-mirror
      match:
        any:
          - resources:
              kinds: [Pod]
      validate:
        message: "Images come from {{.spectro.macro.image_mirror}} only."
        pattern:
          spec:
            containers:
              - image: "{{ .spectro.macro.image_mirror }}/*"
`,
    },
    {
      name: 'quota',
      content: `apiVersion: v1
kind: ResourceQuota
metadata:
  name: default-quota
spec:
  hard: { pods: "200", requests.cpu: "40" }
---
---
apiVersion: v1
kind: LimitRange
metadata:
  name: default-limits
spec:
  limits:
    - type: Container
      default: { memory: 256Mi }
`,
    },
  ],
};

/** Twenty packs. */
export const everything: PackUse[] = [
  ...edgeStack('1.31.4'),
  use('lb-metallb-helm', '0.14.9'),
  use('cert-manager', '1.16.2'),
  use('nginx', '1.11.3'),
  use('istio', '1.24.1'),
  use('prometheus-operator', '65.1.1'),
  use('fluentbit', '1.5.0'),
  use('open-telemetry', '0.111.2'),
  use('spectro-k8s-dashboard', '7.10.0'),
  use('external-dns', '1.15.0'),
  use('external-secrets', '0.12.1', PALETTE),
  use('kyverno', '3.3.4'),
  use('velero', '8.1.0'),
  use('harbor', '1.16.0'),
  use('descheduler', '0.31.0'),
  use('hello-universe', '1.3.0'),
  use('postgresql', '16.4.1', 'Bitnami'),
];
