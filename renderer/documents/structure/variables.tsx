import { ChevronDown, ChevronRight, Plus } from 'lucide-react';
import { Fragment, useRef, useState } from 'react';
import type { Variable } from '../../../shared/profile/document.ts';
import { Button } from '../../ui/button.tsx';
import { count } from '../../words/phrases.ts';
import styles from '../documents.module.css';
import { stateOf, type Working } from '../use-document.ts';
import { freeVariableName } from './checks.ts';
import structure from './structure.module.css';
import { VariableForm } from './variable-form.tsx';

interface VariablesProps {
  readonly working: Working;
  /** Position of the variable whose form is open; null: none. */
  readonly open: number | null;
  readonly onOpen: (at: number | null) => void;
  /** How often each is used, as last read. */
  readonly uses: ReadonlyMap<string, number>;
  /** Fill in the missing value of a variable. */
  readonly chosen: (hole: string) => void;
}

/** The variables of the profile in the order in which Palette shows them; each opens to be changed. */
export function Variables({ working, open, onOpen, uses, chosen }: VariablesProps) {
  const { book, profile, holes, values } = working;
  const variables = profile.spec.variables ?? [];
  const frame = useRef<HTMLElement>(null);
  const [isNew, setNew] = useState(false);
  const added = (): void => {
    const at = variables.length;
    const variable = { name: freeVariableName(variables), format: 'string', defaultValue: '', required: false };
    book.changed([{ kind: 'variable-added', at, variable }]);
    setNew(true);
    onOpen(at);
  };
  return (
    <section ref={frame} data-field="variables" aria-label="Profile variables">
      <div className={structure.sectionHead}>
        <h3>{count(variables.length, 'profile variable', 'profile variables')}</h3>
        <Button data-add-variable="" look="quiet" icon={<Plus size={14} aria-hidden />} onPress={added}>
          Add variable
        </Button>
      </div>
      {variables.length === 0 ? (
        <p className={styles.faint}>
          This profile defines none. A variable is a value that is asked for when a cluster is deployed.
        </p>
      ) : (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <thead>
              <tr>
                {['Variable', 'Format', 'Default', 'Rules', 'Used', 'Description'].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {variables.map((variable, at) => {
                const hole = holes.find(({ where }) => where.kind === 'variable' && where.name === variable.name);
                const isOpen = open === at;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a file may define one name twice
                  <Fragment key={at}>
                    <tr>
                      <th scope="row">
                        <Button
                          look="quiet"
                          aria-expanded={isOpen}
                          data-field={`variable/${at}`}
                          icon={isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
                          onPress={() => {
                            setNew(false);
                            onOpen(isOpen ? null : at);
                          }}
                        >
                          {variable.name}
                        </Button>
                      </th>
                      <td>{variable.format ?? ''}</td>
                      <td data-selectable>
                        {hole === undefined ? (
                          defaultOf(variable)
                        ) : (
                          <Button look="quiet" onPress={() => chosen(hole.id)}>
                            {stateOf(values, hole.id) === 'not-filled' ? 'Fill in' : 'Change the value'}
                            <span className={styles.hidden}> of {variable.name}</span>
                          </Button>
                        )}
                      </td>
                      <td>{rulesOf(variable).join(', ')}</td>
                      <td>{uses.get(variable.name) ?? 0}</td>
                      <td data-selectable>{variable.description ?? ''}</td>
                    </tr>
                    {isOpen ? (
                      <tr className={structure.openRow}>
                        <td colSpan={6}>
                          <VariableForm
                            working={working}
                            variable={variable}
                            at={at}
                            uses={uses.get(variable.name) ?? 0}
                            isNew={isNew}
                            onRemoved={() => {
                              onOpen(null);
                              frame.current?.querySelector<HTMLElement>('[data-add-variable]')?.focus();
                            }}
                          />
                        </td>
                      </tr>
                    ) : null}
                  </Fragment>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** SECURITY: the default of a sensitive variable that came in plain text is not put on screen unasked. */
function defaultOf({ isSensitive, defaultValue }: Variable): string {
  const value = defaultValue ?? '';
  return isSensitive === true && value !== '' ? 'hidden' : value;
}

function rulesOf({ required, immutable, hidden, isSensitive, regex, inputType }: Variable): readonly string[] {
  return [
    required === true ? 'required' : '',
    isSensitive === true ? 'sensitive' : '',
    immutable === true ? 'read-only' : '',
    hidden === true ? 'hidden' : '',
    inputType === 'dropdown' ? 'one of a list' : '',
    (regex ?? '') === '' ? '' : `matches ${regex}`,
  ].filter((rule) => rule !== '');
}
