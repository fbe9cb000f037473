/** Why nothing can be looked for: the words are no pattern, by RE2's own name of the error, or are more than can be searched with. */
export type PatternFault =
  | { readonly kind: 'too-large' }
  | { readonly kind: 'syntax'; readonly error: string; readonly input: string };

/** Letters of a pattern that are shown of it. */
const mostShown = 20;

/** Why nothing can be looked for, and what would help. */
export function patternWords(fault: PatternFault): string {
  if (fault.kind === 'too-large') return 'Too large to search with; look for less, or repeat less often.';
  const { error } = fault;
  const input = fault.input.length > mostShown ? `${fault.input.slice(0, mostShown)}…` : fault.input;
  switch (error) {
    case 'missing closing )':
      return 'A parenthesis is left open.';
    case 'unexpected )':
      return 'A parenthesis is closed that was not opened.';
    case 'missing closing ]':
      return 'A bracket is left open.';
    case 'missing argument to repetition operator':
      return `Nothing stands before ${input} to repeat.`;
    case 'trailing backslash at end of expression':
      return 'A backslash stands alone at the end.';
    default:
      // RE2 leaves out what can make an engine go back and forth: (?=…), (?!…), (?<=…), \1.
      return input === '' ? 'This is not a valid pattern.' : `RE2 does not take ${input} in a pattern.`;
  }
}
