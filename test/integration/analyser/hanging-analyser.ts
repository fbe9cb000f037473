import { type AnalyserChannel, serveAnalyser } from '../../../electron/workers/serve-analyser.ts';

/** An analyser that hangs on a layer whose values say so, and on a file or an edited text that says so. */
const hang = () => {
  for (;;);
};
let shallHang: number | null = null;

const channel: AnalyserChannel = {
  postMessage: (message) => {
    const told = message as { kind: string; layer?: unknown };
    process.send?.(message);
    if (told.kind === 'begins' && told.layer !== null && told.layer === shallHang) hang();
  },
  on: (_event, listener) =>
    process.on('message', (data: { bytes: Uint8Array; text?: { now: string }; skip?: number[]; id: number }) => {
      const text = data.text?.now ?? new TextDecoder().decode(data.bytes);
      if (text.startsWith('hang')) {
        process.send?.({ kind: 'begins', id: data.id, layer: null });
        hang();
      }
      const packs: { values: string }[] = JSON.parse(text).spec.template.packs;
      const at = packs.findIndex(({ values }) => values.startsWith('hang'));
      shallHang = at === -1 || data.skip?.includes(at) === true ? null : at;
      listener({ data });
    }),
};
process.once('disconnect', () => process.exit());
serveAnalyser(channel);
