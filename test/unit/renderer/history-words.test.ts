import { describe, expect, test } from 'vitest';
import { courseThen, historyWords } from '../../../renderer/words/history-words.ts';
import type { HistoryEnd, HistoryEntry } from '../../../shared/history.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';

const entry = (end: HistoryEnd, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: '1b7a1c1e-0000-4000-8000-000000000001',
  at: '2026-03-04T14:05:00.000Z',
  way: 'import',
  name: 'edge-base',
  version: '1.0.0',
  source: { place: devPlace, environment: 'DEV' },
  target: { place: prodPlace, environment: 'PROD' },
  end,
  ...more,
});
const proof = { verdict: 'identical', layers: 3, masked: 0, differences: 0, isStopped: false } as const;
const written = { kind: 'written', published: false, publishing: 'not-asked', proof } as const;

describe('an entry of the history', () => {
  test.each<[HistoryEnd, string, string, string]>([
    [written, 'good', 'Identical', 'Imported, as a draft'],
    [
      { ...written, published: true, proof: { ...proof, verdict: 'identical-except-masked', masked: 4 } },
      'good',
      'Identical except 4 masked values',
      'Imported, published',
    ],
    [
      { ...written, publishing: 'failed', proof: { ...proof, verdict: 'differs', differences: 2 } },
      'warn',
      'Differs in 2 places',
      'Imported, as a draft; publishing it failed',
    ],
    [
      { ...written, proof: { ...proof, verdict: 'not-read', isStopped: true } },
      'warn',
      'Imported, not read back',
      'Stopped after it was written, as a draft',
    ],
    [{ kind: 'cancelled' }, 'quiet', 'Cancelled, nothing was written', ''],
    [{ kind: 'failed', problem: null }, 'bad', 'Failed', 'Why was not kept'],
    [
      {
        kind: 'failed',
        problem: {
          kind: 'import-refused',
          profile: 'edge-base',
          cause: { kind: 'connection-lost', host: 'palette.example' },
        },
      },
      'bad',
      'The target refused edge-base',
      'The connection to palette.example was lost',
    ],
  ])('%# says how it ended', (end, tone, title, text) => {
    expect(historyWords(entry(end))).toEqual({ tone, title, text });
  });

  test('names places as they were called then, and what it does not know as such', () => {
    expect(courseThen(entry(written))).toMatch(/^DEV \/ .* → PROD \/ /);
    expect(courseThen(entry(written, { source: null }))).toMatch(/^→ PROD \/ /);
    const gone = { place: prodPlace, environment: null };
    expect(courseThen(entry(written, { target: gone }))).toMatch(/→ Removed environment \/ /);
  });

  test('that an earlier run did not see the end of says what was found', () => {
    const { title, text } = historyWords(entry({ kind: 'settled', content: 'same', macros: [] }, { source: null }));
    expect(title).toMatch(/^edge-base 1\.0\.0 was imported into PROD \/ /);
    expect(text).toContain('The app ended before it could read the profile back');
  });
});
