import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { LogFields, LogPort } from '../ports/log.ts';
import type { Redactor } from '../redact.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const NAME = 'profile-ferry.log';

export interface LogFileOptions {
  readonly folder: string;
  readonly redactor: Redactor;
  /** Also on the console, for development. */
  readonly console?: boolean;
  readonly maxBytes?: number;
  /** Hears once that nothing can be written; by default it is said on the error output. */
  readonly onUnwritable?: () => void;
}

/** A rolling log file in a folder: one line per event, JSON fields, everything redacted. */
export function createLogFile(options: LogFileOptions): LogPort {
  // The Node flavour: the other one starts IPC and a preload of its own in every session.
  const logger = electronLog.create({ logId: options.folder });
  const { file, console } = logger.transports;
  file.setAppName('Profile Ferry');
  file.resolvePathFn = () => join(options.folder, NAME);
  file.maxSize = options.maxBytes ?? MAX_BYTES;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  // The line is written as it comes: electron-log's own steps would read `%` marks in it as styles and formats.
  file.transforms = [({ data }) => String(data[0])];
  console.level = options.console === true ? 'debug' : false;
  console.transforms = [({ data }) => data];
  // electron-log's first logger complains for every other one, with a stack: it says that the file cannot be written.
  electronLog.transports.console.writeFn =
    options.onUnwritable ?? (() => void process.stderr.write(`The log cannot be written in ${options.folder}\n`));

  const write = (level: 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    const facts = fields === undefined ? '' : ` ${JSON.stringify(fields)}`;
    // SECURITY: redacted as the whole line, so that a secret in a field's name or across fields is hidden too. A line
    // break would let a field forge another line; JSON escapes those of the fields.
    const line = `${level} ${event.replace(/\s+/g, ' ')}${facts}`;
    logger[level](`${new Date().toISOString()} ${options.redactor.redact(line)}`);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
