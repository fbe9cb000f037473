import type { AnalyserChannel } from '../../electron/workers/serve-analyser.ts';

/** Runs the analyser's entry file under `child_process.fork`: `process.parentPort` over Node's own channel. */
const parentPort: AnalyserChannel = {
  postMessage: (message) => void process.send?.(message),
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
};
Object.defineProperty(process, 'parentPort', { value: parentPort });
process.once('disconnect', () => process.exit());

await import('../../electron/workers/analyser.ts');
