import { createRedactor } from '../redact.ts';

const HIDDEN = '[hidden]';
// The redactor leaves shorter ones alone: they occur in ordinary words. A text that holds one is dropped as a whole.
const shortestReplaced = 4;
const longestShown = 600;

/**
 * The server's own words, whole as they came, without any of the given secrets, and short: what is cut before no longer
 * holds a secret whole and keeps part of it.
 * SECURITY: Palette's 404 for an unknown API key repeats the key in its message, and a refusal may quote a value of
 * the request's body.
 */
export function hideIn(text: string, secrets: readonly string[]): string {
  const redactor = createRedactor();
  for (const secret of secrets) {
    const trimmed = secret.trim();
    if (trimmed !== '' && trimmed.length < shortestReplaced && text.includes(trimmed)) return HIDDEN;
    redactor.add(secret);
  }
  const shown = redactor.redact(text);
  return shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown;
}

/** Whether the text repeats the secret, as it is or URL-encoded. */
export function repeats(text: string, secret: string): boolean {
  return secret !== '' && (text.includes(secret) || text.includes(encodeURIComponent(secret)));
}
