/** "edge-base 1.4.0" of each, in their order. */
export interface UnderWayNames {
  readonly transfers: readonly string[];
  readonly exports: readonly string[];
}

/** A question of the system grows with its text, and must fit the screen. */
const mostNamed = 10;

/** What is asked when the app, or its window, is left while something is under way. */
export function leavingWords({ transfers, exports }: UnderWayNames): {
  readonly message: string;
  readonly detail: string;
} {
  const names = [...transfers, ...exports];
  const counts = [
    counted(transfers.length, 'a transfer', 'transfers'),
    counted(exports.length, 'an export', 'exports'),
  ];
  const what = counts.filter((count) => count !== null).join(' and ');
  const more = names.length - mostNamed;
  const lines = more > 1 ? [...names.slice(0, mostNamed), `and ${more} more`] : names;
  const ends = [
    ...(transfers.length > 0
      ? ['What was written stays in the target. At the next start the app looks what became of it.']
      : []),
    ...(exports.length > 0 ? ['Exported files stay in their folder; the others are not written.'] : []),
  ];
  return {
    message: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${names.length === 1 ? 'is' : 'are'} under way`,
    detail: [lines.join('\n'), ...ends].join('\n\n'),
  };
}

function counted(count: number, one: string, many: string): string | null {
  if (count === 0) return null;
  return count === 1 ? one : `${count} ${many}`;
}
