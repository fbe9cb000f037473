import { registry } from './registry.ts';
import type { WebContents } from './web-contents.ts';
import type { WebFrameMain } from './web-frame-main.ts';

/** The `webContents` module. */
export const webContents = {
  getAllWebContents: (): WebContents[] => [...registry.contents.values()],
  getFocusedWebContents: (): WebContents | null => registry.focused?.webContents ?? null,
  fromId: (id: number): WebContents | undefined => registry.contents.get(id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined =>
    [...registry.contents.values()].find((contents) => contents.targetId === targetId),
  fromFrame: (frame: WebFrameMain): WebContents | undefined =>
    [...registry.contents.values()].find((contents) => contents.hasFrame(frame.frameId)),
};
