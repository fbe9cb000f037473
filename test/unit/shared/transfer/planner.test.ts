import { describe, expect, it } from 'vitest';
import { outgoingDocument } from '../../../../shared/transfer/outgoing.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { checkOf, fixOf, manifestPack, material, offer, pack, publicRepo, stopping, version } from './material.ts';

describe('a transfer that is looked at for the first time', () => {
  it('is ready when nothing stands in the way, and says what will happen', () => {
    const plan = createPlanner(material()).plan([]);
    expect(stopping(plan)).toEqual([]);
    expect(plan).toMatchObject({ name: 'edge-base', version: '1.0.0', publish: true, open: 0, ready: true });
    expect(plan.repositories).toMatchObject([{ pack: 'nginx', chosenUid: publicRepo.uid, how: 'only-one' }]);
  });

  it('is refused when no registry of the target holds a pack, and names the pack', () => {
    const planner = createPlanner(
      material({ packs: [pack('nginx'), pack('ghost')], offers: { ghost: offer([], { 't-public': [] }) } }),
    );
    const plan = planner.plan([]);
    expect(stopping(plan)).toEqual(['pack:ghost']);
    expect(checkOf(plan, 'pack', 'pack:ghost')).toMatchObject({
      state: 'refused',
      finding: 'missing-name',
      pack: 'ghost',
      version: '1.2.3',
    });
    expect(outgoingDocument(planner, [], new Map())).toMatchObject({
      ok: false,
      problem: { kind: 'plan-open', profile: 'edge-base', open: ['pack ghost 1.2.3'] },
    });
  });

  it('is open for a masked value, a missing macro and a taken name, all told at once', () => {
    const plan = createPlanner(
      material({
        packs: [pack('nginx', { values: 'password: ********\nhost: "{{.spectro.macro.domain}}"\n' })],
        taken: [['edge-base', '1.0.0']],
      }),
    ).plan([]);
    expect(plan.checks.filter((check) => check.state === 'open').map((check) => check.about)).toEqual([
      'name',
      'masked-value',
      'macro',
    ]);
    expect(plan).toMatchObject({ open: 3, ready: false });
  });

  it('needs no repository for a manifest', () => {
    const plan = createPlanner(material({ packs: [manifestPack('namespaces', 'kind: Namespace\n')] })).plan([]);
    expect(plan.ready).toBe(true);
    expect(plan.repositories).toMatchObject([{ pack: 'namespaces', how: 'none-needed', options: [] }]);
  });
});

describe('a name that is taken', () => {
  it('offers the next free patch, minor and major, or another name', () => {
    const planner = createPlanner(
      material({
        taken: [
          ['edge-base', '1.0.0'],
          ['edge-base', '1.0.1'],
          ['edge-base', '1.1.0'],
        ],
      }),
    );
    const check = checkOf(planner.plan([]), 'name');
    expect(check).toMatchObject({ state: 'open', taken: { version: '1.0.0' } });
    expect(fixOf(check, 'next-patch')).toEqual({ kind: 'set-version', version: '1.0.2' });
    expect(fixOf(check, 'next-minor')).toEqual({ kind: 'set-version', version: '1.2.0' });
    expect(fixOf(check, 'next-major')).toEqual({ kind: 'set-version', version: '2.0.0' });
    expect(check.fixes.at(-1)).toEqual({ kind: 'type-name' });

    const settled = planner.plan([fixOf(check, 'next-patch')]);
    expect(settled).toMatchObject({ version: '1.0.2', ready: true });
  });
});

describe('a version that the target lacks', () => {
  it('offers the nearest ones', () => {
    const versions = ['1.0.0', '1.2.1', '1.2.5', '2.0.0'].map((of) => version(of));
    const planner = createPlanner(material({ offers: { nginx: offer([], { [publicRepo.uid]: versions }) } }));
    const check = checkOf(planner.plan([]), 'pack');
    expect(check).toMatchObject({ state: 'open', finding: 'missing-version' });
    expect(check.nearestVersions.map((near) => near.version)).toEqual(['1.2.5', '1.2.1', '1.0.0']);
    const settled = planner.plan([fixOf(check, 'pack-version')]);
    expect(settled.ready).toBe(true);
    expect(checkOf(settled, 'pack')).toMatchObject({ state: 'warning', becomes: '1.2.5' });
  });
});
