import type { Result } from '../../shared/result.ts';

/** One small file of the app's own beside its settings, read and written whole. */
export interface KeptFile {
  /** Null: there is none yet. */
  read(): Promise<Result<string | null>>;
  write(text: string): Promise<Result<null>>;
  /** Gives the file another name; answers with it. */
  setAside(): Promise<Result<string>>;
  /** Also what was set aside earlier. */
  remove(): Promise<Result<null>>;
}
