import { describe, expect, it } from 'vitest';
import { compareWithMark, markContent } from '../../../electron/services/content-mark.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { fillHoles } from '../../../shared/profile/fill-holes.ts';
import { findHoles } from '../../../shared/profile/find-holes.ts';
import { manifestPack, material, pack, type Story } from '../shared/transfer/material.ts';

const values = `controller:
  replicas: 2
  image: nginx
auth:
  password: "********"
  apiToken: plain-token-77
  note: "********"
`;
const manifest = 'kind: Secret\nstringData:\n  user: admin-41\n';

function profile(more: Partial<Story> = {}): ProfileDocument {
  return material({ packs: [pack('nginx', { values }), manifestPack('certs', manifest)], ...more }).document;
}
const withValues = (text: string) =>
  profile({ packs: [pack('nginx', { values: text }), manifestPack('certs', manifest)] });

/** As it is sent: every hole filled. */
function filled(document: ProfileDocument, value = 'typed-canary-5') {
  const holes = findHoles(document);
  const sent = fillHoles(document, new Map(holes.map(({ id }) => [id, value])));
  if (!sent.ok) throw new Error('not filled');
  return { holes, sent: sent.value };
}

function compared(found: ProfileDocument, source = profile()) {
  const { holes, sent } = filled(source);
  return compareWithMark(markContent(sent, holes), found);
}

describe('what a profile is told by after a crash', () => {
  it('knows it again, whether the target masks what was filled in or shows it', () => {
    expect(compared(profile())).toBe('same');
    expect(compared(filled(profile()).sent)).toBe('same');
    expect(compared(filled(profile(), 'a\nvalue of two lines: x').sent)).toBe('same');
  });

  it('knows it again after the server filled in a registry, dropped variables and cut the end of a text', () => {
    const source = profile({ variables: [{ name: 'size', defaultValue: '3' }] });
    const { spec, metadata } = profile();
    const packs = (spec.template.packs ?? []).map((one) => ({
      ...one,
      values: one.values?.trimEnd() ?? '',
      registry: { metadata: { uid: 'other', name: 'Mirror', kind: 'oci' } },
    }));
    expect(compared({ metadata, spec: { ...spec, template: { ...spec.template, packs } } }, source)).toBe('same');
  });

  it('tells other values from another content', () => {
    expect(compared(withValues(values.replace('replicas: 2', 'replicas: 3')))).toBe('similar');
    expect(compared(withValues(`${values}extra: 1\n`))).toBe('other');
    expect(compared(profile({ packs: [pack('nginx', { values })] }))).toBe('other');
    expect(
      compared(profile({ packs: [pack('nginx', { values, version: '9.9.9' }), manifestPack('certs', manifest)] })),
    ).toBe('other');
  });

  it('reads no text that is long or broken, and still tells the rest', () => {
    const long = `a: "${'x'.repeat(120_000)}"\n`;
    const source = profile({
      packs: [pack('nginx', { values: long }), pack('redis', { values: 'a: "no end\n' }), pack('istio')],
    });
    const { holes, sent } = filled(source);
    const mark = markContent(sent, holes);
    expect(mark.unread).toHaveLength(2);
    expect(compareWithMark(mark, source)).toBe('same');
    expect(compareWithMark(mark, profile())).toBe('other');
  });
});

describe('what lies on disk of it', () => {
  it.each([
    ['was filled in', (text: string) => text.replaceAll('********', 'something-else')],
    ['stands under a key that tells of a secret', (text: string) => text.replace('plain-token-77', 'other-token-88')],
  ])('says nothing about a value that %s: another one leaves the same mark', (_what, change) => {
    expect(compared(withValues(change(values)))).toBe('same');
  });

  it('says nothing about values of manifests, texts of several lines, and what looks like a secret', () => {
    const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
    const source = withValues(`cert: |\n  one\n  two\nnote: ${secret}\n`);
    expect(compared(withValues(`cert: |\n  three\nnote: ${secret.replace('0', '9')}\n`), source)).toBe('same');
    const other = manifestPack('certs', manifest.replace('admin-41', 'admin-42'));
    expect(compared(profile({ packs: [pack('nginx', { values }), other] }))).toBe('same');
  });

  it('holds no value as text, and is another one at every write', () => {
    const { holes, sent } = filled(profile());
    const [first, second] = [markContent(sent, holes), markContent(sent, holes)];
    for (const text of ['typed-canary-5', 'plain-token-77', 'admin-41', 'nginx']) {
      expect(JSON.stringify(first)).not.toContain(text);
    }
    expect(first.layers[0]).not.toEqual(second.layers[0]);
  });
});
