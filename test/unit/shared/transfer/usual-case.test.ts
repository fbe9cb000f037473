import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../shared/transfer/decision.ts';
import type { Check, TransferMaterial } from '../../../../shared/transfer/plan.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { manifestPack, material, offer, pack, packFrom, type Story, stopping } from './material.ts';

/** 8 packs, 4 masked values in 3 of them, 2 missing macros, a taken name, 3 packs in several registries. */
const usual: Story = {
  name: 'payments-stack',
  version: '0.9.1',
  packs: [
    pack('ubuntu', { layer: 'os' }),
    pack('kubernetes', { layer: 'k8s', values: 'endpoint: "{{.spectro.macro.api-endpoint}}"\n' }),
    packFrom('Dev Packs', 'oci', 'cni-calico', { layer: 'cni' }),
    packFrom('Dev Packs', 'oci', 'csi-longhorn', { values: 'backup:\n  accessKey: ********\n  secretKey: ********\n' }),
    packFrom('Dev Charts', 'helm', 'argo-cd', { values: 'admin:\n  password: "********"\n' }),
    packFrom('Bitnami', 'helm', 'redis', { values: 'auth:\n  password: ********\n' }),
    pack('nginx', { values: 'host: web.{{.spectro.macro.domain}}\n' }),
    manifestPack('namespaces', 'kind: Namespace\n'),
  ],
  offers: {
    'cni-calico': offer(['t-palette', 't-community']),
    'csi-longhorn': offer(['t-palette', 't-community']),
    'argo-cd': offer(['t-charts', 't-community']),
    redis: offer(['t-charts']),
  },
  taken: [['payments-stack', '0.9.1']],
};

interface Walk {
  readonly decisions: readonly Decision[];
  readonly typed: number;
}

/** Answers the first open point as a person would, until none is left. */
function walk(of: TransferMaterial): Walk {
  const planner = createPlanner(of);
  const decisions: Decision[] = [];
  let typed = 0;
  for (let left = 50; left > 0; left -= 1) {
    const open = planner.plan(decisions).checks.find((check) => check.state === 'open');
    if (open === undefined) {
      return { decisions, typed };
    }
    const decision = answer(open);
    typed += decision.kind === 'fill' || decision.kind === 'create-macro' ? 1 : 0;
    decisions.push(decision);
  }
  throw new Error(`No end: ${stopping(planner.plan(decisions)).join(', ')}`);
}

function answer(check: Check): Decision {
  const [first] = check.fixes;
  switch (first?.kind) {
    case 'decide':
      return first.decision;
    case 'type-value':
      return { kind: 'fill', hole: first.hole, value: 'typed by a person' };
    case 'create-macro':
      return { kind: 'create-macro', macro: first.macro, scope: first.scopes[0] ?? 'tenant', value: 'a value' };
    default:
      throw new Error(`Nothing to answer for ${check.id}`);
  }
}

describe('the usual case', () => {
  it('takes nine answers the first time', () => {
    const { decisions, typed } = walk(material(usual));
    const kinds = decisions.map((decision) => decision.kind).sort();
    expect(kinds).toEqual([
      'choose-registry',
      'choose-registry-for-source',
      'create-macro',
      'create-macro',
      'fill',
      'fill',
      'fill',
      'fill',
      'set-version',
    ]);
    expect(typed).toBe(6);
  });

  it('takes one answer the second time, and it is a click', () => {
    const holes = createPlanner(material(usual)).plan([]).holes;
    const second = material({
      ...usual,
      projectMacros: ['api-endpoint', 'domain'],
      taken: [
        ['payments-stack', '0.9.1'],
        ['payments-stack', '0.9.2'],
      ],
      remembered: {
        holes: holes.map(({ hole }) => ({ hole: hole.id, entry: hole.id, match: 'exact', from: 'a.b' })),
        registries: { 'Dev Packs': 't-palette', 'Dev Charts': 't-charts' },
      },
    });
    const { decisions, typed } = walk(second);
    expect(decisions).toEqual([{ kind: 'set-version', version: '0.9.3' }]);
    expect(typed).toBe(0);
  });

  it('names all nine-plus points at once, before anything is written', () => {
    const plan = createPlanner(material(usual)).plan([]);
    expect(stopping(plan)).toHaveLength(10);
    expect(plan.open).toBe(10);
  });
});
