import type { PackLayer } from '../model/kinds.ts';
import { ADDON_BLUEPRINTS } from './addon-blueprints.ts';
import { chart, type PackBlueprint } from './chart-blueprint.ts';
import { cloudSystemValues, edgeKubernetesValues, edgeSystemValues, kubernetesValues } from './layer-values.ts';

function layer(
  name: string,
  displayName: string,
  layerName: PackLayer,
  cloudTypes: string[],
  values: (version: string) => string,
): [string, PackBlueprint] {
  return [name, { displayName, layer: layerName, addonType: '', cloudTypes, schema: [], values }];
}

/** Every pack that the registries of both tenants offer. */
export const PACK_BLUEPRINTS: ReadonlyMap<string, PackBlueprint> = new Map([
  layer('ubuntu-aws', 'Ubuntu', 'os', ['aws'], cloudSystemValues),
  layer('edge-native-ubuntu', 'Ubuntu', 'os', ['edge-native'], (version) =>
    edgeSystemValues('edge-native-ubuntu', version),
  ),
  layer('edge-native-byoi', 'BYOS Edge OS', 'os', ['edge-native'], (version) =>
    edgeSystemValues('edge-native-byoi', version),
  ),
  layer('kubernetes', 'Kubernetes', 'k8s', ['aws', 'vsphere', 'maas'], kubernetesValues),
  layer('kubernetes-eks', 'Kubernetes (EKS)', 'k8s', ['eks'], kubernetesValues),
  layer('edge-k8s', 'Palette eXtended Kubernetes - Edge', 'k8s', ['edge-native'], edgeKubernetesValues),
  chart('cni-calico', {
    displayName: 'Calico',
    layer: 'cni',
    addonType: '',
    namespace: 'kube-system',
    priority: 0,
    components: ['calico-node', 'calico-typha', 'calico-kube-controllers'],
  }),
  chart('cni-cilium-oss', {
    displayName: 'Cilium',
    layer: 'cni',
    addonType: '',
    namespace: 'kube-system',
    priority: 0,
    components: ['cilium-agent', 'cilium-operator', 'hubble-relay', 'hubble-ui'],
  }),
  chart('csi-aws-ebs', {
    displayName: 'Amazon EBS CSI',
    layer: 'csi',
    addonType: '',
    namespace: 'kube-system',
    priority: 0,
    cloudTypes: ['aws', 'eks'],
    components: ['ebs-controller', 'ebs-node'],
    extra: () => `storageClasses:
  - name: spectro-storage-class
    annotations: { storageclass.kubernetes.io/is-default-class: "true" }
    volumeBindingMode: WaitForFirstConsumer
    reclaimPolicy: Delete
    parameters: { type: gp3, encrypted: "true" }
awsAccessSecret:
  # Names of keys inside an existing secret, not the secret itself.
  name: aws-secret
  keyId: key_id
  accessKey: access_key
`,
  }),
  chart('csi-longhorn', {
    displayName: 'Longhorn',
    layer: 'csi',
    addonType: '',
    namespace: 'longhorn-system',
    priority: 0,
    components: ['longhorn-manager', 'longhorn-ui', 'longhorn-driver'],
  }),
  ...ADDON_BLUEPRINTS,
]);
