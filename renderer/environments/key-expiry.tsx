import { CalendarClock } from 'lucide-react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { Badge } from '../ui/pieces.tsx';
import { count, day } from '../words/phrases.ts';

const warnedDays = 14;

/** Days until a key ends, rounded down and negative once it has; null when it has no known end. */
export function daysLeft(keyExpiresAt: string | null, now: number): number | null {
  const end = keyExpiresAt === null ? Number.NaN : Date.parse(keyExpiresAt);
  return Number.isNaN(end) ? null : Math.floor((end - now) / 86_400_000);
}

/** Warns of a key that ends within two weeks, or has ended. */
export function KeyExpiry({ environment }: { readonly environment: EnvironmentSummary }) {
  const { keyExpiresAt } = environment;
  const left = daysLeft(keyExpiresAt, Date.now());
  if (keyExpiresAt === null || left === null || left > warnedDays) return null;
  const words =
    left < 0 ? 'Key expired' : left === 0 ? 'Key expires today' : `Key expires in ${count(left, 'day', 'days')}`;
  return (
    <span title={`The API key of ${environment.name} ${left < 0 ? 'expired' : 'expires'} on ${day(keyExpiresAt)}.`}>
      <Badge tone={left < 0 ? 'bad' : 'warn'} icon={<CalendarClock size={11} aria-hidden />}>
        <span data-words>{words}</span>
      </Badge>
    </span>
  );
}
