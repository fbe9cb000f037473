/** First module of a utility process (`-r`): gives it `process.parentPort` over Node's own channel, and nothing else. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    send?.(message);
  }
}

const port = new ParentPort();
Object.defineProperty(process, 'parentPort', { value: port, enumerable: true });
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true });

// Messages wait until somebody listens, as in a message port.
const early: unknown[] = [];
const deliver = (data: unknown): boolean => port.emit('message', { data, ports: [] });
process.on('message', ({ data }: { data: unknown }) => {
  if (port.listenerCount('message') === 0) early.push(data);
  else deliver(data);
});
port.on('newListener', (name) => {
  if (name === 'message' && early.length > 0) setImmediate(() => early.splice(0).forEach(deliver));
});

// The app has gone, however it went.
process.on('disconnect', () => process.exit(0));
Object.defineProperty(process, 'send', { value: undefined });
