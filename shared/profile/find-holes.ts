import type { ProfileDocument, Variable } from './document.ts';
import { fingerprint } from './fingerprint.ts';
import { type Hole, MASK, type TextAddress, type YamlPath } from './holes.ts';
import { LineIndex } from './line-index.ts';
import { type PackRule, type PackRules, ruleAt, rulesOf } from './pack-rules.ts';
import { factsOf } from './text-facts.ts';
import { type ProfileText, textsOf } from './texts.ts';
import { pathOf, type YamlScalar } from './yaml-scan.ts';
import type { ParseYaml } from './yaml-tokens.ts';

/** A hole of a text together with the bytes it stands in. */
export interface PlacedHole {
  readonly hole: Hole;
  readonly scalar: YamlScalar;
}

/** A hole that is the default of a variable; `variable` is its position in the document. */
export interface VariableHole {
  readonly hole: Hole;
  readonly variable: number;
}

/**
 * Every place of the document that waits for a value, in the order of the stack, variables last: scalars that are the
 * mask and nothing else, masked defaults of sensitive variables, and defaults of sensitive variables that are required
 * but empty. The mask as a key, inside a longer scalar or in a comment is none, nor is it as the default of a variable that
 * is not sensitive (Palette uses such a default as it stands). `rules`: of the packs, where the source tells them; values
 * that they require and that are empty, or only a key with nothing behind it, are holes too.
 */
export function findHoles(document: ProfileDocument, rules: PackRules = {}, parse?: ParseYaml): readonly Hole[] {
  const ids = new UniqueIds();
  return [
    ...textsOf(document).flatMap((text) => holesOfText(document, text, ids, rules, parse).map((placed) => placed.hole)),
    ...holesOfVariables(document, ids).map((placed) => placed.hole),
  ];
}

/**
 * The holes of one text, in text order. `ids` must have seen the texts before it, so that ids stay what `findHoles` says,
 * and `rules` must be those that it was given.
 */
export function holesOfText(
  document: ProfileDocument,
  text: ProfileText,
  ids: UniqueIds,
  rules: PackRules = {},
  parse?: ParseYaml,
): readonly PlacedHole[] {
  const required = requiredIn(rules, text);
  if (!text.text.includes(MASK) && required.length === 0) return [];
  const lines = new LineIndex(text.text);
  const { masks, empty } = factsOf(document, text, parse);
  const lacking = lackingAmong(empty, required);
  const places = [
    ...masks.map((mask) => ({ ...mask, reason: 'masked' as const })),
    ...lacking.map((scalar) => ({ scalar, hasPlace: true, reason: 'required-empty' as const })),
  ];
  if (lacking.length > 0) places.sort((a, b) => a.scalar.start - b.scalar.start);
  return places.map(({ scalar, hasPlace, reason }): PlacedHole => {
    const line = lines.lineAt(scalar.contentStart);
    const path = hasPlace ? pathOf(scalar.place) : null;
    const id = ids.make(idMembers(document, text, path, line));
    const where = {
      kind: 'scalar' as const,
      text: text.address,
      layer: text.layer,
      path: path ?? { document: 0, keys: [] },
    };
    return { scalar, hole: { id, where, line, reason, form: scalar.form } };
  });
}

/** The rules of values that must be there in a text; manifests have none. */
export function requiredIn(rules: PackRules, { address, layer }: Omit<ProfileText, 'text'>): readonly PackRule[] {
  return address.kind === 'values' ? rulesOf(rules, layer).filter(({ isRequired }) => isRequired) : [];
}

/** The empty values that must not be. */
export function lackingAmong(
  empty: readonly YamlScalar[],
  required: readonly Pick<PackRule, 'path'>[],
): readonly YamlScalar[] {
  if (required.length === 0) return [];
  return empty.filter(({ place }) => {
    const path = pathOf(place);
    return path !== null && ruleAt(required, path.keys) !== null;
  });
}

/** The holes among the variables, in their order. */
export function holesOfVariables(document: ProfileDocument, ids: UniqueIds): readonly VariableHole[] {
  return (document.spec.variables ?? []).flatMap((variable, position) => {
    const reason = reasonOf(variable);
    if (reason === null) return [];
    const id = ids.make(['variable', variable.name]);
    const where = { kind: 'variable' as const, name: variable.name };
    return [{ variable: position, hole: { id, where, line: 0, reason, form: 'variable' as const } }];
  });
}

/** Gives ids that are short enough for a decision, readable, and different where two places have the same path. */
export class UniqueIds {
  readonly #seen = new Map<string, number>();

  make(members: readonly (string | number)[]): string {
    const text = JSON.stringify(members);
    const short = text.length <= 1024 ? text : `${text.slice(0, 960)}…${fingerprint(text)}`;
    const count = (this.#seen.get(short) ?? 0) + 1;
    this.#seen.set(short, count);
    return count === 1 ? short : `${short}#${count}`;
  }
}

function reasonOf(variable: Variable): Hole['reason'] | null {
  if (variable.isSensitive !== true) return null;
  if (variable.defaultValue === MASK) return 'masked';
  const isEmpty = variable.defaultValue === undefined || variable.defaultValue === null || variable.defaultValue === '';
  return isEmpty && variable.required === true ? 'required-empty' : null;
}

function idMembers(
  document: ProfileDocument,
  text: ProfileText,
  path: YamlPath | null,
  line: number,
): readonly (string | number)[] {
  const place = path === null ? ['line', line] : [path.document, ...path.keys];
  return [...textMembers(document, text.address, text.layer), ...place];
}

function textMembers(document: ProfileDocument, address: TextAddress, layer: string): (string | number)[] {
  if (address.kind === 'values') return ['values', layer];
  const name = document.spec.template.packs?.[address.pack]?.manifests?.[address.manifest]?.name;
  return ['manifest', layer, name ?? address.manifest];
}
