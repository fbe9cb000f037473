import { lstat, open, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** A file of an archive: its contents, or where a link points, with Unix mode bits. */
interface Entry {
  readonly name: string;
  readonly mode: number;
  readonly body: Buffer;
}

/** Zips a folder's content without compressing it; modes and symbolic links are kept, as Electron's own zips keep them. */
export async function zipFolder(folder: string, zip: string): Promise<void> {
  const file = await open(zip, 'w');
  try {
    const directory: Buffer[] = [];
    let offset = 0;
    const names = (await readdir(folder, { recursive: true })).sort();
    for (const name of names) {
      const path = join(folder, name);
      const stat = await lstat(path);
      const isLink = stat.isSymbolicLink();
      if (!isLink && !stat.isFile()) continue;
      const body = isLink ? Buffer.from(await readlink(path)) : await readFile(path);
      const entry = { name: name.replaceAll('\\', '/'), mode: stat.mode, body };
      const head = localHeader(entry);
      directory.push(centralHeader(entry, offset));
      await file.write(head);
      await file.write(body);
      offset += head.length + body.length;
    }
    const central = Buffer.concat(directory);
    await file.write(central);
    await file.write(endRecord(directory.length, central.length, offset));
  } finally {
    await file.close();
  }
}

/** The members that both headers share: version needed, flags (UTF-8 names), method 0, a fixed time, CRC, sizes. */
function shared({ name, body }: Entry): Buffer {
  const buffer = Buffer.alloc(26);
  buffer.writeUInt16LE(20, 0);
  buffer.writeUInt16LE(0x0800, 2);
  buffer.writeUInt16LE(0x0021, 8);
  buffer.writeUInt32LE(crc32(body), 10);
  buffer.writeUInt32LE(body.length, 14);
  buffer.writeUInt32LE(body.length, 18);
  buffer.writeUInt16LE(Buffer.byteLength(name), 22);
  return buffer;
}

function localHeader(entry: Entry): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04'), shared(entry), Buffer.from(entry.name)]);
}

function centralHeader(entry: Entry, offset: number): Buffer {
  const madeByUnix = Buffer.from([20, 3]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE((entry.mode << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02'), madeByUnix, shared(entry), rest, Buffer.from(entry.name)]);
}

function endRecord(entries: number, size: number, offset: number): Buffer {
  const buffer = Buffer.alloc(22);
  buffer.write('PK\x05\x06', 'latin1');
  buffer.writeUInt16LE(entries, 8);
  buffer.writeUInt16LE(entries, 10);
  buffer.writeUInt32LE(size, 12);
  buffer.writeUInt32LE(offset, 16);
  return buffer;
}
