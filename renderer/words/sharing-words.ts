import { count, listed } from './phrases.ts';

interface Elsewhere {
  readonly profile: string;
  readonly isOpen: boolean;
}

/** Which other profiles of the sheet miss the same value. */
export function sharingWords(elsewhere: readonly Elsewhere[]): string {
  const open = elsewhere.filter((one) => one.isOpen);
  const all = elsewhere.length;
  if (open.length > 0) return `${names(open)} ${open.length === 1 ? 'asks' : 'ask'} for the same value.`;
  return `${count(all, 'other profile asks', 'other profiles ask')} for the same value and ${all === 1 ? 'has its' : 'have their'} own answer.`;
}

/** For how many profiles one answer counts, and who still asks. */
export function sharedWords(profiles: number, open: readonly Elsewhere[]): string {
  const words = `One answer for ${count(profiles, 'profile', 'profiles')} of this sheet`;
  return open.length === 0 ? `${words}.` : `${words}. ${names(open)} ${open.length === 1 ? 'asks' : 'ask'} the same.`;
}

function names(open: readonly Elsewhere[]): string {
  const [first] = open;
  if (first === undefined || open.length < 3) return listed(open.map(({ profile }) => profile));
  return `${first.profile} and ${open.length - 1} more profiles`;
}
