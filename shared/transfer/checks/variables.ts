import type { ProfileDocument, Variable } from '../../profile/document.ts';
import type { Reference } from '../../profile/references.ts';
import { checkVariables, type VariableFinding } from '../../profile/variables.ts';
import { type Analysis, byName } from '../analysis.ts';
import type { Answers } from '../answers.ts';
import type { Check, Fix } from '../plan.ts';
import { eachTyped } from '../typed-values.ts';
import { accept } from './fixes.ts';

type Finding = Extract<Check, { about: 'variable' }>['finding'];

/**
 * Profile variables travel with the profile. One that is used without being defined makes the server refuse
 * (`PackVariablesUndefined`, public provider); whether it also looks at defaults is not known, so those are only told.
 * A typed default is judged as soon as it is typed.
 */
export function variablesChecker(
  analysis: Analysis,
): (answers: Answers, typed: readonly Reference[]) => readonly Check[] {
  const { document } = analysis.material;
  const variables = document.spec.variables ?? [];
  const defined = new Set(variables.map((variable) => variable.name));
  const uses = byName(analysis.references, 'variable');
  const troubles = checkVariables(document, analysis.references);
  const base: readonly Judged[] = [...troubles, ...inOrder(variables, troubles, uses)];
  const judge = defaultsJudge(analysis);
  const hasBadDefault = new Set(troubles.filter((one) => one.finding === 'bad-default').map((one) => one.variable));
  return (answers, typed) => {
    const inTyped = byName(typed, 'variable');
    const judged = judge(answers).filter(({ variable }) => !hasBadDefault.has(variable));
    const misjudged = new Set(judged.map(({ variable }) => variable));
    const findings = base.filter(
      ({ variable, finding }) =>
        !(finding === 'unused' && inTyped.has(variable)) && !(finding === 'ok' && misjudged.has(variable)),
    );
    const known = new Set([...findings, ...judged].map(({ variable }) => variable));
    const added = [...inTyped].flatMap(([variable, places]): readonly Judged[] => {
      if (known.has(variable)) {
        return [];
      }
      return [{ variable, finding: defined.has(variable) ? 'ok' : 'undefined', detail: '', uses: places }];
    });
    const checks = [...findings, ...added, ...judged].map((finding) => variableCheck(finding, answers));
    // Two variables of one name are two of everything.
    return [...new Map(checks.map((check) => [check.id, check])).values()];
  };
}

type Judged = Omit<VariableFinding, 'finding' | 'detail'> & {
  readonly finding: Finding;
  readonly detail: string;
  /** The hole whose typed value is judged. */
  readonly hole?: string;
};

function variableCheck({ variable, finding, detail, uses, hole }: Judged, answers: Answers): Check {
  const id = `variable:${variable}:${finding}`;
  const check = { id, about: 'variable', variable, finding, detail, uses } as const;
  const fixes: readonly Fix[] = hole === undefined ? [] : [{ kind: 'type-value', hole }];
  switch (finding) {
    case 'ok':
      return { ...check, state: 'passed', fixes };
    case 'undefined':
      return answers.accepted.has(id)
        ? { ...check, state: 'warning', fixes }
        : { ...check, state: 'open', fixes: [accept(id)] };
    case 'unused':
    case 'bad-default':
    case 'bad-regex':
    case 'duplicate':
      return { ...check, state: 'warning', fixes };
  }
}

/** Variables without any finding, so that the list shows what was looked at. */
function inOrder(
  variables: readonly Variable[],
  troubles: readonly VariableFinding[],
  uses: ReadonlyMap<string, readonly Reference[]>,
): readonly Judged[] {
  const troubled = new Set(troubles.map(({ variable }) => variable));
  return variables
    .filter(({ name }) => !troubled.has(name))
    .map(({ name }) => ({ variable: name, finding: 'ok', detail: '', uses: uses.get(name) ?? [] }));
}

/** Judges typed defaults of sensitive variables. */
function defaultsJudge(analysis: Analysis): (answers: Answers) => readonly Judged[] {
  const variables = new Map((analysis.material.document.spec.variables ?? []).map((entry) => [entry.name, entry]));
  return eachTyped(analysis, ({ id, where }, value) => {
    const variable = where.kind === 'variable' ? variables.get(where.name) : undefined;
    return variable === undefined ? [] : judgeDefault(variable, value).map((finding) => ({ ...finding, hole: id }));
  });
}

function judgeDefault(variable: Variable, value: string): readonly VariableFinding[] {
  const document: ProfileDocument = {
    metadata: { name: '' },
    spec: { template: {}, variables: [{ ...variable, defaultValue: value }] },
  };
  return checkVariables(document, []).filter(({ finding }) => finding === 'bad-default');
}
