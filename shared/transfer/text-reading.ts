import { lackingAmong } from '../profile/find-holes.ts';
import type { YamlPath } from '../profile/holes.ts';
import type { PackRule } from '../profile/pack-rules.ts';
import type { Range } from '../profile/ranges.ts';
import { edited, type TextEdit } from '../profile/text-edits.ts';
import { readFacts, type TextFacts } from '../profile/text-facts.ts';
import { type PathStep, pathOf, type YamlScalar } from '../profile/yaml-scan.ts';
import { parseYamlOnce } from '../profile/yaml-tokens.ts';
import { judgedText, type TextFinding } from './checks/edited-texts.ts';

/** A text that is being edited by hand. SECURITY: holds what was typed, which may be secret. */
export interface EditedText {
  readonly now: string;
  /** What makes the exported text of it, from the first to the last difference. */
  readonly back: TextEdit;
  /** What its pack asks to be there; see `requiredIn`. */
  readonly required: readonly Pick<PackRule, 'path'>[];
}

/** A scalar with its path in place of the steps to it; null: it has none. */
interface ReadScalar {
  readonly scalar: Omit<YamlScalar, 'place'>;
  readonly path: YamlPath | null;
}

/** All that planning needs to know of an edited text, and no more of it: this crosses from process to process. */
export interface TextReading {
  readonly masks: readonly ReadScalar[];
  /** Empty values that must not be. */
  readonly empty: readonly ReadScalar[];
  /** Comments that hold a reference. */
  readonly comments: readonly Range[];
  readonly found: readonly TextFinding[];
}

/** Reads an edited text. The costly step of planning after an edit; linear in the text's length. */
export function readEditedText({ now, back, required }: EditedText): TextReading {
  const parse = parseYamlOnce();
  const { masks, empty, comments } = readFacts(now, parse);
  return {
    masks: masks.map(({ scalar, hasPlace }) => readScalar(scalar, hasPlace)),
    empty: lackingAmong(empty, required).map((scalar) => readScalar(scalar, true)),
    comments: comments.filter(({ start, end }) => now.slice(start, end).includes('.spectro.')),
    found: judgedText(edited(now, [back]), now, parse),
  };
}

/** The facts of a text that was read elsewhere, as far as planning asks for them. */
export function factsOfReading({ masks, empty, comments }: TextReading): TextFacts {
  return {
    masks: masks.map((one) => ({ scalar: placed(one), hasPlace: one.path !== null })),
    empty: empty.map(placed),
    comments,
  };
}

function readScalar({ place, ...scalar }: YamlScalar, hasPlace: boolean): ReadScalar {
  return { scalar, path: hasPlace ? pathOf(place) : null };
}

function placed({ scalar, path }: ReadScalar): YamlScalar {
  let place: PathStep = { parent: null, key: path?.document ?? 0, depth: 0 };
  for (const key of path?.keys ?? []) place = { parent: place, key, depth: place.depth + 1 };
  return { ...scalar, place };
}
