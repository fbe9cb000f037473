import { identifierOf } from '../identifiers.ts';
import { chart, type PackBlueprint, password, requiredText } from './chart-blueprint.ts';
import { alertRulesText, indent } from './yaml-fragments.ts';

/** A made-up secret, the same in every run. */
function secret(purpose: string): string {
  return identifierOf('secret', purpose).slice(0, 16);
}

/** Text with the look of a private key; it is none. */
function keyText(purpose: string): string {
  const lines = [1, 2, 3].map((line) => Buffer.from(identifierOf(purpose, String(line)).repeat(2)).toString('base64'));
  return [`-----BEGIN ${'PRIVATE'} KEY-----`, ...lines, `-----END ${'PRIVATE'} KEY-----`].join('\n');
}

/** Packs above the four core layers. */
export const ADDON_BLUEPRINTS: [string, PackBlueprint][] = [
  chart('prometheus-operator', {
    displayName: 'Prometheus - Grafana',
    addonType: 'monitoring',
    namespace: 'monitoring',
    priority: 20,
    components: [
      'prometheus',
      'alertmanager',
      'grafana',
      'node-exporter',
      'kube-state-metrics',
      'operator',
      'thanos-ruler',
    ],
    extra: () => `grafanaAccess:
  adminUser: admin
  # At least twelve characters.
  adminPassword: ${secret('grafana')}
${alertRulesText(56)}`,
    schema: [password('charts.prometheus-operator.grafanaAccess.adminPassword')],
  }),
  chart('prometheus-agent', {
    displayName: 'Prometheus Agent',
    addonType: 'monitoring',
    namespace: 'monitoring',
    priority: 20,
    components: ['prometheus-agent', 'node-exporter'],
    extra: () => `externalLabels:
  cluster: "{{ .spectro.system.cluster.name }}"
  project: '{{.spectro.system.project.name}}'
`,
  }),
  chart('fluentbit', {
    displayName: 'Fluent Bit',
    addonType: 'logging',
    namespace: 'logging',
    priority: 20,
    components: ['fluentbit'],
    extra: () => `config:
  # Each block is passed to the collector as it is; the trailing blanks matter to nobody.
  inputs: |
    [INPUT]
        Name tail
        Path /var/log/containers/*.log
        Tag kube.*
        Mem_Buf_Limit 5MB
  outputs: |
    [OUTPUT]
        Name stdout
        Match *
`,
  }),
  chart('open-telemetry', {
    displayName: 'OpenTelemetry Collector',
    addonType: 'monitoring',
    namespace: 'monitoring',
    priority: 25,
    components: ['otel-collector', 'otel-target-allocator'],
  }),
  chart('spectro-k8s-dashboard', {
    displayName: 'Spectro Kubernetes Dashboard',
    addonType: 'app services',
    namespace: 'kubernetes-dashboard',
    priority: 5,
    components: ['dashboard-api', 'dashboard-web', 'dashboard-auth'],
  }),
  chart('nginx', {
    displayName: 'Nginx',
    addonType: 'ingress',
    namespace: 'nginx',
    priority: 10,
    components: ['ingress-controller', 'default-backend', 'admission-webhook'],
  }),
  chart('cert-manager', {
    displayName: 'Cert Manager',
    addonType: 'security',
    namespace: 'cert-manager',
    priority: 5,
    components: ['cert-controller', 'cert-webhook', 'ca-injector'],
  }),
  chart('argo-cd', {
    displayName: 'Argo CD',
    addonType: 'integration',
    namespace: 'argocd',
    priority: 30,
    components: [
      'argo-server',
      'argo-repo-server',
      'argo-controller',
      'argo-applicationset',
      'argo-notifications',
      'argo-redis',
    ],
    extra: () => `configs:
  secret:
    createSecret: true
    # Hash it with bcrypt before it is pasted here.
    argocdServerAdminPassword: "${secret('argo')}"
    # gogsSecret: not-a-value
  repositories: |
    - url: https://git.example.com/platform/apps.git
      passwordSecret:
        name: git-credentials
        key: password
`,
    schema: [password('charts.argo-cd.configs.secret.argocdServerAdminPassword')],
  }),
  chart('vault', {
    displayName: 'Vault',
    addonType: 'security',
    namespace: 'vault',
    priority: 15,
    components: ['vault-server', 'vault-injector', 'vault-csi'],
    extra: () => `unseal:
  token: '${secret('vault')}'
  tls:
    # PEM, without a passphrase.
    key: |
${indent(keyText('vault'), 6)}
    secretName: vault-tls
`,
    schema: [password('charts.vault.unseal.token'), password('charts.vault.unseal.tls.key')],
  }),
  chart('istio', {
    displayName: 'Istio',
    addonType: 'service mesh',
    namespace: 'istio-system',
    priority: 10,
    components: ['istiod', 'istio-ingress', 'istio-egress', 'istio-cni'],
  }),
  chart('hello-universe', {
    displayName: 'Hello Universe',
    addonType: 'app services',
    namespace: 'hello-universe',
    priority: 50,
    components: ['hello-ui'],
    extra: () => 'greeting: "hello"\nreplicas: 1\n',
  }),
  chart('lb-metallb-helm', {
    displayName: 'MetalLB',
    addonType: 'load balancer',
    namespace: 'metallb-system',
    priority: 5,
    components: ['metallb-controller', 'metallb-speaker'],
    extra: () => `addresses:
  - 10.0.0.200-10.0.0.220
`,
  }),
  chart('external-secrets', {
    displayName: 'External Secrets Operator',
    addonType: 'security',
    namespace: 'external-secrets',
    priority: 15,
    components: ['eso-controller', 'eso-webhook', 'eso-cert-controller'],
  }),
  chart('external-dns', {
    displayName: 'External DNS',
    addonType: 'integration',
    namespace: 'external-dns',
    priority: 25,
    components: ['external-dns'],
    extra: () => 'provider: aws\npolicy: upsert-only\n',
    schema: [requiredText('charts.external-dns.provider')],
  }),
  chart('kyverno', {
    displayName: 'Kyverno',
    addonType: 'security',
    namespace: 'kyverno',
    priority: 10,
    components: ['admission-controller', 'background-controller', 'cleanup-controller', 'reports-controller'],
  }),
  chart('velero', {
    displayName: 'Velero',
    addonType: 'backup',
    namespace: 'velero',
    priority: 30,
    components: ['velero-server', 'velero-node-agent'],
  }),
  chart('harbor', {
    displayName: 'Harbor',
    addonType: 'registry',
    namespace: 'harbor',
    priority: 40,
    components: ['harbor-core', 'harbor-portal', 'harbor-jobservice', 'harbor-registry', 'harbor-trivy'],
  }),
  chart('descheduler', {
    displayName: 'Descheduler',
    addonType: 'system app',
    namespace: 'kube-system',
    priority: 45,
    components: ['descheduler'],
  }),
  chart('postgresql', {
    displayName: 'PostgreSQL',
    addonType: 'app services',
    namespace: 'postgresql',
    priority: 30,
    components: ['postgresql-primary', 'postgresql-read'],
  }),
  chart('redis', {
    displayName: 'Redis',
    addonType: 'app services',
    namespace: 'redis',
    priority: 30,
    components: ['redis-master', 'redis-replica'],
  }),
  chart('shop-api', {
    displayName: 'Shop API',
    addonType: 'app services',
    namespace: 'shop',
    priority: 60,
    components: ['shop-api'],
  }),
];
