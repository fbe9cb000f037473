import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type Camera, fileOf, openCamera } from '../gallery/camera.ts';
import { keptShots } from '../gallery/kept.ts';

/** With which browser the pictures were taken: another one draws letters and edges a little differently. */
const takenWith = join(import.meta.dirname, '../gallery/kept/browser.json');

const test = base.extend<object, { camera: Camera | null }>({
  camera: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what a fixture needs from it
    async ({}, use) => {
      const camera = await openCamera();
      await use(camera);
      await camera?.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const majorOf = (version: string): string => version.split('.')[0] ?? '';

for (const shot of keptShots) {
  const file = fileOf(shot);
  test(`${file} looks as it was kept`, async ({ camera }, info) => {
    const isRenewed = info.config.updateSnapshots === 'all' || info.config.updateSnapshots === 'changed';
    test.skip(camera === null, 'Neither Chromium, Chrome nor Edge was found');
    if (camera === null) return;
    const major = majorOf(camera.version);
    if (isRenewed) writeFileSync(takenWith, `{ "major": "${major}" }\n`);
    const kept: { major: string } = JSON.parse(readFileSync(takenWith, 'utf8'));
    test.skip(kept.major !== major, `Kept with Chromium ${kept.major}, this one is ${major}`);
    test.skip(
      process.platform === 'linux' && !existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'),
      'Kept with DejaVu Sans, which this machine has not',
    );
    const { png, wrong } = await camera.take(shot);
    expect(wrong).toEqual([]);
    expect(png).toMatchSnapshot(file, { maxDiffPixelRatio: 0.001, threshold: 0.04 });
  });
}
