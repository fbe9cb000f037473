import type { PlannedHole } from '../../shared/transfer/plan.ts';

export type HoleState = PlannedHole['state'];

/** A hole as the editor shows it. Never its value. */
export interface EditorChip {
  readonly hole: string;
  readonly from: number;
  readonly to: number;
  readonly state: HoleState;
  /** `vault / server.token`. */
  readonly name: string;
  /** The value is no mask but empty, and has to be filled in. */
  readonly isEmpty?: boolean;
}

/** What a chip and its row in the check-list say. */
export const stateWords: Readonly<Record<HoleState, string>> = {
  'not-filled': 'not filled',
  typed: 'typed',
  remembered: 'from keychain',
  'kept-empty': 'kept empty',
  'left-masked': 'left masked',
};

/** A chip's name for a screen reader. */
export function chipName({ name, state, isEmpty }: Pick<EditorChip, 'name' | 'state' | 'isEmpty'>): string {
  return `${isEmpty === true ? 'Empty' : 'Masked'} value ${name}, ${stateWords[state]}`;
}
