import { describe, expect, it } from 'vitest';
import type { Pack, Variable } from '../../../../shared/profile/document.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { type ProfileHoles, sameQuestions } from '../../../../shared/transfer/same-question.ts';
import { manifestPack, material, pack } from './material.ts';

const masked = (...keys: string[]) =>
  `${keys.map((key, depth) => `${'  '.repeat(depth)}${key}:`).join('\n')} '********'\n`;
const vault = (name = 'vault') => pack(name, { values: masked('server', 'password') });

function profile(
  id: string,
  packs: readonly Pack[],
  { variables = [] }: { variables?: Variable[] } = {},
): ProfileHoles {
  const asked = material({ packs, variables });
  const { holes } = createPlanner(asked).plan([]);
  return { id, document: asked.document, holes: holes.map(({ hole }) => hole) };
}

/** The same questions as the nth hole of the first profile. */
function like(profiles: readonly ProfileHoles[], nth = 0) {
  const [first] = profiles;
  const hole = first?.holes[nth];
  if (first === undefined || hole === undefined) throw new Error('no hole to ask about');
  return sameQuestions(profiles)(first.id, hole);
}

describe('an answer for all like this', () => {
  it('reaches the same path of the same pack in the other profiles', () => {
    const billing = profile('billing', [pack('nginx'), vault()]);
    const found = like([profile('payments', [vault()]), billing, profile('edge', [vault()])]);
    expect(found).toEqual([
      { id: 'billing', hole: billing.holes[0]?.id },
      { id: 'edge', hole: expect.any(String) },
    ]);
  });

  it('reaches no other path, pack, manifest or document of a text', () => {
    const others = [
      profile('path', [pack('vault', { values: masked('client', 'password') })]),
      profile('pack', [vault('consul')]),
      profile('manifest', [{ ...manifestPack('vault', masked('server', 'password')) }]),
      profile('document', [pack('vault', { values: `a: 1\n---\n${masked('server', 'password')}` })]),
    ];
    for (const other of others) expect(other.holes).toHaveLength(1);
    expect(like([profile('payments', [vault()]), ...others])).toEqual([]);
  });

  it('never tells a key from one that only reads alike', () => {
    const dotted = profile('dotted', [pack('vault', { values: masked('server.password') })]);
    expect(like([profile('payments', [vault()]), dotted])).toEqual([]);
  });

  it('takes a pack that is used twice by the name of its layer alone', () => {
    const twice = profile('twice', [vault('a--vault'), vault('b--vault')]);
    expect(like([profile('payments', [vault('edge--vault')]), profile('once', [vault()])])).toHaveLength(1);
    expect(like([profile('payments', [vault()]), twice])).toEqual([]);
    expect(like([profile('payments', [vault('b--vault')]), twice])).toEqual([
      { id: 'twice', hole: twice.holes[1]?.id },
    ]);
    expect(like([twice, profile('once', [vault()])])).toEqual([]);
    expect(like([twice, profile('other', [vault('a--vault')])])).toHaveLength(1);
  });

  it('reaches the manifest of the same name, and none without a name', () => {
    const content = masked('data', 'token');
    const nameless: Pack = { ...manifestPack('certs', content), manifests: [{ content }] };
    expect(
      like([profile('a', [manifestPack('certs', content)]), profile('b', [manifestPack('certs', content)])]),
    ).toHaveLength(1);
    expect(like([profile('a', [nameless]), profile('b', [nameless])])).toEqual([]);
  });

  it('reaches the variable of the same name', () => {
    const variable = (name: string): Variable => ({ name, isSensitive: true, defaultValue: '********' });
    const others = [
      profile('b', [pack('nginx')], { variables: [variable('token')] }),
      profile('c', [pack('nginx')], { variables: [variable('other')] }),
    ];
    expect(like([profile('a', [], { variables: [variable('token')] }), ...others])).toEqual([
      { id: 'b', hole: expect.any(String) },
    ]);
  });

  it('is not offered for a place in a text too broken to name it', () => {
    const broken = pack('vault', { values: 'a: "no end\npassword: ********\n' });
    const places = [profile('a', [broken]), profile('b', [broken])];
    expect(places.map(({ holes }) => holes.length)).toEqual([1, 1]);
    expect(like(places)).toEqual([]);
  });
});
