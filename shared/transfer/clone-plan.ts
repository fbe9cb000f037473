import type { Analysis } from './analysis.ts';
import { answersOf } from './answers.ts';
import { stops } from './checks/fixes.ts';
import { macrosChecker } from './checks/macros.ts';
import { nameChecker } from './checks/name.ts';
import { permissionsChecker } from './checks/permissions.ts';
import { serverCheck } from './checks/server.ts';
import type { Decision } from './decision.ts';
import type { Fact } from './facts.ts';
import type { Settled } from './settled.ts';

/**
 * Plans a clone. Palette copies packs, values and variables as they are, masked values and all (user documentation of
 * cloning), so nothing of them is asked or judged. What is left: name and version, macros (those of a project are not
 * those of another one), permissions, and the word of clone/validate.
 *
 * @param said what clone/validate answered: it needs the permission that the clone needs, so it is the probe for it too
 */
export function clonePlanner(analysis: Analysis, said: Fact<null>): (decisions: readonly Decision[]) => Settled {
  const { material, holes } = analysis;
  const asked = { ...analysis, material: { ...material, facts: { ...material.facts, serverCheck: said } } };
  const check = {
    name: nameChecker(asked),
    macros: macrosChecker(asked),
    permissions: permissionsChecker(asked),
  };
  const copied = holes.filter(({ reason }) => reason === 'masked');

  return (decisions) => {
    const answers = answersOf(decisions);
    const macros = check.macros(answers, []);
    const name = answers.name ?? analysis.name;
    const version = answers.version ?? analysis.version;
    // clone/validate was asked about the name and the version as they are in the source.
    const isAnother = name !== analysis.name || version !== analysis.version;
    const checks = [
      ...check.name(answers),
      ...macros.checks,
      ...check.permissions(answers.publish, macros.toCreate),
      serverCheck(said, isAnother, answers.accepted.has('server')),
    ];
    const open = checks.filter(stops).length;
    const plan = {
      way: 'clone',
      name,
      version,
      publish: answers.publish,
      checks,
      holes: [],
      copied,
      repositories: [],
      macrosToCreate: macros.toCreate,
      open,
      ready: open === 0,
    } as const;
    return { answers, choices: [], plan };
  };
}
