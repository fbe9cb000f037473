/** Last words of a key whose value is a secret. */
const secretWord = /(?:password|passwd|passphrase|token|secret|apikey|privatekey|secretkey)$/;
const secretWords = new Set([
  'pwd',
  'pass',
  'passwords',
  'credential',
  'credentials',
  'kubeconfig',
  'dockerconfigjson',
]);
/** `key` alone says little; after one of these words it is a secret. */
const secretKeys = new Set([
  'private',
  'api',
  'secret',
  'encryption',
  'signing',
  'ssh',
  'tls',
  'auth',
  'license',
  'client',
  'account',
  'ca',
]);
/** A hint of encoding behind the telling word: `passwordBase64`, `SUDO_PASSWORD_HASH`. */
const endings = new Set(['base64', 'b64', 'pem', 'hash', 'value', 'data']);
/** First words that make the rest the name of something kept elsewhere, or a switch. */
const namesElsewhere = new Set(['existing', 'automount', 'use', 'enable', 'create', 'generate', 'has']);
const lowerCaseNames = /^(?:existing|automount|image|pull)/;

/**
 * Whether a key tells of a secret in its value: `adminPassword`, `API_TOKEN`, `tls.key`. Keys that name a secret kept
 * elsewhere do not: `secretName`, `passwordKey`, `existingSecret`, `imagePullSecrets`.
 */
export function isSensitiveKey(key: string): boolean {
  const words = wordsOf(key);
  while (words.length > 1 && endings.has(words.at(-1) ?? '')) words.pop();
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (words.length > 1 && namesElsewhere.has(first)) return false;
  if (words.length === 1 && lowerCaseNames.test(last)) return false;
  if (last === 'secret' && before === 'pull') return false;
  if (last === 'key') return secretKeys.has(before) || (before === 'access' && words.at(-3) === 'secret');
  return secretWord.test(last) || secretWords.has(last) || (last === 'string' && before === 'connection');
}

/** `adminAPIKey.v2-x` → admin, api, key, v2, x. Very long keys tell nothing and are cut. */
function wordsOf(key: string): string[] {
  return key
    .slice(-200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
