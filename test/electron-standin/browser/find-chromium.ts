import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

// The real binary first: a distribution's wrapper script costs a good part of the start time.
const WELL_KNOWN = [
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** The system's Chromium, Chrome or Edge; `ELECTRON_STANDIN_BROWSER` names another one. */
export function findChromium(): string | undefined {
  const chosen = process.env.ELECTRON_STANDIN_BROWSER;
  if (chosen !== undefined && chosen !== '') return chosen;
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...WELL_KNOWN, ...onPath].find((candidate) => existsSync(candidate));
}
