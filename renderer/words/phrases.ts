const numbers = new Intl.NumberFormat('en');

/** "12", "1,240". */
export function amount(of: number): string {
  return numbers.format(of);
}

/** "1 profile", "12 profiles". */
export function count(of: number, one: string, many: string): string {
  return `${amount(of)} ${of === 1 ? one : many}`;
}

/** "1 second", "30 seconds". */
export function seconds(amount: number): string {
  return count(amount, 'second', 'seconds');
}

/** The server's own words, quoted, as a sentence; one of ours when it had none. `detail` follows in brackets. */
export function serverSaid(message: string, detail = ''): string {
  const words = message.trim();
  const more = detail === '' ? '' : ` (${detail})`;
  if (words === '') return `The server gave no reason${more}.`;
  return `The server says: “${words}”${more}${more === '' && /[.!?]$/.test(words) ? '' : '.'}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined) return '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** "4:07" until a moment; "0:00" once it passed. */
export function countdown(until: number, now: number): string {
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

const steps: readonly (readonly [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [86_400 * 14, 86_400, 'day'],
  [86_400 * 60, 86_400 * 7, 'week'],
  [86_400 * 700, 86_400 * 30.4, 'month'],
  [Number.POSITIVE_INFINITY, 86_400 * 365.25, 'year'],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' });

/** "3 days ago"; "just now" within a minute; empty when unknown. */
export function ago(iso: string | null, now: number): string {
  const moment = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(moment)) return '';
  const past = (now - moment) / 1000;
  if (past < 60) return 'just now';
  const [, size, unit] = steps.find(([limit]) => past < limit) ?? [0, 60, 'minute' as const];
  return relative.format(-Math.floor(past / size), unit);
}

// Made once: making one takes longer than a thousand uses of it.
const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** "4 Mar 2026, 14:05", where the person is. */
export function moment(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : dateAndTime.format(at);
}

/** "4 March 2026". */
export function day(iso: string): string {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) return iso;
  return longDate.format(moment);
}
