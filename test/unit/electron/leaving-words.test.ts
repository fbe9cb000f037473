import { describe, expect, test } from 'vitest';
import { leavingWords } from '../../../electron/adapters/leaving-words.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => `stack-${index} 1.0.0`);
const transfersStay = 'What was written stays in the target. At the next start the app looks what became of it.';
const exportsStay = 'Exported files stay in their folder; the others are not written.';

describe('what is asked when the app is left', () => {
  test.each([
    [['edge 1.0.0'], [], 'A transfer is under way', `edge 1.0.0\n\n${transfersStay}`],
    [many(2), [], '2 transfers are under way', `stack-0 1.0.0\nstack-1 1.0.0\n\n${transfersStay}`],
    [[], ['edge 1.0.0'], 'An export is under way', `edge 1.0.0\n\n${exportsStay}`],
    [
      ['a 1.0.0'],
      ['b 1.0.0'],
      'A transfer and an export are under way',
      `a 1.0.0\nb 1.0.0\n\n${transfersStay}\n\n${exportsStay}`,
    ],
    [many(1), many(3), 'A transfer and 3 exports are under way', undefined],
  ])('names what is under way: %j and %j', (transfers, exports, message, detail) => {
    const words = leavingWords({ transfers, exports });
    expect(words.message).toBe(message);
    if (detail !== undefined) expect(words.detail).toBe(detail);
  });

  test('fits the screen, however much it is', () => {
    const { message, detail } = leavingWords({ transfers: [], exports: many(2_500) });
    expect(message).toBe('2500 exports are under way');
    expect(detail.split('\n')).toHaveLength(13);
    expect(detail).toContain('stack-9 1.0.0\nand 2490 more\n');
    expect(leavingWords({ transfers: [], exports: many(11) }).detail).toContain('stack-10 1.0.0');
  });
});
