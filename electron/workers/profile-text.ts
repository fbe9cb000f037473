import { failed, ok, type Result } from '../../shared/result.ts';

/** Kept by the decoder: a byte order mark, so that the text encodes to the very same bytes. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How gzip and zip begin; Palette offers the parts of a profile as a `.tgz`. */
const archives = [
  [0x1f, 0x8b],
  [0x50, 0x4b, 0x03, 0x04],
];

/**
 * The text of a profile's file; encoding it as UTF-8 gives the same bytes. Fails with `profile-unreadable`: `utf16` (with or
 * without its mark, UTF-32 too), `archive`, or `not-utf8` with line and column of the first byte that is none.
 */
export function decodeProfileText(bytes: Uint8Array): Result<string> {
  if (archives.some((start) => start.every((byte, at) => bytes[at] === byte))) return refusal('archive', null, null);
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  // Without its mark, ASCII in UTF-16 has a zero in every second byte.
  const isZeroed = bytes.length >= 4 && bytes.subarray(0, 4).filter((byte) => byte === 0).length >= 2;
  if (isMarked || isZeroed) return refusal('utf16', null, null);
  try {
    return ok(utf8.decode(bytes));
  } catch {
    const at = firstInvalid(bytes);
    const before = bytes.subarray(0, at);
    const lineStart = before.lastIndexOf(0x0a) + 1;
    const line = before.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 1);
    return refusal('not-utf8', line, utf8.decode(bytes.subarray(lineStart, at)).length + 1);
  }
}

/** Offset of the first sequence that RFC 3629 does not allow. */
function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > bytes.length) return at;
    const [from, to] = secondByte(first);
    for (let i = 1; i < length; i += 1) {
      const byte = bytes[at + i] ?? 0;
      if (byte < (i === 1 ? from : 0x80) || byte > (i === 1 ? to : 0xbf)) return at;
    }
    at += length;
  }
  return at;
}

/** Narrower after some first bytes: no overlong forms, no surrogates, nothing above U+10FFFF. */
function secondByte(first: number): readonly [number, number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  return first === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}

function refusal(reason: 'utf16' | 'archive' | 'not-utf8', line: number | null, column: number | null): Result<string> {
  return failed({ kind: 'profile-unreadable', reason, detail: '', line, column });
}
