import { CircleAlert, CircleCheck, CircleDashed, CircleQuestionMark, TriangleAlert } from 'lucide-react';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { Check, CheckState, Fix } from '../../shared/transfer/plan.ts';
import { checkWords, fixWords } from '../words/check-words.ts';
import { registryLabel } from '../words/registry-words.ts';
import { wayWords } from '../words/way-words.ts';
import { FixView } from './check-fixes.tsx';
import type { Companions } from './companions.ts';
import { NameConflict } from './name-conflict.tsx';
import styles from './parts.module.css';
import { stopsImport } from './parts.ts';
import { SharedAnswer } from './shared-answer.tsx';
import type { Planned } from './use-plans.ts';

const icons = {
  passed: CircleCheck,
  warning: TriangleAlert,
  open: CircleDashed,
  refused: CircleAlert,
  unknown: CircleQuestionMark,
} as const;

const stateNames: Readonly<Record<Exclude<CheckState, 'refused'>, string>> = {
  passed: 'Passed',
  warning: 'To know',
  open: 'Open',
  unknown: 'Could not be checked',
};

export interface CheckRowProps {
  readonly check: Check;
  readonly planned: Planned;
  readonly companions: Companions;
  readonly onCheckAgain: () => void;
}

/** One check: its state, what was found, and every way to settle it. */
export function CheckRow({ check, planned, companions, onCheckAgain }: CheckRowProps) {
  const Icon = icons[check.state];
  const { way } = planned.plan;
  const words = checkWords(check, way);
  const { registries } = planned.material.facts;
  const known = registries.known ? registries.value : [];
  const given = answersTo(check, planned.decisions);
  return (
    <li className={styles.check} data-state={check.state} data-row data-open={stopsImport(check) || undefined}>
      <Icon
        size={16}
        aria-label={check.state === 'refused' ? `Stops the ${wayWords[way].noun}` : stateNames[check.state]}
        className={styles.checkIcon}
      />
      <div className={styles.checkBody}>
        <p className={styles.checkTitle} data-selectable>
          {words.title}
        </p>
        {words.text === '' ? null : (
          <p className={styles.soft} data-selectable>
            {words.text}
          </p>
        )}
        {check.about === 'name' && check.taken !== null ? (
          <NameConflict planned={planned} uid={check.taken.uid} version={check.taken.version} />
        ) : null}
        <div className={styles.fixes}>
          {check.fixes.map((fix) => (
            <FixView
              key={fixKey(fix)}
              fix={fix}
              label={fixWords(fix, (uid) => registryLabel(uid, known), way)}
              planned={planned}
              companions={companions}
              onCheckAgain={onCheckAgain}
            />
          ))}
          {given.map(({ decision, what }) => (
            <SharedAnswer key={what} planned={planned} companions={companions} decision={decision} what={what} />
          ))}
        </div>
      </div>
    </li>
  );
}

interface Given {
  readonly decision: Decision;
  readonly what: string;
}

/** The answers that made a check what it is, each of which can be taken back. */
function answersTo(check: Check, decisions: readonly Decision[]): readonly Given[] {
  return decisions.flatMap((decision): readonly Given[] => {
    switch (decision.kind) {
      case 'accept':
        return decision.check === check.id ? [{ decision, what: '“Go on anyway”' }] : [];
      case 'create-macro':
        return check.about === 'macro' && check.macro === decision.macro && check.foundIn === null
          ? [{ decision, what: 'the new macro' }]
          : [];
      case 'set-version':
        return check.about === 'name' ? [{ decision, what: `version ${decision.version}` }] : [];
      case 'rename':
        return check.about === 'name' ? [{ decision, what: `the name ${decision.name}` }] : [];
      case 'choose-pack-version':
        return check.about === 'pack' && check.pack === decision.pack
          ? [{ decision, what: `version ${decision.version}` }]
          : [];
      default:
        return [];
    }
  });
}

function fixKey(fix: Fix): string {
  return fix.kind === 'decide' ? `${fix.suits}/${JSON.stringify(fix.decision)}` : fix.kind;
}
