import type { InputProblem } from '../../shared/problem.ts';

const longestKey = 4096;

/**
 * Why this text cannot be an API key; null: it can. Blank ends are ignored, as people paste them.
 * SECURITY: a line break in a header value would start a header of its own, and libraries quote the value that they
 * refuse in their error's message.
 */
export function keyProblem(text: string): InputProblem | null {
  const reason = keyFault(text.trim());
  return reason === null ? null : { kind: 'key-invalid', reason };
}

function keyFault(key: string): 'empty' | 'line-break' | 'not-ascii' | 'too-long' | null {
  if (key === '') return 'empty';
  if (/[\r\n]/.test(key)) return 'line-break';
  if (!/^[\x21-\x7e]+$/.test(key)) return 'not-ascii';
  return key.length > longestKey ? 'too-long' : null;
}
