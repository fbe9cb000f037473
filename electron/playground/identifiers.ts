import { createHash, randomBytes } from 'node:crypto';

/**
 * A 24-hex identifier of the form Palette uses, always the same for the same parts, so that two runs of the playground
 * show the same data.
 */
export function identifierOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 24);
}

/** A fresh API key. Keys exist only as long as the playground runs. */
export function freshApiKey(): string {
  return randomBytes(24).toString('base64url');
}

/** A digest as registries report it for pack and manifest contents. */
export function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
