import { stops } from './checks/fixes.ts';
import type { Check, TransferPlan } from './plan.ts';

/** Names every point that stops the import, for logs and `plan-open` problems. Names and paths only, never a value. */
export function describeOpen(plan: TransferPlan): readonly string[] {
  return plan.checks.filter(stops).map(subjectOf);
}

function subjectOf(check: Check): string {
  switch (check.about) {
    case 'name':
      return `name ${check.name} ${check.version}`;
    case 'version':
      return `version ${check.version}`;
    case 'masked-value':
      return check.hole.where.kind === 'variable'
        ? `value of variable ${check.hole.where.name}`
        : `value in ${check.hole.where.layer}: ${check.hole.where.path.keys.join('.')}`;
    case 'macro':
      return `macro ${check.macro}`;
    case 'variable':
      return `variable ${check.variable}`;
    case 'pack':
      return `pack ${check.pack} ${check.version}`;
    case 'permission':
      return `permission ${check.permission}`;
    case 'pack-reference':
    case 'duplicate-pack':
      return `pack ${check.pack}`;
    case 'source-trace':
      return `${check.what} ${check.text}`;
    case 'name-case':
    case 'name-kind':
      return `name ${check.name}`;
    case 'registries':
      return 'repositories of the target';
    case 'server':
      return 'trial run in the target';
    case 'edited-text':
      return `edited text in ${check.layer}${check.manifest === null ? '' : `, manifest ${check.manifest}`}: ${check.finding}`;
    case 'same-place':
      return 'source and target are the same place';
  }
}
