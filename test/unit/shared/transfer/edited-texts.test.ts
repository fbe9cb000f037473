import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileDocument } from '../../../../shared/profile/document.ts';
import type { TextAddress } from '../../../../shared/profile/holes.ts';
import { edited } from '../../../../shared/profile/text-edits.ts';
import { textAt, withText } from '../../../../shared/profile/texts.ts';
import { type Decision, decisionSchema, type TextDecision } from '../../../../shared/transfer/decision.ts';
import { editedMaterial, textDecisions } from '../../../../shared/transfer/edited-material.ts';
import { editsMadeAgain, textDecision } from '../../../../shared/transfer/hand-edits.ts';
import { outgoingDocument } from '../../../../shared/transfer/outgoing.ts';
import type { TransferMaterial } from '../../../../shared/transfer/plan.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { writtenTexts } from '../profile/yaml-texts.ts';
import { checkOf, checksOf, fixOf, manifestPack, material, pack, stopping } from './material.ts';

const values: TextAddress = { kind: 'values', pack: 0 };

/** What turns one text of the document into another, as one edit of what lies between their common ends. */
function typed(document: ProfileDocument, address: TextAddress, find: string, put: string): TextDecision {
  const start = textAt(document, address)?.indexOf(find) ?? -1;
  if (start === -1) throw new Error(`No ${find}`);
  return made(document, address, [{ start, end: start + find.length, text: put }]);
}

function made(document: ProfileDocument, address: TextAddress, edits: Parameters<typeof textDecision>[2]) {
  const decision = textDecision(document, address, edits);
  if (decision === null) throw new Error('No such text');
  return decision;
}

const story = (text: string) => material({ packs: [pack('nginx', { values: text }), pack('redis')] });

/** The plan but for what is said of the edits themselves, and of the trial run of the document as it was exported. */
function essence(of: TransferMaterial, decisions: readonly Decision[]) {
  const { checks, open: _, ready: __, ...plan } = createPlanner(of).plan(decisions);
  return { ...plan, checks: checks.filter(({ about }) => about !== 'edited-text' && about !== 'server') };
}

describe('texts edited by hand', () => {
  it('are asked and checked as if they had come so: macros, variables, masked values, in the plan and in what is sent', () => {
    const of = story('host: old\npassword: ********\nother: ********\n');
    const { document } = of;
    const edits = [
      { start: 6, end: 9, text: '"{{.spectro.macro.domain}}.{{.spectro.var.zone}}"' },
      { start: 20, end: 28, text: 'known' },
      { start: 45, end: 45, text: 'fresh: ********\n' },
    ];
    const decisions: Decision[] = [made(document, values, edits)];
    const planner = createPlanner(of);
    const plan = planner.plan(decisions);
    expect(checkOf(plan, 'macro', 'macro:domain')).toMatchObject({
      state: 'open',
      uses: [{ layer: 'nginx', line: 1 }],
    });
    expect(checkOf(plan, 'variable', 'variable:zone:undefined').state).toBe('open');
    expect(plan.holes.map(({ hole }) => hole.id)).toEqual([
      '["values","nginx",0,"other"]',
      '["values","nginx",0,"fresh"]',
    ]);
    expect(checkOf(plan, 'edited-text', 'edited:values/0:ok:0:')).toMatchObject({ state: 'passed', changes: 3 });
    const answers: Decision[] = [
      ...decisions,
      { kind: 'create-macro', macro: 'domain', scope: 'tenant', value: 'example.org' },
      { kind: 'accept', check: 'variable:zone:undefined' },
      ...plan.holes.map(({ hole }): Decision => ({ kind: 'fill', hole: hole.id, value: `for ${hole.line}` })),
    ];
    const sent = outgoingDocument(planner, answers, new Map());
    expect(sent).toMatchObject({ ok: true });
    expect(sent.ok && textAt(sent.value, values)).toBe(
      "host: \"{{.spectro.macro.domain}}.{{.spectro.var.zone}}\"\npassword: known\nother: 'for 3'\nfresh: 'for 4'\n",
    );
    expect(sent.ok && textAt(sent.value, { kind: 'values', pack: 1 })).toBe('replicas: 2\n');
  });

  it('change exactly the stretches they name, whatever the texts, and every other layer stays the same object', () => {
    fc.assert(
      fc.property(
        writtenTexts,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.string()), { maxLength: 5 }),
        ({ text }, cuts) => {
          const of = story(text);
          const points = [...new Set(cuts.flatMap(([a, b]) => [a % (text.length + 1), b % (text.length + 1)]))].sort(
            (a, b) => a - b,
          );
          const edits = points.flatMap((start, at) => {
            const end = points[at + 1];
            return at % 2 === 1 || end === undefined ? [] : [{ start, end, text: cuts[at % cuts.length]?.[2] ?? '' }];
          });
          const { material: after, outdated } = editedMaterial(of, textDecisions([made(of.document, values, edits)]));
          const expected = edits
            .toReversed()
            .reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
          expect(outdated).toEqual([]);
          expect(textAt(after.document, values)).toBe(expected);
          expect(after.document.spec.template.packs?.[1]).toBe(of.document.spec.template.packs?.[1]);
          expect(after.document).toEqual(withText(of.document, values, expected));
          expect(textAt(of.document, values)).toBe(text);
        },
      ),
    );
  });

  it('plan as a profile does that had the text from the start, one edit after the other or at once', () => {
    const someEdit = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 20 }),
      put: fc.constantFrom('', '\n', 'a: ********\n', '"', '{{.spectro.macro.m}}', '# '),
    });
    fc.assert(
      fc.property(writtenTexts, fc.array(someEdit, { minLength: 1, maxLength: 4 }), ({ text }, cuts) => {
        const of = story(text);
        const planner = createPlanner(of);
        const fills = planner
          .plan([])
          .holes.map(({ hole }): Decision => ({ kind: 'fill', hole: hole.id, value: 'typed' }));
        for (const { at, cut, put } of cuts) {
          const start = at % (text.length + 1);
          const edits = [{ start, end: Math.min(text.length, start + cut), text: put }];
          const decisions = [...fills, made(of.document, values, edits)];
          planner.plan(decisions);
          const from = { ...of, document: withText(of.document, values, edited(text, edits)) };
          const { checks, open: _, ready: __, ...plan } = planner.plan(decisions);
          const now = { ...plan, checks: checks.filter(({ about }) => about !== 'edited-text' && about !== 'server') };
          expect(now).toEqual(essence(from, fills));
          expect(planner.edited(decisions).document).toEqual(from.document);
        }
        expect(planner.plan(fills)).toEqual(createPlanner(of).plan(fills));
      }),
      { numRuns: 60 },
    );
  });

  it('keep the answer of a value whose mask goes, for it may come back', () => {
    const of = story('a: ********\n');
    const fill: Decision = { kind: 'fill', hole: '["values","nginx",0,"a"]', value: 'typed' };
    const gone = typed(of.document, values, '********', 'plain');
    const planner = createPlanner(of);
    expect(planner.plan([fill, gone])).toMatchObject({ ready: true, holes: [] });
    expect(planner.plan([fill]).holes).toMatchObject([{ state: 'typed' }]);
  });

  it('count once for each text, the last decision alone; none of them is the text as it was exported', () => {
    const of = story('a: 1\n');
    const once = typed(of.document, values, '1', '2');
    const again = typed(of.document, values, '1', '3');
    const planner = createPlanner(of);
    expect(textAt(planner.edited([once, again]).document, values)).toBe('a: 3\n');
    expect(planner.edited([once, { ...again, edits: [] }])).toBe(of);
    expect(planner.edited([once])).toBe(planner.edited([{ kind: 'publish', publish: true }, once]));
  });

  it('cross the bridge as they are, and nothing else does', () => {
    const decision = typed(story('a: 1\n').document, values, '1', '2');
    expect(decisionSchema.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision);
    expect(decisionSchema.safeParse({ ...decision, document: {} }).success).toBe(false);
    expect(decisionSchema.safeParse({ ...decision, base: 'x'.repeat(65) }).success).toBe(false);
    expect(decisionSchema.safeParse({ ...decision, edits: [{ ...decision.edits[0], start: -1 }] }).success).toBe(false);
  });
});

describe('what is found in an edited text', () => {
  const planOf = (text: string, find: string, put: string, more: readonly Decision[] = []) => {
    const of = story(text);
    return createPlanner(of).plan([typed(of.document, values, find, put), ...more]);
  };

  it('stops the import where it is no YAML, by layer and line, until it is accepted; another fault is asked about anew', () => {
    const plan = planOf('a: 1\nb: 2\n', '2', '"two');
    const [check] = checksOf(plan, 'edited-text');
    expect(check).toMatchObject({
      state: 'open',
      finding: 'invalid-yaml',
      layer: 'nginx',
      manifest: null,
      line: 2,
      reason: 'quote-not-closed',
    });
    expect(stopping(plan)).toEqual([check?.id]);
    const accepted: Decision = { kind: 'accept', check: check?.id ?? '' };
    expect(planOf('a: 1\nb: 2\n', '2', '"two', [accepted])).toMatchObject({ ready: true });
    expect(planOf('a: 1\nb: 2\n', '1', '"one', [accepted])).toMatchObject({ ready: false });
  });

  it('does not stop where only a macro makes it look so, nor for what was so before the edit', () => {
    expect(planOf('a: 1\n', '1', '{{ .spectro.system.cluster.name }}')).toMatchObject({ ready: true });
    const plan = planOf('a: "x\nb: 2\n', '2', '3');
    expect(checksOf(plan, 'edited-text')).toMatchObject([{ finding: 'ok', state: 'passed' }]);
    // A manifest is named by its name.
    const of = material({ packs: [manifestPack('extras', 'kind: Secret\n')] });
    const address = { kind: 'manifest', pack: 0, manifest: 0 } as const;
    const manifest = createPlanner(of).plan([typed(of.document, address, 'Secret', '[')]);
    expect(checksOf(manifest, 'edited-text')).toMatchObject([{ layer: 'extras', manifest: 'main', state: 'open' }]);
  });

  it('tells a key that is there twice and a template that nothing fills in, which stop nothing', () => {
    const twice = planOf('a: 1\nb: 2\n', 'b', 'a');
    expect(checksOf(twice, 'edited-text')).toMatchObject([
      { finding: 'duplicate-key', state: 'warning', line: 2, detail: 'a' },
    ]);
    const foreign = planOf('a: 1\n', '1', '{{ .Values.size }}');
    expect(checksOf(foreign, 'edited-text')).toMatchObject([{ finding: 'unquoted-template', state: 'warning' }]);
    expect([twice.ready, foreign.ready]).toEqual([true, true]);
  });

  it('stops for good at a character that no YAML can carry', () => {
    const plan = planOf('a: 1\nb: 2\n', '2', 'x\0y');
    expect(checksOf(plan, 'edited-text')).toMatchObject([{ finding: 'unusable', state: 'open', line: 2, fixes: [] }]);
  });

  it('lets the trial run’s refusal of the exported document be told alone', () => {
    const of = material({
      facts: {
        serverCheck: {
          known: false,
          problem: { kind: 'server-refused', host: 'h', status: 400, code: 'X', message: '', reference: '' },
        },
      },
    });
    expect(checkOf(createPlanner(of).plan([]), 'server', 'server').state).toBe('refused');
    const edit = typed(of.document, values, '2', '3');
    expect(checkOf(createPlanner(of).plan([edit]), 'server', 'server').state).toBe('warning');
  });
});

describe('a text that is not what it was edited from', () => {
  const before = story('# one\na: 1\n# two\nb: 2\n# three\n');
  const edit = typed(before.document, values, '1', 'edited');
  const planOf = (text: string) => createPlanner(story(text)).plan([edit]);

  it('changes nothing and stops the import; the edits are made again where their lines still stand', () => {
    const now = '# one\na: 1\n# two\nb: 4\n# three\n';
    const plan = planOf(now);
    const [check] = checksOf(plan, 'edited-text');
    expect(check).toMatchObject({ finding: 'outdated', state: 'open', layer: 'nginx', changes: 1 });
    expect(createPlanner(story(now)).edited([edit]).document).toEqual(story(now).document);
    const again = check === undefined ? null : fixOf(check, 'edit-again');
    expect(again?.kind).toBe('edit-text');
    const after = createPlanner(story(now));
    expect(again !== null && textAt(after.edited([again]).document, values)).toBe(
      '# one\na: edited\n# two\nb: 4\n# three\n',
    );
    expect(again !== null && after.plan([again]).ready).toBe(true);
  });

  it('can only be dropped where they changed too, or stand there twice', () => {
    for (const now of ['# one\na: 9\n# two\nb: 2\n', '# one\na: 1\n# two\n# one\na: 1\n# two\n', '']) {
      const [check] = checksOf(planOf(now), 'edited-text');
      expect(check?.fixes).toEqual([{ kind: 'drop-edits', decision: edit }]);
    }
    const other = createPlanner(
      material({ packs: [pack('redis', { values: '# one\na: 1\n# two\nb: 2\n# three\n' })] }),
    );
    expect(checksOf(other.plan([edit]), 'edited-text')).toMatchObject([{ finding: 'outdated', layer: 'nginx' }]);
  });

  it('takes the same edits as a person would make again, wherever else the source changed', () => {
    const lines = fc.array(fc.constantFrom('a: 1', '- b', '# c', ''), { maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, lines, (above, below, inserted) => {
        const text = (head: readonly string[], tail: readonly string[], value: string) =>
          [...head, '# before', `unique: ${value}`, '# after', ...tail, ''].join('\n');
        const decision = typed(story(text(above, below, 'old')).document, values, 'old', 'new');
        const source = story(text([...inserted, ...above], [...inserted, ...below], 'old'));
        const again = editsMadeAgain(source.document, decision);
        if (again === null) throw new Error('Its lines are there once');
        const { material: after } = editedMaterial(source, [again]);
        expect(textAt(after.document, values)).toBe(text([...inserted, ...above], [...inserted, ...below], 'new'));
      }),
    );
  });
});
