import { textKey } from '../../shared/profile/holes.ts';
import { textsOf } from '../../shared/profile/texts.ts';
import { stopsImport } from './parts.ts';
import type { Planned } from './use-plans.ts';
import { firstHole, isOpen } from './values-order.ts';

/** What the part of the values speaks of. */
export interface ValuesPlace {
  readonly hole: string | null;
  /** The text of that hole, or the one that was opened itself; null: the first. */
  readonly text: string | null;
  /** The name of that hole when it was gone to: by it its field stays the same. */
  readonly field: string | null;
}

type Known = Pick<Planned, 'plan' | 'exported'>;

/** A hole with its text, or a text alone. What the profile has not, or not any more, leads to where one would begin. */
export function placeOf(planned: Known, id: string | null): ValuesPlace {
  const { holes } = planned.plan;
  const where = holes.find(({ hole }) => hole.id === id)?.hole.where;
  if (where !== undefined) return { hole: id, field: id, text: where.kind === 'scalar' ? textKey(where.text) : null };
  if (id !== null && hasText(planned, id)) return { hole: null, field: null, text: id };
  const first = beginning(planned);
  return first === id || first === null ? { hole: null, field: null, text: null } : placeOf(planned, first);
}

/** Whether nothing of the place is in the profile any more: its source was read again and has changed. */
export function isGone(planned: Known, { hole, text }: ValuesPlace): boolean {
  if (hole === null && text === null) return false;
  return !planned.plan.holes.some((one) => one.hole.id === hole) && !(text !== null && hasText(planned, text));
}

/** Where to begin: a value that is missing, else an edited text that stops the import, else the first of all. */
function beginning({ plan }: Known): string | null {
  const broken = plan.checks.find((check) => check.about === 'edited-text' && stopsImport(check));
  if (plan.holes.some(isOpen) || broken?.about !== 'edited-text') return firstHole(plan.holes);
  return textKey(broken.text);
}

function hasText({ exported }: Known, key: string): boolean {
  return textsOf(exported.document).some(({ address }) => textKey(address) === key);
}
