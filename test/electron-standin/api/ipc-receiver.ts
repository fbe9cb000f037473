import type { Protocol } from '../browser/protocol.ts';
import { CHOSEN_FILES } from '../page/injected-scripts.ts';
import { createWireCodec } from '../page/wire-codec.ts';
import { ipcMain } from './ipc-main.ts';
import type { WebContents } from './web-contents.ts';
import type { WebFrameMain } from './web-frame-main.ts';

const codec = createWireCodec();

interface FromPreload {
  readonly kind: string;
  readonly id: number;
  readonly channel: string;
  readonly parameters: readonly unknown[];
  readonly message?: string;
  readonly accelerator?: string;
  readonly url?: string;
  readonly from?: number;
  readonly to?: number;
}

export function encodeForPreload(message: object): string {
  return codec.encode(message);
}

async function answerInvocation(
  contents: WebContents,
  frame: WebFrameMain | null,
  message: FromPreload,
): Promise<void> {
  const { id, channel, parameters } = message;
  const event = { type: 'frame', sender: contents, senderFrame: frame, frameId: frame?.routingId ?? 0, processId: 1 };
  const reply = (ok: boolean, value: unknown): void => {
    if (frame !== null) contents.deliver(frame, { kind: 'reply', id, ok, value });
  };
  const handler = contents.ipc._handlerOf(channel) ?? ipcMain._handlerOf(channel);
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    reply(true, await handler(event, ...parameters));
  } catch (error) {
    process.stderr.write(`Error occurred in handler for '${channel}': ${String(error)}\n`);
    reply(false, `Error invoking remote method '${channel}': ${String(error)}`);
  }
}

async function tellPaths(contents: WebContents, frame: WebFrameMain, message: FromPreload): Promise<void> {
  const paths: [number, string][] = [];
  for (let at = message.from ?? 0; at < (message.to ?? 0); at += 1)
    paths.push([at, await pathOfChosenFile(contents, frame, at)]);
  contents.deliver(frame, { kind: 'files', paths });
}

async function pathOfChosenFile(contents: WebContents, frame: WebFrameMain, at: number): Promise<string> {
  const { page } = contents;
  if (page === undefined || frame.preloadWorld === undefined) return '';
  try {
    const expression = `${CHOSEN_FILES}[${at}].file`;
    const { result } = await page.send('Runtime.evaluate', { expression, contextId: frame.preloadWorld });
    if (result.objectId === undefined) return '';
    return (await page.send('DOM.getFileInfo', { objectId: result.objectId })).path;
  } catch {
    // A file that a script made has no path.
    return '';
  }
}

/** What a preload sends; the frame is found by the world that called, never by what the message says. */
export function receiveFromPreload(contents: WebContents, call: Protocol.Runtime.bindingCalledPayload): void {
  const frames = [...contents.frames.values()];
  const frame = frames.find((candidate) => candidate.preloadWorld === call.executionContextId) ?? null;
  const message = codec.decode(call.payload) as FromPreload;
  if (message.kind === 'invoke') {
    void answerInvocation(contents, frame, message);
  } else if (message.kind === 'send') {
    const event = {
      type: 'frame',
      sender: contents,
      senderFrame: frame,
      frameId: frame?.routingId ?? 0,
      processId: 1,
      ports: [],
    };
    const withReply = { ...event, reply: (channel: string, ...rest: unknown[]) => frame?.send(channel, ...rest) };
    contents.emit('ipc-message', event, message.channel, ...message.parameters);
    contents.ipc.emit(message.channel, withReply, ...message.parameters);
    ipcMain.emit(message.channel, withReply, ...message.parameters);
  } else if (message.kind === 'preload-error') {
    contents.emit('preload-error', {}, contents.preloadFile, new Error(message.message));
  } else if (message.kind === 'files' && frame !== null) {
    void tellPaths(contents, frame, message);
  } else if (message.kind === 'navigate') {
    contents.guard.stoppedInPage(message.url ?? '');
  } else if (message.kind === 'key') {
    contents.emit('-accelerator', message.accelerator);
  }
}
