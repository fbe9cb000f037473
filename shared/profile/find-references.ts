import { type Pack, type ProfileDocument, packsOf } from './document.ts';
import { LineIndex } from './line-index.ts';
import { realPackName } from './pack-names.ts';
import { covers } from './ranges.ts';
import type { Reference } from './references.ts';
import { factsOf } from './text-facts.ts';
import { textsOfPack } from './texts.ts';
import type { ParseYaml } from './yaml-tokens.ts';

/** An opening, the closing after it, or another opening: what stands between two of them is looked at once. */
const braces = /\{\{|\}\}/g;
/**
 * Palette's path, not the tail of another one (`.Values.spectro.`) and not quoted text. Names: letters, digits, `_ . -`
 * in every public example; their real alphabet is unpublished, so letters of any script pass.
 */
const path = /(?<![\p{L}\p{N}_.)\]"'“”‘’])\.spectro\.([\p{L}\p{N}_.-]*[\p{L}\p{N}_-])/gu;
/** A template may break over a line or two (folded text), not over pages. */
const mostLineBreaks = 2;

/** Every `{{.spectro.…}}` of values, manifests and variable defaults, in the order of the stack, variables last. */
export function findReferences(document: ProfileDocument, parse?: ParseYaml): readonly Reference[] {
  const found: Reference[] = [];
  for (const [at, pack] of packsOf(document).entries()) found.push(...referencesOfPack(document, pack, at, parse));
  for (const variable of document.spec.variables ?? []) {
    for (const hit of hitsIn(variable.defaultValue ?? '')) {
      const text = { kind: 'variable' as const, name: variable.name };
      found.push({ ...named(hit.path), layer: '', text, line: 1, inComment: hit.inTemplateComment });
    }
  }
  return found;
}

/** By layer, which nobody changes in place: an edit of one layer searches no other again. */
const remembered = new WeakMap<Pack, { readonly at: number; readonly references: readonly Reference[] }>();

function referencesOfPack(
  document: ProfileDocument,
  pack: Pack,
  at: number,
  parse: ParseYaml | undefined,
): readonly Reference[] {
  const known = remembered.get(pack);
  if (known?.at === at) return known.references;
  const references = textsOfPack(pack, at).flatMap((part) => {
    const { address, layer, text } = part;
    const hits = hitsIn(text);
    if (hits.length === 0) return [];
    const lines = new LineIndex(text);
    const comments = hasCommentBefore(text, hits) ? factsOf(document, part, parse).comments : [];
    return hits.map((hit): Reference => {
      const inComment = hit.inTemplateComment || covers(comments, hit.start);
      return { ...named(hit.path), layer, text: address, line: lines.lineAt(hit.start), inComment };
    });
  });
  remembered.set(pack, { at, references });
  return references;
}

/** The custom macros that an import needs in the target: outside comments, each name once. */
export function macrosIn(references: readonly Reference[]): readonly string[] {
  return [...new Set(references.filter((use) => use.kind === 'macro' && !use.inComment).map((use) => use.name))];
}

/**
 * The layer that a reference of kind `pack` speaks of: its dotted rest starts with a pack's name, which may hold dots
 * itself. Null when no layer of the profile fits (the pack may belong to another profile of the cluster).
 */
export function referencedLayer(document: ProfileDocument, reference: Reference): string | null {
  let best: string | null = null;
  let length = 0;
  for (const pack of packsOf(document)) {
    for (const name of [pack.name, realPackName(pack.name)]) {
      const fits = reference.name === name || reference.name.startsWith(`${name}.`);
      if (fits && name.length > length) [best, length] = [pack.name, name.length];
    }
  }
  return best;
}

interface Hit {
  /** What follows `.spectro.`. */
  readonly path: string;
  readonly start: number;
  readonly inTemplateComment: boolean;
}

function hitsIn(text: string): readonly Hit[] {
  if (!text.includes('.spectro.')) return [];
  const hits: Hit[] = [];
  let opened = -1;
  for (const brace of text.matchAll(braces)) {
    if (brace[0] === '{{') {
      // `{{{`: the template starts at the last pair.
      opened = brace.index + 2;
    } else if (opened !== -1) {
      hits.push(...hitsInTemplate(text.slice(opened, brace.index), opened));
      opened = -1;
    }
  }
  return hits;
}

function hitsInTemplate(inside: string, start: number): Hit[] {
  if (inside.split('\n', mostLineBreaks + 2).length > mostLineBreaks + 1) return [];
  const inTemplateComment = /^-?\s*\/\*/.test(inside);
  return Array.from(inside.matchAll(path), (match) => {
    return { path: match[1] ?? '', start: start + match.index, inTemplateComment };
  });
}

function named(rest: string): Pick<Reference, 'kind' | 'name'> {
  const dot = rest.indexOf('.');
  const name = rest.slice(dot + 1);
  switch (dot === -1 ? '' : rest.slice(0, dot)) {
    case 'macro':
      return { kind: 'macro', name };
    case 'system':
      return { kind: 'system', name };
    case 'var':
      return { kind: 'variable', name };
    case 'pack':
      return { kind: 'pack', name };
    default:
      return { kind: 'other', name: rest };
  }
}

/** Whether a `#` stands before any hit on its line; without one the structure need not be read. */
function hasCommentBefore(text: string, hits: readonly Hit[]): boolean {
  let checkedTo = 0;
  for (const hit of hits) {
    const between = text.slice(checkedTo, hit.start);
    if (between.includes('#', between.lastIndexOf('\n') + 1)) return true;
    checkedTo = hit.start;
  }
  return false;
}
