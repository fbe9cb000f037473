import { useNow } from '../panes/use-now.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { type WaitWords, waitWords } from '../words/connection-words.ts';

/**
 * What to say while one of these servers makes everything wait; null while none does.
 *
 * @param addresses as environments have them, `https://host:port`
 */
export function useWait(addresses: readonly string[]): WaitWords | null {
  const waits = useFrom(useStores().environments, (state) => state.waits);
  const hosts = addresses.map(hostOf).filter((host) => waits[host] !== undefined);
  const now = useNow(1000, hosts.length > 0);
  const [host] = hosts.filter((one) => (waits[one] ?? 0) > now).sort((a, b) => (waits[b] ?? 0) - (waits[a] ?? 0));
  return host === undefined ? null : waitWords(host, waits[host] ?? now, now);
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}
