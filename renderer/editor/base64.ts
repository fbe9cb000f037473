/** The base64 of a text's UTF-8 bytes, on one line, as Kubernetes keeps the `data` of a Secret. */
export function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** The bytes that base64 stands for, line breaks and blanks between its letters allowed; null where it is none. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const letters = text.replace(/[\t\n\r ]+/g, '');
  if (letters === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(letters)) return null;
  try {
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

/** The text that base64 stands for; null where it is no base64 or its bytes are no text. */
export function textOfBase64(text: string): string | null {
  const bytes = bytesOfBase64(text);
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether a typed text is so probably base64 already that encoding it once more would be a mistake. */
export function looksEncoded(text: string): boolean {
  const letters = text.trim();
  if (letters.length < 8 || letters.length % 4 !== 0) return false;
  const decoded = textOfBase64(letters);
  // Words of eight letters are base64 too, but of bytes that nobody reads.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells
  return decoded !== null && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(decoded);
}
