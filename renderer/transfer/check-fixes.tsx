import { useState } from 'react';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { Fix } from '../../shared/transfer/plan.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { wayWords } from '../words/way-words.ts';
import type { Companions } from './companions.ts';
import styles from './parts.module.css';
import { useAnswerBook } from './use-answer-book.ts';
import type { Planned } from './use-plans.ts';

export interface FixViewProps {
  readonly fix: Fix;
  readonly label: string | null;
  readonly planned: Planned;
  readonly companions: Companions;
  readonly onCheckAgain: () => void;
}

/** One way to settle a check: a click, or a field. */
export function FixView({ fix, label, planned, companions, onCheckAgain }: FixViewProps) {
  const book = useAnswerBook();
  const id = planned.transfer.id;
  const decide = (decision: Decision): void => book.decided(id, companions(decision), decision);
  switch (fix.kind) {
    case 'decide':
      return <Button onPress={() => decide(fix.decision)}>{label}</Button>;
    case 'check-again':
      return (
        <Button isDisabled={planned.transfer.checking} onPress={onCheckAgain}>
          {label}
        </Button>
      );
    case 'create-macro':
      return (
        <MacroForm
          transfer={id}
          macro={fix.macro}
          scopes={fix.scopes}
          preferred={planned.material.remembered.macroScopes[fix.macro]}
          onCreate={(scope, value) => decide({ kind: 'create-macro', macro: fix.macro, scope, value })}
        />
      );
    case 'type-name':
      return (
        <NameForm
          transfer={id}
          current={planned.plan.name}
          verb={wayWords[planned.plan.way].Verb}
          onRename={(name) => book.decided(id, [], { kind: 'rename', name })}
        />
      );
    case 'drop-edits':
      return <Button onPress={() => book.undecided(id, fix.decision)}>{label}</Button>;
    case 'type-value':
      return null;
  }
}

/** A text that waits here while another part of the sheet is on screen. */
function useBegun(transfer: string, question: string, empty: string) {
  const book = useAnswerBook();
  const [text, setText] = useState(() => book.begun(transfer, question) ?? empty);
  const begin = (given: string): void => {
    setText(given);
    book.begin(transfer, question, given === empty ? null : given);
  };
  const answered = (): void => book.begin(transfer, question, null);
  return { text, begin, answered };
}

interface MacroFormProps {
  readonly transfer: string;
  readonly macro: string;
  readonly scopes: readonly ('project' | 'tenant')[];
  readonly preferred: 'project' | 'tenant' | undefined;
  readonly onCreate: (scope: 'project' | 'tenant', value: string) => void;
}

function MacroForm({ transfer, macro, scopes, preferred, onCreate }: MacroFormProps) {
  const isRemembered = preferred !== undefined && scopes.includes(preferred);
  const [scope, setScope] = useState((isRemembered ? preferred : scopes[0]) ?? 'tenant');
  const { text: value, begin, answered } = useBegun(transfer, `macro/${macro}`, '');
  return (
    <form
      className={styles.inlineForm}
      aria-label={`Create macro ${macro}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (value === '') return;
        answered();
        onCreate(scope, value);
      }}
    >
      <TextField
        label={`Value of macro ${macro}`}
        labelHidden
        placeholder="Value"
        value={value}
        onChange={begin}
        autoComplete="off"
        mono
      />
      {scopes.length < 2 ? null : (
        <Select
          label={`Scope of macro ${macro}`}
          labelHidden
          value={scope}
          onChange={(chosen) => setScope(chosen === 'project' ? 'project' : 'tenant')}
          choices={scopes.map((one) => ({
            id: one,
            text: one === 'project' ? 'in the project' : 'in the tenant',
            ...(one === preferred ? { hint: 'as last time' } : {}),
          }))}
        />
      )}
      <Button type="submit" isDisabled={value === ''}>
        {scopes.length < 2 ? `Create in the ${scope}` : 'Create macro'}
      </Button>
    </form>
  );
}

interface NameFormProps {
  readonly transfer: string;
  readonly current: string;
  /** Import or clone. */
  readonly verb: string;
  readonly onRename: (name: string) => void;
}

function NameForm({ transfer, current, verb, onRename }: NameFormProps) {
  const { text: name, begin, answered } = useBegun(transfer, 'name', current);
  const tidy = name.trim();
  return (
    <form
      className={styles.inlineForm}
      aria-label={`${verb} under another name`}
      onSubmit={(event) => {
        event.preventDefault();
        if (tidy === '' || tidy === current) return;
        answered();
        onRename(tidy);
      }}
    >
      <TextField label="Other name" labelHidden value={name} onChange={begin} autoComplete="off" />
      <Button type="submit" isDisabled={tidy === '' || tidy === current}>
        {`${verb} under this name`}
      </Button>
    </form>
  );
}
