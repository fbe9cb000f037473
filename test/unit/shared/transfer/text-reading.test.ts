import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Parser } from 'yaml';
import { chipTextsOf } from '../../../../renderer/editor/chip-texts.ts';
import { requiredIn } from '../../../../shared/profile/find-holes.ts';
import type { TextAddress } from '../../../../shared/profile/holes.ts';
import type { PackRule } from '../../../../shared/profile/pack-rules.ts';
import { edited, inverseAsOne } from '../../../../shared/profile/text-edits.ts';
import { textAt } from '../../../../shared/profile/texts.ts';
import type { Decision, TextDecision } from '../../../../shared/transfer/decision.ts';
import { textDecision } from '../../../../shared/transfer/hand-edits.ts';
import type { TransferMaterial } from '../../../../shared/transfer/plan.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import { readEditedText } from '../../../../shared/transfer/text-reading.ts';
import { writtenTexts } from '../profile/yaml-texts.ts';
import { checksOf, material, pack } from './material.ts';

const nginx: TextAddress = { kind: 'values', pack: 0 };
const manifest: TextAddress = { kind: 'manifest', pack: 0, manifest: 0 };

afterEach(() => void vi.restoreAllMocks());

const rule = (path: string): PackRule => {
  return { path, format: '', regex: '', isRequired: true, isReadonly: false, hints: [], options: [] };
};

function story(values: string, content = 'm: ********\n', rules: readonly PackRule[] = [rule('r.s'), rule('z')]) {
  const layer = pack('nginx', { values, manifests: [{ name: 'main', content }] });
  return { ...material({ packs: [layer, pack('redis')] }), rules: { nginx: [...rules] } };
}

function made(of: TransferMaterial, address: TextAddress, edits: Parameters<typeof textDecision>[2]): TextDecision {
  const decision = textDecision(of.document, address, edits);
  if (decision === null) throw new Error('No such text');
  return decision;
}

/** What another process answers: a copy, as everything that crosses the bridge is JSON. */
function readElsewhere(of: TransferMaterial, { text, edits }: TextDecision) {
  const required = requiredIn(of.rules, { address: text, layer: 'nginx' }).map(({ path }) => ({ path }));
  const before = textAt(of.document, text) ?? '';
  const now = edited(before, edits);
  const back = inverseAsOne(before, edits, now);
  expect(edited(now, [back])).toBe(before);
  const reading = readEditedText({ now, back, required });
  expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
  return structuredClone(reading);
}

const someEdit = fc.record({
  at: fc.nat(),
  cut: fc.nat({ max: 20 }),
  put: fc.constantFrom(
    '',
    '\n',
    'a: ********\n',
    '"',
    '# {{.spectro.macro.m}}\n',
    'x: {{.spectro.var.v}} # {{.spectro.macro.n}}\n',
    'r:\n  s:\nz: ""\n',
    '\t- [\n',
    '{{ if .x }}\n',
    '\0',
    'k: 1\nk: 2\n',
  ),
});

function editOf(text: string, { at, cut, put }: { readonly at: number; readonly cut: number; readonly put: string }) {
  const start = at % (text.length + 1);
  return [{ start, end: Math.min(text.length, start + cut), text: put }];
}

describe('a text that was read elsewhere', () => {
  it('plans as one that is read here: holes, references, faults and chips, one edit after the other', () => {
    fc.assert(
      fc.property(
        writtenTexts,
        fc.array(fc.tuple(someEdit, fc.boolean()), { minLength: 1, maxLength: 5 }),
        ({ text }, steps) => {
          const [of, other] = [story(text), story(text)];
          const [here, fed] = [createPlanner(of), createPlanner(other)];
          const last = new Map<string, Decision>();
          for (const [edit, inManifest] of steps) {
            const address = inManifest ? manifest : nginx;
            const decision = made(of, address, editOf(textAt(of.document, address) ?? '', edit));
            last.set(address.kind, decision);
            fed.read(decision, readElsewhere(other, decision));
            const decisions = [...last.values()];
            const plan = fed.plan(decisions);
            expect(plan).toEqual(here.plan(decisions));
            const after = fed.edited(decisions);
            expect(chipTextsOf(after.document, after.rules)).toEqual(
              chipTextsOf(structuredClone(after.document), after.rules),
            );
            expect(createPlanner(structuredClone(other)).plan(decisions)).toEqual(plan);
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it('is not parsed again, nor are the other texts of its layer', () => {
    const of = story('a: ********\nb: 1 # {{.spectro.macro.m}}\n');
    const planner = createPlanner(of);
    const parse = vi.spyOn(Parser.prototype, 'parse');
    const edit = made(of, nginx, [{ start: 0, end: 0, text: 'z: ""\nc: ********\n# {{.spectro.macro.n}}\n' }]);
    const reading = readElsewhere(of, edit);
    expect(parse).toHaveBeenCalledTimes(1);
    parse.mockClear();
    planner.read(edit, reading);
    const { document, rules } = planner.edited([edit]);
    expect(planner.plan([edit]).holes.map(({ hole }) => hole.line)).toEqual([1, 2, 4, 1]);
    expect(chipTextsOf(document, rules).map(({ chips }) => chips.length)).toEqual([3, 1, 0]);
    expect(parse).not.toHaveBeenCalled();

    // Of the two texts that are edited by now the short one alone is read.
    const more = made(of, manifest, [{ start: 0, end: 1, text: 'renamed' }]);
    expect(planner.plan([edit, more]).holes).toHaveLength(4);
    expect(parse).toHaveBeenCalledTimes(1);
    expect(planner.plan([more]).holes).toHaveLength(2);
    expect(parse.mock.calls.map(([text]) => text.includes('z: ""'))).not.toContain(true);
  });

  it('crosses with no more than planning asks for', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `# nothing\nk${at}: ""\n`).join('');
    const of = story(lines);
    const reading = readElsewhere(of, made(of, nginx, [{ start: 0, end: 0, text: '# {{.spectro.macro.m}}\n' }]));
    expect(reading).toMatchObject({ masks: [], empty: [], comments: [{ start: 0 }] });
    expect(reading.comments).toHaveLength(1);
    const deep = `${'['.repeat(900)}'********'${']'.repeat(900)}\n`;
    const nested = story('a: 1\n');
    const decision = made(nested, nginx, [{ start: 3, end: 4, text: deep }]);
    const answer = readElsewhere(nested, decision);
    expect(answer.masks.map(({ path }) => path)).toEqual([null]);
    const planner = createPlanner(nested);
    planner.read(decision, answer);
    expect(checksOf(planner.plan([decision]), 'edited-text')).toEqual(
      checksOf(createPlanner(structuredClone(nested)).plan([decision]), 'edited-text'),
    );
  });
});
