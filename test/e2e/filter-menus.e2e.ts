import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { connect, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

