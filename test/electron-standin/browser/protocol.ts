/** The DevTools Protocol's types, as Playwright ships them; its package does not export the file by name. */
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
export type CommandName = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
export type EventName = keyof Protocol.Events;
