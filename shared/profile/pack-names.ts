import type { Pack } from './document.ts';

/** SPEC v1PackRef: what `type` may say. */
export type PackType = 'spectro' | 'helm' | 'manifest' | 'oci';

/**
 * The name to look up in a registry. A pack that a profile holds twice is called `<display name>--<pack name>`
 * (user documentation of duplicate packs); the official provider takes the second part, and so does this.
 */
export function realPackName(name: string): string {
  const second = name.split('--')[1];
  return second === undefined || second === '' ? name : second;
}

/** Manifest packs live in no registry: their content travels in `manifests`. */
export function isManifestPack(pack: Pack): boolean {
  return pack.type === 'manifest';
}

/**
 * The type a pack must have in a registry of this kind (pack, helm or oci); null for a kind nobody has described.
 * The server refuses an import whose type does not fit: type follows the registry, not the pack.
 * `providerType` (helm, pack or zarf) tells charts from packs in an OCI registry; for charts the documents are silent,
 * and `helm` is what their values look like.
 */
export function packTypeForRegistryKind(kind: string, providerType: string | null | undefined): PackType | null {
  if (kind === 'pack') return 'spectro';
  if (kind === 'helm') return 'helm';
  if (kind === 'oci') return providerType === 'helm' ? 'helm' : 'oci';
  return null;
}
