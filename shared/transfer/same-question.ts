import { type ProfileDocument, packsOf } from '../profile/document.ts';
import type { Hole } from '../profile/holes.ts';
import { realPackName } from '../profile/pack-names.ts';

/** The holes of one profile of a sheet. */
export interface ProfileHoles {
  /** Names the profile: the id of its transfer. */
  readonly id: string;
  readonly document: ProfileDocument;
  readonly holes: readonly Hole[];
}

/** A hole of another profile. */
export interface HoleElsewhere {
  /** The id of the profile's transfer. */
  readonly id: string;
  /** The id of the hole, as a `fill` decision names it. */
  readonly hole: string;
}

/** The holes of the other profiles that ask what this hole of profile `id` asks, answered or not; at most one in each. */
export type SameQuestions = (id: string, hole: Hole) => readonly HoleElsewhere[];

/**
 * Finds the holes of one sheet that are the same question: the same path in the values (or in the manifest of the same
 * name) of the same pack, or the variable of the same name. `edge--nginx` is the pack `nginx`; but where a profile holds
 * a pack more than once, only the layer of the very same name counts. A place that no path tells apart (in a broken
 * text, in a manifest without a name) is like no other. Built once per set of documents, a question is then one look-up.
 * It knows places only, never an answer.
 */
export function sameQuestions(profiles: readonly ProfileHoles[]): SameQuestions {
  const asked = new Map(profiles.map((profile) => [profile.id, byQuestion(profile)]));
  return (id, hole) => {
    const profile = profiles.find((each) => each.id === id);
    const question = profile === undefined ? null : questionOf(profile.document, hole);
    if (question === null) return [];
    const isRepeated = (asked.get(id)?.get(question)?.length ?? 0) > 1;
    return [...asked].flatMap(([other, questions]) => {
      const alike = other === id ? [] : (questions.get(question) ?? []);
      const [same] = alike.length > 1 || isRepeated ? alike.filter((each) => isSameLayer(each, hole)) : alike;
      return same === undefined ? [] : [{ id: other, hole: same.id }];
    });
  };
}

function byQuestion({ document, holes }: ProfileHoles): ReadonlyMap<string, readonly Hole[]> {
  const questions = new Map<string, Hole[]>();
  for (const hole of holes) {
    const question = questionOf(document, hole);
    if (question === null) continue;
    const group = questions.get(question);
    if (group === undefined) questions.set(question, [hole]);
    else group.push(hole);
  }
  return questions;
}

/** One text for the same question in every profile; null: nothing tells which place it is. */
function questionOf(document: ProfileDocument, { where }: Hole): string | null {
  if (where.kind === 'variable') return JSON.stringify(['variable', where.name]);
  const { layer, path, text } = where;
  if (path.keys.length === 0) return null;
  const manifest =
    text.kind === 'manifest' ? packsOf(document)[text.pack]?.manifests?.[text.manifest]?.name || null : '';
  return manifest === null ? null : JSON.stringify([realPackName(layer), manifest, path.document, ...path.keys]);
}

function isSameLayer(a: Hole, b: Hole): boolean {
  return a.where.kind === 'scalar' && b.where.kind === 'scalar' && a.where.layer === b.where.layer;
}
