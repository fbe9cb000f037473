/**
 * Chromium knows no custom schemes: `app://ferry/x` is shown as `https://ferry.app.test/x`, a secure origin with the
 * usual rules for paths. Only the beginning of an address is exchanged, so whatever a page asks for reaches the handler
 * letter by letter.
 */
const customSchemes = new Set<string>();

export function knowScheme(scheme: string): void {
  if (!/^[a-z][a-z0-9]*$/.test(scheme)) throw new Error(`not implemented in the stand-in: the scheme name ${scheme}`);
  customSchemes.add(scheme);
}

export function toPageAddress(address: string): string {
  const match = /^([a-z][a-z0-9]*):\/\/([^/?#]+)(.*)$/is.exec(address);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  if (!customSchemes.has(scheme.toLowerCase())) return address;
  return `https://${host.toLowerCase()}.${scheme.toLowerCase()}.test${rest.startsWith('/') ? '' : '/'}${rest}`;
}

export function toAppAddress(address: string): string {
  const match = /^https:\/\/([^/?#:]+)\.([a-z0-9]+)\.test(?=[/?#]|$)(.*)$/s.exec(address);
  const [, host = '', scheme = '', rest = ''] = match ?? [];
  return customSchemes.has(scheme) ? `${scheme}://${host}${rest}` : address;
}

/** The scheme whose handler answers for this address of a page. */
export function customSchemeOf(address: string): string | undefined {
  const scheme = /^([a-z0-9]+):\/\//.exec(toAppAddress(address))?.[1];
  return scheme !== undefined && customSchemes.has(scheme) ? scheme : undefined;
}

/** An origin as Electron tells it: `app://ferry`, or `null` for an opaque one. */
export function toAppOrigin(securityOrigin: string): string {
  if (securityOrigin === '' || securityOrigin === '://' || securityOrigin === 'null') return 'null';
  return toAppAddress(securityOrigin).replace(/\/$/, '');
}
