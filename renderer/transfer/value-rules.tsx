import type { Variable } from '../../shared/profile/document.ts';
import { type PackRule, patternOf, ruleFault } from '../../shared/profile/pack-rules.ts';
import styles from './values.module.css';
import { variableProblem, variableRules } from './variable-hints.ts';

export interface ValueRulesProps {
  readonly variable: Variable | null;
  readonly rule: PackRule | null;
}

/** What the variable's definition or the pack's schema says of a value. */
export function ValueRules({ variable, rule }: ValueRulesProps) {
  const words = variable !== null ? variableWords(variable) : rule !== null ? ruleWords(rule) : [];
  const pattern = variable !== null ? (variable.regex ?? '') : rule !== null ? patternOf(rule) : '';
  if (words.length === 0 && pattern === '') return null;
  return (
    <p className={styles.about} data-selectable>
      {words.join(' · ')}
      {pattern === '' ? null : (
        <>
          {words.length === 0 ? 'Must match ' : ' · must match '}
          <code className={styles.path}>{pattern}</code>
        </>
      )}
    </p>
  );
}

/** The values that are allowed; empty: any. */
export function allowedValues({ variable, rule }: ValueRulesProps): readonly { value: string; label: string }[] {
  if (variable?.inputType === 'dropdown') {
    return (variable.options ?? []).map(({ value, label }) => ({ value, label: label ?? value }));
  }
  return variable === null && rule !== null ? rule.options.map((value) => ({ value, label: value })) : [];
}

/** What is wrong with a value under the rules that hold for it; null where nothing is. */
export function valueProblem({ variable, rule }: ValueRulesProps, value: string): string | null {
  if (variable !== null) return variableProblem(variable, value);
  switch (rule === null ? null : ruleFault(rule, value)) {
    case 'option':
      return 'This is not one of the values the pack offers.';
    case 'pattern':
      return 'This does not match the pattern the pack asks for.';
    default:
      return null;
  }
}

function variableWords(variable: Variable): readonly string[] {
  const { displayName, description } = variable;
  return [displayName ?? '', description ?? '', ...variableRules(variable)].filter((words) => words !== '');
}

function ruleWords({ isRequired, isReadonly, hints }: PackRule): readonly string[] {
  return [
    ...hints,
    ...(isRequired ? ['required by the pack'] : []),
    ...(isReadonly ? ['read only in the pack'] : []),
  ].filter((words) => words.trim() !== '');
}
