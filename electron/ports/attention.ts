/** How the run of a transfer came back. */
export type RunEnd = 'ended' | 'needs-answer';
