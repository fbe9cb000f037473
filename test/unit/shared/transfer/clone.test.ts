import { describe, expect, it } from 'vitest';
import type { ProfileDocument } from '../../../../shared/profile/document.ts';
import { cloneProof } from '../../../../shared/transfer/clone-proof.ts';
import type { Decision } from '../../../../shared/transfer/decision.ts';
import { textDecision } from '../../../../shared/transfer/hand-edits.ts';
import { outgoingDocument } from '../../../../shared/transfer/outgoing.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { canClone, wayOf } from '../../../../shared/transfer/way.ts';
import {
  checkOf,
  fixOf,
  forbidden,
  known,
  lost,
  manifestPack,
  material,
  pack,
  refusal,
  type Story,
  stopping,
  unknown,
} from './material.ts';

const asImport: Decision = { kind: 'way', way: 'import' };
const values = 'auth:\n  password: "********"\nhost: "{{.spectro.macro.db_host}}"\n';

/** A profile with something of everything, in a target that would refuse an import of it in many ways. */
function cloneable(story: Story = {}) {
  return material({
    packs: [pack('postgres', { values }), manifestPack('extra', 'kind: Secret\ndata:\n  token: ********\n')],
    variables: [{ name: 'api_token', isSensitive: true, required: true, defaultValue: '********' }],
    offers: { postgres: { matchingRegistryUids: [], unproven: null, versionsByRegistry: {} } },
    sourceTraces: ['auth'],
    tenantMacros: ['db_host'],
    ...story,
    facts: { serverCheck: unknown(refusal), cloneCheck: known(null), ...story.facts },
  });
}

describe('a clone is planned', () => {
  it('without a question about values, packs, repositories, variables or traces, and tells what Palette copies', () => {
    const plan = createPlanner(cloneable()).plan([]);
    expect(plan).toMatchObject({ way: 'clone', ready: true, holes: [], repositories: [] });
    expect([...new Set(plan.checks.map(({ about }) => about))]).toEqual([
      'name',
      'version',
      'macro',
      'permission',
      'server',
    ]);
    expect(plan.copied.map(({ where }) => (where.kind === 'scalar' ? where.layer : where.name))).toEqual([
      'postgres',
      'extra',
      'api_token',
    ]);
  });

  it('with the name and the version that are taken in the other scope, and the next free one as a fix', () => {
    const planner = createPlanner(cloneable({ taken: [['edge-base', '1.0.0']] }));
    expect(stopping(planner.plan([]))).toEqual(['name']);
    const fix = fixOf(checkOf(planner.plan([]), 'name'), 'next-patch');
    expect(planner.plan([fix])).toMatchObject({ ready: true, version: '1.0.1' });
    expect(planner.plan([{ kind: 'rename', name: 'edge-copy' }])).toMatchObject({ ready: true, name: 'edge-copy' });
  });

  it('with macros of the source project that the target scope lacks: they can be created on the way', () => {
    const planner = createPlanner(cloneable({ tenantMacros: [] }));
    expect(stopping(planner.plan([]))).toEqual(['macro:db_host']);
    const plan = planner.plan([{ kind: 'create-macro', macro: 'db_host', scope: 'project', value: 'db' }]);
    expect(plan).toMatchObject({ ready: true, macrosToCreate: [{ macro: 'db_host', scope: 'project' }] });
  });

  it('with clone/validate as the word on permission where roles cannot be seen', () => {
    const hidden = { permissions: unknown(forbidden), serverCheck: known(null), cloneCheck: unknown(forbidden) };
    const plan = createPlanner(cloneable({ facts: hidden })).plan([]);
    expect(checkOf(plan, 'permission', 'permission:clusterProfile.create').state).toBe('refused');
    expect(plan.ready).toBe(false);
  });

  it('with the refusal of clone/validate, and not with that of import/validate', () => {
    const refused = createPlanner(cloneable({ facts: { cloneCheck: unknown(refusal) } }));
    expect(checkOf(refused.plan([]), 'server')).toMatchObject({ state: 'refused', problem: refusal });
    // It was asked about the name of the source: under another one it may be settled, and is asked again before the write.
    expect(checkOf(refused.plan([{ kind: 'rename', name: 'other' }]), 'server').state).toBe('warning');
    const unheard = createPlanner(cloneable({ facts: { cloneCheck: unknown(lost) } }));
    expect(checkOf(unheard.plan([]), 'server').state).toBe('unknown');
    expect(unheard.plan([{ kind: 'accept', check: 'server' }]).ready).toBe(true);
  });

  it('and becomes an import on request, and a clone again, with nothing answered lost', () => {
    const of = cloneable();
    const planner = createPlanner(of);
    const edit = textDecision(of.document, { kind: 'values', pack: 0 }, [{ start: 0, end: 0, text: 'a: 1\n' }]);
    if (edit === null) throw new Error('There is such a text');
    const asked = planner.plan([asImport, edit]);
    expect(asked).toMatchObject({ way: 'import', ready: false, copied: [] });
    expect(asked.holes).toHaveLength(3);
    expect(stopping(asked)).toContain('pack:postgres');
    const [hole] = asked.holes;
    const fill: Decision = { kind: 'fill', hole: hole?.hole.id ?? '', value: 'typed' };
    const back = planner.plan([asImport, edit, fill, { kind: 'way', way: 'clone' }]);
    expect(back).toMatchObject({ way: 'clone', ready: true, holes: [] });
    const expected = outgoingDocument(planner, [edit, fill], new Map());
    expect(expected.ok && expected.value.spec.template).toEqual(of.document.spec.template);
    expect(planner.plan([{ kind: 'way', way: 'clone' }, edit, fill, asImport]).holes[0]?.state).toBe('typed');
  });

  it('never where Palette cannot clone, whatever is decided', () => {
    const plan = createPlanner(cloneable({ facts: { cloneCheck: null } })).plan([{ kind: 'way', way: 'clone' }]);
    expect(plan).toMatchObject({ way: 'import', copied: [] });
  });
});

describe('a clone is possible', () => {
  const tenant = { kind: 'environment', environmentId: 'dev', scope: { kind: 'tenant' } } as const;
  const project = (uid: string, environmentId = 'dev') =>
    ({ kind: 'environment', environmentId, scope: { kind: 'project', uid, name: uid } }) as const;
  const folder = { kind: 'folder', folder: 'f', name: 'f', isRecursive: false } as const;

  it.each([
    ['project to project', project('a'), project('b'), true],
    ['project to tenant', project('a'), tenant, true],
    ['tenant to project', tenant, project('a'), true],
    [
      'to the very same project',
      project('a'),
      { ...project('a'), scope: { ...project('a').scope, name: 'renamed' } },
      false,
    ],
    ['tenant to itself', tenant, tenant, false],
    ['to another environment', project('a'), project('b', 'prod'), false],
    ['from a folder', folder, tenant, false],
  ] as const)('%s: %s', (_, source, target, possible) => {
    expect(canClone({ source, target })).toBe(possible);
    expect(wayOf({ source, target })).toBe(possible ? 'clone' : 'import');
    expect(wayOf({ source, target }, [asImport])).toBe('import');
  });
});

describe('a clone is proven', () => {
  const { document } = cloneable();
  const { copied } = createPlanner(cloneable()).plan([]);

  it('identical, with the masked values named that nobody can compare', () => {
    const proof = cloneProof(document, structuredClone(document), copied);
    expect(proof.verdict).toBe('identical-except-masked');
    expect(proof.masked).toEqual([
      ['layers', 'postgres', 'values', 'auth.password'],
      ['layers', 'extra', 'manifests', 'main', 'data.token'],
      ['variables', 'api_token', 'defaultValue'],
    ]);
    expect(cloneProof(document, document, []).verdict).toBe('identical');
  });

  it('different where a masked value did not arrive, without showing what is there instead', () => {
    const changed: ProfileDocument = JSON.parse(JSON.stringify(document).replace('\\"********\\"', '\\"seen-1234\\"'));
    const proof = cloneProof(document, changed, copied);
    expect(proof.verdict).toBe('differs');
    expect(proof.differences).toEqual([
      { path: ['layers', 'postgres', 'values', 'auth.password'], kind: 'changed', sent: null, found: null },
    ]);
    expect(proof.masked).toHaveLength(2);
    expect(JSON.stringify(proof)).not.toContain('seen-1234');
  });
});
