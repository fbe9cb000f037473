import { packsOf } from '../profile/document.ts';
import { factsGiven, factsKept, type TextFacts } from '../profile/text-facts.ts';
import { parseYaml, parseYamlOnce } from '../profile/yaml-tokens.ts';
import { type Analysis, analyse } from './analysis.ts';
import { answersOf } from './answers.ts';
import { editedTextsChecker, type TextVerdicts } from './checks/edited-texts.ts';
import { stops } from './checks/fixes.ts';
import { macrosChecker } from './checks/macros.ts';
import { valuesChecker } from './checks/masked-values.ts';
import { nameChecker } from './checks/name.ts';
import { packsChecker } from './checks/packs.ts';
import { permissionsChecker } from './checks/permissions.ts';
import type { Choice } from './checks/repositories.ts';
import { serverCheck } from './checks/server.ts';
import { type LayerTraces, tracesChecker } from './checks/source-traces.ts';
import { stackChecks } from './checks/stack.ts';
import { variablesChecker } from './checks/variables.ts';
import { clonePlanner } from './clone-plan.ts';
import type { Decision, TextDecision } from './decision.ts';
import { editedMaterial, textDecisions } from './edited-material.ts';
import type { Check, TransferMaterial, TransferPlan } from './plan.ts';
import type { Settled } from './settled.ts';
import { factsOfReading, type TextReading } from './text-reading.ts';
import { typedReferences } from './typed-references.ts';
import { wayAmong } from './way.ts';

/** Plans one profile's transfer. Pure: the same material and decisions always give the same plan. */
export interface Planner {
  /** Every check with its state and fixes, and every choice, after these decisions. */
  plan(decisions: readonly Decision[]): TransferPlan;
  /**
   * The material as the edits among these decisions leave it; the same object while they are the same. A clone has
   * none.
   */
  edited(decisions: readonly Decision[]): TransferMaterial;
  /** The plan with what it was made of. */
  settled(decisions: readonly Decision[]): Settled;
  /** What another process read of the text that this decision makes: planning with it reads that text no more. */
  read(decision: TextDecision, reading: TextReading): void;
}

/** What was found in the document as some edits leave it, and what decisions make of it. */
interface Reading {
  readonly edits: readonly TextDecision[];
  readonly material: TransferMaterial;
  readonly analysis: Analysis;
  readonly settle: (decisions: readonly Decision[]) => Settled;
}

/**
 * Reads the document once; after that a plan takes no more than a walk over what was found. Where a text was edited by
 * hand since the last plan, that layer is read again.
 */
export function createPlanner(material: TransferMaterial): Planner {
  const known: Known = { verdicts: new WeakMap(), traces: new WeakMap(), facts: new WeakMap() };
  const asExported = readingOf(material, [], known, material);
  const { cloneCheck } = material.facts;
  const asClone: Reading | null =
    cloneCheck === null ? null : { ...asExported, settle: clonePlanner(asExported.analysis, cloneCheck) };
  let last = asExported;
  const reading = (decisions: readonly Decision[]): Reading => {
    if (asClone !== null && wayAmong(decisions) !== 'import') return asClone;
    const edits = textDecisions(decisions);
    if (edits.length === 0) return asExported;
    if (!isSameList(last.edits, edits)) last = readingOf(material, edits, known, last.material);
    return last;
  };
  return {
    plan: (decisions) => reading(decisions).settle(decisions).plan,
    edited: (decisions) => reading(decisions).material,
    settled: (decisions) => reading(decisions).settle(decisions),
    read: (decision, reading) => {
      known.verdicts.set(decision, reading.found);
      known.facts.set(decision, factsOfReading(reading));
    },
  };
}

/** What is found of one layer or one edit is kept from reading to reading. */
interface Known {
  readonly verdicts: TextVerdicts;
  readonly traces: LayerTraces;
  /** Of texts that were read elsewhere. */
  readonly facts: WeakMap<TextDecision, TextFacts>;
}

/** `last`: the material as it was read last. */
function readingOf(
  source: TransferMaterial,
  edits: readonly TextDecision[],
  known: Known,
  last: TransferMaterial,
): Reading {
  const edited = editedMaterial(source, edits);
  const { material } = edited;
  for (const decision of edited.applied) {
    const { document } = material;
    const before = [last, source].map((one) => packsOf(one.document)[decision.text.pack]);
    factsKept(document, decision.text.pack, before);
    const facts = known.facts.get(decision);
    if (facts !== undefined) factsGiven(document, decision.text, facts);
  }
  // An edited text is looked at for what is missing in it and for whether it is YAML: parsed once for both.
  const parse = edits.length === 0 ? parseYaml : parseYamlOnce();
  const analysis = analyse(material, parse);
  const check = {
    name: nameChecker(analysis),
    values: valuesChecker(analysis),
    typed: typedReferences(analysis),
    macros: macrosChecker(analysis),
    packs: packsChecker(analysis),
    variables: variablesChecker(analysis),
    permissions: permissionsChecker(analysis),
    traces: tracesChecker(analysis, known.traces),
    stack: stackChecks(analysis),
    texts: editedTextsChecker(source, edited, known.verdicts, parse),
  };

  const settle = (decisions: readonly Decision[]): Settled => {
    const answers = answersOf(decisions);
    const values = check.values(answers);
    const typed = check.typed(answers);
    const macros = check.macros(answers, typed);
    const packs = check.packs(answers);
    const found: readonly Check[] = [
      ...check.name(answers),
      ...packs.checks,
      ...check.texts(answers),
      ...values.checks,
      ...macros.checks,
      ...check.variables(answers, typed),
      ...check.permissions(answers.publish, macros.toCreate),
      ...check.stack,
      ...check.traces(answers, packs.choices),
    ];
    const plan = {
      way: 'import' as const,
      name: answers.name ?? analysis.name,
      version: answers.version ?? analysis.version,
      publish: answers.publish,
      checks: found,
      holes: values.holes,
      copied: [],
      repositories: packs.repositories,
      macrosToCreate: macros.toCreate,
    };
    const explained = edits.length > 0 || isExplained(analysis, plan, packs.choices);
    const checks = [...found, serverCheck(material.facts.serverCheck, explained, answers.accepted.has('server'))];
    const open = checks.filter(stops).length;
    return { answers, choices: packs.choices, plan: { ...plan, checks, open, ready: open === 0 } };
  };
  return { edits, material, analysis, settle };
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
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
