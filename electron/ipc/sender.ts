/** The little of Electron's frame and contents that the check looks at. */
export interface AskingFrame {
  readonly origin: string;
  readonly detached: boolean;
}
export interface AskingContents {
  readonly mainFrame: unknown;
}
export interface AskingEvent {
  readonly senderFrame: AskingFrame | null;
  readonly sender: AskingContents;
}

/** The only origin whose main frame may ask. `new URL('app://x/').origin` is the text "null" in Node: compare the frame's own. */
export const ownOrigin = 'app://ferry';

/**
 * Whether a message comes from the main frame of our own window showing our own page.
 * Must be called before anything is awaited: a frame can navigate away meanwhile.
 */
export function isOurFrame(event: AskingEvent, ownContents: AskingContents | null): boolean {
  const frame = event.senderFrame;
  // SECURITY: every clause closes one way in: no frame left, a detached one, a foreign window, a sub-frame, another page.
  if (frame === null || frame.detached) return false;
  if (ownContents === null || event.sender !== ownContents) return false;
  if (frame !== ownContents.mainFrame) return false;
  return frame.origin === ownOrigin;
}
