import { useMemo, useRef } from 'react';
import type { ProfileDocument, Variable } from '../../shared/profile/document.ts';
import { findReferences } from '../../shared/profile/find-references.ts';
import { type Hole, textKey } from '../../shared/profile/holes.ts';
import { textsOf } from '../../shared/profile/texts.ts';

import type { Check, PlannedHole } from '../../shared/transfer/plan.ts';
import { type ChipText, chipTextsOf } from '../editor/chip-texts.ts';
import type { EditorChip } from '../editor/editor-chip.ts';
import { holeLabel } from '../words/hole-words.ts';
import { count } from '../words/phrases.ts';
import { stopsImport } from './parts.ts';
import type { Planned } from './use-plans.ts';
import type { HoleGroup } from './values-list.tsx';
import { variableOf } from './variable-hints.ts';

export type TextCheck = Extract<Check, { about: 'edited-text' }>;

/** What stands around the hole, or the text, at hand. */
export interface ValuesScreen {
  readonly groups: readonly HoleGroup[];
  /** The text that holds the hole, or the first one that uses its variable. */
  readonly text: ChipText | null;
  readonly chips: readonly EditorChip[];
  readonly line: number;
  readonly contextWords: string;
  readonly variable: Variable | null;
  /** What was found in that text since it was edited. */
  readonly checks: readonly TextCheck[];
}

/**
 * Derives the check-list and the text at hand; both stay the same objects while nothing in them changes.
 *
 * @param key the text at hand where no hole is
 */
export function useValuesScreen(
  { exported, material, plan }: Planned,
  one: PlannedHole | undefined,
  key: string | null,
): ValuesScreen {
  const { document, rules } = material;
  const holes = useSame(plan.holes);
  const found = useSame(plan.checks.filter((check): check is TextCheck => check.about === 'edited-text'));
  const texts = useMemo(() => new Map(chipTextsOf(document, rules).map((text) => [text.key, text])), [document, rules]);
  const references = useMemo(() => findReferences(document), [document]);
  const groups = useSame(useMemo(() => groupsOf(holes, texts, found), [holes, texts, found]));
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
  const own = address === undefined || address.kind === 'variable' ? null : textKey(address);
  const first = useMemo(() => firstText(exported.document), [exported]);
  const text = texts.get((hole === undefined ? (key ?? first) : own) ?? '') ?? null;
  const chips = useMemo(() => (text === null ? [] : chipsOf(text, holes)), [text, holes]);
  const checks = useMemo(() => found.filter((check) => textKey(check.text) === text?.key), [found, text]);
  const line = hole?.where.kind === 'scalar' ? hole.line : (use?.line ?? 0);
  const title = text?.isManifest === true ? `manifest ${text.title}` : 'values';
  const place = [title, ...(line === 0 ? [] : [`line ${line}`])].join(' · ');
  const contextWords =
    text === null
      ? ''
      : hole?.where.kind !== 'variable'
        ? place
        : `${place} · uses the variable${uses.length > 1 ? `, and ${count(uses.length - 1, 'other place', 'other places')} too` : ''}`;
  const variable = hole === undefined ? null : variableOf(document, hole);
  return { groups, text, chips, line, contextWords, variable, checks };
}

/** Where something stands already; whatever is written or deleted meanwhile, it stays the same one. */
function firstText(document: ProfileDocument): string | null {
  const texts = textsOf(document);
  const first = texts.find(({ text }) => text !== '') ?? texts[0];
  return first === undefined ? null : textKey(first.address);
}

/** Every plan, and every reading of a text, makes new objects: those that say the same stay as they are, and so does a list of them. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const last = useRef(list);
  const before = last.current;
  const kept = list.map((one, at) => (before[at] !== undefined && isSame(before[at], one) ? before[at] : one));
  if (kept.length !== before.length || kept.some((one, at) => one !== before[at])) last.current = kept;
  return last.current;
}

function isSame<T>(a: T, b: T): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function variableName({ where }: Hole): string {
  return where.kind === 'variable' ? where.name : '';
}

function groupsOf(
  holes: readonly PlannedHole[],
  texts: ReadonlyMap<string, ChipText>,
  checks: readonly TextCheck[],
): readonly HoleGroup[] {
  const byText = Map.groupBy(holes, ({ hole: { where } }) =>
    where.kind === 'scalar' ? textKey(where.text) : 'variables',
  );
  const groups = [...texts.values()].map(({ key, layer, title, isManifest, text }): HoleGroup => {
    const own = checks.filter((check) => textKey(check.text) === key);
    const isStopping = own.some(stopsImport);
    const edits = own[0]?.changes ?? 0;
    return {
      id: key,
      layer,
      title: isManifest ? title : '',
      text: { edits, isStopping, isEmpty: text === '' },
      holes: byText.get(key) ?? [],
    };
  });
  const ofVariables = byText.get('variables');
  if (ofVariables === undefined) return groups;
  return [...groups, { id: 'variables', layer: 'Profile variables', title: '', text: null, holes: ofVariables }];
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
