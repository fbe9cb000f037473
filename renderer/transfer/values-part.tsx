import { Eye, EyeOff, KeyRound, ListChecks } from 'lucide-react';
import { useId, useState } from 'react';
import type { Check, PlannedHole } from '../../shared/transfer/plan.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Badge, EmptyState, type Tone } from '../ui/pieces.tsx';
import { fixWords } from '../words/check-words.ts';
import { holeGroup, holeLabel, holeName } from '../words/hole-words.ts';
import { typedFor } from './decisions.ts';
import styles from './parts.module.css';
import { type Planned, useAnswerBook } from './use-plans.ts';

const stateWords: Readonly<Record<PlannedHole['state'], { readonly text: string; readonly tone: Tone }>> = {
  'not-filled': { text: 'not filled', tone: 'warn' },
  typed: { text: 'filled', tone: 'good' },
  remembered: { text: 'from keychain', tone: 'good' },
  'kept-empty': { text: 'kept empty', tone: 'quiet' },
  'left-masked': { text: 'stays masked', tone: 'warn' },
};

/** Every value the source did not give, by layer. */
export function ValuesPart({ planned }: { readonly planned: Planned }) {
  const { holes, checks } = planned.plan;
  if (holes.length === 0) {
    return (
      <EmptyState icon={<ListChecks size={24} />} title="No value is missing">
        The source gave every value of this profile; none is masked.
      </EmptyState>
    );
  }
  const groups = Map.groupBy(holes, ({ hole }) => holeGroup(hole));
  return (
    <div className={styles.part}>
      <p className={styles.lead}>
        The source hides these values. What you enter stays on this computer until it is imported.
      </p>
      {[...groups].map(([group, members]) => (
        <section key={group} className={styles.group}>
          <h3 className={styles.groupName}>{group}</h3>
          {members.map((one) => (
            <HoleRow
              key={one.hole.id}
              planned={planned}
              hole={one}
              check={checks.find((check) => check.about === 'masked-value' && check.hole.id === one.hole.id)}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

interface HoleRowProps {
  readonly planned: Planned;
  readonly hole: PlannedHole;
  readonly check: Check | undefined;
}

function HoleRow({ planned, hole: { hole, state, remembered }, check }: HoleRowProps) {
  const book = useAnswerBook();
  const labelId = useId();
  const [revealed, setRevealed] = useState(false);
  const id = planned.transfer.id;
  const value = typedFor(planned.decisions, hole.id);
  const isLong = hole.form === 'block' || value.includes('\n');
  const words = stateWords[state];
  const isAnswered = state === 'remembered' || state === 'kept-empty' || state === 'left-masked';
  const typed = (text: string): void => {
    book.decided(
      id,
      [],
      text === '' ? { kind: 'reopen', hole: hole.id } : { kind: 'fill', hole: hole.id, value: text },
    );
  };
  return (
    <div className={styles.hole}>
      <div className={styles.holeHead}>
        <span id={labelId} className={styles.path} data-selectable>
          {holeLabel(hole)}
        </span>
        {hole.line === 0 ? null : <span className={styles.faint}>line {hole.line}</span>}
        <span className={styles.space} />
        <Badge tone={words.tone} icon={state === 'remembered' ? <KeyRound size={11} aria-hidden /> : undefined}>
          {words.text}
        </Badge>
      </div>
      {isAnswered ? null : (
        <div data-begin className={styles.holeField} data-concealed={isLong && !revealed ? true : undefined}>
          <TextField
            label={`Value for ${holeName(hole)}`}
            labelHidden
            value={value}
            onChange={typed}
            autoComplete="off"
            mono
            placeholder={hole.reason === 'masked' ? 'Masked in the source' : 'Required'}
            {...(isLong ? { rows: 4 } : { type: revealed ? ('text' as const) : ('password' as const) })}
            trailing={
              <IconButton
                label={`${revealed ? 'Hide' : 'Show'} value for ${holeName(hole)}`}
                onPress={() => setRevealed(!revealed)}
              >
                {revealed ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
              </IconButton>
            }
          />
        </div>
      )}
      <div className={styles.fixes}>
        {isAnswered ? (
          <Button look="quiet" onPress={() => book.decided(id, [], { kind: 'reopen', hole: hole.id })}>
            Enter another value
          </Button>
        ) : null}
        {remembered === 'moved' && state === 'not-filled' ? (
          <span className={styles.faint}>A value was remembered for another path of this layer.</span>
        ) : null}
        {isAnswered
          ? null
          : (check?.fixes ?? []).map((fix) => {
              const label = fixWords(fix, () => '');
              if (label === null || fix.kind !== 'decide') return null;
              return (
                <Button
                  key={label}
                  look="quiet"
                  aria-describedby={labelId}
                  onPress={() => book.decided(id, [], fix.decision)}
                >
                  {label}
                </Button>
              );
            })}
      </div>
    </div>
  );
}
