import { bundleBench } from './bundle.ts';
import { enduranceBench } from './endurance.ts';
import { inspectBench } from './inspect.ts';
import { openingBench } from './opening.ts';
import { readingBench } from './reading.ts';
import { replanBench } from './replan.ts';
import { reviewingBench } from './reviewing.ts';
import { type BenchRow, isWithin, tableOf } from './row.ts';
import { transferBench } from './transfer.ts';
import { typingBench } from './typing.ts';
import { windowBench } from './window.ts';

/*
 * Measures what was promised and prints one table. Ends with 1 when a number is over its limit or could not be measured.
 * Names of parts as arguments measure those alone.
 */

const parts: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  replan: replanBench,
  transfer: transferBench,
  inspect: inspectBench,
  bundle: bundleBench,
  window: windowBench,
  reading: readingBench,
  opening: openingBench,
  typing: typingBench,
  reviewing: reviewingBench,
  endurance: enduranceBench,
};

const asked = process.argv.slice(2);
const rows: BenchRow[] = [];
let failures = 0;
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`Measuring: ${name}…`);
  try {
    rows.push(...(await measure()));
  } catch (error) {
    failures += 1;
    console.error(`${name} could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

const over = rows.filter((row) => !isWithin(row)).length;
console.log(`\n${tableOf(rows)}\n`);
console.log(
  over + failures === 0 ? 'Every number is within its limit.' : `${over} over the limit, ${failures} failed.`,
);
process.exit(over + failures === 0 ? 0 : 1);
