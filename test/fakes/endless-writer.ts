import { diskFiles } from '../../electron/adapters/files.ts';

/** Writes a megabyte of one digit after another until it is killed; tells its parent after each. */
const path = process.argv[2] ?? '';
for (let round = 0; ; round += 1) {
  await diskFiles.writeAtomic(path, String(round % 10).repeat(1_000_000));
  process.send?.(round);
}
