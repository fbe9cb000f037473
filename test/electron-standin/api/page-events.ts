import type { CdpSession } from '../browser/cdp-connection.ts';
import type { Protocol } from '../browser/protocol.ts';
import { onlyWhatIsThere } from '../not-implemented.ts';
import { BINDING, PRELOAD_WORLD } from '../page/injected-scripts.ts';
import { toAppAddress } from '../page/page-address.ts';
import { receiveFromPreload } from './ipc-receiver.ts';
import type { WebContents } from './web-contents.ts';
import { WebFrameMain } from './web-frame-main.ts';

function followFrames(contents: WebContents, session: CdpSession): void {
  const frameOf = (id: string, parentId?: string): WebFrameMain => {
    const parent = parentId === undefined ? null : frameOf(parentId);
    const frame = contents.frames.get(id) ?? new WebFrameMain(contents, id, parent);
    contents.frames.set(id, frame);
    return frame;
  };
  session.on('Page.frameAttached', ({ frameId, parentFrameId }) => void frameOf(frameId, parentFrameId));
  session.on('Page.frameDetached', ({ frameId, reason }) => {
    if (reason !== 'remove') return;
    const gone = contents.frames.get(frameId);
    for (const frame of gone?.framesInSubtree ?? []) {
      frame.detached = true;
      contents.frames.delete(frame.frameId);
    }
  });
  session.on('Page.frameNavigated', ({ frame }) => {
    const known = frameOf(frame.id, frame.parentId);
    known.navigated(frame);
    if (frame.parentId === undefined) contents.navigated(frame);
    contents.emit('did-frame-navigate', {}, known.url, 200, '', frame.parentId === undefined);
  });
  session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    const known = frameOf(frameId);
    known.url = toAppAddress(url);
    contents.emit('did-navigate-in-page', {}, known.url, known.parent === null, known.processId, known.routingId);
  });
  session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
    if (disposition === 'currentTab') contents.guard.pageBegan(frameId, url);
  });
}

function followWorlds(contents: WebContents, session: CdpSession): void {
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId, isDefault } = context.auxData as { frameId?: string; isDefault?: boolean };
    const frame = contents.frames.get(frameId ?? '');
    if (frame === undefined) return;
    if (isDefault === true) frame.mainWorld = context.id;
    else if (context.name === PRELOAD_WORLD) frame.preloadWorld = context.id;
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    for (const frame of contents.frames.values()) {
      if (frame.mainWorld === executionContextId) frame.mainWorld = undefined;
      if (frame.preloadWorld === executionContextId) frame.preloadWorld = undefined;
    }
  });
  session.on('Runtime.executionContextsCleared', () => {
    for (const frame of contents.frames.values()) {
      frame.mainWorld = undefined;
      frame.preloadWorld = undefined;
    }
  });
  session.on('Runtime.bindingCalled', (call) => {
    if (call.name === BINDING) receiveFromPreload(contents, call);
  });
}

const LEVELS: Record<string, string> = {
  error: 'error',
  assert: 'error',
  warning: 'warning',
  debug: 'debug',
  verbose: 'debug',
};

function followConsole(contents: WebContents, session: CdpSession): void {
  // Without `lineNumber` and `sourceId`: no stacks are captured, see `preparePage`.
  const say = (level: string, message: string): void => {
    const event = { level: LEVELS[level] ?? 'info', message, frame: contents.mainFrame };
    contents.emit('console-message', onlyWhatIsThere('console-message', event));
  };
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    const text = args
      .map((arg) => (arg.value === undefined ? (arg.description ?? arg.type) : String(arg.value)))
      .join(' ');
    say(type, text);
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) =>
    say('error', `${text} ${exception?.description ?? ''}`.trim()),
  );
  session.on('Log.entryAdded', ({ entry }) => say(entry.level, entry.text));
}

/** Translates what Chromium tells about one page into the events of Electron's webContents. */
export function followPage(contents: WebContents, session: CdpSession): void {
  followFrames(contents, session);
  followWorlds(contents, session);
  followConsole(contents, session);
  session.on('Page.domContentEventFired', () => contents.emit('dom-ready', {}));
  session.on('Page.loadEventFired', () => contents.loaded());
  session.on('Page.windowOpen', (event) => contents.aboutToOpen(event));
}

export type OpenedWindow = Protocol.Page.windowOpenPayload;
