import { MASK } from './holes.ts';
import { scalarText, type YamlScalar } from './yaml-scan.ts';

/** Whether a scalar is the mask and nothing else: no blanks within its quotes, no line beside it in its block. */
export function isMasked(text: string, scalar: YamlScalar): boolean {
  const source = text.slice(scalar.contentStart, scalar.end);
  switch (scalar.form) {
    case 'plain':
      return source === MASK;
    case 'single-quoted':
      return source === `'${MASK}'`;
    case 'double-quoted':
      return source === `"${MASK}"`;
    case 'block':
      return source.trim() === MASK && /^\*{8}\n*$/.test(scalarText(text, scalar));
  }
}
