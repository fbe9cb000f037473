import { expect, test } from '@playwright/test';
import { leaksInFolder } from './canary.ts';
import { connect, setStage, showPanes } from './stage.ts';
import { countWords, usualCase, usualValues } from './usual-case.ts';

test('the usual case takes at most 9 answers, and at most 4 interactions without typing the second time', async () => {
  const stage = await setStage();
  try {
    await connect(stage, 'DEV');
    await connect(stage, 'PROD', { class: 'staging' });
    await showPanes(stage);
    const { steps, counts } = usualCase();
    for (const { title, play } of steps) await test.step(title, () => play(stage, async () => {}));

    console.log(`usual case, first time:  ${countWords(counts.first)}`);
    console.log(`usual case, second time: ${countWords(counts.second)}`);
    expect(counts.first.answers).toBeLessThanOrEqual(9);
    expect(counts.second.interactions).toBeLessThanOrEqual(4);
    expect(counts.second.typed).toBe(0);

    const scope = { kind: 'project', projectUid: stage.prod.projectUid('payments') } as const;
    const held = stage.prod.tenant.profiles.inScope(scope).filter((profile) => profile.name === 'payments-stack');
    expect(held.map((profile) => profile.version).sort()).toEqual(['2.4.0', '2.4.1', '2.4.2']);
    const typed = Object.entries(usualValues).map(([what, value]) => ({ what, value }));
    expect(await leaksInFolder(stage.userData, typed)).toEqual([]);
  } finally {
    await stage.close();
  }
});
