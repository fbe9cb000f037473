import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { leaksIn, leaksInFolder } from '../canary.ts';
import { setStage } from '../stage.ts';
import { story } from '../story.ts';
import { countWords, usualCase } from '../usual-case.ts';

/*
 * Plays the story through the real window, saves a picture after each step, prints a line for each step and for each
 * migrated profile with its proof. Ends with 1 when a step fails or a secret is found where it does not belong.
 */

const folder = fileURLToPath(new URL('../../../.tour/', import.meta.url));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

console.log('Guided tour: two sample environments, a private keyring, the real window.\n');
const stage = await setStage();
const usual = usualCase();
let isComplete = false;
try {
  for (const [index, { title, play }] of [...story, ...usual.steps].entries()) {
    const number = String(index + 1).padStart(2, '0');
    const words = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    let pictures = 0;
    const look = async () => {
      pictures += 1;
      await stage.ferry.window.screenshot({ path: join(folder, `${number}-${pictures}-${words.slice(0, 60)}.png`) });
    };
    const proven = stage.proofs.length;
    try {
      await play(stage, look);
    } finally {
      await look();
    }
    console.log(`  ${number}  ${title}`);
    for (const proof of stage.proofs.slice(proven)) console.log(`      → ${proof}`);
  }
  const leaks = [
    ...leaksIn('the page', await stage.ferry.window.content(), stage.secrets),
    ...leaksIn('what the app printed', stage.output(), stage.secrets),
    ...(await leaksInFolder(stage.userData, stage.secrets)),
  ];
  for (const { what, where, form } of leaks) console.error(`  LEAK  ${what} in ${where} (${form})`);
  console.log('\n  The usual case, unlocking of the protected target not counted:');
  console.log(`    first time   ${countWords(usual.counts.first)}`);
  console.log(`    second time  ${countWords(usual.counts.second)}`);
  if (leaks.length === 0) console.log('\n  No API key in the page, in the output or in any file of the app.');
  isComplete = leaks.length === 0;
} catch (error) {
  console.error(`\nThe tour stopped: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await stage.close();
}

console.log(`\nPictures: ${folder}`);
console.log(isComplete ? `Done: ${stage.proofs.length} profiles migrated and proven.` : 'The tour failed.');
process.exitCode = isComplete ? 0 : 1;
