import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogFile } from '../../electron/adapters/log-file.ts';
import type { LogPort } from '../../electron/ports/log.ts';
import { createRedactor, type Redactor } from '../../electron/redact.ts';
import { createFakeLog } from '../fakes/log.ts';

let folder: string;
let redactor: Redactor;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-log-'));
  redactor = createRedactor();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function contract(open: () => { readonly log: LogPort; readonly lines: () => readonly string[] }): void {
  it('keeps events in order, with level and fields', () => {
    const { log, lines } = open();
    log.info('app-started', { version: '1.0.0', count: 2, isSample: true, none: null });
    log.warn('key-not-removed');
    log.error('bug', { reference: 'abc' });
    expect(lines()).toEqual([
      'info app-started {"version":"1.0.0","count":2,"isSample":true,"none":null}',
      'warn key-not-removed {}',
      'error bug {"reference":"abc"}',
    ]);
  });
}

describe('log port: the fake', () => {
  contract(() => {
    const log = createFakeLog();
    return {
      log,
      lines: () => log.lines.map(({ level, event, fields }) => `${level} ${event} ${JSON.stringify(fields)}`),
    };
  });
});

describe('log port: the file', () => {
  const file = () => join(folder, 'profile-ferry.log');
  const open = (maxBytes?: number) =>
    createLogFile({ folder, redactor, ...(maxBytes === undefined ? {} : { maxBytes }) });
  const lines = () => readFileSync(file(), 'utf8').trimEnd().split('\n');

  contract(() => ({
    log: open(),
    lines: () =>
      lines().map((line) => {
        expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /);
        const bare = line.replace(/^\S+ /, '');
        return bare.endsWith('}') ? bare : `${bare} {}`;
      }),
  }));

  it('hides registered secrets and whatever looks like a credential', () => {
    const log = open();
    redactor.add('pf-canary-51c7');
    log.info('sent', {
      header: 'ApiKey: pf-unknown',
      raw: 'xpf-canary-51c7x',
      encoded: Buffer.from('pf-canary-51c7').toString('base64'),
      apiKey: 'pf-unknown',
      'pf-canary-51c7': 1,
    });
    log.error('pf-canary-51c7');
    expect(readFileSync(file(), 'utf8')).not.toMatch(/pf-canary|pf-unknown|cGYtY2FuYXJ5/);
  });

  it('an event is one line, whatever is in it', () => {
    const log = open();
    log.info('one\nerror forged', { text: 'a\nerror forged {}\r\n%c%s%d 100%' });
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toContain(String.raw`a\nerror forged {}\r\n%c%s%d 100%`);
  });

  it('rolls over, keeping one old file, for this user alone', () => {
    const log = open(10_000);
    for (let number = 0; number < 400; number += 1) log.info('line', { number, text: 'x'.repeat(100) });
    expect(readdirSync(folder).sort()).toEqual(['profile-ferry.log', 'profile-ferry.old.log']);
    expect(statSync(file()).size).toBeLessThan(11_000);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(lines().at(-1)).toContain('"number":399');
  });

  it('does not throw where nothing can be written, and says so once', () => {
    const onUnwritable = vi.fn();
    const log = createLogFile({ folder: '/dev/null/nowhere', redactor, onUnwritable });
    expect(() => log.info('line')).not.toThrow();
    log.error('another');
    expect(onUnwritable).toHaveBeenCalledTimes(1);
  });
});
