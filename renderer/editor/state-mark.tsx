import type { HoleState } from './editor-chip.ts';
import { stateStrokes } from './state-icon.ts';

/** The drawing of a state, as its chip in the text has it. Its words stand beside it. */
export function StateMark({ state, size = 12 }: { readonly state: HoleState; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={stateStrokes(state)} />
    </svg>
  );
}
