import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The files named on a command line, as absolute paths: everything after the program and, where Electron runs a folder,
 * after that folder, but no switch. `--` makes everything after it a file. A desktop may pass `file:` addresses.
 *
 * @param hasAppFolder whether the first plain argument is the app itself, as in development
 * @param folder what relative paths are relative to: the caller's working directory
 */
export function filesOfArguments(argv: readonly string[], hasAppFolder: boolean, folder: string): readonly string[] {
  const given = argv.slice(1);
  const end = given.indexOf('--');
  const plain = (end === -1 ? given : given.slice(0, end)).filter((argument) => !argument.startsWith('-'));
  const named = [...plain.slice(hasAppFolder ? 1 : 0), ...(end === -1 ? [] : given.slice(end + 1))];
  return named.flatMap((argument) => {
    if (argument === '') return [];
    return [resolve(folder, /^file:/i.test(argument) ? (pathOf(argument) ?? argument) : argument)];
  });
}

/** Null for an address that names no file of this computer. */
function pathOf(address: string): string | null {
  try {
    return fileURLToPath(address);
  } catch {
    return null;
  }
}
