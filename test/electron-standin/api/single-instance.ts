import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * One running app per user-data folder. The API is synchronous, so the lock is a symbolic link that names the owner's
 * process id (made atomically) and a later instance leaves a letter that the owner watches for.
 */
export class SingleInstanceLock {
  private held = false;
  private readonly folder: () => string;
  private readonly onSecondInstance: (second: SecondInstance) => void;

  constructor(folder: () => string, onSecondInstance: (second: SecondInstance) => void) {
    this.folder = folder;
    this.onSecondInstance = onSecondInstance;
    process.on('exit', () => this.release());
  }

  isHeld(): boolean {
    return this.held;
  }

  request(additionalData: unknown): boolean {
    if (this.held) return true;
    mkdirSync(this.letters(), { recursive: true });
    for (let attempt = 0; attempt < 3 && !this.held; attempt += 1) {
      if (this.take()) break;
      const owner = this.owner();
      if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
        this.leaveLetter({ argv: process.argv, workingDirectory: process.cwd(), additionalData });
        return false;
      }
      rmSync(this.link(), { force: true });
    }
    if (this.held) this.watchLetters();
    return this.held;
  }

  release(): void {
    if (!this.held) return;
    this.held = false;
    if (this.owner() === process.pid) rmSync(this.link(), { force: true });
  }

  private link(): string {
    return path.join(this.folder(), 'SingletonLock');
  }

  private letters(): string {
    return path.join(this.folder(), 'SingletonLetters');
  }

  private take(): boolean {
    try {
      symlinkSync(String(process.pid), this.link());
      this.held = true;
    } catch {
      this.held = false;
    }
    return this.held;
  }

  private owner(): number | undefined {
    try {
      return Number(readlinkSync(this.link()));
    } catch {
      return undefined;
    }
  }

  private leaveLetter(letter: SecondInstance): void {
    const draft = path.join(this.folder(), `.letter-${process.pid}`);
    // Renamed into place: the owner never reads half a letter.
    writeFileSync(draft, JSON.stringify(letter), { mode: 0o600 });
    renameSync(draft, path.join(this.letters(), `${process.pid}-${Date.now()}`));
  }

  private watchLetters(): void {
    for (const stale of readdirSync(this.letters())) rmSync(path.join(this.letters(), stale), { force: true });
    watch(this.letters(), { persistent: false }, () => {
      for (const name of readdirSync(this.letters())) this.open(path.join(this.letters(), name));
    });
  }

  private open(file: string): void {
    try {
      const letter = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance;
      rmSync(file);
      if (this.held) this.onSecondInstance(letter);
    } catch {
      // Another event for the same letter has been faster.
    }
  }
}
