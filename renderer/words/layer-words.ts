const layerNames: Readonly<Record<string, string>> = {
  os: 'OS',
  k8s: 'Kubernetes',
  cni: 'Network',
  csi: 'Storage',
  addon: 'Add-on',
};

/** What Palette's screens call a layer; unknown words stay as they came. */
export function layerName(layer: string): string {
  return layerNames[layer] ?? layer;
}
