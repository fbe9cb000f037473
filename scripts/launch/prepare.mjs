// What must be on the machine before the app or its tests can run; installs it where that is possible.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, onPath, ownNode, root, run } from './run.mjs';

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const chromiumElsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const hasChromium = () => chromiumNames.some(onPath) || chromiumElsewhere.some(existsSync);

/** Debian packages by what shows that they are there. */
function missingDebianPackages(needsChromium) {
  const missing = [];
  if (needsChromium && !hasChromium()) missing.push('chromium', 'fonts-liberation');
  if (needsChromium && !existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'))
    missing.push('fonts-dejavu-core');
  if (!onPath('gnome-keyring-daemon')) missing.push('gnome-keyring');
  if (!onPath('dbus-daemon')) missing.push('dbus', 'dbus-x11');
  if (!onPath('secret-tool')) missing.push('libsecret-tools');
  const libraries = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
  if (!libraries.some((folder) => existsSync(join(folder, 'libsecret-1.so.0')))) missing.push('libsecret-1-0');
  return missing;
}

/** Installs the parts named in the lock file, unless they are there already. */
export async function installParts() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules/.package-lock.json');
  const fresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs && existsSync(ownNode());
  if (fresh) return;
  console.log('Installing the parts (npm ci)…');
  if ((await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) !== 0)
    giveUp('npm ci failed; see above.');
}

/** Installs missing system packages on Debian and Ubuntu when run as root; elsewhere says what to install. */
export async function installSystemPackages({ needsChromium }) {
  if (process.platform !== 'linux') {
    if (needsChromium && !hasChromium())
      giveUp('Neither Electron nor Chromium, Chrome or Edge was found. Install one of them.');
    return;
  }
  const missing = missingDebianPackages(needsChromium);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    giveUp(`Missing on this machine: ${missing.join(', ')}.\nInstall them first, for example: sudo ${command}`);
  }
  console.log(`Installing system packages: ${missing.join(', ')}…`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  if ((await run('apt-get', command.split(' ').slice(1), { env, quiet: true })) !== 0)
    giveUp('apt-get failed; see above.');
}

const electronFolder = join(root, 'node_modules/electron');

function genuineBinary() {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : null;
}

async function releaseSiteAnswers(version) {
  const site = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${site}v${version}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(4000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * Chooses what runs the app: the genuine Electron binary when it is installed or can be fetched, the stand-in otherwise.
 * Answers with its name and the environment that selects it.
 */
export async function chooseRuntime() {
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'));
  const genuine = () => ({ name: `Electron ${version} (genuine binary)`, isGenuine: true, env: {} });
  if (process.env.FERRY_RUNTIME !== 'standin') {
    if (genuineBinary() !== null) return genuine();
    if (await releaseSiteAnswers(version)) {
      console.log(`Fetching Electron ${version}…`);
      await run(ownNode(), [join(electronFolder, 'install.js')]);
      if (genuineBinary() !== null) return genuine();
    }
  }
  return {
    name: `stand-in for Electron ${version} (Node ${nodeVersion()} and the system's Chromium)`,
    why: "Electron's binary is not installed and its release site does not answer",
    isGenuine: false,
    env: { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'test/electron-standin') },
  };
}

function nodeVersion() {
  return JSON.parse(readFileSync(join(root, 'node_modules/node/package.json'), 'utf8')).version;
}

/** Parts, runtime, system packages, in the order in which each can tell what the next needs. */
export async function prepare() {
  await installParts();
  const runtime = await chooseRuntime();
  await installSystemPackages({ needsChromium: !runtime.isGenuine });
  console.log(`Runtime: ${runtime.name}${runtime.why === undefined ? '' : `, because ${runtime.why}`}.`);
  return runtime;
}

/** Builds the app into `.vite/`. */
export async function buildApp() {
  console.log('Building the app…');
  if ((await run(ownNode(), ['scripts/build.ts'])) !== 0) giveUp('The build failed; see above.');
}
