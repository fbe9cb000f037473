import { type Pack, type ProfileDocument, packsOf } from './document.ts';
import type { TextAddress } from './holes.ts';

/** A YAML text of its own inside a profile. */
export interface ProfileText {
  readonly address: TextAddress;
  /** The pack's name as it stands in the document. */
  readonly layer: string;
  readonly text: string;
}

/**
 * The values and manifests of every layer, in the order of the stack. Every layer has values: absent ones are empty, as its
 * pack's defaults count for both. A manifest without content is left out.
 */
export function textsOf(document: ProfileDocument): readonly ProfileText[] {
  return packsOf(document).flatMap((pack, index) => textsOfPack(pack, index));
}

/** The same of one layer, at its place in the stack. */
export function textsOfPack(pack: Pack, index: number): readonly ProfileText[] {
  const values: TextAddress = { kind: 'values', pack: index };
  const texts: ProfileText[] = [{ address: values, layer: pack.name, text: pack.values ?? '' }];
  for (const [position, manifest] of (pack.manifests ?? []).entries()) {
    if (typeof manifest.content !== 'string') continue;
    const address: TextAddress = { kind: 'manifest', pack: index, manifest: position };
    texts.push({ address, layer: pack.name, text: manifest.content });
  }
  return texts;
}

/** One text, as `textsOf` has it; null where there is none. */
export function textAt(document: ProfileDocument, address: TextAddress): string | null {
  const pack = packsOf(document)[address.pack];
  if (pack === undefined) return null;
  return address.kind === 'values' ? (pack.values ?? '') : (pack.manifests?.[address.manifest]?.content ?? null);
}

/**
 * A copy with one text replaced; every other member stays the same object. An address that is not there changes nothing, and
 * absent values that stay empty stay absent.
 */
export function withText(document: ProfileDocument, address: TextAddress, text: string): ProfileDocument {
  const packs = packsOf(document);
  const pack = packs[address.pack];
  if (pack === undefined) return document;
  const changed = packWithText(pack, address, text);
  if (changed === pack) return document;
  return withPacks(document, packs.with(address.pack, changed));
}

function packWithText(pack: Pack, address: TextAddress, text: string): Pack {
  if (address.kind === 'values') return (pack.values ?? '') === text ? pack : { ...pack, values: text };
  const manifest = pack.manifests?.[address.manifest];
  if (manifest === undefined || manifest.content === text) return pack;
  return { ...pack, manifests: (pack.manifests ?? []).with(address.manifest, { ...manifest, content: text }) };
}

function withPacks(document: ProfileDocument, packs: Pack[]): ProfileDocument {
  const template = { ...document.spec.template, packs };
  return { ...document, spec: { ...document.spec, template } };
}
