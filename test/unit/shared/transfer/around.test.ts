import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import {
  checkOf,
  checksOf,
  fixOf,
  forbidden,
  lost,
  manifestPack,
  material,
  offer,
  pack,
  packFrom,
  refusal,
  type Story,
  stopping,
  unknown,
  version,
} from './material.ts';

function plan(story: Story, decisions: readonly Decision[] = []) {
  return createPlanner(material(story)).plan(decisions);
}

describe('permissions', () => {
  const create = { kind: 'create-macro', macro: 'domain', scope: 'project', value: 'x' } as const;
  const using = [pack('ingress', { values: 'host: "{{.spectro.macro.domain}}"\n' })];

  it('to create is needed, and nothing in the sheet can replace it', () => {
    for (const serverCheck of [unknown(lost), unknown(forbidden)]) {
      const check = checkOf(plan({ permissions: ['clusterProfile.publish'], facts: { serverCheck } }), 'permission');
      expect(check).toMatchObject({ permission: 'clusterProfile.create', state: 'refused', problem: null });
    }
  });

  it('that the roles lack stop nothing where the server itself let the import be validated', () => {
    const result = plan({ permissions: ['macro.list'], packs: using }, [create]);
    expect(checksOf(result, 'permission')).toMatchObject([
      { permission: 'clusterProfile.create', state: 'passed' },
      { permission: 'clusterProfile.publish', state: 'warning', problem: null },
      { permission: 'macro.create', state: 'warning', problem: null },
    ]);
    expect(result.ready).toBe(true);
    const draft = fixOf(checkOf(result, 'permission', 'permission:clusterProfile.publish'), 'draft');
    expect(plan({ permissions: ['macro.list'] }, [draft])).toMatchObject({ publish: false, ready: true });
    const inTenant = { permissions: ['macro.list'], packs: using, projectMacros: null };
    expect(plan(inTenant, [{ ...create, scope: 'tenant' }]).ready).toBe(true);
  });

  it('to publish is needed only to publish: a draft is one click away', () => {
    const story: Story = { permissions: ['clusterProfile.create'] };
    expect(stopping(plan(story))).toEqual(['permission:clusterProfile.publish']);
    const draft = fixOf(checkOf(plan(story), 'permission', 'permission:clusterProfile.publish'), 'draft');
    expect(plan(story, [draft])).toMatchObject({ publish: false, ready: true });
  });

  it('to create macros is needed only when there is one to create', () => {
    const permissions = ['clusterProfile.create', 'clusterProfile.publish'];
    expect(plan({ permissions }).ready).toBe(true);
    const check = checkOf(plan({ permissions, packs: using }, [create]), 'permission', 'permission:macro.create');
    expect(check).toMatchObject({ state: 'open', fixes: [{ kind: 'create-macro', scopes: ['tenant'] }] });
    const inTenant = plan({ permissions, packs: using }, [{ ...create, scope: 'tenant' }]);
    expect(inTenant.ready).toBe(true);
    expect(checkOf(inTenant, 'permission', 'permission:macro.create').state).toBe('warning');
    const ofTenant = plan({ permissions, packs: using, projectMacros: null }, [{ ...create, scope: 'tenant' }]);
    expect(checkOf(ofTenant, 'permission', 'permission:macro.create').state).toBe('refused');
  });

  it('that the server does not show never stop anything, and that is said', () => {
    const result = plan({ facts: { permissions: unknown(forbidden), serverCheck: unknown(lost) } });
    expect(stopping(result)).toEqual(['server']);
    expect(checksOf(result, 'permission')).toMatchObject([
      { state: 'warning', problem: forbidden },
      { state: 'warning', problem: forbidden },
    ]);
  });

  it('that the server does not show are probed by what it let be validated, or did not', () => {
    const allowed = plan({ facts: { permissions: unknown(forbidden) } });
    expect(allowed.ready).toBe(true);
    expect(checksOf(allowed, 'permission')).toMatchObject([
      { permission: 'clusterProfile.create', state: 'passed', problem: null },
      { permission: 'clusterProfile.publish', state: 'warning', problem: forbidden },
    ]);
    const refused = plan({ facts: { permissions: unknown(forbidden), serverCheck: unknown(forbidden) } });
    expect(checksOf(refused, 'permission')[0]).toMatchObject({
      permission: 'clusterProfile.create',
      state: 'refused',
      fixes: [{ kind: 'check-again' }],
    });
  });
});

describe("the server's own verdict", () => {
  const facts = { serverCheck: unknown(refusal) };

  it('stops the import when nothing else explains it', () => {
    expect(checkOf(plan({ facts }), 'server')).toMatchObject({ state: 'refused', problem: refusal });
  });

  it('is told only while other points are open: it may complain of just those', () => {
    const result = plan({ facts, taken: [['edge-base', '1.0.0']] });
    expect(stopping(result)).toEqual(['name']);
    expect(checkOf(result, 'server').state).toBe('warning');
  });

  it('does not come back when those points are settled: it judged the document before', () => {
    const result = plan({ facts, taken: [['edge-base', '1.0.0']] }, [{ kind: 'set-version', version: '1.0.1' }]);
    expect(result.ready).toBe(true);
    expect(checkOf(result, 'server').state).toBe('warning');
  });

  it('may be about a registry of another kind, which the import will name rightly', () => {
    expect(plan({ facts, offers: { nginx: offer(['t-palette']) } }).ready).toBe(true);
  });

  it('may be about a mask, a macro or a version that an answer settled', () => {
    const masked: Story = { facts, packs: [pack('web', { values: 'password: ********\n' })] };
    const [hole] = plan(masked).holes;
    expect(plan(masked, [{ kind: 'fill', hole: hole?.hole.id ?? '', value: 'x' }]).ready).toBe(true);

    const using: Story = { facts, packs: [pack('web', { values: 'host: "{{.spectro.macro.domain}}"\n' })] };
    const create = { kind: 'create-macro', macro: 'domain', scope: 'project', value: 'x' } as const;
    expect(plan(using, [create]).ready).toBe(true);
    expect(plan({ ...using, projectMacros: ['domain'] }, [create]).ready).toBe(false);

    const older: Story = { facts, offers: { nginx: offer([], { 't-public': [version('1.2.2')] }) } };
    expect(plan(older, [fixOf(checkOf(plan(older), 'pack'), 'pack-version')]).ready).toBe(true);
  });

  it('that could not be had is unknown', () => {
    const story: Story = { facts: { serverCheck: unknown(lost) } };
    const check = checkOf(plan(story), 'server');
    expect(check).toMatchObject({ state: 'unknown', problem: lost });
    expect(plan(story, [fixOf(check, 'accept')]).ready).toBe(true);
  });
});

describe('variables', () => {
  const using = [pack('web', { values: 'replicas: "{{.spectro.var.replicas}}"\n' })];

  it('that are used but not defined are open, and can be accepted', () => {
    const check = checkOf(plan({ packs: using }), 'variable');
    expect(check).toMatchObject({ state: 'open', finding: 'undefined', variable: 'replicas' });
    expect(check.uses).toMatchObject([{ layer: 'web', line: 1 }]);
    expect(plan({ packs: using }, [fixOf(check, 'accept')]).ready).toBe(true);
  });

  it('that are in order are shown as looked at', () => {
    const result = plan({ packs: using, variables: [{ name: 'replicas', defaultValue: '2' }] });
    expect(checksOf(result, 'variable')).toMatchObject([{ state: 'passed', finding: 'ok' }]);
  });

  it('that are unused or break their own rules are told', () => {
    const variables = [
      { name: 'replicas', format: 'number', defaultValue: 'two' },
      { name: 'spare', defaultValue: 'x', regex: '*.*' },
    ];
    const result = plan({ packs: using, variables });
    expect(result.ready).toBe(true);
    expect(checksOf(result, 'variable').map((check) => [check.variable, check.finding, check.state])).toEqual([
      ['replicas', 'bad-default', 'warning'],
      ['spare', 'bad-regex', 'warning'],
      ['spare', 'unused', 'warning'],
    ]);
  });
});

describe('variables of one name', () => {
  const using = [pack('web', { values: 'replicas: "{{.spectro.var.replicas}}"\n' })];

  it('are told once, with one row per check, and stop nothing', () => {
    const twice = { name: 'replicas', defaultValue: '2' };
    const result = plan({ packs: using, variables: [twice, { ...twice, defaultValue: '3' }, { name: 'other' }] });
    expect(result.ready).toBe(true);
    const variables = checksOf(result, 'variable');
    expect(variables.map((check) => [check.variable, check.finding, check.detail, check.state])).toEqual([
      ['replicas', 'duplicate', 'name', 'warning'],
      ['other', 'unused', '', 'warning'],
    ]);
    expect(new Set(result.checks.map(({ id }) => id)).size).toBe(result.checks.length);
  });

  it('or of one display name are told too', () => {
    const variables = [
      { name: 'replicas', displayName: 'Size', defaultValue: '2' },
      { name: 'other', displayName: 'Size' },
    ];
    const told = checksOf(plan({ packs: using, variables }), 'variable').filter(
      ({ finding }) => finding === 'duplicate',
    );
    expect(told).toMatchObject([{ variable: 'other', detail: 'display-name', state: 'warning' }]);
  });
});

describe('what still speaks of the source', () => {
  const sourceTraces = ['dev.acme.test', '5e2031962f090e2d3d8a3290', 'Dev Packs', 'Public Repo', 'dev'];

  it('is found in every member that travels, described or not', () => {
    const source = material({
      packs: [{ ...pack('edge'), uid: '5e2031962f090e2d3d8a3290', server: 'https://dev.acme.test:8443' }],
      variables: [{ name: 'zone', description: 'as in dev.acme.test', options: [{ value: 'dev.acme.test' }] }],
      sourceTraces,
    });
    const document = { ...source.document, exportedFrom: { host: 'dev.acme.test' } };
    const metadata = { ...source.document.metadata, uid: '5e2031962f090e2d3d8a3290' };
    const { checks } = createPlanner({ ...source, document: { ...document, metadata } }).plan([]);
    const traces = checks.filter((check) => check.about === 'source-trace');
    expect(traces.map(({ what, layer }) => [what, layer])).toEqual([
      ['uid', ''],
      ['host', ''],
      ['host', ''],
      ['host', ''],
      ['uid', 'edge'],
      ['host', 'edge'],
    ]);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });

  it('is named with its layer and line, as a warning', () => {
    const packs = [
      pack('edge', { values: 'system:\n  uri: "https://dev.acme.test/edge"\n  # dev.acme.test, dev.acme.test\n' }),
      manifestPack('extra', 'uid: 5e2031962f090e2d3d8a3290\nfrom: Dev Packs\n'),
    ];
    const result = plan({ packs, sourceTraces });
    expect(result.ready).toBe(true);
    expect(checksOf(result, 'source-trace').map((check) => [check.what, check.layer, check.line])).toEqual([
      ['host', 'edge', 2],
      ['host', 'edge', 3],
      ['uid', 'extra', 1],
      ['registry', 'extra', 2],
    ]);
    expect(new Set(result.checks.map((check) => check.id)).size).toBe(result.checks.length);
  });

  it('is a whole word, and not a name that the target knows as well', () => {
    const packs = [pack('edge', { values: 'a: notdev.acme.test\nb: dev.acme.testing\nc: Public Repo\nd: dev\n' })];
    expect(checksOf(plan({ packs, sourceTraces }), 'source-trace')).toEqual([]);
  });

  it('is found in what is typed, and in a registry that nobody could replace', () => {
    const packs = [packFrom('Dev Packs', 'oci', 'edge', { values: 'password: ********\n' })];
    const story: Story = { packs, sourceTraces, offers: { edge: offer(['t-hidden']) } };
    const [hole] = plan(story).holes;
    const result = plan(story, [{ kind: 'fill', hole: hole?.hole.id ?? '', value: 'https://DEV.acme.test' }]);
    expect(checksOf(result, 'source-trace').map((check) => [check.what, check.layer, check.line])).toEqual([
      ['host', 'edge', 1],
      ['registry', 'edge', 0],
    ]);
  });

  it('is not looked for in a registry that is still to be chosen', () => {
    const packs = [packFrom('Dev Packs', 'oci', 'edge')];
    const open = plan({ packs, sourceTraces, offers: { edge: offer(['t-palette', 't-public']) } });
    expect(open.repositories.map(({ how }) => how)).toEqual(['open']);
    expect(checksOf(open, 'source-trace')).toEqual([]);
  });

  it('is gone from a layer whose registry was replaced', () => {
    const packs = [packFrom('Dev Packs', 'oci', 'edge')];
    expect(checksOf(plan({ packs, sourceTraces }), 'source-trace')).toEqual([]);
  });
});

describe('the stack itself', () => {
  it('is told to stay in the same place', () => {
    expect(checkOf(plan({ samePlace: true }), 'same-place').state).toBe('warning');
  });

  it('is told to hold a name twice', () => {
    const result = plan({ packs: [pack('nginx'), pack('nginx'), pack('redis')] });
    expect(checksOf(result, 'duplicate-pack')).toMatchObject([{ pack: 'nginx', state: 'warning' }]);
    expect(new Set(result.checks.map((check) => check.id)).size).toBe(result.checks.length);
  });

  it('is told to read values of a layer that it does not have', () => {
    const values = 'a: "{{.spectro.pack.redis.port}}"\nb: "{{.spectro.pack.nginx.port}}"\n# {{.spectro.pack.gone.x}}\n';
    const result = plan({ packs: [pack('nginx', { values })] });
    expect(checksOf(result, 'pack-reference')).toMatchObject([{ pack: 'redis', state: 'warning' }]);
  });
});
