import { readdir, readFile } from 'node:fs/promises';

/** A process and everything it was started with. */
export interface StartedProcess {
  readonly pid: number;
  readonly commandLine: string;
  readonly environment: string;
}

/** A process and all that it started, directly or not. Linux tells. */
export async function processTree(root: number): Promise<readonly StartedProcess[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const status = /^\d+$/.test(name) ? await readFile(`/proc/${name}/status`, 'utf8').catch(() => '') : '';
    const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const members = new Set([root]);
  let before = 0;
  while (members.size > before) {
    before = members.size;
    for (const [pid, parent] of parents) if (members.has(parent)) members.add(pid);
  }
  const read = (pid: number, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  return Promise.all(
    [...members].map(async (pid) => ({
      pid,
      commandLine: await read(pid, 'cmdline'),
      environment: await read(pid, 'environ'),
    })),
  );
}
