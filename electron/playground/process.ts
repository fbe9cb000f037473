import { type PlaygroundEnvironment, startPlayground } from './playground.ts';

/** What the app is told about one sample environment. */
export type SampleEnvironment = Pick<PlaygroundEnvironment, 'name' | 'url' | 'caPem' | 'tenantUid' | 'projects'> & {
  apiKey: string;
};

/** The one message that the process sends, as soon as the servers listen. */
export type PlaygroundMessage =
  | { kind: 'ready'; environments: SampleEnvironment[] }
  | { kind: 'failed'; reason: string };

/** The side of a utility process's channel that is used here. */
interface ParentPort {
  postMessage(message: PlaygroundMessage): void;
}

const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };

async function run(port: ParentPort): Promise<void> {
  try {
    const playground = await startPlayground();
    const environments = playground.environments.map(({ name, url, caPem, apiKeys, tenantUid, projects }) => {
      return { name, url, caPem, apiKey: apiKeys.admin, tenantUid, projects };
    });
    port.postMessage({ kind: 'ready', environments });
  } catch (error) {
    port.postMessage({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

if (parentPort === undefined) {
  process.exitCode = 1;
} else {
  void run(parentPort);
}
