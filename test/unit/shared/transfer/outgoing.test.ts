import { describe, expect, it } from 'vitest';
import type { ProfileDocument } from '../../../../shared/profile/document.ts';
import type { Decision } from '../../../../shared/transfer/decision.ts';
import { outgoingDocument } from '../../../../shared/transfer/outgoing.ts';
import type { TransferMaterial } from '../../../../shared/transfer/plan.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import {
  allRegistries,
  known,
  manifestPack,
  material,
  offer,
  pack,
  packFrom,
  paletteRegistry,
  publicRepo,
  registry,
  version,
} from './material.ts';

function outgoing(
  of: TransferMaterial,
  decisions: readonly Decision[] = [],
  secrets: Readonly<Record<string, string>> = {},
): ProfileDocument {
  const result = outgoingDocument(createPlanner(of), decisions, new Map(Object.entries(secrets)));
  if (!result.ok) {
    throw new Error(`Nothing to send: ${JSON.stringify(result.problem)}`);
  }
  return result.value;
}

function firstPack(document: ProfileDocument) {
  return document.spec.template.packs?.[0];
}

describe('the document that is sent', () => {
  it('is the source but for the registry when nothing was decided', () => {
    const of = material({ packs: [pack('nginx', { uid: 'kept', odd: { b: 1, a: [2] } })] });
    const sent = outgoing(of);
    const expected = structuredClone(of.document);
    const [only] = expected.spec.template.packs ?? [];
    if (only?.registry) {
      only.registry.metadata = publicRepo.metadata;
    }
    expect(JSON.stringify(sent)).toBe(JSON.stringify(expected));
  });

  it('leaves absent what was absent, and the source untouched', () => {
    const of = material({ version: null, packs: [{ name: 'nginx' }] });
    const before = JSON.stringify(of.document);
    const sent = outgoing(of);
    expect(JSON.stringify(of.document)).toBe(before);
    expect(Object.keys(sent.spec)).toEqual(['template']);
    expect(Object.keys(firstPack(sent) ?? {})).toEqual(['name', 'registry']);
  });

  it('carries the new name and version', () => {
    const sent = outgoing(material(), [
      { kind: 'rename', name: 'other' },
      { kind: 'set-version', version: '2.0.0' },
    ]);
    expect(sent).toMatchObject({ metadata: { name: 'other' }, spec: { version: '2.0.0' } });
  });

  it('is refused while anything is open, and says what', () => {
    const planner = createPlanner(material({ taken: [['edge-base', '1.0.0']] }));
    expect(outgoingDocument(planner, [], new Map())).toEqual({
      ok: false,
      problem: { kind: 'plan-open', profile: 'edge-base', open: ['name edge-base 1.0.0'] },
    });
  });
});

describe('its registries', () => {
  it('are written whole, and the type follows the kind', () => {
    const sent = outgoing(material({ offers: { nginx: offer(['t-palette']) } }));
    expect(firstPack(sent)).toMatchObject({ type: 'oci', registry: { metadata: paletteRegistry.metadata } });
    const back = outgoing(
      material({ packs: [packFrom('Dev', 'oci', 'nginx')], offers: { nginx: offer(['t-public']) } }),
    );
    expect(firstPack(back)).toMatchObject({ type: 'spectro', registry: { metadata: publicRepo.metadata } });
  });

  it('keep a chart a chart in an OCI registry, also where the registry does not tell', () => {
    const withCharts = (providerType: string | undefined) =>
      registry('t-oci', 'OCI Charts', 'oci', {
        metadata: { uid: 't-oci', name: 'OCI Charts', kind: 'oci', ...(providerType ? { providerType } : {}) },
      });
    for (const providerType of ['helm', undefined]) {
      const facts = { registries: known([...allRegistries, withCharts(providerType)]) };
      const packs = [packFrom('Bitnami', 'helm', 'redis')];
      const sent = outgoing(material({ packs, facts, offers: { redis: offer(['t-oci']) } }));
      expect(firstPack(sent)).toMatchObject({ type: 'helm', registry: { metadata: { uid: 't-oci' } } });
    }
  });

  it('make a chart a pack in a registry that says it holds packs', () => {
    const packs = [packFrom('Bitnami', 'helm', 'redis')];
    expect(firstPack(outgoing(material({ packs, offers: { redis: offer(['t-palette']) } })))).toMatchObject({
      type: 'oci',
    });
  });

  it('lose the notes of a validation answer, in manifests too', () => {
    const notes = { metadata: { uid: '', name: '' }, matchingRegistries: [{ uid: 'x' }] };
    const packs = [pack('nginx', { registry: notes }), { ...manifestPack('extra', 'a: 1\n'), registry: notes }];
    expect(JSON.stringify(outgoing(material({ packs })))).not.toContain('matchingRegistries');
  });

  it('do not touch a manifest', () => {
    const of = material({ packs: [manifestPack('extra', 'a: 1\n')] });
    expect(outgoing(of)).toEqual(of.document);
  });

  it('stay as they were where nothing could be learnt and that was accepted', () => {
    const of = material({ facts: { packs: known({}) }, packs: [packFrom('Dev', 'oci', 'nginx')] });
    expect(outgoing(of, [{ kind: 'accept', check: 'pack:nginx' }])).toEqual(of.document);
  });

  it('bring another version with its tag when that was chosen', () => {
    const offers = { nginx: offer([], { 't-public': [version('1.2.9', { tag: '1.2.x' })] }) };
    const choose = { kind: 'choose-pack-version', pack: 'nginx', registryUid: 't-public', version: '1.2.9' } as const;
    expect(firstPack(outgoing(material({ offers }), [choose]))).toMatchObject({ version: '1.2.9', tag: '1.2.x' });
    const { tag: _, ...tagless } = pack('nginx');
    expect(firstPack(outgoing(material({ offers, packs: [tagless] }), [choose]))).not.toHaveProperty('tag');
  });

  it('do not change a version that was found through a tag', () => {
    const offers = { nginx: offer([], { 't-public': [version('1.2.9', { parentTags: ['1.2.3'] })] }) };
    expect(firstPack(outgoing(material({ offers })))).toMatchObject({ version: '1.2.3', tag: '1.2.3' });
  });
});

describe('its values', () => {
  const values = '# keep me\nuser: admin\npassword: ********   # and me\nother: "********"\n';
  const of = material({ packs: [pack('nginx', { values })] });
  const [first = '', second = ''] = createPlanner(of)
    .plan([])
    .holes.map(({ hole }) => hole.id);

  it('hold what was typed, and every other byte as it was', () => {
    const sent = outgoing(of, [
      { kind: 'fill', hole: first, value: "it's: #1" },
      { kind: 'keep-empty', hole: second },
    ]);
    const text = firstPack(sent)?.values ?? '';
    expect(text).toMatch(/^# keep me\nuser: admin\npassword: .*it.*s: #1.*\nother: ""\n$/);
    expect(text).toContain('   # and me');
  });

  it('keep the asterisks that were left', () => {
    const sent = outgoing(of, [
      { kind: 'leave-masked', hole: first },
      { kind: 'leave-masked', hole: second },
    ]);
    expect(firstPack(sent)?.values).toBe(values);
  });

  it('take remembered values from the vault alone', () => {
    const remembered = {
      holes: [first, second].map((hole) => ({ hole, entry: hole, match: 'exact' as const, from: 'a.b' })),
    };
    const again = { ...of, remembered: { ...of.remembered, ...remembered } };
    const sent = outgoing(again, [], { [first]: 'one', [second]: 'two' });
    expect(firstPack(sent)?.values).toBe('# keep me\nuser: admin\npassword: one   # and me\nother: "two"\n');
    expect(outgoingDocument(createPlanner(again), [], new Map([[first, 'one']]))).toMatchObject({
      ok: false,
      problem: { kind: 'plan-open', open: [`remembered value ${second}`] },
    });
  });

  it('stay absent where a required one is kept empty', () => {
    const absent = material({ variables: [{ name: 'token', isSensitive: true, required: true }] });
    const [hole] = createPlanner(absent).plan([]).holes;
    const sent = outgoing(absent, [{ kind: 'keep-empty', hole: hole?.hole.id ?? '' }]);
    expect(sent.spec.variables).toEqual(absent.document.spec.variables);
  });

  it('never take a value that the plan does not use', () => {
    const sent = outgoing(
      of,
      [
        { kind: 'leave-masked', hole: first },
        { kind: 'leave-masked', hole: second },
      ],
      { [first]: 'stray', [second]: 'stray' },
    );
    expect(JSON.stringify(sent)).not.toContain('stray');
  });
});
