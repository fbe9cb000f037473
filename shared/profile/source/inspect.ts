import { type Pack, type ProfileDocument, packsOf } from '../document.ts';
import { holesOfText, holesOfVariables, UniqueIds } from '../find-holes.ts';
import { findReferences } from '../find-references.ts';
import { type Hole, MASK } from '../holes.ts';
import { LineIndex } from '../line-index.ts';
import { isManifestPack, packTypeForRegistryKind, realPackName } from '../pack-names.ts';
import type { Reference } from '../references.ts';
import { type ProfileText, textsOf } from '../texts.ts';
import { checkVariables, type VariableFinding } from '../variables.ts';
import { pathOf } from '../yaml-scan.ts';
import { parseYamlOnce } from '../yaml-tokens.ts';
import {
  type InspectedLayer,
  type Inspection,
  type NotePlace,
  nowhere,
  type ProfileNote,
  type Severity,
} from './inspection.ts';
import { readLayerText, type TextFault } from './layer-text.ts';
import { maskedPlaces, type SecretHit, secretsOfText, secretsOfVariables } from './secret-guard.ts';

/** Everything that can be told of a profile without asking any server. Linear in its size. */
export function inspectProfile(document: ProfileDocument, wasMasked: readonly Hole[] = []): Inspection {
  const ids = new UniqueIds();
  const layers = packsOf(document).map((_, at) => inspectLayer(document, at, ids, wasMasked));
  return completeInspection(document, layers, ids);
}

/**
 * One layer on its own, so that a long stack can be told of layer by layer.
 *
 * @param at position in the stack, which must be there
 * @param ids the same object for all layers of a document, in order, so that ids are those of `findHoles`
 * @param wasMasked the holes of the file as it was opened, for the guard
 */
export function inspectLayer(
  document: ProfileDocument,
  at: number,
  ids: UniqueIds = new UniqueIds(),
  wasMasked: readonly Hole[] = [],
): InspectedLayer {
  const pack = packsOf(document)[at] ?? { name: '' };
  const texts = textsOf(alone(document, pack)).map((text) => ({ ...text, address: { ...text.address, pack: at } }));
  const parse = parseYamlOnce();
  const references = findReferences(alone(document, pack), parse).map((reference) => moved(reference, at));
  const masked = maskedPlaces(wasMasked.filter(({ where }) => where.kind === 'scalar' && where.text.pack === at));
  const holes: Hole[] = [];
  const maskStarts: number[] = [];
  const secrets: SecretHit[] = [];
  const notes: ProfileNote[] = registryNotes(pack, at);
  for (const text of texts) {
    const reading = readLayerText(text.text, parse);
    const lines = new LineIndex(text.text);
    const found = holesOfText(document, text, ids, {}, parse);
    const hits = secretsOfText(text, reading, masked);
    for (const { hole, scalar } of found) {
      holes.push(hole);
      maskStarts.push(text.text.indexOf(MASK, scalar.contentStart));
      const keys = hole.where.kind === 'scalar' ? hole.where.path.keys : [];
      notes.push(note('warning', 'unfilled-mask', placed(text, lines, scalar.start, keys)));
    }
    for (const fault of reading.faults) notes.push(faultNote(text, lines, fault));
    for (const hit of hits) notes.push(secretNote(hit, at));
    secrets.push(...hits);
  }
  notes.push(...referenceNotes(document, texts, references));
  return { ...factsOf(pack, at, texts), holes, maskStarts, references, secrets, notes: notes.toSorted(byPlace) };
}

/** What only the whole profile tells: its variables, names that occur twice. `layers` are all its layers, inspected. */
export function completeInspection(
  document: ProfileDocument,
  layers: readonly InspectedLayer[],
  ids: UniqueIds = new UniqueIds(),
): Inspection {
  const references = findReferences({ ...document, spec: { ...document.spec, template: { packs: [] } } });
  const variables = checkVariables(document, [...layers.flatMap((layer) => layer.references), ...references]);
  const secrets = secretsOfVariables(document);
  const holes = holesOfVariables(document, ids).map(({ hole }) => hole);
  const notes = [
    ...duplicateNotes(packsOf(document)),
    ...variables.flatMap(variableNotes),
    ...holes.map(({ where }) => {
      const name = where.kind === 'variable' ? where.name : '';
      return note('warning', 'unfilled-mask', ofVariable(name), name);
    }),
    ...secrets.map(({ key }) => note('warning', 'plain-secret', ofVariable(key), key)),
  ];
  return { layers, variables, holes, references, secrets, notes };
}

/** The layer as it looks when it could not be judged: it took too long, or it is too large. */
export function uncheckedLayer(document: ProfileDocument, at: number): InspectedLayer {
  const pack = packsOf(document)[at] ?? { name: '' };
  const texts = textsOf(alone(document, pack)).map((text) => ({ ...text, address: { ...text.address, pack: at } }));
  const notes = [note('warning', 'not-checked', { ...nowhere, pack: at, layer: pack.name })];
  return { ...factsOf(pack, at, texts), holes: [], maskStarts: [], references: [], secrets: [], notes };
}

function alone(document: ProfileDocument, pack: Pack): ProfileDocument {
  return {
    ...document,
    spec: { ...document.spec, template: { ...document.spec.template, packs: [pack] }, variables: [] },
  };
}

function moved(reference: Reference, at: number): Reference {
  return reference.text.kind === 'variable' ? reference : { ...reference, text: { ...reference.text, pack: at } };
}

type Facts = Omit<InspectedLayer, 'holes' | 'maskStarts' | 'references' | 'secrets' | 'notes'>;

function factsOf(pack: Pack, at: number, texts: readonly ProfileText[]): Facts {
  const registry = pack.registry?.metadata;
  return {
    at,
    name: pack.name,
    type: pack.type ?? '',
    layer: pack.layer ?? '',
    version: pack.version ?? '',
    tag: pack.tag ?? '',
    registry: { name: registry?.name ?? '', kind: registry?.kind ?? '', uid: registry?.uid ?? '' },
    texts: texts.map(({ address, text }) => {
      const name = address.kind === 'values' ? '' : (pack.manifests?.[address.manifest]?.name ?? '');
      return { address, name, length: text.length };
    }),
  };
}

function note(severity: Severity, kind: ProfileNote['kind'], where: NotePlace, detail = ''): ProfileNote {
  return { severity, kind, where, detail: detail.slice(0, 200) };
}

function placed(text: ProfileText, lines: LineIndex, offset: number, path: NotePlace['path']): NotePlace {
  const { address, layer } = text;
  const [line, column] = [lines.lineAt(offset), lines.columnAt(offset)];
  return { pack: address.pack, layer, text: address, path, line, column };
}

function ofVariable(name: string): NotePlace {
  return { ...nowhere, text: { kind: 'variable', name } };
}

const faultSeverity: Readonly<Record<TextFault['kind'], Severity>> = {
  'invalid-yaml': 'error',
  'duplicate-key': 'error',
  'too-deep': 'error',
  'unquoted-macro': 'info',
  'unquoted-template': 'warning',
  'not-checked': 'warning',
};

function faultNote(text: ProfileText, lines: LineIndex, fault: TextFault): ProfileNote {
  const path = fault.place === null ? null : (pathOf(fault.place)?.keys ?? null);
  const detail = fault.kind === 'duplicate-key' ? String(path?.at(-1) ?? '') : (fault.reason ?? '');
  return note(faultSeverity[fault.kind], fault.kind, placed(text, lines, fault.offset, path), detail);
}

function secretNote(hit: SecretHit, at: number): ProfileNote {
  if (hit.where.kind === 'variable') return note('warning', 'plain-secret', ofVariable(hit.where.name), hit.key);
  const { text, layer, path, line, column } = hit.where;
  const where = { pack: at, layer, text, path: path?.keys ?? null, line, column };
  return note('warning', 'plain-secret', where, hit.key);
}

/** Uses of variables and packs that are not in the profile; comments do not count. */
function referenceNotes(
  document: ProfileDocument,
  texts: readonly ProfileText[],
  references: readonly Reference[],
): readonly ProfileNote[] {
  const wanted = references.filter(({ kind, inComment }) => !inComment && (kind === 'variable' || kind === 'pack'));
  if (wanted.length === 0) return [];
  const variables = new Set((document.spec.variables ?? []).map(({ name }) => name));
  const packs = new Set(packsOf(document).flatMap(({ name }) => [name, realPackName(name)]));
  const columns = new Columns(texts);
  return wanted.flatMap((reference) => {
    if (reference.text.kind === 'variable') return [];
    const column = columns.of(reference);
    const where = {
      ...nowhere,
      pack: reference.text.pack,
      layer: reference.layer,
      text: reference.text,
      line: reference.line,
      column,
    };
    if (reference.kind === 'variable') {
      return variables.has(reference.name) ? [] : [note('error', 'undefined-variable', where, reference.name)];
    }
    return isOfPack(packs, reference.name) ? [] : [note('info', 'unknown-pack-reference', where, reference.name)];
  });
}

/** A pack's name may hold dots itself. */
function isOfPack(packs: ReadonlySet<string>, rest: string): boolean {
  for (let end = rest.length; end > 0; end = rest.lastIndexOf('.', end - 1)) {
    if (packs.has(rest.slice(0, end))) return true;
  }
  return false;
}

/** Columns of references, which tell their line only; asked in text order. */
class Columns {
  readonly #lines = new Map<string, readonly string[]>();
  readonly #texts: ReadonlyMap<string, string>;
  #last = { key: '', end: 0 };

  constructor(texts: readonly ProfileText[]) {
    this.#texts = new Map(texts.map(({ address, text }) => [JSON.stringify(address), text]));
  }

  of(reference: Reference): number | null {
    const key = JSON.stringify(reference.text);
    const lines = this.#lines.get(key) ?? (this.#texts.get(key) ?? '').split('\n');
    this.#lines.set(key, lines);
    const place = `${key} ${reference.line}`;
    const from = this.#last.key === place ? this.#last.end : 0;
    const kind = reference.kind === 'variable' ? 'var' : reference.kind;
    const at = (lines[reference.line - 1] ?? '').indexOf(`.spectro.${kind}.${reference.name}`, from);
    if (at === -1) return null;
    this.#last = { key: place, end: at + 1 };
    return at + 1;
  }
}

function variableNotes(finding: VariableFinding): readonly ProfileNote[] {
  const where = ofVariable(finding.variable);
  switch (finding.finding) {
    case 'undefined':
      // Told where it is used; a use in a variable's default has no other place.
      return finding.uses
        .filter(({ text }) => text.kind === 'variable')
        .map(() => note('error', 'undefined-variable', where, finding.variable));
    case 'unused':
      return [note('warning', 'unused-variable', where, finding.variable)];
    case 'bad-default':
      return [note('warning', 'bad-default', where, finding.detail)];
    case 'bad-regex':
      return [note('warning', 'bad-regex', where, finding.variable)];
    case 'duplicate':
      return [note('error', 'duplicate-variable', where, finding.variable)];
  }
}

function duplicateNotes(packs: readonly Pack[]): readonly ProfileNote[] {
  const seen = new Set<string>();
  return packs.flatMap((pack, at) => {
    if (!seen.has(pack.name)) {
      seen.add(pack.name);
      return [];
    }
    // Pack names must be unique in a profile (schema of Palette's provider).
    return [note('error', 'duplicate-pack', { ...nowhere, pack: at, layer: pack.name }, pack.name)];
  });
}

function registryNotes(pack: Pack, at: number): ProfileNote[] {
  const where = { ...nowhere, pack: at, layer: pack.name };
  const registry = pack.registry?.metadata;
  const [name, kind, uid] = [registry?.name ?? '', registry?.kind ?? '', registry?.uid ?? ''];
  if (isManifestPack(pack)) return [];
  if (name === '' && uid === '') return [note('warning', 'registry-missing', where)];
  // Drafts of Palette's documentation call it `oci`, which no server does.
  if (name === 'Public Repo' && kind !== '' && kind !== 'pack') return [note('warning', 'registry-name', where, name)];
  const fitting = packTypeForRegistryKind(kind, registry?.providerType);
  const isOff = fitting !== null && pack.type !== undefined && pack.type !== null && pack.type !== fitting;
  return isOff ? [note('warning', 'registry-kind', where, `${pack.type} ${kind}`)] : [];
}

function byPlace(a: ProfileNote, b: ProfileNote): number {
  const text = (one: ProfileNote) => {
    const address = one.where.text;
    return address?.kind === 'manifest' ? address.manifest + 2 : address === null ? 0 : 1;
  };
  return (
    text(a) - text(b) || (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0)
  );
}
