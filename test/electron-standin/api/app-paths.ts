import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const FOLDERS_OF_A_PERSON: Record<string, string> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
};

/** `app.getPath` and `app.setPath`. The user-data folder follows `--user-data-dir`, then the app's name. */
export class AppPaths {
  private readonly chosen = new Map<string, string>();
  private readonly appName: () => string;
  private readonly switches: ReadonlyMap<string, string>;

  constructor(appName: () => string, switches: ReadonlyMap<string, string>) {
    this.appName = appName;
    this.switches = switches;
  }

  get(name: string): string {
    const chosen = this.chosen.get(name);
    if (chosen !== undefined) return chosen;
    const found = this.standard(name);
    if (found === undefined) throw new Error(`Failed to get '${name}' path`);
    if (name === 'userData' || name === 'logs') mkdirSync(found, { recursive: true });
    return found;
  }

  set(name: string, value: string): void {
    if (!path.isAbsolute(value)) throw new Error('Path must be absolute');
    if (this.standard(name) === undefined) throw new Error(`Failed to set path for '${name}'`);
    this.chosen.set(name, value);
  }

  private standard(name: string): string | undefined {
    const home = homedir();
    const folder = FOLDERS_OF_A_PERSON[name];
    if (folder !== undefined) return path.join(home, folder);
    switch (name) {
      case 'home':
        return home;
      case 'temp':
        return tmpdir();
      case 'exe':
      case 'module':
        return process.execPath;
      case 'assets':
        return path.dirname(process.execPath);
      case 'appData':
        return process.platform === 'darwin'
          ? path.join(home, 'Library', 'Application Support')
          : (process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'));
      case 'userData':
        return this.switches.get('user-data-dir') || path.join(this.get('appData'), this.appName());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return path.join(this.get('userData'), 'logs');
      case 'crashDumps':
        return path.join(this.get('userData'), 'Crashpad');
      default:
        return undefined;
    }
  }
}
