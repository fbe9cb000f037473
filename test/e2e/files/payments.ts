/** An exported profile as Palette writes it: masked values in values, a manifest and a variable; macros; a plain password. */
export function paymentsExport(): string {
  const vault = [
    '# presets: ha',
    'pack:',
    '  namespace: vault',
    'charts:',
    '  vault:',
    '    unseal:',
    "      token: '********'   # set by hand",
    '    address: "https://{{.spectro.macro.VAULT_HOST}}:8200"',
    '    image: {{.spectro.system.registry}}/vault:1.17',
    '    replicas: 3',
    '',
  ].join('\n');
  const secret = [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    '  name: registry-login',
    'data:',
    '  password: ********',
    '',
  ].join('\n');
  const monitoring = [
    'grafana:',
    '  adminUser: admin',
    '  adminPassword: hunter2-plain-Word9',
    '  replicas: "{{.spectro.var.replicas}}"',
    '  domain: "{{.spectro.var.domain}}"',
    '',
  ].join('\n');
  const registry = {
    metadata: { uid: '5eecc89d0b150045ae661cef', name: 'Public Repo', kind: 'pack', isPrivate: false },
  };
  const document = {
    metadata: {
      name: 'payments-stack',
      description: 'What payments runs on',
      labels: { team: 'payments', reviewed: 'spectro__tag' },
    },
    spec: {
      version: '0.9.1',
      template: {
        type: 'cluster',
        cloudType: 'aws',
        packs: [
          {
            name: 'ubuntu-aws',
            type: 'spectro',
            layer: 'os',
            version: '22.04',
            tag: '22.04',
            values: 'pack:\n  kind: os\n',
            registry,
          },
          {
            name: 'kubernetes',
            type: 'spectro',
            layer: 'k8s',
            version: '1.33.6',
            tag: '1.33.x',
            values: 'kubeadm:\n  audit: true\n',
            registry,
          },
          {
            name: 'cni-calico',
            type: 'spectro',
            layer: 'cni',
            version: '3.30.1',
            tag: '3.30.1',
            values: 'mtu: 1440\n',
            registry,
          },
          {
            name: 'vault',
            type: 'spectro',
            layer: 'addon',
            version: '0.29.1',
            tag: '0.29.1',
            values: vault,
            registry,
            manifests: [{ name: 'registry-login', content: secret }],
          },
          {
            name: 'prometheus-operator',
            type: 'spectro',
            layer: 'addon',
            version: '75.9.0',
            tag: '75.9.0',
            values: monitoring,
            registry,
          },
        ],
      },
      variables: [
        { name: 'replicas', displayName: 'Replicas', format: 'number', defaultValue: '3', required: true },
        {
          name: 'licence',
          displayName: 'Licence',
          format: 'string',
          defaultValue: '********',
          required: true,
          isSensitive: true,
        },
      ],
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
