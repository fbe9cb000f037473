import { describe, expect, it } from 'vitest';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import {
  checkOf,
  fixOf,
  forbidden,
  known,
  manifestPack,
  material,
  pack,
  type Story,
  stopping,
  unknown,
} from './material.ts';

const using = pack('ingress', { values: 'host: "{{.spectro.macro.domain}}"\nzone: "{{ .spectro.macro.domain }}"\n' });
const create = { kind: 'create-macro', macro: 'domain', scope: 'project', value: 'example.test' } as const;

function plan(story: Story, decisions: Parameters<ReturnType<typeof createPlanner>['plan']>[0] = []) {
  return createPlanner(material({ packs: [using], ...story })).plan(decisions);
}

describe('a macro that a profile uses', () => {
  it.each([
    ['project', { projectMacros: ['domain'], tenantMacros: ['domain'], systemMacros: ['domain'] }],
    ['tenant', { tenantMacros: ['domain'], systemMacros: ['domain'] }],
    ['system', { systemMacros: ['domain'] }],
  ] as const)('is found in the nearest scope: %s', (foundIn, story) => {
    const result = plan(story);
    expect(result.ready).toBe(true);
    expect(checkOf(result, 'macro')).toMatchObject({ state: 'passed', foundIn, unreadable: [] });
  });

  it('is one question, however often it is used', () => {
    expect(checkOf(plan({}), 'macro').uses.map((use) => use.line)).toEqual([1, 2]);
  });

  it('is told apart by case', () => {
    expect(stopping(plan({ tenantMacros: ['Domain'] }))).toEqual(['macro:domain']);
  });

  it('is found in manifests too', () => {
    const packs = [manifestPack('secrets', 'token: {{.spectro.macro.github_token}}\n')];
    expect(stopping(plan({ packs }))).toEqual(['macro:github_token']);
  });

  it('needs nothing when it stands in a comment only', () => {
    const packs = [pack('ingress', { values: 'a: 1 # {{.spectro.macro.domain}}\n' })];
    const result = plan({ packs });
    expect(result.ready).toBe(true);
    expect(checkOf(result, 'macro')).toMatchObject({ state: 'warning', foundIn: null, fixes: [] });
  });

  it('is needed when a comment is only one of its places', () => {
    const packs = [pack('ingress', { values: 'a: 1 # {{.spectro.macro.domain}}\nb: "{{.spectro.macro.domain}}"\n' })];
    expect(stopping(plan({ packs }))).toEqual(['macro:domain']);
  });

  it('is not asked for when it is one of the built-in ones or no Palette macro at all', () => {
    const values = 'a: "{{.spectro.system.cluster.name}}"\nb: "{{ .Chart.AppVersion }}"\n';
    expect(plan({ packs: [pack('ingress', { values })] }).checks.some((check) => check.about === 'macro')).toBe(false);
  });
});

describe('a missing macro', () => {
  it('is created in the project or its tenant', () => {
    expect(checkOf(plan({}), 'macro')).toMatchObject({
      state: 'open',
      fixes: [{ kind: 'create-macro', macro: 'domain', scopes: ['project', 'tenant'] }],
    });
    const created = plan({}, [create]);
    expect(created).toMatchObject({ ready: true, macrosToCreate: [{ macro: 'domain', scope: 'project' }] });
    expect(JSON.stringify(created)).not.toContain('example.test');
  });

  it('is created in the scope of last time first', () => {
    const remembered = { macroScopes: { domain: 'tenant' as const } };
    expect(checkOf(plan({ remembered }), 'macro').fixes).toMatchObject([{ scopes: ['tenant', 'project'] }]);
  });

  it('of a tenant is created in the tenant only: a project macro would not serve it', () => {
    const tenant: Story = { projectMacros: null };
    expect(checkOf(plan(tenant), 'macro').fixes).toMatchObject([{ scopes: ['tenant'] }]);
    expect(plan(tenant, [create])).toMatchObject({ ready: false, macrosToCreate: [] });
    expect(plan(tenant, [{ ...create, scope: 'tenant' }])).toMatchObject({ ready: true });
  });

  it('is not created again when it exists by now', () => {
    expect(plan({ tenantMacros: ['domain'] }, [create])).toMatchObject({ ready: true, macrosToCreate: [] });
  });

  it('is not created when nothing uses it', () => {
    expect(plan({}, [{ ...create, macro: 'stray' }]).macrosToCreate).toEqual([]);
  });
});

describe('a scope whose macros cannot be read', () => {
  const unread: Story = {
    facts: { macros: { project: known([]), tenant: unknown(forbidden), system: known([]) } },
  };

  it('makes the macro unknown, not missing, and says why', () => {
    const check = checkOf(plan(unread), 'macro');
    expect(check).toMatchObject({ state: 'unknown', foundIn: null, unreadable: ['tenant'], problem: forbidden });
    expect(check.fixes).toMatchObject([
      { kind: 'check-again' },
      { kind: 'create-macro', scopes: ['project'] },
      { kind: 'decide', suits: 'accept' },
    ]);
  });

  it('can be accepted, or settled by creating the macro', () => {
    const check = checkOf(plan(unread), 'macro');
    const accepted = plan(unread, [fixOf(check, 'accept')]);
    expect(accepted.ready).toBe(true);
    expect(checkOf(accepted, 'macro').state).toBe('warning');
    expect(plan(unread, [create])).toMatchObject({ ready: true, macrosToCreate: [{ scope: 'project' }] });
  });

  it('does not matter when the macro is found elsewhere', () => {
    const facts = { macros: { project: unknown(forbidden), tenant: known(['domain']), system: unknown(forbidden) } };
    const check = checkOf(plan({ facts }), 'macro');
    expect(check).toMatchObject({
      state: 'passed',
      foundIn: 'tenant',
      unreadable: ['project', 'system'],
      problem: null,
    });
  });
});
