import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import {
  allRegistries,
  charts,
  checkOf,
  fixOf,
  forbidden,
  known,
  lost,
  material,
  offer,
  pack,
  packFrom,
  registry,
  type Story,
  stopping,
  unknown,
  version,
} from './material.ts';

function plan(story: Story, decisions: readonly Decision[] = []) {
  return createPlanner(material(story)).plan(decisions);
}

describe('a pack that several registries hold', () => {
  it('is taken from the one of the same name and kind without asking', () => {
    const result = plan({ offers: { nginx: offer(['t-palette', 't-public', 't-community']) } });
    expect(result.ready).toBe(true);
    expect(result.repositories).toMatchObject([{ chosenUid: 't-public', how: 'exact-match' }]);
    expect(result.repositories[0]?.options.map((option) => option.uid)).toEqual([
      't-public',
      't-palette',
      't-community',
    ]);
  });

  it('is a question when the name fits but the kind does not', () => {
    const packs = [packFrom('Public Repo', 'oci', 'nginx')];
    expect(stopping(plan({ packs, offers: { nginx: offer(['t-palette', 't-public']) } }))).toEqual(['pack:nginx']);
  });

  it('never goes by uid: the same one may mean another registry', () => {
    const packs = [packFrom('Dev Packs', 'oci', 'nginx')];
    const same = { registry: { metadata: { uid: 't-palette', name: 'Dev Packs', kind: 'oci' } } };
    const offers = { nginx: offer(['t-palette', 't-community']) };
    expect(plan({ packs: [{ ...packs[0], ...same, name: 'nginx' }], offers }).repositories).toMatchObject([
      { chosenUid: null, how: 'open' },
    ]);
  });

  it('is settled by choosing, and a choice that no longer exists is asked again', () => {
    const story: Story = {
      packs: [packFrom('Dev Packs', 'oci', 'nginx')],
      offers: { nginx: offer(['t-palette', 't-community']) },
    };
    const check = checkOf(plan(story), 'pack');
    expect(check).toMatchObject({ state: 'open', finding: 'several-registries' });
    expect(plan(story, [fixOf(check, 'registry')])).toMatchObject({ ready: true, repositories: [{ how: 'chosen' }] });
    expect(plan(story, [{ kind: 'choose-registry', pack: 'nginx', registryUid: 'gone' }]).ready).toBe(false);
  });

  it('may be two registries of one name: that is a question', () => {
    const twin = registry('t-public-2', 'Public Repo', 'pack');
    const facts = { registries: known([...allRegistries, twin]) };
    const result = plan({ facts, offers: { nginx: offer(['t-public', 't-public-2']) } });
    expect(result.repositories).toMatchObject([{ chosenUid: null, how: 'open' }]);
  });

  it('comes from where it came from last time', () => {
    const story: Story = {
      packs: [packFrom('Dev Packs', 'oci', 'nginx')],
      offers: { nginx: offer(['t-palette', 't-community']) },
      remembered: { registries: { 'Dev Packs': 't-community' } },
    };
    expect(plan(story)).toMatchObject({ ready: true, repositories: [{ chosenUid: 't-community', how: 'remembered' }] });
    const gone = { ...story, remembered: { registries: { 'Dev Packs': 't-gone' } } };
    expect(plan(gone).repositories).toMatchObject([{ how: 'open' }]);
  });
});

describe('"use for all that came from X"', () => {
  const story: Story = {
    packs: ['a', 'b', 'c'].map((name) => packFrom('Dev Packs', 'oci', name)),
    offers: {
      a: offer(['t-palette', 't-community']),
      b: offer(['t-palette', 't-community']),
      c: offer(['t-palette', 't-public']),
    },
  };
  const all = (registryUid: string): Decision => ({
    kind: 'choose-registry-for-source',
    sourceRegistry: 'Dev Packs',
    registryUid,
  });
  const chosen = (decisions: readonly Decision[]) => plan(story, decisions).repositories.map((row) => row.chosenUid);

  it('answers every row that it can', () => {
    expect(fixOf(checkOf(plan(story), 'pack', 'pack:a'), 'registry-for-source')).toEqual(all('t-palette'));
    expect(chosen([all('t-palette')])).toEqual(['t-palette', 't-palette', 't-palette']);
    expect(chosen([all('t-community')])).toEqual(['t-community', 't-community', null]);
  });

  it('is offered only where it would answer more than one', () => {
    const suits = checkOf(plan(story), 'pack', 'pack:c').fixes.map((fix) => fix.kind === 'decide' && fix.suits);
    expect(suits).toEqual(['registry', 'registry-for-source', 'registry']);
  });

  it('gives way to a later answer for one pack, and overrides an earlier one', () => {
    const one: Decision = { kind: 'choose-registry', pack: 'b', registryUid: 't-community' };
    expect(chosen([all('t-palette'), one])).toEqual(['t-palette', 't-community', 't-palette']);
    expect(chosen([one, all('t-palette')])).toEqual(['t-palette', 't-palette', 't-palette']);
  });
});

describe('a pack that one registry holds', () => {
  it('is taken from there, with a warning when the kind changes', () => {
    const result = plan({ offers: { nginx: offer(['t-palette']) } });
    expect(result).toMatchObject({ ready: true, repositories: [{ chosenUid: 't-palette', how: 'only-one' }] });
    expect(checkOf(result, 'pack')).toMatchObject({ finding: 'other-registry', state: 'warning' });
  });

  it('is looked up by version, then tag, then parent tags', () => {
    const versions = [version('1.33.9', { tag: '1.33.x' }), version('1.32.4', { parentTags: ['1.32.x', '1.32'] })];
    const offers = { nginx: offer([], { 't-public': versions }) };
    const found = (wanted: string) =>
      checkOf(plan({ packs: [pack('nginx', { version: wanted, tag: wanted })], offers }), 'pack');
    expect(found('1.32.4')).toMatchObject({ state: 'passed', finding: 'available', becomes: null });
    expect(found('1.33.x')).toMatchObject({ state: 'warning', becomes: '1.33.9' });
    expect(found('1.32')).toMatchObject({ state: 'warning', becomes: '1.32.4' });
    expect(found('1.31.0')).toMatchObject({ state: 'open', finding: 'missing-version' });
  });

  it('does not count where the exact version is known to be absent', () => {
    const offers = { nginx: offer(['t-public'], { 't-public': [version('9.9.9')] }) };
    expect(checkOf(plan({ offers }), 'pack')).toMatchObject({ state: 'open', finding: 'missing-version' });
  });

  it('is found under its own name when the profile holds it twice', () => {
    const packs = [pack('web-1--nginx'), pack('web-2--nginx')];
    const facts = { packs: known({ nginx: offer(['t-public']) }) };
    expect(plan({ packs, facts })).toMatchObject({ ready: true, repositories: [{ pack: 'web-1--nginx' }, {}] });
  });

  it.each(['constructor', '__proto__', 'toString'])('may be called %s', (name) => {
    const facts = { packs: known({}) };
    expect(checkOf(plan({ packs: [pack(name)], facts }), 'pack')).toMatchObject({ finding: 'not-checked' });
  });
});

describe('a pack for which import/validate named no registry', () => {
  const unproven = { ...offer([], { 't-public': [] }), unproven: forbidden };

  it('could not be checked, with the reason, a retry and a way on; it is never missing', () => {
    const check = checkOf(plan({ offers: { nginx: unproven } }), 'pack');
    expect(check).toMatchObject({ state: 'unknown', finding: 'not-checked', problem: forbidden });
    expect(check.fixes.map((fix) => fix.kind)).toEqual(['check-again', 'decide']);
    expect(plan({ offers: { nginx: unproven } }, [fixOf(check, 'accept')])).toMatchObject({ ready: true });
  });

  it('is available where its versions show it', () => {
    const found = { ...offer(['t-public'], { 't-public': [version('1.2.3')] }), unproven: forbidden };
    expect(checkOf(plan({ offers: { nginx: found } }), 'pack')).toMatchObject({
      state: 'passed',
      finding: 'available',
    });
  });
});

describe('a pack that is missing', () => {
  it('is not called unknown by name where no registry was asked about the name', () => {
    const check = checkOf(plan({ offers: { nginx: offer([]) } }), 'pack');
    expect(check).toMatchObject({ state: 'refused', finding: 'missing-version' });
  });

  it('says so by name when nothing of that name is there, and offers to look again after a sync', () => {
    const check = checkOf(plan({ offers: { nginx: offer([], { 't-public': [] }) } }), 'pack');
    expect(check).toMatchObject({ state: 'refused', finding: 'missing-name', nearestVersions: [] });
    expect(check.fixes).toEqual([{ kind: 'check-again' }]);
  });

  it('names the nearest versions once each, from the registry it would come from', () => {
    const versions = ['1.1.9', '1.3.0', '1.2.0', '2.0.0'].map((of) => version(of));
    const offers = { nginx: offer([], { 't-community': versions, 't-public': versions }) };
    const near = checkOf(plan({ offers }), 'pack').nearestVersions;
    expect(near.map((one) => one.version)).toEqual(['1.2.0', '1.3.0', '1.1.9']);
    expect(near.map((one) => one.registryName)).toEqual(['Public Repo', 'Public Repo', 'Public Repo']);
  });

  it('understands versions that are no semver', () => {
    const packs = [pack('nginx', { version: '1.31.2-rev2', tag: '1.31.2-rev2' })];
    const versions = ['22.04', '1.31.2', 'LTS__18.4.x', '1.32', 'edge'].map((of) => version(of));
    const near = checkOf(
      plan({ packs, offers: { nginx: offer([], { 't-public': versions }) } }),
      'pack',
    ).nearestVersions;
    expect(near.map((one) => one.version)).toEqual(['1.31.2', '1.32', 'edge']);
  });

  it('does not propose a disabled version', () => {
    const versions = [version('1.2.4', { state: 'disabled' })];
    expect(checkOf(plan({ offers: { nginx: offer([], { 't-public': versions }) } }), 'pack').state).toBe('refused');
  });
});

describe('a pack at the end of its life', () => {
  it('deprecated: told, no obstacle', () => {
    const offers = { nginx: offer([], { 't-public': [version('1.2.3', { state: 'deprecated' })] }) };
    expect(plan({ offers }).ready).toBe(true);
    expect(checkOf(plan({ offers }), 'pack')).toMatchObject({ state: 'warning', finding: 'deprecated' });
  });

  it('disabled: open until accepted or another version is taken', () => {
    const versions = [version('1.2.3', { state: 'disabled' }), version('1.2.4')];
    const offers = { nginx: offer([], { 't-public': versions }) };
    const check = checkOf(plan({ offers }), 'pack');
    expect(check).toMatchObject({ state: 'open', finding: 'disabled', nearestVersions: [{ version: '1.2.4' }] });
    expect(plan({ offers }, [fixOf(check, 'accept')]).ready).toBe(true);
    expect(plan({ offers }, [fixOf(check, 'pack-version')]).ready).toBe(true);
  });

  it('is not taken disabled where another registry still offers it', () => {
    const disabled = [version('1.2.3', { state: 'disabled' })];
    const offers = { nginx: offer([], { 't-public': disabled, 't-palette': [version('1.2.3')] }) };
    expect(plan({ offers }).repositories).toMatchObject([{ chosenUid: 't-palette' }]);
  });
});

describe('what could not be checked', () => {
  it('a registry that did not answer makes a pack unknown, never missing', () => {
    const offers = { nginx: offer([], { 't-public': [], 't-palette': lost }) };
    const check = checkOf(plan({ offers }), 'pack');
    expect(check).toMatchObject({ state: 'unknown', finding: 'not-checked', problem: lost });
    expect(plan({ offers }, [fixOf(check, 'accept')]).ready).toBe(true);
  });

  it('another registry that holds the pack settles it', () => {
    const offers = { nginx: offer(['t-public'], { 't-palette': lost }) };
    expect(plan({ offers })).toMatchObject({ ready: true, repositories: [{ chosenUid: 't-public' }] });
  });

  it('but not silently when the silent one is the registry that the pack came from', () => {
    const offers = { nginx: offer(['t-palette'], { 't-public': lost }) };
    const check = checkOf(plan({ offers }), 'pack');
    expect(check).toMatchObject({ state: 'unknown', finding: 'not-checked', problem: lost });
    const chosen = plan({ offers }, [fixOf(check, 'registry')]);
    expect(chosen).toMatchObject({ ready: true, repositories: [{ chosenUid: 't-palette', how: 'chosen' }] });
  });

  it('a pack that nobody asked about is unknown', () => {
    expect(checkOf(plan({ facts: { packs: known({}) } }), 'pack')).toMatchObject({ finding: 'not-checked' });
  });

  it('a registry that only the server named is unknown, not missing', () => {
    expect(checkOf(plan({ offers: { nginx: offer(['t-hidden']) } }), 'pack')).toMatchObject({
      state: 'unknown',
      finding: 'not-checked',
    });
  });

  it.each([{ registries: unknown(forbidden) }, { packs: unknown(forbidden) }])(
    'the whole list is one point, not one per pack: %j',
    (facts) => {
      const story: Story = { packs: [pack('a'), pack('b'), pack('c')], facts };
      expect(stopping(plan(story))).toEqual(['registries']);
      expect(checkOf(plan(story), 'registries')).toMatchObject({ state: 'unknown', problem: forbidden });
      expect(plan(story).repositories.map((row) => row.how)).toEqual([
        'cannot-verify',
        'cannot-verify',
        'cannot-verify',
      ]);
      expect(plan(story, [{ kind: 'accept', check: 'registries' }]).ready).toBe(true);
    },
  );
});

describe('a registry whose catalogue cannot be searched', () => {
  const closed = registry('t-closed', 'Internal Charts', 'helm', { isSyncSupported: false });
  const facts = { registries: known([...allRegistries, closed]) };
  const chart = packFrom('Internal Charts', 'helm', 'billing');

  it('is taken for a pack that came from the one of that name, with a warning', () => {
    const result = plan({ facts, packs: [chart], offers: { billing: offer([]) } });
    expect(result).toMatchObject({ ready: true, repositories: [{ chosenUid: 't-closed', how: 'cannot-verify' }] });
    expect(checkOf(result, 'pack')).toMatchObject({ state: 'warning', finding: 'cannot-verify' });
  });

  it('wins over a public registry that holds something of the same name', () => {
    const result = plan({ facts, packs: [chart], offers: { billing: offer([charts.uid]) } });
    expect(result.repositories).toMatchObject([{ chosenUid: 't-closed', how: 'cannot-verify' }]);
  });

  it('is offered, not taken, for a pack that came from elsewhere', () => {
    const packs = [packFrom('Old Charts', 'helm', 'billing')];
    const story: Story = { facts, packs, offers: { billing: offer([]) } };
    const check = checkOf(plan(story), 'pack');
    expect(check).toMatchObject({ state: 'open', finding: 'cannot-verify' });
    expect(plan(story, [fixOf(check, 'registry')])).toMatchObject({ ready: true });
  });

  it('is a question for a pack whose own registry could not be searched either', () => {
    const closedSource = { metadata: { uid: 's', name: 'Old Charts', kind: 'helm', isSyncSupported: false } };
    const packs = [pack('billing', { type: 'helm', registry: closedSource })];
    const story: Story = { facts, packs, offers: { billing: offer([charts.uid]) } };
    expect(plan(story).repositories).toMatchObject([{ chosenUid: null, how: 'open' }]);
    expect(plan(story).repositories[0]?.options.map((option) => option.uid)).toEqual([charts.uid, 't-closed']);
  });

  it('is no question for a pack that a searchable registry holds, nor a place for another kind', () => {
    const packs = [packFrom('Bitnami', 'helm', 'redis'), pack('nginx')];
    const offers = { redis: offer([charts.uid]), nginx: offer([], { 't-public': [] }) };
    const result = plan({ facts, packs, offers });
    expect(result.repositories[0]).toMatchObject({ chosenUid: charts.uid, how: 'only-one' });
    expect(checkOf(result, 'pack', 'pack:nginx')).toMatchObject({ state: 'refused', finding: 'missing-name' });
  });
});

describe('another version of a pack', () => {
  const offers = {
    nginx: offer([], { 't-public': [version('1.2.4')], 't-palette': [version('1.2.4'), version('1.2.3')] }),
  };
  const newer: Decision = { kind: 'choose-pack-version', pack: 'nginx', registryUid: 't-public', version: '1.2.4' };

  it('is a change that is told', () => {
    const result = plan({ offers }, [newer]);
    expect(result.repositories).toMatchObject([{ version: '1.2.4', chosenUid: 't-public', how: 'chosen' }]);
    expect(checkOf(result, 'pack')).toMatchObject({ state: 'warning', version: '1.2.3', becomes: '1.2.4' });
  });

  it('may come from another registry chosen later', () => {
    const elsewhere: Decision = { kind: 'choose-registry', pack: 'nginx', registryUid: 't-palette' };
    expect(plan({ offers }, [newer, elsewhere]).repositories).toMatchObject([
      { version: '1.2.4', chosenUid: 't-palette' },
    ]);
  });

  it('counts no longer when the target lost it', () => {
    const gone: Decision = { ...newer, version: '1.2.5' };
    expect(plan({ offers }, [gone]).repositories).toMatchObject([{ version: '1.2.3', chosenUid: 't-palette' }]);
  });
});
