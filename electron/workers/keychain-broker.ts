import type { ParentPort } from 'electron';
import { serveKeychain } from './serve-keychain.ts';

const port: ParentPort = process.parentPort;
serveKeychain(port, async () => (await import('keytar')).default);
