import { useMemo, useRef } from 'react';
import type { Variable } from '../../shared/profile/document.ts';
import { findReferences } from '../../shared/profile/find-references.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { textKey } from '../../shared/profile/texts.ts';
import type { PlannedHole } from '../../shared/transfer/plan.ts';
import { type ChipText, chipTextsOf } from '../editor/chip-texts.ts';
import type { EditorChip } from '../editor/editor-chip.ts';
import { holeLabel } from '../words/hole-words.ts';
import { count } from '../words/phrases.ts';
import type { Planned } from './use-plans.ts';
import type { HoleGroup } from './values-list.tsx';
import { variableOf } from './variable-hints.ts';

/** What stands around the hole at hand. */
export interface ValuesScreen {
  readonly groups: readonly HoleGroup[];
  /** The text that holds it, or the first one that uses its variable. */
  readonly text: ChipText | null;
  readonly chips: readonly EditorChip[];
  readonly line: number;
  readonly contextWords: string;
  readonly variable: Variable | null;
}

/** Derives the check-list and the text of the hole at hand; both stay the same objects while nothing in them changes. */
export function useValuesScreen({ material, plan }: Planned, one: PlannedHole | undefined): ValuesScreen {
  const { document, rules } = material;
  const holes = useSame(plan.holes);
  const texts = useMemo(() => new Map(chipTextsOf(document, rules).map((text) => [text.key, text])), [document, rules]);
  const references = useMemo(() => findReferences(document), [document]);
  const groups = useMemo(() => groupsOf(holes, texts), [holes, texts]);
  const hole = one?.hole;
  const uses = useMemo(
    () =>
      hole?.where.kind === 'variable'
        ? references.filter(
            (use) => use.kind === 'variable' && use.name === variableName(hole) && use.text.kind !== 'variable',
          )
        : [],
    [hole, references],
  );
  const [use] = uses;
  const address = hole?.where.kind === 'scalar' ? hole.where.text : use?.text;
  const text = address === undefined || address.kind === 'variable' ? null : (texts.get(textKey(address)) ?? null);
  const chips = useMemo(() => (text === null ? [] : chipsOf(text, holes)), [text, holes]);
  const line = hole?.where.kind === 'scalar' ? hole.line : (use?.line ?? 0);
  const place = [text?.isManifest === true ? `manifest ${text.title}` : 'values', `line ${line}`].join(' · ');
  const contextWords =
    text === null
      ? ''
      : hole?.where.kind === 'scalar'
        ? place
        : `${place} · uses the variable${uses.length > 1 ? `, and ${count(uses.length - 1, 'other place', 'other places')} too` : ''}`;
  return { groups, text, chips, line, contextWords, variable: hole === undefined ? null : variableOf(document, hole) };
}

/** The planner makes a new list with every plan; its members are the same objects while their state is. */
function useSame(holes: readonly PlannedHole[]): readonly PlannedHole[] {
  const last = useRef(holes);
  const isSame = last.current.length === holes.length && holes.every((one, at) => one === last.current[at]);
  if (!isSame) last.current = holes;
  return last.current;
}

function variableName({ where }: Hole): string {
  return where.kind === 'variable' ? where.name : '';
}

function groupsOf(holes: readonly PlannedHole[], texts: ReadonlyMap<string, ChipText>): readonly HoleGroup[] {
  const keyOf = ({ where }: Hole): string => (where.kind === 'scalar' ? textKey(where.text) : 'variables');
  return [...Map.groupBy(holes, (one) => keyOf(one.hole))].map(([id, members]): HoleGroup => {
    const text = texts.get(id);
    if (text === undefined) return { id, layer: 'Profile variables', title: '', holes: members };
    return { id, layer: text.layer, title: text.isManifest ? text.title : '', holes: members };
  });
}

function chipsOf(text: ChipText, holes: readonly PlannedHole[]): readonly EditorChip[] {
  const states = new Map(holes.map((one) => [one.hole.id, one]));
  return text.chips.flatMap(({ hole, from, to }): readonly EditorChip[] => {
    const planned = states.get(hole);
    if (planned === undefined) return [];
    const name = `${text.layer} / ${holeLabel(planned.hole)}`;
    return [{ hole, from, to, state: planned.state, name, isEmpty: planned.hole.reason === 'required-empty' }];
  });
}
