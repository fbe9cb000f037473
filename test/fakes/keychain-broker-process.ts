import type { BrokerPort } from '../../electron/workers/serve-keychain.ts';

/** Runs a utility process's entry file under `child_process.fork`: `process.parentPort` over Node's own channel. */
const parentPort: BrokerPort = {
  postMessage: (message) => void process.send?.(message),
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
};
Object.defineProperty(process, 'parentPort', { value: parentPort });
process.once('disconnect', () => process.exit());

await import('../../electron/workers/keychain-broker.ts');
