import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, _electron as electron } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPlayground } from '../../../electron/playground/playground.ts';
import { isGenuine, make, type PackagedApp, packageApp, root, standIn, startWithForge } from './packaging.ts';

let packaged: PackagedApp;
let asar: string;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'ferry-package-test-'));
  packaged = await packageApp();
  asar = join(packaged.resources, 'app.asar');
}, 180_000);
afterAll(async () => {
  await packaged?.remove();
  await rm(scratch, { recursive: true, force: true });
});

/** Files in the archive, with `/` whatever the system. */
function files(): readonly string[] {
  const names = listPackage(asar, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
  return names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
}

function text(name: string): string {
  return extractFile(asar, name.slice(1)).toString('utf8');
}

test('the archive holds what was built, its package.json, and of keytar what runs', () => {
  const foreign = files().filter((name) => !/^\/\.vite\/(build|renderer)\//.test(name));
  expect(foreign.sort()).toEqual([
    '/node_modules/keytar/LICENSE.md',
    '/node_modules/keytar/lib/keytar.js',
    '/node_modules/keytar/package.json',
    `/node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`,
    '/package.json',
  ]);
  const kinds = files().map((name) => /\.[a-z]+$/.exec(name)?.[0] ?? name);
  expect([...new Set(kinds)].sort()).toEqual(['.cjs', '.css', '.html', '.js', '.json', '.md', '.node']);
});

/** A script of main and all that it evaluates at once: what is asked for later stands within `import()`. */
function withAllAtOnce(name: string, known = new Set<string>()): ReadonlySet<string> {
  known.add(name);
  for (const [line, , chunk = ''] of text(`/.vite/build/${name}`).matchAll(
    /^.*require\("\.\/(chunks\/)?([^"]+)"\)/gm,
  )) {
    const path = `chunks/${chunk}`;
    if (!line.includes('.then(') && !known.has(path)) withAllAtOnce(path, known);
  }
  return known;
}

const sizeOf = (names: ReadonlySet<string>): number =>
  [...names].reduce((sum, name) => sum + text(`/.vite/build/${name}`).length, 0);

test('what is evaluated before the window opens is small', () => {
  expect(sizeOf(withAllAtOnce('main.cjs'))).toBeLessThan(50_000);
});

test('neither planner nor parsers are evaluated while the page starts', () => {
  const [, services = ''] = /require\("\.\/(chunks\/compose-[^"]+)"\)/.exec(text('/.vite/build/main.cjs')) ?? [];
  const evaluated = withAllAtOnce(services);
  expect(evaluated.size).toBeGreaterThan(1);
  expect(sizeOf(evaluated)).toBeLessThan(1_000_000);
});

test('the main entry is there, with preload, page and the programs that main starts', () => {
  const manifest = JSON.parse(text('/package.json')) as { main: string; version: string; productName: string };
  expect(files()).toContain(`/${manifest.main}`);
  expect(manifest).toMatchObject({ productName: 'Profile Ferry', type: 'module' });
  expect(manifest).not.toHaveProperty('devDependencies');
  for (const name of [
    'build/preload.cjs',
    'build/keychain-broker.cjs',
    'build/playground.cjs',
    'renderer/index.html',
  ]) {
    expect(files()).toContain(`/.vite/${name}`);
  }
  expect(files()).toContain(firstScript());
});

/** What the page starts with. */
function firstScript(): string {
  const [, script = ''] = /<script[^>]+src="\.\/([^"]+)"/.exec(text('/.vite/renderer/index.html')) ?? [];
  return `/.vite/renderer/${script}`;
}

test('the window starts without planner, parsers, validators and editor', () => {
  expect(text(firstScript()).length).toBeLessThan(730_000);
});

test("nothing in the window makes functions from text: the page's policy would refuse it", () => {
  // Zod's full form tries to as soon as an object is checked; the window is given its small form.
  const scripts = files().filter((name) => /^\/\.vite\/renderer\/.*\.js$/.test(name));
  expect(scripts).toContain(firstScript());
  expect(scripts.filter((name) => /(?<!instanceof )\bFunction\b(?=\s*[(,;)])/.test(text(name)))).toEqual([]);
});

test("keytar's native file lies beside the archive, for this platform alone, and the licence with it", async () => {
  const beside = await readdir(`${asar}.unpacked`, { recursive: true, withFileTypes: true });
  const native = beside.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const expected = `node_modules/keytar/prebuilds/${process.platform}-${process.arch}/keytar.node`;
  expect(native).toEqual([join(`${asar}.unpacked`, expected)]);
  const { header } = getRawHeader(asar);
  expect(JSON.stringify(header)).toContain('"unpacked":true');
  const licence = await readFile(join(packaged.resources, 'LICENSE'), 'utf8');
  expect(licence).toBe(await readFile(join(root, 'LICENSE'), 'utf8'));
  const { mode } = await stat(packaged.executable);
  expect(process.platform === 'win32' || (mode & 0o111) === 0o111).toBe(true);
});

test('the licences of what was bundled lie beside the archive', async () => {
  const named = async (part: string) => {
    const licences = await readFile(join(packaged.resources, `third-party-licenses-${part}.md`), 'utf8');
    expect(licences).toContain('Permission is hereby granted');
    return [...licences.matchAll(/^## (\S+) - /gm)].map(([, name]) => name);
  };
  expect(await named('main')).toEqual(expect.arrayContaining(['electron-store', 'hono', 'undici', 'yaml', 'zod']));
  expect(await named('window')).toEqual(expect.arrayContaining(['@codemirror/view', 'react', 'zustand']));
});

test('no source map, no test, no address or key of the sample environments', async () => {
  const playground = await startPlayground();
  const secrets = playground.environments.flatMap(({ apiKeys, url }) => [...Object.values(apiKeys), url]);
  await playground.close();
  expect(secrets.length).toBeGreaterThan(4);
  const forbidden: Readonly<Record<string, RegExp>> = {
    'a source map': /[#@] sourceMappingURL=\s*(data:application\/json|\S+\.map\b)/,
    'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/]{20}/,
    "React's development build": /\bjsxDEV\b/,
    'a test': /require\(["'`]vitest|electron-standin/,
  };
  const found = files()
    .filter((one) => /\.(cjs|js|css|html|json)$/.test(one))
    .flatMap((name) => {
      const content = text(name);
      const kinds = Object.keys(forbidden).filter((kind) => forbidden[kind]?.test(content));
      if (content.includes(root)) kinds.push('the path of the repository');
      if (secrets.some((secret) => content.includes(secret))) kinds.push('a key or address of the samples');
      return kinds.map((kind) => `${kind} in ${name}`);
    });
  expect(found).toEqual([]);
});

test('what is in the archive is enough to run: window, samples and keytar, far from the repository', async () => {
  const folder = join(scratch, 'app');
  extractAll(asar, folder);
  const keytar: unknown = createRequire(join(folder, 'package.json'))('keytar');
  expect(keytar).toHaveProperty('getPassword');

  if (!isGenuine) process.env.ELECTRON_OVERRIDE_DIST_PATH = standIn;
  const app = await electron.launch({
    args: ['.', `--user-data-dir=${join(scratch, 'user-1')}`, '--sample-environments'],
    cwd: folder,
  });
  try {
    const window = await app.firstWindow();
    await window.locator('[data-app-state="ready"]').waitFor();
    const places = window.getByRole('button', { name: 'Place of Source' });
    await places.click();
    await window.getByRole('menuitemradio', { name: 'Default' }).first().waitFor();
  } finally {
    await app.close();
  }
});

test('electron-forge start builds the app and opens its window', async () => {
  const app = await startWithForge(join(scratch, 'user-2'));
  try {
    const browser = await chromium.connectOverCDP(app.devTools);
    const pages = () => browser.contexts().flatMap((context) => context.pages());
    await expect.poll(() => pages().length, { timeout: 30_000 }).toBeGreaterThan(0);
    const [window] = pages();
    await window?.locator('[data-app-state="ready"]').waitFor();
    expect(await window?.title()).toBe('Profile Ferry');
    await browser.close();
  } finally {
    await app.stop();
  }
}, 120_000);

test('a zip is made of the package', async ({ skip }) => {
  if (!has('zip', '-v')) skip('zip is not installed');
  await make('zip', packaged);
  const made = await readdir(join(packaged.out, 'make'), { recursive: true });
  expect(made.filter((name) => /Profile Ferry-.*\.zip$/.test(name))).toHaveLength(1);
}, 120_000);

test('a Debian package is made of the package', async ({ skip }) => {
  if (!has('dpkg', '--version') || !has('fakeroot', '--version')) skip('dpkg and fakeroot are not installed');
  // An optional part of the maker: npm leaves it out when it runs on a Node older than 22.12.
  if (!existsSync(join(root, 'node_modules/electron-installer-debian')))
    skip("the maker's optional part is not installed");
  await make('deb', packaged);
  const made = await readdir(join(packaged.out, 'make'), { recursive: true });
  const [deb = ''] = made.filter((name) => name.endsWith('.deb'));
  const control = spawnSync('dpkg-deb', ['-I', join(packaged.out, 'make', deb)], { encoding: 'utf8' }).stdout;
  expect(control).toContain('Package: profile-ferry');
  expect(control).toContain('libsecret-1-0');
  const data = spawnSync('dpkg-deb', ['--fsys-tarfile', join(packaged.out, 'make', deb)], { maxBuffer: 1 << 30 });
  const name = './usr/share/applications/profile-ferry.desktop';
  const entry = spawnSync('tar', ['-xO', name], { input: data.stdout, encoding: 'utf8' }).stdout;
  expect(entry).toMatch(/^MimeType=application\/json;application\/yaml;/m);
  expect(entry).toMatch(/^Exec=profile-ferry %[UF]$/m);
}, 120_000);

test('the fuses of the packaged binary are as they were decided', async ({ skip }) => {
  if (!isGenuine) skip('only the genuine Electron binary has a fuse wire');
  expect(await getCurrentFuseWire(packaged.executable)).toMatchObject({
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    [FuseV1Options.WasmTrapHandlers]: FuseState.ENABLE,
  });
});

function has(program: string, argument: string): boolean {
  return spawnSync(program, [argument]).status === 0;
}
