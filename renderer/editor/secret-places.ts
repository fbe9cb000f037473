import type { Hole } from '../../shared/profile/holes.ts';
import { looksLikePem } from './certificates.ts';

/** Keys whose values come in several lines: certificates, keys in PEM, whole files. `apiKey` and its like do not. */
const longKey =
  /(?:^|[._-])(?:ca|pem|crt|cert|kubeconfig)$|(?:certificate|bundle|certificateAuthority)s?$|(?:caCert|tlsCert)$|(?:private|ssh|tls|server|client)[._-]?(?:key|cert|crt)$/i;

/** The last two keys of a hole's path, for a key named `key` says little without the one around it; a variable's name. */
function lastKeys({ where }: Hole): string {
  if (where.kind === 'variable') return where.name;
  return where.path.keys
    .filter((key) => typeof key === 'string')
    .slice(-2)
    .join('.');
}

/** Whether a hole, or what was typed into it, asks for a field of several lines. */
export function wantsLines(hole: Hole, text: string): boolean {
  return hole.form === 'block' || text.includes('\n') || looksLikePem(text) || longKey.test(lastKeys(hole));
}

/**
 * Whether Kubernetes expects base64 in this place: the `data` of a Secret in a manifest, told by its `kind` line in the
 * same YAML document, or a variable of that format.
 */
export function holdsBase64(hole: Hole, text: string, format: string): boolean {
  if (hole.where.kind === 'variable') return format === 'base64';
  const { document, keys } = hole.where.path;
  if (keys.length < 2 || keys.at(-2) !== 'data') return false;
  const parts = text.split(/^---(?:[ \t].*)?$/m);
  // A text may begin with its first separator or without one.
  const own = (parts[0]?.trim() === '' ? parts.slice(1) : parts)[document] ?? text;
  return /^[ \t-]*kind:[ \t]*["']?Secret["']?[ \t]*(?:#.*)?\r?$/m.test(own);
}
