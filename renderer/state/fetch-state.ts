/**
 * Where a list stands.
 * - `IDLE`: nothing was asked for yet.
 * - `LOADING`: the first answer is awaited; there is nothing to show.
 * - `REFRESHING`: an answer is on screen and a newer one is awaited.
 * - `READY`: the last question was answered.
 * - `FAILED`: the last question failed; an older answer may still be on screen.
 */
export type FetchState = 'IDLE' | 'LOADING' | 'REFRESHING' | 'READY' | 'FAILED';

/** The state to show while asking again. */
export function asking(hasAnswer: boolean): FetchState {
  return hasAnswer ? 'REFRESHING' : 'LOADING';
}

/** Whether an answer is awaited. */
export function isAsking(state: FetchState): boolean {
  return state === 'LOADING' || state === 'REFRESHING';
}
