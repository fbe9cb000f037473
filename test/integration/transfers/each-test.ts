import { afterEach, beforeEach } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { openWorld, type World } from './world.ts';

let playground: Playground;

/** Two environments, and the app's services between them, as the test at hand has them. */
export let dev: PlaygroundEnvironment;
export let prod: PlaygroundEnvironment;
export let world: World;

/** Gives each test of the file a playground of its own, without rate limits, and takes it down after it. */
export function withWorldForEachTest(): void {
  beforeEach(async () => {
    playground = await startPlayground({ rateLimits: false });
    dev = playground.environment('DEV');
    prod = playground.environment('PROD');
    world = openWorld([dev, prod]);
  });
  afterEach(async () => {
    await world.close();
    await playground.close();
  });
}
