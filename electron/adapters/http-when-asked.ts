import type { HttpPort, OpenHttp } from '../ports/http.ts';

/**
 * The client for one server, made on its first request: what it is made of is large, and the window is there before
 * anybody asks a server. What could not be made is made anew for the next request.
 *
 * @param load brings the real thing; called once per server that is asked
 */
export function openHttpWhenAsked(load: () => Promise<OpenHttp>): OpenHttp {
  return (server) => {
    let asked: Promise<HttpPort> | null = null;
    let opened: HttpPort | null = null;
    const open = async (): Promise<HttpPort> => {
      const openHttp = await load();
      opened = openHttp(server);
      return opened;
    };
    return {
      host: new URL(server.address).host,
      certificateChain: () => opened?.certificateChain() ?? [],
      async send(request) {
        asked ??= open().catch((error: unknown) => {
          asked = null;
          throw error;
        });
        return (await asked).send(request);
      },
      async close() {
        await (await asked)?.close();
      },
    };
  };
}
