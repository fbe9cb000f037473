import type { ProfileDocument } from '../document.ts';
import { MASK, type TextAddress } from '../holes.ts';
import type { TextEdit } from '../text-edits.ts';
import { textsOf } from '../texts.ts';
import type { ProfileEdit } from './edit-shapes.ts';
import type { SecretFix, SecretHit, SecretPlace } from './secret-guard.ts';

export interface SecretAnswer {
  readonly hit: SecretHit;
  readonly fix: SecretFix;
}

/**
 * The edits that carry out a person's answers to the guard: a masked value becomes eight asterisks in quotes, a variable's use
 * takes the value's place and the variable, sensitive, required and masked, joins the profile's; `leave` changes nothing.
 * The value itself stands in none of the edits.
 */
export function secretFixEdits(document: ProfileDocument, answers: readonly SecretAnswer[]): readonly ProfileEdit[] {
  const names = new Set((document.spec.variables ?? []).map(({ name }) => name));
  const spans = new Map<string, { readonly address: TextAddress; readonly spans: TextEdit[] }>();
  const edits: ProfileEdit[] = [];
  const texts = new Map(textsOf(document).map(({ address, text }) => [JSON.stringify(address), text]));
  let at = document.spec.variables?.length ?? 0;
  for (const { hit, fix } of answers) {
    if (fix === 'leave') continue;
    if (hit.where.kind === 'variable') {
      edits.push({ kind: 'variable', at: hit.where.at, member: 'isSensitive', value: true });
      edits.push({ kind: 'variable', at: hit.where.at, member: 'defaultValue', value: MASK });
      continue;
    }
    let written = MASK;
    if (fix === 'variable') {
      const name = variableName(hit.where, hit.key, names);
      names.add(name);
      edits.push({ kind: 'variable-added', at, variable: variableNamed(name) });
      at += 1;
      written = `{{.spectro.var.${name}}}`;
    }
    const key = JSON.stringify(hit.where.text);
    const known = spans.get(key) ?? { address: hit.where.text, spans: [] };
    known.spans.push(replacement(hit.where, texts.get(key) ?? '', written));
    spans.set(key, known);
  }
  const textEdits = [...spans.values()].map(({ address, spans: found }): ProfileEdit => {
    return { kind: 'text', address, spans: found.toSorted((a, b) => a.start - b.start) };
  });
  return [...textEdits, ...edits];
}

function replacement(where: Extract<SecretPlace, { kind: 'value' }>, text: string, written: string): TextEdit {
  const { start, end } = where.range;
  if (!where.isScalar) return { start, end, text: written };
  const source = text.slice(start, end);
  // Variables belong in single quotes (user documentation of profile variables); a plain mask would be an alias.
  const quote = written === MASK && source.startsWith('"') ? '"' : "'";
  // A block's range ends with its last line break, which ends the line.
  const breaks = /^[|>]/.test(source) ? (/(?:\r?\n)+$/.exec(source)?.[0] ?? '') : '';
  return { start, end: end - breaks.length, text: `${quote}${written}${quote}` };
}

/** As Palette would export such a variable: its value is asked for after the import. */
function variableNamed(name: string): Extract<ProfileEdit, { kind: 'variable-added' }>['variable'] {
  return {
    name,
    displayName: name,
    format: 'string',
    defaultValue: MASK,
    required: true,
    immutable: false,
    hidden: false,
    isSensitive: true,
  };
}

/** From the layer and the key that tells: letters, digits and `_`, which every public example keeps to. */
function variableName(where: Extract<SecretPlace, { kind: 'value' }>, key: string, taken: ReadonlySet<string>): string {
  const last = key === '' ? String(where.path?.keys.findLast((one) => typeof one === 'string') ?? 'secret') : key;
  const words = `${where.layer} ${last}`.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const plain = words
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  const base = /^[a-z]/.test(plain) ? plain : `secret_${plain}`.replace(/_+$/, '');
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}_${number}`;
  return name;
}
