// npm test: static checks, unit, contract and integration tests, window tests; ends with one line of totals.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, prepare } from './launch/prepare.mjs';
import { ownNode, root, run } from './launch/run.mjs';

const runtime = await prepare();
const env = { ...runtime.env, FERRY_GENUINE_ELECTRON: runtime.isGenuine ? '1' : '0' };
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };

/** Runs a step that either holds or not: counts as one test. */
async function step(title, command, args) {
  console.log(`\n── ${title}`);
  const code = await run(command, args, { env });
  if (code === 0) totals.passed += 1;
  else totals.failed += 1;
}

/** Adds a runner's own counts; a runner that ended badly without a failed test counts as one failure. */
async function suite(title, args, count, file) {
  console.log(`\n── ${title}`);
  const code = await run(ownNode(), args, { env });
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = count(JSON.parse(readFileSync(join(results, file), 'utf8')));
  } catch {
    console.error(`${title}: no results were written.`);
    counts.failed = 1;
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (counts.passed === 0 && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}

const bin = (path) => join(root, 'node_modules', path);
await step('Lint and format', 'biome', ['check', '.']);
await step('Types and walls', ownNode(), [bin('typescript/bin/tsc'), '-b']);
await step('Dead code', ownNode(), [bin('knip/bin/knip.js')]);
await buildApp();

await suite(
  'Unit, contract and integration tests',
  [
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(results, 'vitest.json')}`,
  ],
  (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
    skipped: json.numPendingTests + json.numTodoTests,
  }),
  'vitest.json',
);
await suite(
  'Window tests',
  [bin('@playwright/test/cli.js'), 'test'],
  ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }),
  'playwright.json',
);

console.log(`\nRuntime: ${runtime.name}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 ? 0 : 1);
