import type { ParentPort } from 'electron';
import { serveAnalyser } from './serve-analyser.ts';

const port: ParentPort = process.parentPort;
serveAnalyser(port);
