/** One element of DER: its tag, and the bytes of its content. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
}

const deepestLength = 4;

/**
 * The elements of a DER stretch in their order. Only what certificates use: one-byte tags and definite lengths.
 * Throws a RangeError where the bytes are none of that.
 */
export function elementsOf(bytes: Uint8Array): readonly DerElement[] {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = byteAt(bytes, at);
    if ((tag & 0x1f) === 0x1f) throw new RangeError('long tag');
    let length = byteAt(bytes, at + 1);
    at += 2;
    if (length >= 0x80) {
      const digits = length & 0x7f;
      if (digits === 0 || digits > deepestLength) throw new RangeError('length');
      length = 0;
      for (let digit = 0; digit < digits; digit += 1) length = length * 256 + byteAt(bytes, at + digit);
      at += digits;
    }
    if (at + length > bytes.length) throw new RangeError('cut off');
    elements.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return elements;
}

/** An object identifier with its dots. */
export function objectIdOf(content: Uint8Array): string {
  const parts: number[] = [];
  let part = 0;
  for (const byte of content) {
    part = part * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (parts.length === 0) {
      const root = Math.min(2, Math.floor(part / 40));
      parts.push(root, part - root * 40);
    } else parts.push(part);
    part = 0;
  }
  return parts.join('.');
}

/** A directory string: UTF-8, printable, Latin-1 or UTF-16. */
export function stringOf({ tag, content }: DerElement): string {
  const encoding = tag === 0x1e ? 'utf-16be' : tag === 0x14 ? 'iso-8859-1' : 'utf-8';
  return new TextDecoder(encoding).decode(content);
}

/** UTCTime or GeneralizedTime as ISO 8601; empty where it is neither. */
export function timeOf({ tag, content }: DerElement): string {
  const text = new TextDecoder().decode(content);
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/.exec(text);
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00'] = match ?? [];
  if (match === null || (tag === 0x17) !== (year.length === 2)) return '';
  // RFC 5280: two digits from 50 on belong to the last century.
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('cut off');
  return byte;
}
