import { createHash, randomBytes } from 'node:crypto';
import { type Pack, type ProfileDocument, packsOf } from '../../shared/profile/document.ts';
import { type Hole, MASK, type TextAddress } from '../../shared/profile/holes.ts';
import { isSensitiveKey } from '../../shared/profile/sensitive-keys.ts';
import { secretReason } from '../../shared/profile/source/secret-shapes.ts';
import { type ProfileText, textsOf } from '../../shared/profile/texts.ts';
import { pathOf, scalarText, scanYaml, type YamlScalar, type YamlScan } from '../../shared/profile/yaml-scan.ts';
import type { ContentMark } from './content-mark-shape.ts';

/** same: all that could be compared is equal · similar: of the same shape with other values · other: of another shape. */
export type SameContent = 'same' | 'similar' | 'other';

// Reading texts holds up the app, and a few of them tell enough.
const mostRead = 400_000;
const longestText = 100_000;
const longestValue = 200;

/** The mark of a document with its holes filled. `holes`: those of the document before. */
export function markContent(document: ProfileDocument, holes: readonly Hole[]): ContentMark {
  const salt = randomBytes(16).toString('base64url');
  const filled = holes.flatMap(({ where }) => {
    return where.kind === 'scalar' ? [placeOf(where.text, where.path.document, where.path.keys)] : [];
  });
  const texts = readTexts(document);
  return { salt, filled, unread: texts.unread, layers: layersOf(document, salt, new Set(filled), texts.read) };
}

/** Compares a profile of the target with the mark of what was sent there. */
export function compareWithMark({ salt, filled, unread, layers }: ContentMark, found: ProfileDocument): SameContent {
  const { read } = readTexts(found, new Set(unread));
  const there = layersOf(found, salt, new Set(filled), read);
  const agree = (member: 'shape' | 'values') =>
    there.length === layers.length && there.every((layer, index) => layer[member] === layers[index]?.[member]);
  if (!agree('shape')) return 'other';
  return agree('values') ? 'same' : 'similar';
}

interface ReadText extends ProfileText {
  readonly scan: YamlScan;
}

/** @param leftOut the texts to leave out, where that was decided before: filled in or masked, their lengths differ */
function readTexts(document: ProfileDocument, leftOut: ReadonlySet<string> | null = null) {
  const read: ReadText[] = [];
  const unread: string[] = [];
  let length = 0;
  for (const one of textsOf(document)) {
    const place = placeOf(one.address, 0, []);
    const isLong = one.text.length > longestText || length > mostRead;
    if (leftOut === null ? isLong : leftOut.has(place)) {
      unread.push(place);
      continue;
    }
    length += one.text.length;
    const scan = scanYaml(one.text);
    if (leftOut === null && scan.unread.length > 0) unread.push(place);
    else read.push({ ...one, scan });
  }
  return { read, unread };
}

function layersOf(
  document: ProfileDocument,
  salt: string,
  filled: ReadonlySet<string>,
  texts: readonly ReadText[],
): ContentMark['layers'] {
  return packsOf(document).map((pack, position) => {
    const shape: unknown[] = [traitsOf(pack)];
    const values: unknown[] = [];
    for (const { address, text, scan } of texts) {
      if (address.pack !== position) continue;
      for (const scalar of scan.scalars) {
        const path = pathOf(scalar.place);
        if (path === null) continue;
        const place = placeOf(address, path.document, path.keys);
        shape.push(place);
        const value = address.kind === 'values' && !filled.has(place) ? plainValue(text, scalar, path.keys) : null;
        if (value !== null) values.push([place, value]);
      }
    }
    return { shape: digestOf(salt, shape), values: digestOf(salt, values) };
  });
}

function traitsOf({ name, layer, type, version, tag, manifests }: Pack): unknown {
  return [name, layer ?? '', type ?? '', version || tag || '', (manifests ?? []).map((one) => one.name ?? '')];
}

function placeOf(text: TextAddress, document: number, keys: readonly (string | number)[]): string {
  return JSON.stringify([text.pack, text.kind === 'manifest' ? text.manifest : null, document, ...keys]);
}

/** Null: it may be a secret, or the target may show it in another way. */
function plainValue(text: string, scalar: YamlScalar, keys: readonly (string | number)[]): string | null {
  if (scalar.form === 'block' || keys.some((key) => isSensitiveKey(String(key)))) return null;
  const value = scalarText(text, scalar);
  const isPlain = value.length <= longestValue && value !== MASK && !value.includes('\n');
  return isPlain && secretReason(String(keys.at(-1) ?? ''), value) === null ? value : null;
}

function digestOf(salt: string, content: readonly unknown[]): string {
  return createHash('sha256').update(salt).update(JSON.stringify(content)).digest('base64url');
}
