import type { Reference } from '../../shared/profile/references.ts';
import { assertNever } from '../../shared/result.ts';
import type { CheckFinding, CheckState } from '../../shared/transfer/plan.ts';
import type { Way } from '../../shared/transfer/way.ts';
import type { CheckWords } from './check-words.ts';
import { defaultFault } from './file-words.ts';
import { notKnown } from './not-known.ts';
import { listed } from './phrases.ts';
import { wayWords } from './way-words.ts';

/** Where something is used: one line, or how often in which layers. */
export function usedIn(uses: readonly Reference[]): string {
  const [first] = uses;
  if (first === undefined) return '';
  const layers = [...new Set(uses.map((use) => use.layer))];
  return uses.length === 1
    ? `Used in ${first.layer}, line ${first.line}.`
    : `Used ${uses.length} times in ${listed(layers)}.`;
}

/** What was found about one macro. */
export function macroWords(
  check: Extract<CheckFinding, { about: 'macro' }> & { readonly state?: CheckState },
  way: Way,
): CheckWords {
  const { macro, foundIn, uses, unreadable } = check;
  if (foundIn !== null) {
    const where = foundIn === 'system' ? 'is a system macro of the target' : `exists in the target’s ${foundIn}`;
    return { title: `Macro ${macro} ${where}`, text: usedIn(uses) };
  }
  if (check.state === 'passed')
    return { title: `Macro ${macro} is created just before the ${wayWords[way].noun}`, text: usedIn(uses) };
  if (uses.length > 0 && uses.every((use) => use.inComment))
    return {
      title: `Macro ${macro} is named only in a comment`,
      text: `${commentIn(uses)} Nothing is rendered from a comment, so it is not needed.`,
    };
  if (unreadable.length > 0) {
    const title = `Whether the macro ${macro} exists is not known`;
    const scopes = `The macros of the ${listed(unreadable)} could not be read.`;
    return check.problem === null
      ? { title, text: `${scopes} ${usedIn(uses)}`.trim() }
      : notKnown(title, check.problem, `${scopes} ${usedIn(uses)}`.trim());
  }
  return {
    title: `Macro ${macro} is missing in the target`,
    text: `${usedIn(uses)} Without it the layer cannot be rendered. Enter its value to create it.`.trim(),
  };
}

function commentIn(uses: readonly Reference[]): string {
  const [first] = uses;
  if (first === undefined) return '';
  return uses.length === 1
    ? `In ${first.layer}, line ${first.line}.`
    : `${uses.length} times in ${listed([...new Set(uses.map((use) => use.layer))])}.`;
}

/** What was found about one profile variable. */
export function variableWords(check: Extract<CheckFinding, { about: 'variable' }>): CheckWords {
  const detail = check.detail === '' ? '' : ` ${check.detail}`;
  switch (check.finding) {
    case 'undefined':
      return {
        title: `Profile variable ${check.variable} is used but not defined`,
        text: `${usedIn(check.uses)} Define it in the source profile.${detail}`.trim(),
      };
    case 'unused':
      return { title: `Profile variable ${check.variable} is defined but not used`, text: `It does no harm.${detail}` };
    case 'bad-default':
      return {
        title: `The default of profile variable ${check.variable} ${defaultFault(check.detail)}`,
        text: 'Palette may refuse it, or the cluster that uses it. Correct it in the source profile.',
      };
    case 'bad-regex':
      return {
        title: `The pattern of profile variable ${check.variable} is not valid`,
        text: `Palette reads patterns as RE2. Correct it in the source profile.${detail}`,
      };
    case 'duplicate':
      return {
        title:
          check.detail === 'display-name'
            ? `The display name of profile variable ${check.variable} belongs to another variable too`
            : `Profile variable ${check.variable} is defined twice`,
        text: 'Names and display names are unique in a profile: Palette may refuse it, or keep one of them. Rename one in the source profile.',
      };
    case 'ok':
      return { title: `Profile variable ${check.variable} is complete`, text: detail.trim() };
    default:
      return assertNever(check.finding);
  }
}
