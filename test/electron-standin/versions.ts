import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The version of the `electron` package whose typings the stand-in follows. */
export function standInVersion(): string {
  const requireFromRepository = createRequire(fileURLToPath(new URL('../../package.json', import.meta.url)));
  const { version } = requireFromRepository('electron/package.json') as { version: string };
  return version;
}
