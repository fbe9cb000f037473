import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Transfer, TransferStage } from '../../../renderer/state/transfers-store.ts';
import { ConfirmPart } from '../../../renderer/transfer/confirm-part.tsx';
import { keptBack } from '../../../renderer/transfer/phase.ts';
import { SheetFoot } from '../../../renderer/transfer/sheet-foot.tsx';
import type { Planned } from '../../../renderer/transfer/use-plans.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';
import { material, pack } from '../shared/transfer/material.ts';

const failed: TransferStage = { kind: 'PLAN_FAILED', problem: { kind: 'connection-lost', host: 'palette.example' } };

function transfer(name: string, part: Partial<Transfer> = {}): Transfer {
  const request = { id: name, source: devPlace, target: prodPlace, profile: { uid: name, name, version: '1.0.0' } };
  const rest = {
    material: null,
    checking: false,
    checkProblem: null,
    returned: null,
    reviewedBefore: null,
    open: null,
    way: 'import',
  } as const;
  return { id: name, sheet: 'sheet', request, stage: { kind: 'REVIEWING' }, ...rest, ...part };
}

/** With one missing answer, or none. */
function planned(of: Transfer, open: 0 | 1 = 0): Planned {
  const exported = material({ packs: [pack('vault', { values: open === 0 ? 'a: 1\n' : "token: '********'\n" })] });
  const plan = createPlanner(exported).plan([]);
  expect(plan.open).toBe(open);
  return { transfer: of, exported, material: exported, plan, decisions: [] };
}

/** What the foot of the sheet and its last part say of the same transfers. */
function said(transfers: readonly Transfer[], plans: readonly Planned[]) {
  const none = () => {};
  const ready = plans.filter((one) => one.plan.ready && !one.transfer.checking);
  const common = { transfers, planned: plans, targetName: 'PROD / payments', onConfirm: none };
  const foot = createElement(SheetFoot, {
    ...common,
    part: 'confirm',
    current: plans[0],
    way: 'import',
    wait: null,
    isReading: false,
    ready: ready.length,
    isLocked: false,
    isNamed: true,
    onPart: none,
    onClose: none,
    onDiscard: none,
  });
  const part = createElement(ConfirmPart, {
    ...common,
    ready,
    canConfirm: true,
    target: undefined,
    sourceName: 'DEV / Default',
    typedName: '',
    onTypedName: none,
    onUnlock: none,
    onGoTo: none,
  });
  return { foot: textOf(renderToStaticMarkup(foot)), part: textOf(renderToStaticMarkup(part)) };
}

function textOf(markup: string): string {
  return markup
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('what a confirmation leaves out', () => {
  const ready = transfer('edge');

  test('is said to be nothing only where every profile was checked and answered', () => {
    const all = [ready, transfer('mesh')];
    const { foot, part } = said(
      all,
      all.map((one) => planned(one)),
    );
    expect(foot).toContain('Nothing stands in the way');
    expect(part).toContain('Every check against PROD / payments is answered.');
  });

  test('is a profile that could not be checked: it is counted and named, and its problem is a press away', () => {
    const { foot, part } = said([ready, transfer('mesh', { stage: failed })], [planned(ready)]);
    expect(foot).toContain('1 profile waits here: could not be checked');
    expect(foot).toContain('Import 1 of 2 into PROD / payments');
    expect(part).toContain('1 profile waits here: could not be checked Go to mesh');
    expect(part).toContain('Waits here: mesh 1.0.0 (could not be checked)');
    expect(part).not.toContain('is answered');
  });

  test('is one that is being checked, for the first time or again, and one with open points', () => {
    const first = transfer('first', { stage: { kind: 'PLANNING' }, checking: true });
    const again = transfer('again', { checking: true });
    const open = transfer('open');
    const sheet = [ready, first, again, open, transfer('mesh', { stage: failed })];
    const plans = [planned(ready), planned(again), planned(open, 1)];
    const words = '4 profiles wait here: 1 could not be checked, 2 still being checked, 1 point open';
    const { foot, part } = said(sheet, plans);
    expect(foot).toContain(words);
    expect(part).toContain(words);
    expect(part).toContain('Wait here: first 1.0.0 (still being checked), edge-base 1.0.0 (still being checked), ');
    expect(part).toContain('edge-base 1.0.0 (1 point open) and mesh 1.0.0 (could not be checked)');
    expect(keptBack(sheet, plans).map(({ id }) => id)).toEqual(['first', 'again', 'open', 'mesh']);
  });

  test('is all of it while the only profile is checked again', () => {
    const again = transfer('again', { checking: true });
    const { foot, part } = said([again], [planned(again)]);
    expect(foot).toContain('Reading source and target…');
    expect(part).toContain('Checking against PROD / payments…');
  });
});
