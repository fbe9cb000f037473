import { type Pack, type ProfileDocument, packsOf, type Variable } from '../../../shared/profile/document.ts';
import { type TextAddress, textKey } from '../../../shared/profile/holes.ts';
import type { Range } from '../../../shared/profile/ranges.ts';
import type { SecretHit } from '../../../shared/profile/source/secret-guard.ts';
import { changedSpan } from '../../../shared/profile/source/spans.ts';
import { textsOf } from '../../../shared/profile/texts.ts';

/** Where a searched text stands: a text of a layer, a fact of a layer, the profile itself, or one of its variables. */
export type SearchPlace =
  | { readonly kind: 'text'; readonly address: TextAddress }
  /** `text`: the key of the one that the fact speaks of; null: of the layer as a whole. */
  | { readonly kind: 'layer'; readonly layer: number; readonly text: string | null }
  | { readonly kind: 'profile'; readonly field: 'name' | 'version' | 'type' | 'cloud' | 'description' | 'labels' }
  | { readonly kind: 'variable'; readonly at: number };

/** One text that is searched through. */
export interface SearchText {
  /** Tells it from every other one of the document. */
  readonly key: string;
  readonly place: SearchPlace;
  /** `Values`, `Manifest NAME`, `Version`, `Variable NAME, default`. */
  readonly title: string;
  readonly text: string;
  /** SECURITY: what an excerpt leaves out, sorted, in offsets of the text. A match inside is told without its letters. */
  readonly hidden: readonly Range[];
}

/** What one head stands over in the list of what was found. */
export interface SearchGroup {
  /** Position in the stack; null: the profile itself. */
  readonly layer: number | null;
  readonly name: string;
  readonly texts: readonly SearchText[];
}

/**
 * Everything of a profile that a person may look for: the profile first, then its layers as the stack shows them, from
 * the top.
 *
 * @param document as it is now, without the values that were typed into its masks
 * @param inspected as it was when `secrets` were looked for; they are carried over what was changed since
 */
export function searchGroups(
  document: ProfileDocument,
  inspected: ProfileDocument,
  secrets: readonly SecretHit[],
): readonly SearchGroup[] {
  const ranges = hiddenRanges(document, inspected, secrets);
  const texts = textsOf(document);
  const layers = packsOf(document).map((pack, layer): SearchGroup => {
    const own = texts.filter(({ address }) => address.pack === layer);
    return {
      layer,
      name: pack.name,
      texts: [
        ...factsOf(pack, layer),
        ...own.map(({ address, text }): SearchText => {
          const key = textKey(address);
          const name = address.kind === 'values' ? '' : (pack.manifests?.[address.manifest]?.name ?? '');
          const title = address.kind === 'values' ? 'Values' : `Manifest ${name || address.manifest + 1}`;
          return { key, place: { kind: 'text', address }, title, text, hidden: ranges.get(key) ?? [] };
        }),
      ],
    };
  });
  return [{ layer: null, name: 'Profile', texts: profileTexts(document) }, ...layers.toReversed()];
}

function profileTexts({ metadata, spec }: ProfileDocument): readonly SearchText[] {
  const { template, variables } = spec;
  const labels = Object.entries(metadata.labels ?? {});
  const facts: readonly (readonly [Extract<SearchPlace, { kind: 'profile' }>['field'], string, string])[] = [
    ['name', 'Name', metadata.name],
    ['version', 'Version', spec.version ?? ''],
    ['type', 'Type', template.type ?? ''],
    ['cloud', 'Cloud', template.cloudType ?? ''],
    ['description', 'Description', metadata.description ?? ''],
    // Palette writes a tag without a value as `spectro__tag`; nobody looks for that.
    [
      'labels',
      'Labels',
      labels.map(([key, value]) => (value === 'spectro__tag' ? key : `${key}: ${value}`)).join('\n'),
    ],
  ];
  return [
    ...facts.flatMap(([field, title, text]): SearchText[] =>
      text === '' ? [] : [{ key: `profile/${field}`, place: { kind: 'profile', field }, title, text, hidden: [] }],
    ),
    ...(variables ?? []).flatMap(variableTexts),
  ];
}

function variableTexts(variable: Variable, at: number): readonly SearchText[] {
  const { name, displayName, description, format, defaultValue, regex, options, isSensitive } = variable;
  const listed = (options ?? []).map((one) => [one.value, one.label ?? '', one.description ?? ''].join(' ').trim());
  const members: readonly (readonly [string, string | null | undefined])[] = [
    ['name', name],
    ['display name', displayName],
    ['description', description],
    ['format', format],
    ['default', defaultValue],
    ['pattern', regex],
    ['options', listed.join('\n')],
  ];
  return members.flatMap(([member, text]): SearchText[] => {
    if ((text ?? '') === '') return [];
    const isSecret = member === 'default' && isSensitive === true;
    const hidden = isSecret ? [{ start: 0, end: (text ?? '').length }] : [];
    const title = `Variable ${name}, ${member}`;
    return [{ key: `variable/${at}/${member}`, place: { kind: 'variable', at }, title, text: text ?? '', hidden }];
  });
}

function factsOf(pack: Pack, layer: number): readonly SearchText[] {
  const { name, uid, kind } = pack.registry?.metadata ?? {};
  const facts: readonly (readonly [title: string, fact: string | null | undefined, text: string | null])[] = [
    ['Pack', pack.name, null],
    ['Layer', pack.layer, null],
    ['Version', pack.version, null],
    ['Tag', pack.tag, null],
    ['Type', pack.type, null],
    // As the table of layers names it.
    ['Repository', [name || uid, kind].filter((part) => (part ?? '') !== '').join(' · '), null],
    ...(pack.manifests ?? []).map((manifest, at): readonly [string, string | null | undefined, string] => {
      return [`Manifest ${at + 1}, name`, manifest.name, textKey({ kind: 'manifest', pack: layer, manifest: at })];
    }),
  ];
  return facts.flatMap(([title, fact, text]): SearchText[] => {
    const place = { kind: 'layer' as const, layer, text };
    return (fact ?? '') === '' ? [] : [{ key: `layer/${layer}/${title}`, place, title, text: fact ?? '', hidden: [] }];
  });
}

function hiddenRanges(
  document: ProfileDocument,
  inspected: ProfileDocument,
  secrets: readonly SecretHit[],
): ReadonlyMap<string, readonly Range[]> {
  const found = new Map<string, Range[]>();
  for (const { where } of secrets) {
    if (where.kind === 'variable') continue;
    const key = textKey(where.text);
    found.set(key, [...(found.get(key) ?? []), where.range]);
  }
  if (found.size === 0 || document === inspected) return found;
  const before = new Map(textsOf(inspected).map(({ address, text }) => [textKey(address), text]));
  for (const { address, text } of textsOf(document)) {
    const key = textKey(address);
    const known = found.get(key);
    const old = before.get(key) ?? text;
    if (known !== undefined && old !== text) found.set(key, carried(known, old, text));
  }
  return found;
}

/** Ranges of a text as it was, in the text as it is; one that was changed covers what came in its place. */
function carried(ranges: readonly Range[], before: string, after: string): Range[] {
  const span = changedSpan(before, after);
  if (span === null) return [...ranges];
  const grown = span.text.length - (span.end - span.start);
  return ranges.map(({ start, end }) => {
    if (end < span.start) return { start, end };
    if (start > span.end) return { start: start + grown, end: end + grown };
    return { start: Math.min(start, span.start), end: Math.max(end, span.end) + grown };
  });
}
