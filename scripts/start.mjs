// npm start: the app, built and started by Electron Forge on the chosen runtime.
import { join } from 'node:path';
import { prepare } from './launch/prepare.mjs';
import { ownNode, root, run } from './launch/run.mjs';

const runtime = await prepare();
const forge = join(root, 'node_modules/@electron-forge/cli/dist/electron-forge.js');
process.exit(await run(ownNode(), [forge, 'start', ...process.argv.slice(2)], { env: runtime.env }));
