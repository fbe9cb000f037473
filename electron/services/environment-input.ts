import { X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../../shared/result.ts';

/**
 * `https://host[:port]` from what a person types or pastes: with or without scheme, trailing slash or `/v1`. Nothing
 * else survives, so that an address cannot carry credentials, a path or another host than the one that is read.
 */
export function normaliseAddress(typed: string): Result<string> {
  const text = typed.trim();
  if (text === '') return failed({ kind: 'address-invalid', reason: 'empty' });
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'https') return failed({ kind: 'address-invalid', reason: 'not-https' });
  // SECURITY: URL parsers drop tabs and line breaks and read a backslash as a slash: what is shown would not be the
  // host that is called.
  if (/[\s\\\p{C}]/u.test(text)) return failed({ kind: 'address-invalid', reason: 'not-a-host' });
  const url = URL.parse(scheme === undefined ? `https://${text}` : text);
  if (url === null) return failed({ kind: 'address-invalid', reason: 'not-a-host' });
  const authority = /^(?:https:\/\/)?([^/?#]*)/i.exec(text)?.[1] ?? '';
  if (authority.includes('@')) return failed({ kind: 'address-invalid', reason: 'has-credentials' });
  if (!isPlainHost(url.hostname, authority)) return failed({ kind: 'address-invalid', reason: 'not-a-host' });
  if (!/^\/(v1\/?)?$/.test(url.pathname) || url.search !== '' || url.hash !== '' || /[?#]/.test(text)) {
    return failed({ kind: 'address-invalid', reason: 'has-path' });
  }
  return ok(url.origin);
}

/** Names, IPv4 as four numbers and bracketed IPv6; not the short, octal or percent-encoded spellings a URL allows. */
function isPlainHost(hostname: string, authority: string): boolean {
  if (authority.includes('%')) return false;
  if (/^\[[0-9a-f:.]+\]$/.test(hostname)) return true;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname)) return authority.replace(/:\d*$/, '') === hostname;
  return hostname.length <= 253 && /^[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?$/.test(hostname);
}

/** The key without the blanks around it. SECURITY: a line break or a foreign character could reshape a header. */
export function cleanApiKey(typed: string): Result<string> {
  const key = typed.trim();
  if (key === '') return failed({ kind: 'key-invalid', reason: 'empty' });
  if (/[\r\n]/.test(key)) return failed({ kind: 'key-invalid', reason: 'line-break' });
  if (!/^[\x21-\x7e]+$/.test(key)) return failed({ kind: 'key-invalid', reason: 'not-ascii' });
  return ok(key);
}

/** One line, no control characters; the host where the person gave no name. */
export function cleanName(typed: string, address: string): string {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return name === '' ? new URL(address).host : name;
}

/** Names are told apart as a person does: without case. */
export function sameName(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en') === b.toLocaleLowerCase('en');
}

const PEM_BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * The certificates of a PEM text (one or more) or of a DER file, as clean PEM.
 *
 * SECURITY: only certificates are taken: a private key in the same file never reaches the settings. Undici ignores
 * garbage silently, so it is refused here.
 */
export function readCertificates(content: string | Uint8Array, now: number): Result<string> {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
  const blocks: (string | Uint8Array)[] = text.match(PEM_BLOCK) ?? [];
  if (blocks.length === 0 && typeof content !== 'string' && content[0] === 0x30) blocks.push(content);
  if (blocks.length === 0) return failed({ kind: 'certificate-invalid', reason: 'not-pem' });
  const pems: string[] = [];
  for (const block of blocks) {
    let certificate: X509Certificate;
    try {
      certificate = new X509Certificate(block);
    } catch {
      return failed({ kind: 'certificate-invalid', reason: 'unreadable' });
    }
    if (Date.parse(certificate.validTo) <= now) return failed({ kind: 'certificate-invalid', reason: 'expired' });
    if (!certificate.ca && !isSelfSigned(certificate)) {
      return failed({ kind: 'certificate-invalid', reason: 'not-an-authority' });
    }
    pems.push(certificate.toString().trim());
  }
  return ok(`${pems.join('\n')}\n`);
}

/** A self-hosted Palette often serves a self-signed certificate without the authority mark; it vouches for itself. */
function isSelfSigned(certificate: X509Certificate): boolean {
  try {
    return certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey);
  } catch {
    return false;
  }
}
