import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { checkOf, checksOf, fixOf, known, lost, material, type Story, stopping, unknown } from './material.ts';

describe('a name and version in the target', () => {
  it('is free when only another version or another name is there', () => {
    const taken = [
      ['edge-base', '0.9.0'],
      ['edge-other', '1.0.0'],
    ] as const;
    expect(createPlanner(material({ taken })).plan([]).ready).toBe(true);
  });

  it('can be kept under another name', () => {
    const planner = createPlanner(material({ taken: [['edge-base', '1.0.0']] }));
    const plan = planner.plan([{ kind: 'rename', name: 'edge-base-copy' }]);
    expect(plan).toMatchObject({ name: 'edge-base-copy', version: '1.0.0', ready: true });
  });

  it('is still taken when the other name is taken too', () => {
    const taken = [
      ['edge-base', '1.0.0'],
      ['edge-two', '1.0.0'],
      ['edge-two', '1.0.1'],
    ] as const;
    const plan = createPlanner(material({ taken })).plan([{ kind: 'rename', name: 'edge-two' }]);
    expect(stopping(plan)).toEqual(['name']);
    expect(fixOf(checkOf(plan, 'name'), 'next-patch')).toEqual({ kind: 'set-version', version: '1.0.2' });
  });

  it('counts the last of several answers', () => {
    const plan = createPlanner(material()).plan([
      { kind: 'rename', name: 'first' },
      { kind: 'set-version', version: '3.0.0' },
      { kind: 'rename', name: 'second' },
      { kind: 'set-version', version: '2.0.0' },
    ]);
    expect(plan).toMatchObject({ name: 'second', version: '2.0.0' });
  });

  it('warns about a name that differs in case only', () => {
    const plan = createPlanner(material({ taken: [['Edge-Base', '1.0.0']] })).plan([]);
    expect(plan.ready).toBe(true);
    expect(checkOf(plan, 'name-case')).toMatchObject({ state: 'warning', existing: 'Edge-Base' });
  });

  it.each(['', '   ', ' edge', 'edge '])('must not be empty or blank at its ends: %j', (name) => {
    const plan = createPlanner(material()).plan([{ kind: 'rename', name }]);
    expect(checkOf(plan, 'name')).toMatchObject({ state: 'open', fixes: [{ kind: 'type-name' }] });
  });

  it.each(['ML Ops', 'édge/basé', '🚢', '__proto__', 'constructor'])('may hold what real names hold: %s', (name) => {
    expect(createPlanner(material({ name })).plan([]).ready).toBe(true);
  });

  it('takes the default version where the file names none', () => {
    const planner = createPlanner(material({ version: null, taken: [['edge-base', '1.0.0']] }));
    expect(planner.plan([])).toMatchObject({ version: '1.0.0', open: 1 });
  });

  it('that could not be looked up is unknown, not free: check again or go on', () => {
    const planner = createPlanner(material({ facts: { takenNames: unknown() } }));
    const check = checkOf(planner.plan([]), 'name');
    expect(check).toMatchObject({ state: 'unknown', taken: null, problem: lost });
    expect(check.fixes).toContainEqual({ kind: 'check-again' });
    const accepted = planner.plan([fixOf(check, 'accept')]);
    expect(accepted.ready).toBe(true);
    expect(checkOf(accepted, 'name').state).toBe('warning');
  });

  it('cannot be accepted when it is known to be taken', () => {
    const planner = createPlanner(material({ taken: [['edge-base', '1.0.0']] }));
    expect(planner.plan([{ kind: 'accept', check: 'name' }]).ready).toBe(false);
  });
});

describe('a version that Palette would reject', () => {
  it.each([
    ['v1.2', '1.2.0'],
    ['2.2.2.develop', '2.2.2'],
    ['b0.0.1', '0.0.1'],
    ['latest', '1.0.0'],
    ['', '1.0.0'],
  ])('%j is open, with %s as its fix', (version, fixed) => {
    const planner = createPlanner(material({ version }));
    const check = checkOf(planner.plan([]), 'version');
    expect(check).toMatchObject({ state: 'open', reason: 'not-semver' });
    expect(fixOf(check, 'next-patch')).toEqual({ kind: 'set-version', version: fixed });
    expect(planner.plan([fixOf(check, 'next-patch')]).ready).toBe(true);
  });

  it('is not mended into one that is taken', () => {
    const planner = createPlanner(material({ version: 'v1.2', taken: [['edge-base', '1.2.0']] }));
    expect(fixOf(checkOf(planner.plan([]), 'version'), 'next-patch')).toEqual({
      kind: 'set-version',
      version: '1.2.1',
    });
  });

  it('offers no steps from there when the pair is taken as well', () => {
    const plan = createPlanner(material({ version: 'v1', taken: [['edge-base', 'v1']] })).plan([]);
    expect(stopping(plan)).toEqual(['name', 'version']);
    expect(checkOf(plan, 'name').fixes).toEqual([{ kind: 'type-name' }]);
  });

  it('a pre-release is fine', () => {
    expect(checksOf(createPlanner(material({ version: '1.2.3-rc.1' })).plan([]), 'version')).toMatchObject([
      { state: 'passed', reason: 'ok' },
    ]);
  });
});

describe('another version of the same name', () => {
  const there = (type: string, cloudType: string) => ({
    facts: { sameName: known({ version: '0.9.0', type, cloudType }) },
  });
  const kinds = (story: Story, decisions: readonly Decision[] = []) => {
    const plan = createPlanner(material(story)).plan(decisions);
    return { ready: plan.ready, told: plan.checks.filter(({ about }) => about === 'name-kind') };
  };

  it('that is of another type or cloud is told with both kinds, and stops nothing', () => {
    expect(kinds(there('infra', 'aws'))).toMatchObject({
      ready: true,
      told: [
        {
          state: 'warning',
          version: '0.9.0',
          theirs: { type: 'infra', cloudType: 'aws' },
          ours: { type: 'add-on', cloudType: 'all' },
        },
      ],
    });
    expect(kinds(there('add-on', 'aws')).told).toHaveLength(1);
  });

  it.each([
    ['of the same kind', there('add-on', 'all')],
    ['of a kind nobody told', there('', '')],
    ['that could not be read', { facts: { sameName: unknown() } }],
    ['that does not exist', {}],
  ])('%s is no remark', (_name, story) => {
    expect(kinds(story).told).toEqual([]);
  });

  it('is no remark any more under another name', () => {
    expect(kinds(there('infra', 'aws'), [{ kind: 'rename', name: 'mine' }]).told).toEqual([]);
  });
});
