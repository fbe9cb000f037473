import { performance } from 'node:perf_hooks';
import type { Decision } from '../../shared/transfer/decision.ts';
import { textDecision } from '../../shared/transfer/hand-edits.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import { createPlanner } from '../../shared/transfer/planner.ts';
import { material, offer, packFrom, type Story } from '../unit/shared/transfer/material.ts';
import { type BenchRow, p95 } from './row.ts';

const PACKS = 40;
const HOLES_PER_PACK = 5;
const LINES_PER_PACK = 600;
const ROUNDS = 400;
const WARM_UP = 40;
const LIMIT_MS = 5;
const EDITS = 100;
/** An edit reads one layer of forty again; the rest is looking at what is known. */
const EDIT_RATIO = 0.25;
const NO_EDIT: Decision = { kind: 'publish', publish: true };

/**
 * How long a sheet of 40 packs and 200 holes takes to plan again after an answer. Every round is one more answer, as
 * typing through the sheet makes them. The reference reads the document anew each time. And the same after an edit of one
 * layer by hand, which reads that layer alone.
 */
export async function replanBench(): Promise<BenchRow[]> {
  const sheet = bigSheet();
  const planner = createPlanner(sheet);
  const answers = answersTo(sheet);
  const measured = timed(ROUNDS, (round) => {
    planner.plan(answers.slice(0, round % (answers.length + 1)));
  });
  const reference = timed(WARM_UP, () => {
    createPlanner(sheet).plan(answers);
  });
  const edits = editsOf(sheet);
  const afterEdit = timed(EDITS, (round) => {
    planner.plan([...answers, edits[round % edits.length] ?? NO_EDIT]);
  });
  const { document } = planner.edited(edits.slice(0, 1));
  const anew = timed(EDITS, () => {
    // Layers that nobody has read yet.
    createPlanner({ ...sheet, document: structuredClone(document) }).plan(answers);
  });
  return [
    {
      name: 're-plan after an answer, 40 packs, 200 holes, p95',
      measured,
      reference,
      unit: 'ms',
      limits: { measured: LIMIT_MS },
    },
    {
      name: 're-plan after an edit of one layer of 40, p95; the whole document read anew',
      measured: afterEdit,
      reference: anew,
      unit: 'ms',
      limits: { ratio: EDIT_RATIO },
    },
  ];
}

/** One line more in one layer, each time another line. */
function editsOf({ document }: TransferMaterial): readonly Decision[] {
  const address = { kind: 'values', pack: 20 } as const;
  return Array.from({ length: 50 }, (_, at) => {
    const text = `added-${at}: "{{.spectro.macro.added}}"\n`;
    return textDecision(document, address, [{ start: 0, end: 0, text }]) ?? NO_EDIT;
  });
}

function timed(rounds: number, work: (round: number) => void): number {
  for (let round = 0; round < WARM_UP; round += 1) {
    work(round);
  }
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    work(round);
    times.push(performance.now() - start);
  }
  return p95(times);
}

function bigSheet(): TransferMaterial {
  const indexes = Array.from({ length: PACKS }, (_, index) => index);
  const packs = indexes.map((index) => packFrom('Dev Packs', 'oci', `layer-${index}`, { values: valuesOf(index) }));
  const offers = Object.fromEntries(packs.map((pack) => [pack.name, offer(['t-palette', 't-community', 't-public'])]));
  const taken: Story['taken'] = Array.from({ length: 500 }, (_, index) => ['edge-base', `1.0.${index}`]);
  const variables = indexes.map((index) => ({ name: `size-${index}`, defaultValue: '3', regex: '^[0-9]+$' }));
  return material({
    packs,
    offers,
    taken,
    variables,
    sourceTraces: ['dev.acme.test', 'Dev Packs', '5e2031962f090e2d'],
  });
}

function valuesOf(index: number): string {
  const lines = Array.from({ length: LINES_PER_PACK }, (_, line) => `key-${line}: "value ${line} of layer ${index}"`);
  for (let hole = 0; hole < HOLES_PER_PACK; hole += 1) {
    lines.splice(hole * 100, 0, `password-${hole}: ********`);
  }
  lines.push(`host: "{{.spectro.macro.domain-${index}}}"`, `size: "{{.spectro.var.size-${index}}}"`);
  lines.push('# see https://dev.acme.test/docs');
  return `${lines.join('\n')}\n`;
}

function answersTo(sheet: TransferMaterial): readonly Decision[] {
  const { holes, checks } = createPlanner(sheet).plan([]);
  return [
    ...holes.map(
      ({ hole }): Decision => ({ kind: 'fill', hole: hole.id, value: `{{.spectro.macro.${hole.line}}} typed` }),
    ),
    ...checks.flatMap((check): Decision | readonly Decision[] =>
      check.about === 'macro'
        ? { kind: 'create-macro', macro: check.macro, scope: 'project', value: 'made' }
        : check.fixes.flatMap((fix) => (fix.kind === 'decide' && fix.suits === 'registry' ? fix.decision : [])),
    ),
  ];
}
