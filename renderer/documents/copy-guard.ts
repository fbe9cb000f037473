import type { ProfileDocument } from '../../shared/profile/document.ts';
import { MASK, type TextAddress } from '../../shared/profile/holes.ts';
import { readLayerText } from '../../shared/profile/source/layer-text.ts';
import { type SecretHit, secretsOfText, secretsOfVariables } from '../../shared/profile/source/secret-guard.ts';
import { textsOf } from '../../shared/profile/texts.ts';

/** What would leave with a copied text. SECURITY: `value` is a secret in plain text; it goes into no store and no element. */
export interface CopiedSecret {
  /** Key or variable that tells of it, for people. */
  readonly name: string;
  readonly value: string;
}

/** Shorter pieces say nothing and are found everywhere. */
const least = 4;
/** A line of a longer secret, such as a private key, gives enough of it away. */
const leastLine = 12;

/**
 * The values of a profile that look like secrets in plain text.
 *
 * @param isTold whether a text is known to hold one; the others are not read, for reading a large profile takes long
 */
export function secretValues(
  profile: ProfileDocument,
  isTold: (address: TextAddress) => boolean,
): readonly CopiedSecret[] {
  const inTexts = textsOf(profile).flatMap((part): readonly CopiedSecret[] => {
    if (!isTold(part.address)) return [];
    return secretsOfText(part, readLayerText(part.text), new Set()).map((hit) => ({
      name: nameOf(hit),
      value: hit.where.kind === 'value' ? bare(part.text.slice(hit.where.range.start, hit.where.range.end)) : '',
    }));
  });
  const defaults = secretsOfVariables(profile).map((hit): CopiedSecret => {
    const variable = hit.where.kind === 'variable' ? profile.spec.variables?.[hit.where.at] : undefined;
    return { name: hit.key, value: variable?.defaultValue ?? '' };
  });
  return [...inTexts, ...defaults];
}

export interface GuardedCopy {
  readonly text: string;
  /** The name of each value that was masked in it; several may have the same. */
  readonly masked: readonly string[];
}

/** A text that is copied, with every secret in it, or every telling part of one, masked. */
export function guardedCopy(text: string, secrets: readonly CopiedSecret[]): GuardedCopy {
  const masked: string[] = [];
  let left = text;
  for (const { name, value } of secrets) {
    const parts = partsIn(left, value.trim());
    if (parts.length === 0) continue;
    masked.push(name);
    for (const part of parts) left = left.replaceAll(part, MASK);
  }
  return { text: left, masked };
}

/** What of the value is in the text: all of it, the text itself where it is a piece of the value, or some of its lines. */
function partsIn(text: string, value: string): readonly string[] {
  if (value.length < least) return [];
  if (text.includes(value)) return [value];
  const copied = text.trim();
  if (copied.length >= least && value.includes(copied)) return [copied];
  const lines = value.split('\n').map((line) => line.trim());
  return lines.filter((line) => line.length >= leastLine && text.includes(line));
}

/** A scalar without its quotes or its block's head. */
function bare(source: string): string {
  const quoted = /^(["'])([\s\S]*)\1$/.exec(source.trim());
  return quoted?.[2] ?? source.replace(/^[|>][^\n]*\n/, '');
}

function nameOf({ where, key }: SecretHit): string {
  if (where.kind === 'variable') return where.name;
  const last = where.path?.keys.findLast((one) => typeof one === 'string');
  return `${key === '' ? String(last ?? `line ${where.line}`) : key} of ${where.layer}`;
}
