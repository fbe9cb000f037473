// npm run demo: the app on two sample environments; without a display, or with --tour, the guided tour instead.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, prepare } from './launch/prepare.mjs';
import { ownNode, root, run } from './launch/run.mjs';

const runtime = await prepare();
await buildApp();

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
if (process.argv.includes('--tour') || !hasDisplay) {
  process.exit(await run(ownNode(), ['test/e2e/tour/main.ts'], { env: runtime.env }));
}

const userData = join(root, '.demo');
mkdirSync(userData, { recursive: true });
console.log('Opening Profile Ferry on two sample environments. Close its window to end.');
const electron = join(root, 'node_modules/electron/cli.js');
process.exit(
  await run(ownNode(), [electron, '.', `--user-data-dir=${userData}`, '--sample-environments'], { env: runtime.env }),
);
