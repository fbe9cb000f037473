import type { ProfileDocument } from '../profile/document.ts';
import { failed, type Result } from '../result.ts';
import { type Analysis, analyse } from './analysis.ts';
import { type Answers, answersOf } from './answers.ts';
import { stops } from './checks/fixes.ts';
import { macrosChecker } from './checks/macros.ts';
import { valuesChecker } from './checks/masked-values.ts';
import { nameChecker } from './checks/name.ts';
import { packsChecker } from './checks/packs.ts';
import { permissionsChecker } from './checks/permissions.ts';
import type { Choice } from './checks/repositories.ts';
import { serverCheck } from './checks/server.ts';
import { tracesChecker } from './checks/source-traces.ts';
import { stackChecks } from './checks/stack.ts';
import { variablesChecker } from './checks/variables.ts';
import type { Decision } from './decision.ts';
import { describeOpen } from './describe-open.ts';
import { outgoingDocument } from './outgoing.ts';
import type { Check, TransferMaterial, TransferPlan } from './plan.ts';
import { typedReferences } from './typed-references.ts';

/** Plans one profile's transfer. Pure: the same material and decisions always give the same plan. */
export interface Planner {
  /** Every check with its state and fixes, and every choice, after these decisions. */
  plan(decisions: readonly Decision[]): TransferPlan;
  /**
   * The document to import, exactly. Fails with `plan-open` while anything is open. `secrets` holds the values of the
   * holes whose plan says `remembered`, by hole id.
   */
  outgoing(decisions: readonly Decision[], secrets: ReadonlyMap<string, string>): Result<ProfileDocument>;
}

interface Planned {
  readonly answers: Answers;
  readonly choices: readonly Choice[];
  readonly plan: TransferPlan;
}

/** Reads the document once; after that a plan takes no more than a walk over what was found. */
export function createPlanner(material: TransferMaterial): Planner {
  const analysis = analyse(material);
  const check = {
    name: nameChecker(analysis),
    values: valuesChecker(analysis),
    typed: typedReferences(analysis),
    macros: macrosChecker(analysis),
    packs: packsChecker(analysis),
    variables: variablesChecker(analysis),
    permissions: permissionsChecker(analysis),
    traces: tracesChecker(analysis),
    stack: stackChecks(analysis),
  };

  const settle = (decisions: readonly Decision[]): Planned => {
    const answers = answersOf(decisions);
    const values = check.values(answers);
    const typed = check.typed(answers);
    const macros = check.macros(answers, typed);
    const packs = check.packs(answers);
    const found: readonly Check[] = [
      ...check.name(answers),
      ...packs.checks,
      ...values.checks,
      ...macros.checks,
      ...check.variables(answers, typed),
      ...check.permissions(answers.publish, macros.toCreate),
      ...check.stack,
      ...check.traces(answers, packs.choices),
    ];
    const plan = {
      name: answers.name ?? analysis.name,
      version: answers.version ?? analysis.version,
      publish: answers.publish,
      checks: found,
      holes: values.holes,
      repositories: packs.repositories,
      macrosToCreate: macros.toCreate,
    };
    const explained = isExplained(analysis, plan, packs.choices);
    const checks = [...found, serverCheck(material.facts.serverCheck, explained, answers.accepted.has('server'))];
    const open = checks.filter(stops).length;
    return { answers, choices: packs.choices, plan: { ...plan, checks, open, ready: open === 0 } };
  };

  return {
    plan: (decisions) => settle(decisions).plan,
    outgoing: (decisions, secrets) => {
      const { answers, choices, plan } = settle(decisions);
      return plan.ready
        ? outgoingDocument(material, plan, answers, choices, secrets)
        : failed({ kind: 'plan-open', profile: plan.name, open: describeOpen(plan) });
    },
  };
}

/** Whether the server's complaint may be about something that other checks name or that answers changed already. */
function isExplained(
  analysis: Analysis,
  plan: Omit<TransferPlan, 'open' | 'ready'>,
  choices: readonly Choice[],
): boolean {
  return (
    plan.name !== analysis.name ||
    plan.version !== analysis.version ||
    plan.holes.length > 0 ||
    plan.macrosToCreate.length > 0 ||
    choices.some((choice) => choice.chosen?.sameAsSource === false || choice.version !== choice.supply.version) ||
    plan.checks.some(stops)
  );
}
