import { describe, expect, it } from 'vitest';
import type { PackRule } from '../../../../shared/profile/pack-rules.ts';
import type { Decision } from '../../../../shared/transfer/decision.ts';
import { outgoingDocument } from '../../../../shared/transfer/outgoing.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { checkOf, checksOf, fixOf, material, pack, type Story, stopping } from './material.ts';

const masked = pack('registry-proxy', { values: 'user: admin\npassword: ********\n' });
const story = { packs: [masked] };

function holeOf(of: Story = story): string {
  const [hole] = createPlanner(material(of)).plan([]).holes;
  return hole?.hole.id ?? 'no hole';
}

const hole = holeOf();

describe('a masked value', () => {
  it('is open, told with its layer and line, and offers every way out', () => {
    const plan = createPlanner(material(story)).plan([]);
    expect(checkOf(plan, 'masked-value')).toMatchObject({
      state: 'open',
      hole: { line: 2, where: { layer: 'registry-proxy' } },
      fixes: [
        { kind: 'type-value', hole },
        { kind: 'decide', suits: 'keep-empty' },
        { kind: 'decide', suits: 'leave-masked' },
      ],
    });
    expect(plan.holes).toMatchObject([{ state: 'not-filled', remembered: 'none' }]);
  });

  it('is settled by typing, and the plan does not repeat what was typed', () => {
    const plan = createPlanner(material(story)).plan([{ kind: 'fill', hole, value: 'hunter2-canary' }]);
    expect(plan.ready).toBe(true);
    expect(plan.holes).toMatchObject([{ state: 'typed' }]);
    expect(JSON.stringify(plan)).not.toContain('hunter2-canary');
  });

  it.each(['', '********', 'a\0b', '\ud800'])('is not settled by %j', (value) => {
    expect(createPlanner(material(story)).plan([{ kind: 'fill', hole, value }]).ready).toBe(false);
  });

  it('travels as asterisks only when that was decided for this one, and is still told', () => {
    const plan = createPlanner(material(story)).plan([{ kind: 'leave-masked', hole }]);
    expect(plan.ready).toBe(true);
    expect(checkOf(plan, 'masked-value').state).toBe('warning');
  });

  it('is not settled by an answer for another hole, nor by accepting its check', () => {
    const planner = createPlanner(material(story));
    expect(planner.plan([{ kind: 'fill', hole: 'elsewhere', value: 'x' }]).ready).toBe(false);
    expect(planner.plan([{ kind: 'accept', check: `hole:${hole}` }]).ready).toBe(false);
  });

  it('takes the last answer, and reopening takes back all of them', () => {
    const planner = createPlanner(material(story));
    const states = (decisions: Parameters<typeof planner.plan>[0]) => planner.plan(decisions).holes[0]?.state;
    expect(
      states([
        { kind: 'leave-masked', hole },
        { kind: 'fill', hole, value: 'x' },
      ]),
    ).toBe('typed');
    expect(
      states([
        { kind: 'fill', hole, value: 'x' },
        { kind: 'keep-empty', hole },
      ]),
    ).toBe('kept-empty');
    expect(
      states([
        { kind: 'fill', hole, value: 'x' },
        { kind: 'reopen', hole },
      ]),
    ).toBe('not-filled');
  });
});

describe('a remembered value', () => {
  it('of the very same path is filled in and marked, and can be reopened', () => {
    const planner = createPlanner(
      material({ ...story, remembered: { holes: [{ hole, entry: hole, match: 'exact', from: 'a.b' }] } }),
    );
    expect(planner.plan([])).toMatchObject({ ready: true, holes: [{ state: 'remembered', remembered: 'exact' }] });
    const reopened = planner.plan([{ kind: 'reopen', hole }]);
    expect(reopened.holes).toMatchObject([{ state: 'not-filled', remembered: 'exact' }]);
    const back = fixOf(checkOf(reopened, 'masked-value'), 'remembered');
    expect(planner.plan([{ kind: 'reopen', hole }, back]).ready).toBe(true);
  });

  it('whose path moved is only offered', () => {
    const planner = createPlanner(
      material({ ...story, remembered: { holes: [{ hole, entry: hole, match: 'moved', from: 'a.b' }] } }),
    );
    const plan = planner.plan([]);
    expect(plan).toMatchObject({ ready: false, holes: [{ state: 'not-filled', remembered: 'moved' }] });
    const offered = fixOf(checkOf(plan, 'masked-value'), 'remembered');
    expect(planner.plan([offered]).holes).toMatchObject([{ state: 'remembered', remembered: 'moved' }]);
  });

  it('that does not exist cannot be used', () => {
    expect(createPlanner(material(story)).plan([{ kind: 'use-remembered', hole }]).ready).toBe(false);
  });

  it('loses against what is typed', () => {
    const planner = createPlanner(
      material({ ...story, remembered: { holes: [{ hole, entry: hole, match: 'exact', from: 'a.b' }] } }),
    );
    expect(planner.plan([{ kind: 'fill', hole, value: 'x' }]).holes).toMatchObject([{ state: 'typed' }]);
  });
});

describe('a required variable that came empty', () => {
  const empty: Story = { variables: [{ name: 'token', isSensitive: true, required: true, defaultValue: '' }] };
  const emptyHole = holeOf(empty);

  it('is open, has nothing to leave masked, and may be kept empty with a warning', () => {
    const planner = createPlanner(material(empty));
    const plan = planner.plan([]);
    expect(stopping(plan)).toEqual([`hole:${emptyHole}`]);
    expect(checkOf(plan, 'masked-value').fixes).not.toContainEqual(expect.objectContaining({ suits: 'leave-masked' }));
    expect(planner.plan([{ kind: 'leave-masked', hole: emptyHole }]).ready).toBe(false);
    const kept = planner.plan([{ kind: 'keep-empty', hole: emptyHole }]);
    expect(kept.ready).toBe(true);
    expect(checkOf(kept, 'masked-value').state).toBe('warning');
  });
});

describe('a value that is replaced by a macro or a variable', () => {
  it('needs the macro in the target', () => {
    const planner = createPlanner(material(story));
    const plan = planner.plan([{ kind: 'fill', hole, value: '{{.spectro.macro.proxy_password}}' }]);
    expect(stopping(plan)).toEqual(['macro:proxy_password']);
    expect(checkOf(plan, 'macro').uses).toMatchObject([{ layer: 'registry-proxy', line: 2, inComment: false }]);
    const there = createPlanner(material({ ...story, tenantMacros: ['proxy_password'] }));
    expect(there.plan([{ kind: 'fill', hole, value: '{{.spectro.macro.proxy_password}}' }]).ready).toBe(true);
  });

  it('needs the variable in the profile', () => {
    const value = '# {{.spectro.var.password}}';
    const without = createPlanner(material(story)).plan([{ kind: 'fill', hole, value }]);
    expect(stopping(without)).toEqual(['variable:password:undefined']);
    const variables = [{ name: 'password', defaultValue: 'x' }];
    const plan = createPlanner(material({ ...story, variables })).plan([{ kind: 'fill', hole, value }]);
    expect(plan.ready).toBe(true);
    expect(checksOf(plan, 'variable')).toMatchObject([{ finding: 'ok' }]);
  });

  it('is told once when its variable had no options to begin with', () => {
    const variables = [{ name: 'size', isSensitive: true, inputType: 'dropdown', defaultValue: '********' }];
    const planner = createPlanner(material({ variables }));
    const [size] = planner.plan([]).holes;
    const typed = planner.plan([{ kind: 'fill', hole: size?.hole.id ?? '', value: 'small' }]);
    const ids = typed.checks.map((check) => check.id);
    expect(ids.filter((id) => id === 'variable:size:bad-default')).toHaveLength(1);
  });

  it('is told when a typed default breaks the rules of its variable', () => {
    const variables = [{ name: 'port', isSensitive: true, format: 'number', defaultValue: '********' }];
    const packs = [pack('web', { values: 'port: "{{.spectro.var.port}}"\n' })];
    const planner = createPlanner(material({ variables, packs }));
    expect(checksOf(planner.plan([]), 'variable')).toMatchObject([{ finding: 'ok' }]);
    const [port] = planner.plan([]).holes;
    const id = port?.hole.id ?? '';
    const wrong = planner.plan([{ kind: 'fill', hole: id, value: 'eighty' }]);
    expect(wrong.checks).toContainEqual(
      expect.objectContaining({ finding: 'bad-default', state: 'warning', fixes: [{ kind: 'type-value', hole: id }] }),
    );
    const right = planner.plan([{ kind: 'fill', hole: id, value: '80' }]);
    expect(checksOf(wrong, 'variable').map((check) => check.finding)).toEqual(['bad-default']);
    expect(checksOf(right, 'variable').map((check) => check.finding)).toEqual(['ok']);
  });
});

describe("what a pack's own rules ask", () => {
  const rule = (path: string, more: Partial<PackRule> = {}): PackRule => {
    return {
      path,
      format: '',
      regex: '',
      isRequired: false,
      isReadonly: false,
      hints: ['a hint'],
      options: [],
      ...more,
    };
  };
  const packs = [pack('vault', { values: 'size: ********\npin: ********\nregion: ""\n' })];
  const asked: Story = {
    packs,
    rules: {
      vault: [
        rule('size', { options: ['small', 'large'] }),
        rule('pin', { regex: '^[0-9]{4}$' }),
        rule('region', { isRequired: true }),
      ],
    },
  };
  const planner = createPlanner(material(asked));
  const ids = planner.plan([]).holes.map((each) => each.hole.id);
  const typed = (...values: string[]) =>
    values.map((value, at): Decision => ({ kind: 'fill', hole: ids[at] ?? '', value }));

  it('stands beside each value, and a required one that came empty is asked for', () => {
    expect(planner.plan([]).holes).toMatchObject([
      { rule: { options: ['small', 'large'], hints: ['a hint'] } },
      { rule: { regex: '^[0-9]{4}$' } },
      { rule: { isRequired: true }, hole: { reason: 'required-empty' }, state: 'not-filled' },
    ]);
    expect(stopping(planner.plan([]))).toHaveLength(3);
  });

  it('is told as soon as a typed value breaks it, and stops nothing', () => {
    const plan = planner.plan(typed('medium', '12', 'eu'));
    expect(plan.ready).toBe(true);
    expect(checksOf(plan, 'masked-value').map(({ state, fault }) => [state, fault])).toEqual([
      ['warning', 'option'],
      ['warning', 'pattern'],
      ['passed', null],
    ]);
    const right = planner.plan(typed('small', '1234', 'eu'));
    expect(checksOf(right, 'masked-value').map(({ fault }) => fault)).toEqual([null, null, null]);
  });

  it('is met in the outgoing document', () => {
    const sent = outgoingDocument(planner, typed('small', '1234', 'eu'), new Map());
    expect(sent).toMatchObject({
      ok: true,
      value: { spec: { template: { packs: [{ values: 'size: small\npin: \'1234\'\nregion: "eu"\n' }] } } },
    });
  });

  it('may be left empty knowingly, which changes no byte', () => {
    const decisions: Decision[] = [...typed('small', '1234'), { kind: 'keep-empty', hole: ids[2] ?? '' }];
    expect(checksOf(planner.plan(decisions), 'masked-value')[2]).toMatchObject({ state: 'warning' });
    const sent = outgoingDocument(planner, decisions, new Map());
    expect(JSON.stringify(sent)).toContain('region: \\"\\"');
  });

  it('is asked for a key with nothing behind it too, and filled there', () => {
    const absent: Story = {
      packs: [pack('vault', { values: 'region: # where\nsize: 1\n' })],
      rules: { vault: [rule('region', { isRequired: true })] },
    };
    const planner = createPlanner(material(absent));
    const [region] = planner.plan([]).holes;
    expect(region).toMatchObject({ hole: { reason: 'required-empty', line: 1 }, state: 'not-filled' });
    expect(planner.plan([]).ready).toBe(false);
    const hole = region?.hole.id ?? '';
    const valuesAfter = (decision: Decision): unknown => {
      expect(planner.plan([decision]).ready).toBe(true);
      const sent = outgoingDocument(planner, [decision], new Map());
      return sent.ok ? sent.value.spec.template.packs?.[0]?.values : sent.problem;
    };
    expect(valuesAfter({ kind: 'fill', hole, value: 'eu: 1' })).toBe("region: 'eu: 1' # where\nsize: 1\n");
    expect(valuesAfter({ kind: 'keep-empty', hole })).toBe('region: # where\nsize: 1\n');
  });
});
