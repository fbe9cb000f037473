import type { Result } from '../../shared/result.ts';

export interface FilesPort {
  /** Regular files only, at most `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Result<Uint8Array>>;
  /** The old content or the new one, never a part of either. Readable by this user alone. */
  writeAtomic(path: string, content: string | Uint8Array): Promise<Result<null>>;
  /**
   * A file of the person's own takes the place of the one that has this path: those who may read and write that one may
   * this one. A new one is readable by this user alone. A link to it stays.
   *
   * @param mayReplace asked last, when all of the new file is on the disk; false: nothing changes
   * @returns whether it was replaced
   */
  replace(path: string, content: Uint8Array, mayReplace: () => Promise<boolean>): Promise<Result<boolean>>;
  /** Gives a file of the app's own another name beside it, one that may not be read too; answers with that name. */
  setAside(path: string): Promise<Result<string>>;
  /** Removes a file of the app's own and what was set aside of it. False: there was nothing of either. */
  remove(path: string): Promise<Result<boolean>>;
  /** Removes what interrupted writes left in a folder; answers with how many files. */
  sweep(folder: string): Promise<number>;
}
