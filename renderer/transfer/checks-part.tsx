import { CircleAlert, CircleCheck, CircleDashed, CircleQuestionMark, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Check, CheckState, Fix } from '../../shared/transfer/plan.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { checkWords, fixWords } from '../words/check-words.ts';
import { count } from '../words/phrases.ts';
import styles from './parts.module.css';
import { partOf, stopsImport } from './parts.ts';
import { type Planned, useAnswerBook } from './use-plans.ts';

const icons = {
  passed: CircleCheck,
  warning: TriangleAlert,
  open: CircleDashed,
  refused: CircleAlert,
  unknown: CircleQuestionMark,
} as const;

const stateNames: Readonly<Record<CheckState, string>> = {
  passed: 'Passed',
  warning: 'To know',
  open: 'Open',
  refused: 'Stops the import',
  unknown: 'Not known',
};

const order: readonly CheckState[] = ['refused', 'open', 'unknown', 'warning', 'passed'];

export interface ChecksPartProps {
  readonly planned: Planned;
  readonly companions: readonly string[];
  readonly onCheckAgain: () => void;
}

/** Everything that was looked at in the target: what stops the import first, what passed last. */
export function ChecksPart({ planned, companions, onCheckAgain }: ChecksPartProps) {
  const checks = planned.plan.checks.filter((check) => partOf(check) === 'checks');
  const loud = order
    .filter((state) => state !== 'passed')
    .flatMap((state) => checks.filter((check) => check.state === state));
  const passed = checks.filter((check) => check.state === 'passed');
  const stopping = loud.filter(stopsImport).length;
  return (
    <div className={styles.part}>
      <div className={styles.leadRow}>
        <p className={styles.lead}>
          {stopping === 0
            ? `${count(checks.length, 'check', 'checks')} against the target; none stops the import.`
            : `${count(stopping, 'check stops', 'checks stop')} the import. ${count(passed.length, 'check', 'checks')} passed.`}
        </p>
        <Button isDisabled={planned.transfer.checking} onPress={onCheckAgain}>
          {planned.transfer.checking ? 'Checking…' : 'Check again'}
        </Button>
      </div>
      {loud.length === 0 ? null : (
        <ul className={styles.checks} aria-label="Open checks">
          {loud.map((check) => (
            <CheckRow
              key={check.id}
              check={check}
              planned={planned}
              companions={companions}
              onCheckAgain={onCheckAgain}
            />
          ))}
        </ul>
      )}
      {passed.length === 0 ? null : (
        <details className={styles.passed} open={loud.length === 0}>
          <summary>{count(passed.length, 'check', 'checks')} passed</summary>
          <ul className={styles.checks} aria-label="Passed checks">
            {passed.map((check) => (
              <CheckRow
                key={check.id}
                check={check}
                planned={planned}
                companions={companions}
                onCheckAgain={onCheckAgain}
              />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function CheckRow({ check, planned, companions, onCheckAgain }: ChecksPartProps & { readonly check: Check }) {
  const Icon = icons[check.state];
  const words = checkWords(check);
  const book = useAnswerBook();
  const registries = planned.material.facts.registries;
  const registryName = (uid: string): string =>
    (registries.known ? registries.value.find((one) => one.uid === uid)?.name : undefined) ?? uid;
  const isAccepted = planned.decisions.some((one) => one.kind === 'accept' && one.check === check.id);
  return (
    <li className={styles.check} data-state={check.state}>
      <Icon size={16} aria-label={stateNames[check.state]} className={styles.checkIcon} />
      <div className={styles.checkBody}>
        <p className={styles.checkTitle} data-selectable>
          {words.title}
        </p>
        {words.text === '' ? null : (
          <p className={styles.soft} data-selectable>
            {words.text}
          </p>
        )}
        <div className={styles.fixes}>
          {check.fixes.map((fix) => (
            <FixView
              key={fixKey(fix)}
              fix={fix}
              label={fixWords(fix, registryName)}
              planned={planned}
              companions={companions}
              onCheckAgain={onCheckAgain}
            />
          ))}
          {isAccepted ? (
            <Button
              look="quiet"
              onPress={() => book.undecided(planned.transfer.id, { kind: 'accept', check: check.id })}
            >
              Take back “Go on anyway”
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}

function fixKey(fix: Fix): string {
  return fix.kind === 'decide' ? `${fix.suits}/${JSON.stringify(fix.decision)}` : fix.kind;
}

interface FixViewProps extends ChecksPartProps {
  readonly fix: Fix;
  readonly label: string | null;
}

function FixView({ fix, label, planned, companions, onCheckAgain }: FixViewProps) {
  const book = useAnswerBook();
  const id = planned.transfer.id;
  switch (fix.kind) {
    case 'decide':
      return <Button onPress={() => book.decided(id, companions, fix.decision)}>{label}</Button>;
    case 'check-again':
      return (
        <Button isDisabled={planned.transfer.checking} onPress={onCheckAgain}>
          {label}
        </Button>
      );
    case 'create-macro':
      return (
        <MacroForm
          macro={fix.macro}
          scopes={fix.scopes}
          preferred={planned.material.remembered.macroScopes[fix.macro]}
          onCreate={(scope, value) =>
            book.decided(id, companions, { kind: 'create-macro', macro: fix.macro, scope, value })
          }
        />
      );
    case 'type-name':
      return (
        <NameForm current={planned.plan.name} onRename={(name) => book.decided(id, [], { kind: 'rename', name })} />
      );
    case 'type-value':
      return null;
  }
}

interface MacroFormProps {
  readonly macro: string;
  readonly scopes: readonly ('project' | 'tenant')[];
  readonly preferred: 'project' | 'tenant' | undefined;
  readonly onCreate: (scope: 'project' | 'tenant', value: string) => void;
}

function MacroForm({ macro, scopes, preferred, onCreate }: MacroFormProps) {
  const [scope, setScope] = useState(preferred ?? scopes[0] ?? 'tenant');
  const [value, setValue] = useState('');
  return (
    <form
      className={styles.inlineForm}
      aria-label={`Create macro ${macro}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== '') onCreate(scope, value);
      }}
    >
      <TextField
        label={`Value of macro ${macro}`}
        labelHidden
        placeholder="Value"
        value={value}
        onChange={setValue}
        autoComplete="off"
        mono
      />
      {scopes.length < 2 ? null : (
        <Select
          label={`Scope of macro ${macro}`}
          labelHidden
          value={scope}
          onChange={(chosen) => setScope(chosen === 'project' ? 'project' : 'tenant')}
          choices={scopes.map((one) => ({ id: one, text: one === 'project' ? 'in the project' : 'in the tenant' }))}
        />
      )}
      <Button type="submit" isDisabled={value === ''}>
        {scopes.length < 2 ? `Create in the ${scope}` : 'Create macro'}
      </Button>
    </form>
  );
}

function NameForm({ current, onRename }: { readonly current: string; readonly onRename: (name: string) => void }) {
  const [name, setName] = useState(current);
  const tidy = name.trim();
  return (
    <form
      className={styles.inlineForm}
      aria-label="Import under another name"
      onSubmit={(event) => {
        event.preventDefault();
        if (tidy !== '' && tidy !== current) onRename(tidy);
      }}
    >
      <TextField label="Other name" labelHidden value={name} onChange={setName} autoComplete="off" />
      <Button type="submit" isDisabled={tidy === '' || tidy === current}>
        Import under this name
      </Button>
    </form>
  );
}
