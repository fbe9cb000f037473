import { expect, test } from 'vitest';
import type { TransferStage } from '../../../renderer/state/transfers-store.ts';
import { runWords } from '../../../renderer/words/transfer-words.ts';
import type { Proof, TransferOutcome } from '../../../shared/transfer/proof.ts';

const lost = { kind: 'connection-lost', host: 'palette.example' } as const;

function done(verdict: Proof['verdict']): TransferStage {
  const proof: Proof = { verdict, masked: [], differences: [], layers: 1 };
  const outcome = { proof } satisfies Partial<TransferOutcome> as TransferOutcome;
  return { kind: 'DONE', outcome };
}

function imports(stages: readonly TransferStage[]) {
  return stages.map((stage) => ({ stage, way: 'import' as const }));
}

test('several transfers are counted by what became of them', () => {
  expect(runWords(imports([done('identical')]))).toBe('1 of 1 profile imported · 1 identical');
  const stages = [
    done('identical'),
    done('identical-except-masked'),
    done('identical'),
    done('not-read'),
    { kind: 'FAILED', problem: lost },
    { kind: 'FAILED', problem: { kind: 'import-unsettled', profile: 'edge', looked: 'no-answer', cause: lost } },
    { kind: 'CANCELLED' },
    { kind: 'QUEUED' },
    { kind: 'RUNNING', step: null, cancelling: false },
  ] as const;
  expect(runWords(imports(stages))).toBe(
    '4 of 9 profiles imported · 2 identical, 1 identical except masked values, 1 not read back · 1 not imported · 1 not known · 1 cancelled · 2 to go',
  );
});

test('clones are counted as clones, and told apart where the rest of a sheet was imported', () => {
  const cloned = { stage: done('identical'), way: 'clone' } as const;
  const unsettled = {
    kind: 'clone-unsettled',
    profile: 'edge',
    scope: { kind: 'tenant' },
    looked: 'nothing',
    cause: lost,
  } as const;
  expect(runWords([cloned, { stage: { kind: 'FAILED', problem: unsettled }, way: 'clone' }])).toBe(
    '1 of 2 profiles cloned · 1 identical · 1 not known',
  );
  expect(runWords([cloned, ...imports([{ kind: 'FAILED', problem: lost }])])).toBe(
    '1 of 2 profiles cloned or imported · 1 identical · 1 not cloned or imported',
  );
});
