import { describe, expect, it } from 'vitest';
import { type AskingContents, isOurFrame } from '../../../electron/ipc/sender.ts';

function ourWindow() {
  const frame = { origin: 'app://ferry', detached: false };
  const contents: AskingContents = { mainFrame: frame };
  return { frame, contents };
}

describe('who may ask the machine', () => {
  it('accepts the main frame of our window on our page', () => {
    const { frame, contents } = ourWindow();
    expect(isOurFrame({ senderFrame: frame, sender: contents }, contents)).toBe(true);
  });

  it('refuses a message whose frame is gone', () => {
    const { contents } = ourWindow();
    expect(isOurFrame({ senderFrame: null, sender: contents }, contents)).toBe(false);
  });

  it('refuses a detached frame', () => {
    const frame = { origin: 'app://ferry', detached: true };
    const contents = { mainFrame: frame };
    expect(isOurFrame({ senderFrame: frame, sender: contents }, contents)).toBe(false);
  });

  it('refuses a frame inside our page', () => {
    const { contents } = ourWindow();
    expect(isOurFrame({ senderFrame: { origin: 'app://ferry', detached: false }, sender: contents }, contents)).toBe(
      false,
    );
  });

  it('refuses another window, even on our page', () => {
    const { contents } = ourWindow();
    const other = ourWindow();
    expect(isOurFrame({ senderFrame: other.frame, sender: other.contents }, contents)).toBe(false);
  });

  it('refuses while there is no window', () => {
    const { frame, contents } = ourWindow();
    expect(isOurFrame({ senderFrame: frame, sender: contents }, null)).toBe(false);
  });

  it.each(['https://ferry', 'app://other', 'null', '', 'app://ferry.evil', 'file://'])(
    'refuses origin %j',
    (origin) => {
      const frame = { origin, detached: false };
      const contents = { mainFrame: frame };
      expect(isOurFrame({ senderFrame: frame, sender: contents }, contents)).toBe(false);
    },
  );
});
