import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPlayground } from './playground.ts';

/*
 * Starts the environments alone and prints one JSON line for each. Runs until it is interrupted.
 */

const { values } = parseArgs({ options: { profiles: { type: 'string', default: '0' } } });
const profiles = Number(values.profiles);
if (!Number.isInteger(profiles) || profiles < 0) {
  console.error('--profiles takes a whole number');
  process.exit(2);
}

const playground = await startPlayground({ profiles });
const folder = await mkdtemp(join(tmpdir(), 'profile-ferry-playground-'));

let closing = false;
async function stop(): Promise<void> {
  if (closing) return;
  closing = true;
  await playground.close();
  await rm(folder, { recursive: true, force: true });
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

for (const { name, url, caPem, apiKeys, tenantUid, projects } of playground.environments) {
  const caFile = join(folder, `${name.toLowerCase()}-ca.pem`);
  await writeFile(caFile, caPem);
  console.log(JSON.stringify({ name, url, caFile, apiKeys, tenantUid, projects }));
}
