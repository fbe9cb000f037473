import type { TransferCalls } from './transfers.ts';

/**
 * The calls about transfers, made with the first of them: the window is there before anybody plans one.
 *
 * @param load brings the real ones; called once
 */
export function transfersWhenAsked(load: () => Promise<TransferCalls>): TransferCalls {
  let asked: Promise<TransferCalls> | null = null;
  const transfers = () => {
    asked ??= load();
    return asked;
  };
  return {
    plan: async (request) => (await transfers()).plan(request),
    readText: async (text) => (await transfers()).readText(text),
    run: async (request) => (await transfers()).run(request),
    cancel: async (transfer) => (await transfers()).cancel(transfer),
  };
}
