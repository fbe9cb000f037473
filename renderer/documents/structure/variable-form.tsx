import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Variable } from '../../../shared/profile/document.ts';
import type { JsonValue } from '../../../shared/profile/source/changes.ts';
import { stepOf } from '../../transfer/values-keys.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Checkbox } from '../../ui/radio.tsx';
import { Select } from '../../ui/select.tsx';
import { count } from '../../words/phrases.ts';
import type { Working } from '../use-document.ts';
import { displayNameProblem, patternProblem, textProblem, variableNameProblem } from './checks.ts';
import { renamedUses } from './rename-uses.ts';
import styles from './structure.module.css';
import { useDraft } from './use-draft.ts';
import { VariableDefault } from './variable-default.tsx';
import { VariableOptions } from './variable-options.tsx';

interface VariableFormProps {
  readonly working: Working;
  readonly variable: Variable;
  /** Position among the variables as they are now. */
  readonly at: number;
  /** How often the layers refer to it, as last read. */
  readonly uses: number;
  /** Just added: it begins with its name. */
  readonly isNew: boolean;
  readonly onRemoved: () => void;
}

/** The formats of the specification (v1VariableFormat), as a person reads them. */
const formats: readonly (readonly [id: string, text: string])[] = [
  ['string', 'Text'],
  ['number', 'Number'],
  ['boolean', 'True or false'],
  ['ipv4', 'IPv4 address'],
  ['ipv4cidr', 'IPv4 range'],
  ['ipv6', 'IPv6 address'],
  ['version', 'Version'],
  ['base64', 'Base64'],
];

/** v1VariableInputType. */
const inputs: readonly (readonly [id: string, text: string])[] = [
  ['text', 'One line'],
  ['multiline', 'Several lines'],
  ['dropdown', 'One of a list'],
];

const switches: readonly (readonly [member: keyof Variable & string, words: string])[] = [
  ['required', 'Required'],
  ['immutable', 'Read-only'],
  ['hidden', 'Hidden'],
  ['isSensitive', 'Mask value'],
];

/** Everything that defines a variable, to change in place. Each change is a step that undo takes back. */
export function VariableForm({ working, variable, at, uses, isNew, onRemoved }: VariableFormProps) {
  const { book, profile, holes, values } = working;
  const others = (profile.spec.variables ?? []).filter((_, other) => other !== at);
  const hole = holes.find(({ where }) => where.kind === 'variable' && where.name === variable.name) ?? null;
  const left = () => book.left();
  const put = (member: string, value: JsonValue, typing: string | null): void =>
    book.changed([{ kind: 'variable', at, member, value }], typing === null ? null : `variable ${at} ${typing}`);
  const displayNames = others.map((one) => one.displayName ?? '');
  const displayName = useDraft(
    variable.displayName ?? '',
    (text) => displayNameProblem(text, displayNames),
    (text) => put('displayName', text, 'displayName'),
    left,
  );
  const description = useDraft(
    variable.description ?? '',
    textProblem,
    (text) => put('description', text, 'description'),
    left,
  );
  const regex = useDraft(variable.regex ?? '', patternProblem, (text) => put('regex', text, 'regex'), left);
  return (
    <fieldset className={styles.variable} aria-label={`Variable ${variable.name}`}>
      <NameField
        name={variable.name}
        uses={uses}
        isNew={isNew}
        others={others.map(({ name }) => name)}
        onName={(name, renamesUses) => {
          const found = renamesUses ? renamedUses(profile, variable.name, name) : [];
          book.changed([{ kind: 'variable', at, member: 'name', value: name }, ...found]);
        }}
      />
      <TextField label="Display name" {...displayName} />
      <Select
        label="Format"
        choices={known(formats, variable.format)}
        value={variable.format ?? 'string'}
        onChange={(id) => put('format', id, null)}
      />
      <Select
        label="Entered as"
        choices={known(inputs, variable.inputType)}
        value={variable.inputType ?? 'text'}
        onChange={(id) => put('inputType', id, null)}
      />
      <VariableDefault
        key={`${variable.isSensitive === true}`}
        variable={variable}
        hole={hole}
        typed={hole === null ? null : (values.get(hole.id) ?? null)}
        onDefault={(given, isTyping) => put('defaultValue', given, isTyping ? 'defaultValue' : null)}
        onTyped={(given) => hole !== null && book.typed(hole.id, given)}
        onLeft={left}
      />
      <TextField label="Pattern (RE2)" mono {...regex} />
      <div className={styles.whole}>
        <TextField label="Description" {...description} />
      </div>
      <div className={styles.switches}>
        {switches.map(([member, words]) => (
          <Checkbox
            key={member}
            isSelected={variable[member] === true}
            onChange={(isSelected) => put(member, isSelected, null)}
          >
            {words}
          </Checkbox>
        ))}
      </div>
      {variable.inputType === 'dropdown' ? (
        <VariableOptions
          options={variable.options ?? []}
          onOptions={(options, typing) => put('options', plain(options), typing)}
          onLeft={left}
        />
      ) : null}
      <footer className={styles.variableFoot}>
        <span className={styles.hint}>
          {uses === 0
            ? 'No layer uses it.'
            : uses === 1
              ? 'Used once in the layers.'
              : `Used ${count(uses, 'time', 'times')} in the layers.`}
        </span>
        <Button
          icon={<Trash2 size={14} aria-hidden />}
          onPress={() => {
            book.changed([{ kind: 'variable-removed', at }]);
            onRemoved();
          }}
        >
          Remove variable
        </Button>
      </footer>
    </fieldset>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly uses: number;
  readonly isNew: boolean;
  readonly others: readonly string[];
  readonly onName: (name: string, renamesUses: boolean) => void;
}

/** The name is taken over when the field is left: what refers to it may be renamed with it, in one step. */
function NameField({ name, uses, isNew, others, onName }: NameFieldProps) {
  const [draft, setDraft] = useState(name);
  const [shown, setShown] = useState(name);
  if (shown !== name) {
    setShown(name);
    setDraft(name);
  }
  const [renamesUses, setRenamesUses] = useState(true);
  const problem = variableNameProblem(draft, others);
  const isKnown = draft === name;
  const done = (): void => {
    if (!isKnown && problem === null) onName(draft, renamesUses);
  };
  return (
    <div className={styles.nameField}>
      <TextField
        label="Name"
        autoFocus={isNew}
        value={draft}
        error={isKnown ? undefined : (problem ?? undefined)}
        hint={isKnown ? `{{.spectro.var.${name}}}` : undefined}
        onChange={setDraft}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === 'Enter') done();
          else if (event.key === 'Escape' && !isKnown) setDraft(name);
          // Letters that no step holds yet are the field's own to take back.
          else if (stepOf(event) === null || isKnown) event.continuePropagation();
        }}
      />
      {uses === 0 ? null : (
        <Checkbox isSelected={renamesUses} onChange={setRenamesUses}>
          {uses === 1 ? 'A new name changes its use too' : `A new name changes its ${count(uses, 'use', 'uses')} too`}
        </Checkbox>
      )}
    </div>
  );
}

/** What is chosen stays a choice, also where the specification does not know it. */
function known(choices: readonly (readonly [string, string])[], value: string | null | undefined) {
  const all = choices.map(([id, text]) => ({ id, text }));
  const isOther = (value ?? '') !== '' && !choices.some(([id]) => id === value);
  return isOther ? [...all, { id: value ?? '', text: value ?? '' }] : all;
}

/** Options came from JSON or YAML and hold nothing else; members that are undefined are not there. */
function plain(options: NonNullable<Variable['options']> | readonly unknown[]): JsonValue {
  return JSON.parse(JSON.stringify(options)) as JsonValue;
}
