import { MASK } from '../holes.ts';
import { isSensitiveKey } from '../sensitive-keys.ts';

/** Why a value looks like a plain-text secret. */
export type SecretReason =
  | 'key-name'
  | 'kubernetes-secret'
  | 'private-key'
  | 'token'
  | 'address-with-password'
  | 'registry-login'
  | 'kubeconfig'
  | 'random-text'
  | 'was-masked'
  | 'variable';

const privateKey = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;
/** The same in base64: `-----BEGIN`, then `PRIVATE` in each of its three alignments. */
const encodedPrivateKey = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,24}?(?:UFJJVkFUR|BSSVZBVE|QUklWQVRF)/;
/**
 * Shapes that their issuers publish so that scanners find them. A scanner of raw text would not do in their place: it reports
 * commented-out examples, and cannot tell which scalar a fix must replace.
 */
const tokens: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
  /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/,
  /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bpypi-[A-Za-z0-9_-]{50,}/,
  /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}/,
  /\bhf_[A-Za-z0-9]{30,}\b/,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{32,}/,
  /\bdop_v1_[a-f0-9]{64}\b/,
  /\bhv[bs]\.[A-Za-z0-9_-]{24,}/,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
  /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{32,}={0,2}/,
  /^(?:Basic|Bearer) [A-Za-z0-9+/._~-]{16,}={0,2}$/,
];
const withPassword = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@{}$<]{0,200}:([^\s/@]{1,200})@/i;
const assignment = /^(?:--?|export\s+)?([A-Za-z_][\w.-]{0,80})=(?!=)(\S.*)$/;
/** Words of keys under which random text is a secret, though they often hold something harmless. */
const hints = /(?:key|auth|cert|cookie|salt|seed|hmac|signature|credential|license|session|dsn|bearer|passcode|pin)/i;
const longestLooked = 65_536;

/**
 * Whether a value looks like a secret in plain text, and why; null: it does not. Masks, macros, variables, environment
 * references and placeholders are no secrets; nor is what a key such as `secretName` or `passwordKey` names.
 *
 * @param key what tells of the value; empty: nothing does
 */
export function secretReason(key: string, value: string): SecretReason | null {
  const text = value.slice(0, longestLooked).trim();
  if (text === '' || isStandIn(text)) return null;
  const shape = shapeOf(text);
  if (shape !== null) return shape;
  if (isSensitiveKey(key)) return isValueOf(key, text) ? 'key-name' : null;
  return hints.test(key) && looksRandom(text) ? 'random-text' : null;
}

/** The key of `--password=…` or `TOKEN=…` whose value looks like a secret; null: it is no such text. */
export function assignedSecret(text: string): string | null {
  const [, key = '', value = ''] = assignment.exec(text.slice(0, longestLooked).trim()) ?? [];
  return isSensitiveKey(key) && !isStandIn(value) && isValueOf(key, value) ? key : null;
}

/** Secrets that give themselves away whatever their key is called. */
export function shapeOf(text: string): SecretReason | null {
  if (privateKey.test(text) || encodedPrivateKey.test(text)) return 'private-key';
  if (/"auths"\s*:/.test(text) && /"(?:auth|password)"\s*:\s*"[^"*{]/.test(text)) return 'registry-login';
  if (
    /^\s*["']?clusters["']?\s*:/m.test(text) &&
    /(?:client-key-data|token|password)["']?\s*:\s*["']?[^\s"'*{]/.test(text)
  ) {
    return 'kubeconfig';
  }
  if (tokens.some((token) => token.test(text))) return 'token';
  const password = withPassword.exec(text)?.[1];
  return password !== undefined && !isStandIn(password) ? 'address-with-password' : null;
}

/** Text that stands for a value kept elsewhere, or tells people to put one there. */
function isStandIn(text: string): boolean {
  if (text.includes(MASK) || text.includes('{{') || /^\*+$/.test(text)) return true;
  if (/^\$(?:\{[^}]*\}|\([^)]*\)|[A-Za-z_]\w*)$/.test(text)) return true;
  if (/^<[^<>]*>$/.test(text) || /^\[[^\]]*\]$/.test(text)) return true;
  if (/^(?:true|false|null|none|nil|yes|no|on|off|~|-|n\/a|x+|\.\.\.|…)$/i.test(text)) return true;
  return /^(?:your|replace|insert|todo)[-_ ]/i.test(text) || /^REPLACE_?ME$/i.test(text);
}

function isValueOf(key: string, text: string): boolean {
  if (/^[-+]?\d{1,3}$/.test(text)) return false;
  // A path tells where a secret is mounted.
  if (/^(?:\/[\w.-]+){2,}\/?$/.test(text)) return false;
  // `secretKey: secret_key` names the key of a Secret's data.
  return !(/key$/i.test(key) && lettersOf(key) === lettersOf(text));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Long, of one alphabet, with digits among letters, and no word repeats: at least 3.5 bits a character (3 for hex). */
function looksRandom(text: string): boolean {
  if (text.length < 20 || text.length > 4_096 || !/^[A-Za-z0-9+/_=.-]+$/.test(text)) return false;
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text) || /^[a-z0-9]+(?:[-._/][a-z0-9]+)+$/.test(text)) return false;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits >= (/^[a-f0-9]+$/i.test(text) ? 3 : 3.5);
}
