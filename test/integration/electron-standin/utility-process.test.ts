import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Fixture, fixtureApp, launchFixture } from './launch-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.close());

const modulePath = path.join(fixtureApp, 'utility.cjs');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('starts with its arguments and environment, clones structured values, and tells its exit code', async () => {
  const told = await fixture.app.evaluate(async ({ utilityProcess }, file) => {
    const child = utilityProcess.fork(file, ['one', 'two'], { env: { MARK: 'set' }, serviceName: 'test' });
    const next = () => new Promise<unknown>((resolve) => child.once('message', resolve));
    const started = next();
    const spawned = new Promise<void>((resolve) => child.once('spawn', () => resolve()));
    await spawned;
    const hasPid = typeof child.pid === 'number';
    const hello = await started;
    const answered = next();
    const cycle: Record<string, unknown> = {
      date: new Date(3),
      map: new Map([['k', 10n]]),
      bytes: new Uint8Array([5]),
    };
    cycle.self = cycle;
    child.postMessage(cycle);
    const back = (await answered) as { date: Date; map: Map<string, bigint>; bytes: Uint8Array; self: unknown };
    const exited = new Promise<number>((resolve) => child.once('exit', resolve));
    child.postMessage('leave');
    const code = await exited;
    const values = [back.date.getTime(), String(back.map.get('k')), back.bytes[0], back.self === back];
    return { hello, hasPid, values, code, pidAfter: typeof child.pid };
  }, modulePath);
  expect(told).toEqual({
    hello: { started: ['one', 'two'], type: 'utility', mark: 'set' },
    hasPid: true,
    values: [3, '10', 5, true],
    code: 7,
    pidAfter: 'undefined',
  });
});

it('refuses a message that cannot be cloned', async () => {
  const message = await fixture.app.evaluate(async ({ utilityProcess }, file) => {
    const child = utilityProcess.fork(file);
    await new Promise<void>((resolve) => child.once('spawn', () => resolve()));
    try {
      child.postMessage({ work: () => 1 });
      return 'sent';
    } catch (error) {
      return String(error);
    } finally {
      child.kill();
    }
  }, modulePath);
  expect(message).toMatch(/could not be cloned/);
});

it('is killed on request, and with its app', async () => {
  const { killed, pid } = await fixture.app.evaluate(async ({ utilityProcess }, file) => {
    const child = utilityProcess.fork(file);
    await new Promise<void>((resolve) => child.once('spawn', () => resolve()));
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const killed = child.kill();
    await exited;
    const other = utilityProcess.fork(file);
    await new Promise<void>((resolve) => other.once('spawn', () => resolve()));
    return { killed: [killed, child.kill()], pid: other.pid ?? 0 };
  }, modulePath);
  expect(killed).toEqual([true, false]);
  expect(isAlive(pid)).toBe(true);
  fixture.app.process().kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5000 });
});
