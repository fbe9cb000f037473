import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, fetch } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlaygroundMessage } from '../../../electron/playground/process.ts';

const FOLDER = join(import.meta.dirname, '../../../electron/playground');

interface PrintedEnvironment {
  name: string;
  url: string;
  caFile: string;
  apiKeys: Record<string, string>;
  tenantUid: string;
  projects: { name: string; uid: string }[];
}

async function status(url: string, ca: string, key: string): Promise<number> {
  const dispatcher = new Agent({ connect: { ca } });
  const answer = await fetch(`${url}/v1/users/info`, { dispatcher, headers: { ApiKey: key } });
  await answer.text();
  await dispatcher.close();
  return answer.status;
}

describe('the playground in a process of its own', () => {
  let child: ChildProcess | undefined;
  afterEach(() => {
    child?.kill('SIGKILL');
  });

  it('prints a line per environment, serves until it is told to stop, and leaves nothing behind', async () => {
    const started = spawn(process.execPath, [join(FOLDER, 'main.ts'), '--profiles', '3'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    const environments: PrintedEnvironment[] = [];
    for await (const line of createInterface({ input: started.stdout })) {
      environments.push(JSON.parse(line));
      if (environments.length === 2) break;
    }
    expect(environments.map(({ name }) => name)).toEqual(['DEV', 'PROD']);
    for (const { url, caFile, apiKeys, tenantUid, projects } of environments) {
      expect(tenantUid).toMatch(/^[0-9a-f]{24}$/);
      expect(projects).toHaveLength(3);
      expect(await status(url, await readFile(caFile, 'utf8'), apiKeys.admin ?? '')).toBe(200);
    }
    const exit = once(started, 'exit');
    started.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    for (const { caFile } of environments) await expect(access(caFile)).rejects.toThrow();
  });

  it('tells its parent where the environments are', async () => {
    const script = `process.parentPort = { postMessage: (message) => process.send(message) };
      await import(${JSON.stringify(join(FOLDER, 'process.ts'))});`;
    const started = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = started;
    const [message]: PlaygroundMessage[] = await once(started, 'message');
    if (message?.kind !== 'ready') throw new Error(`The process answered ${JSON.stringify(message)}`);
    expect(message.environments.map(({ name }) => name)).toEqual(['DEV', 'PROD']);
    for (const { url, caPem, apiKey } of message.environments) expect(await status(url, caPem, apiKey)).toBe(200);
  });
});
