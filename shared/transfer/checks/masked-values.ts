import type { Hole } from '../../profile/holes.ts';
import { type PackRule, ruleFault, ruleFor } from '../../profile/pack-rules.ts';
import type { Analysis } from '../analysis.ts';
import type { Answers, HoleAnswer } from '../answers.ts';
import type { Check, CheckState, Fix, PlannedHole } from '../plan.ts';
import { eachTyped } from '../typed-values.ts';
import { decide } from './fixes.ts';

export interface PlannedValues {
  readonly holes: readonly PlannedHole[];
  readonly checks: readonly Check[];
}

type HoleState = PlannedHole['state'];
type Prepared = Readonly<Record<HoleState, { readonly hole: PlannedHole; readonly check: ValueCheck }>>;
type ValueCheck = Extract<Check, { about: 'masked-value' }>;

const states: readonly HoleState[] = ['not-filled', 'typed', 'remembered', 'kept-empty', 'left-masked'];

/**
 * Every hole with its answer. A remembered value of the very same path counts as an answer until the hole is reopened;
 * one whose path moved has to be chosen. All outcomes are prepared: a sheet of 200 holes is planned on every key.
 */
export function valuesChecker(analysis: Analysis): (answers: Answers) => PlannedValues {
  const remembered = new Map(analysis.material.remembered.holes.map((entry) => [entry.hole, entry.match]));
  const { rules } = analysis.material;
  const prepared = analysis.holes.map((hole) => ({
    id: hole.id,
    outcomes: prepare(hole, ruleFor(rules, hole), remembered.get(hole.id) ?? 'none'),
  }));
  const faults = faultsJudge(analysis);
  return (answers) => {
    const holes: PlannedHole[] = [];
    const checks: Check[] = [];
    const broken = new Map(faults(answers).map(({ hole, fault }) => [hole, fault]));
    for (const { id, outcomes } of prepared) {
      const outcome = outcomes[stateOf(outcomes['not-filled'].hole, answers.holes.get(id))];
      const fault = broken.get(id) ?? null;
      holes.push(outcome.hole);
      checks.push(fault === null ? outcome.check : { ...outcome.check, state: 'warning', fault });
    }
    return { holes, checks };
  };
}

/** What typed values break of their packs' rules. Only told: the server has the last word on them. */
function faultsJudge(analysis: Analysis) {
  return eachTyped(analysis, (hole, value) => {
    const rule = ruleFor(analysis.material.rules, hole);
    const fault = rule === null ? null : ruleFault(rule, value);
    return fault === null ? [] : [{ hole: hole.id, fault }];
  });
}

function stateOf({ hole, remembered }: PlannedHole, answer: HoleAnswer | undefined): HoleState {
  switch (answer?.kind) {
    case undefined:
      return remembered === 'exact' ? 'remembered' : 'not-filled';
    case 'remembered':
      return remembered === 'none' ? 'not-filled' : 'remembered';
    case 'left-masked':
      return hole.reason === 'masked' ? 'left-masked' : 'not-filled';
    case 'open':
      return 'not-filled';
    case 'typed':
    case 'kept-empty':
      return answer.kind;
  }
}

function prepare(hole: Hole, rule: PackRule | null, remembered: PlannedHole['remembered']): Prepared {
  const entries = states.map((state) => [
    state,
    {
      hole: { hole, state, remembered, rule },
      check: {
        id: `hole:${hole.id}`,
        about: 'masked-value',
        hole,
        fault: null,
        state: checkState(hole, state),
        fixes: fixesFor(hole, state, remembered),
      },
    },
  ]);
  return Object.fromEntries(entries) as Prepared;
}

/** Asterisks that travel, and a required value that stays empty, are told though they were decided. */
function checkState(hole: Hole, state: HoleState): CheckState {
  switch (state) {
    case 'not-filled':
      return 'open';
    case 'left-masked':
      return 'warning';
    case 'kept-empty':
      return hole.reason === 'required-empty' ? 'warning' : 'passed';
    case 'typed':
    case 'remembered':
      return 'passed';
  }
}

function fixesFor(hole: Hole, state: HoleState, remembered: PlannedHole['remembered']): readonly Fix[] {
  const type: Fix = { kind: 'type-value', hole: hole.id };
  if (state !== 'not-filled') {
    return [type];
  }
  const fixes: Fix[] = [type];
  if (remembered !== 'none') {
    fixes.push(decide('remembered', { kind: 'use-remembered', hole: hole.id }));
  }
  fixes.push(decide('keep-empty', { kind: 'keep-empty', hole: hole.id }));
  if (hole.reason === 'masked') {
    fixes.push(decide('leave-masked', { kind: 'leave-masked', hole: hole.id }));
  }
  return fixes;
}
