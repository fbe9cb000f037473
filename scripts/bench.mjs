// npm run bench: the promised numbers, measured on the built app and the chosen runtime; one table at the end.
import { buildApp, prepare } from './launch/prepare.mjs';
import { ownNode, run } from './launch/run.mjs';

const runtime = await prepare();
await buildApp();
process.exit(await run(ownNode(), ['test/bench/main.ts', ...process.argv.slice(2)], { env: runtime.env }));
