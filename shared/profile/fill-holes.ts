import { failed, ok, type Result } from '../result.ts';
import type { ProfileDocument } from './document.ts';
import { holesOfText, holesOfVariables, UniqueIds } from './find-holes.ts';
import type { PackRules } from './pack-rules.ts';
import { scalarEdits } from './scalar-edits.ts';
import { edited } from './text-edits.ts';
import { textsOf, withText } from './texts.ts';

/** Why a text cannot be the value of anything in a profile: YAML and Go strings carry neither. Null: it can. */
export function unfitForYaml(value: string): 'nul' | 'lone-surrogate' | null {
  if (value.includes('\0')) return 'nul';
  return value.isWellFormed() ? null : 'lone-surrogate';
}

/**
 * The document with the named holes filled. In a text only the bytes of each hole's scalar change, and a YAML 1.1 or 1.2
 * parser reads back exactly what was given; a variable's default becomes the value itself.
 * `rules` must be those that the holes were found with.
 * Fails with `value-unusable` for a value that cannot be written, and `edit-outdated` for a hole that is not there.
 */
export function fillHoles(
  document: ProfileDocument,
  values: ReadonlyMap<string, string>,
  rules: PackRules = {},
): Result<ProfileDocument> {
  for (const value of values.values()) {
    const unfit = unfitForYaml(value);
    if (unfit !== null) return failed({ kind: 'value-unusable', reason: unfit });
  }
  const open = new Set(values.keys());
  const ids = new UniqueIds();
  let filled = document;
  for (const text of textsOf(document)) {
    const edits = holesOfText(document, text, ids, rules).flatMap(({ hole, scalar }) => {
      const value = values.get(hole.id);
      open.delete(hole.id);
      return value === undefined ? [] : scalarEdits(text.text, scalar, value);
    });
    if (edits.length > 0) filled = withText(filled, text.address, edited(text.text, edits));
  }
  filled = withDefaults(filled, values, ids, open);
  const [missing] = open;
  if (missing !== undefined) return failed({ kind: 'edit-outdated', layer: layerOf(missing) });
  return ok(filled);
}

function withDefaults(
  document: ProfileDocument,
  values: ReadonlyMap<string, string>,
  ids: UniqueIds,
  open: Set<string>,
): ProfileDocument {
  const variables = [...(document.spec.variables ?? [])];
  let changed = false;
  for (const { hole, variable } of holesOfVariables(document, ids)) {
    const value = values.get(hole.id);
    const before = variables[variable];
    open.delete(hole.id);
    if (value === undefined || before === undefined) continue;
    variables[variable] = { ...before, defaultValue: value };
    changed = true;
  }
  return changed ? { ...document, spec: { ...document.spec, variables } } : document;
}

/** The layer an id speaks of, for the person's eyes. */
function layerOf(id: string): string {
  return /^\["(?:values|manifest|variable)","((?:[^"\\]|\\.)*)"/.exec(id)?.[1] ?? '';
}
