import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AnalyserClient,
  type AnalyserProcess,
  createAnalyserClient,
} from '../../../electron/adapters/analyser-client.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { findHoles } from '../../../shared/profile/find-holes.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import { inspectProfile } from '../../../shared/profile/source/inspect.ts';
import type { InspectedLayer } from '../../../shared/profile/source/inspection.ts';
import { openSource } from '../../../shared/profile/source/profile-source.ts';
import { readEditedText } from '../../../shared/transfer/text-reading.ts';

const entry = fileURLToPath(new URL('../../fakes/analyser-process.ts', import.meta.url));
const hanging = fileURLToPath(new URL('./hanging-analyser.ts', import.meta.url));

const children: ChildProcess[] = [];
let client: AnalyserClient;

function start(modulePath: string, limits: { layer?: number; whole?: number } = {}): AnalyserClient {
  return createAnalyserClient({
    modulePath,
    clock: systemClock,
    limits,
    reportFailure: () => 'REFERENCE',
    fork: (path) => {
      const child = fork(path, { serialization: 'advanced', stdio: 'ignore' });
      children.push(child);
      const port: AnalyserProcess = {
        postMessage: (message) => void child.send(message as object),
        on: (event: string, listener: (value: never) => void) => child.on(event, listener as () => void),
        kill: () => child.kill('SIGKILL'),
      };
      return port;
    },
  });
}

beforeEach(() => {
  client = start(entry);
});
afterEach(() => {
  client.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

function profile(layers: number, values: (at: number) => string) {
  const packs = Array.from({ length: layers }, (_, at) => ({ name: `pack-${at}`, type: 'helm', values: values(at) }));
  return { metadata: { name: 'shop' }, spec: { version: '1.2.3', template: { type: 'add-on', packs } } };
}

/** Some 125 KB of ordinary values, with a mask and a macro. */
const ordinary = Array.from(
  { length: 1_250 },
  (_, i) =>
    `service${i}:\n  # what it is for, at some length\n  image: "shop/service${i}:1.0"\n  replicas: ${i % 5}\n  url: '{{.spectro.macro.host}}'`,
).join('\n');

describe('the analyser', () => {
  it('tells a profile first, then its layers in order, then the rest: what inspecting in one piece tells', async () => {
    const document = profile(3, (at) => `a: ********\nb: {{.spectro.var.v${at}}}\npassword: hunter22\n`);
    const told: string[] = [];
    const answer = await client.analyse(bytesOf(document), [], {
      opened: ({ format, document: opened }) => told.push(`${format} ${opened.metadata.name}`),
      layer: (layer) => told.push(layer.name),
    });
    expect(told).toEqual(['json shop', 'pack-0', 'pack-1', 'pack-2']);
    expect(answer).toEqual({ ok: true, value: inspectProfile(document) });
  });

  it('edits, writes, counts and looks for secrets', async () => {
    const document = profile(1, () => 'password: ********\n');
    const bytes = bytesOf(document);
    expect(await client.facts(bytes)).toEqual({
      ok: true,
      value: {
        format: 'json',
        name: 'shop',
        version: '1.2.3',
        type: 'add-on',
        cloudType: '',
        labels: {},
        layers: [{ name: 'pack-0', layer: '', version: '' }],
        holes: 1,
      },
    });
    const span = { start: 10, end: 18, text: 'hunter22' };
    const edit: ProfileEdit = { kind: 'text', address: { kind: 'values', pack: 0 }, spans: [span] };
    const edited = await client.edit(bytes, [edit], null);
    expect(edited.ok && new TextDecoder().decode(edited.value.bytes)).toBe(
      JSON.stringify(document).replace('********', 'hunter22'),
    );
    const secrets = await client.secrets(bytes, [edit], []);
    expect(secrets.ok && secrets.value.map(({ reason }) => reason)).toEqual(['key-name']);
    const yaml = await client.edit(bytes, [], 'yaml');
    expect(yaml.ok && openSource(new TextDecoder().decode(yaml.value.bytes))).toMatchObject({
      value: { format: 'yaml', document },
    });
    const written = await client.write(document, 'json');
    expect(written.ok && new TextDecoder().decode(written.value)).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });

  it('tells what a document asks of whoever imports it, each macro once', async () => {
    const uses = '{{.spectro.macro.host}}';
    const document = profile(2, () => `a: ********\nb: ${uses}\nc: ${uses}\n# d: {{.spectro.macro.gone}}\n`);
    const survey = await client.survey(document);
    expect(survey).toMatchObject({ ok: true, value: { holes: findHoles(document), macros: ['host'] } });
    expect(survey.ok && survey.value.holes.length).toBe(2);
  });

  it('marks a document: another value is another mark, another order of members is not', async () => {
    const markOf = async (document: ProfileDocument) => {
      const survey = await client.survey(document);
      return survey.ok ? survey.value.mark : null;
    };
    const document = profile(2, () => 'a: 1\n');
    const turned = Object.fromEntries(Object.entries(document).reverse()) as unknown as ProfileDocument;
    expect(await markOf(turned)).toBe(await markOf(document));
    expect(await markOf(profile(2, (layer) => (layer === 1 ? 'a: 2\n' : 'a: 1\n')))).not.toBe(await markOf(document));
    expect(await markOf(profile(2, () => 'a: 1\n'))).toMatch(/^[\w-]{43}$/);
  });

  it('reads a text that is being edited, and answers with no more than planning asks for', async () => {
    const text = {
      now: 'a: ********\nb: ""\nc: ""\n"\n',
      back: { start: 3, end: 25, text: '1' },
      required: [{ path: 'b' }],
    };
    const answer = await client.text(text);
    expect(answer).toEqual({ ok: true, value: readEditedText(text) });
    expect(answer.ok && [answer.value.masks.length, answer.value.empty.length, answer.value.found]).toMatchObject([
      1,
      0,
      [{ finding: 'invalid-yaml' }],
    ]);
    client.close();
    client = start(hanging, { whole: 500 });
    const hangs = await client.text({ ...text, now: 'hang' });
    expect(hangs).toMatchObject({ ok: false, problem: { kind: 'profile-unreadable', reason: 'too-large' } });
  });

  it('refuses what is no profile', async () => {
    const refused = await client.analyse(Uint8Array.of(0x7b, 0xff), [], {});
    expect(refused).toMatchObject({ ok: false, problem: { reason: 'not-utf8', line: 1, column: 2 } });
  });

  it('starts again after it was killed', async () => {
    const bytes = bytesOf(profile(1, () => 'a: 1'));
    expect((await client.facts(bytes)).ok).toBe(true);
    const under = client.analyse(bytesOf(profile(8, () => ordinary)), [], {
      opened: () => children.at(-1)?.kill('SIGKILL'),
    });
    const answer = await under;
    expect(answer.ok && answer.value.layers.length).toBe(8);
    expect((await client.facts(bytes)).ok).toBe(true);
    expect(children.length).toBeGreaterThan(1);
  });

  it('leaves out the layer that hangs, and tells all others', async () => {
    client = start(hanging, { layer: 400 });
    const layers: InspectedLayer[] = [];
    const answer = await client.analyse(bytesOf(profile(4, (at) => (at === 2 ? 'hang: 1' : 'a: 1'))), [], {
      layer: (layer) => layers.push(layer),
    });
    expect(answer.ok).toBe(true);
    expect(layers.map(({ at, notes }) => [at, notes.some(({ kind }) => kind === 'not-checked')])).toEqual([
      [0, false],
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  it('gives up a file that hangs while it is read, and goes on with the next', async () => {
    client = start(hanging, { whole: 1_500 });
    const [stuck, fine] = await Promise.all([
      client.facts(bytesOf('hang everything')),
      client.facts(bytesOf(profile(1, () => 'a: 1'))),
    ]);
    expect(stuck).toMatchObject({ ok: false, problem: { kind: 'profile-unreadable', reason: 'too-large' } });
    expect(fine.ok).toBe(true);
  });

  it('answers with a reference when it cannot be started', async () => {
    client = start('/nowhere/at/all.ts');
    expect(await client.facts(bytesOf('x'))).toEqual({
      ok: false,
      problem: { kind: 'unexpected', reference: 'REFERENCE' },
    });
  });

  it('does not let 5 MB hold up the process that asks', async () => {
    const bytes = bytesOf(profile(40, () => ordinary));
    expect(bytes.length).toBeGreaterThan(5_000_000);
    // How fast it is on a busy machine is not the question here.
    client = start(entry, { whole: 60_000, layer: 20_000 });
    await client.facts(bytesOf(profile(1, () => 'a: 1')));
    // The thread's own work between two beats: that the machine is busy holds up every process.
    const work = () => {
      const { user, system } = process.threadCpuUsage();
      return (user + system) / 1_000;
    };
    let longest = 0;
    let before = work();
    const beat = setInterval(() => {
      const now = work();
      longest = Math.max(longest, now - before);
      before = now;
    }, 1);
    const answer = await client.analyse(bytes, [], {});
    clearInterval(beat);
    expect(answer.ok && answer.value.layers.length).toBe(40);
    expect(longest).toBeLessThan(50);
  });
});
