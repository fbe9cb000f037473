import { Boxes, History } from 'lucide-react';
import { Fragment } from 'react';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { PlannedRepository } from '../../shared/transfer/plan.ts';
import { Button } from '../ui/button.tsx';
import { useKeptFocus } from '../ui/kept-focus.ts';
import { Badge, EmptyState } from '../ui/pieces.tsx';
import { Select } from '../ui/select.tsx';
import { count } from '../words/phrases.ts';
import { registryHint, registryLabel } from '../words/registry-words.ts';
import type { Companions } from './companions.ts';
import styles from './parts.module.css';
import { SharedAnswer } from './shared-answer.tsx';
import { useAnswerBook } from './use-answer-book.ts';
import type { Planned } from './use-plans.ts';

const howWords: Readonly<Record<PlannedRepository['how'], string>> = {
  'only-one': 'the only one that has it',
  'exact-match': 'same name and kind as in the source',
  chosen: 'chosen',
  remembered: 'as last time',
  open: 'choose one',
  'none-needed': 'manifest, needs none',
  'cannot-verify': 'cannot be verified',
};

export interface RepositoriesPartProps {
  readonly planned: Planned;
  readonly companions: Companions;
}

/** A row per pack: the repository of the target it is taken from. */
export function RepositoriesPart({ planned, companions }: RepositoriesPartProps) {
  const part = useKeptFocus();
  const rows = planned.plan.repositories;
  if (rows.length === 0) {
    return (
      <EmptyState icon={<Boxes size={24} />} title="No repository to choose">
        {planned.plan.way === 'clone'
          ? 'Palette copies the packs as they are; their repositories belong to the same tenant.'
          : 'No pack of this profile comes from a repository.'}
      </EmptyState>
    );
  }
  const open = rows.filter(isOpen);
  const firstOpen = new Map(open.toReversed().map((row) => [row.sourceRegistry, row]));
  return (
    <div className={styles.part} ref={part}>
      <p className={styles.lead} role="status">
        {leadWords(rows)}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Pack</th>
            <th scope="col">From</th>
            <th scope="col">Repository in the target</th>
          </tr>
        </thead>
        <tbody data-begin>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pack may be there twice; rows never move
            <Fragment key={`${row.layer}/${row.pack}/${at}`}>
              {firstOpen.get(row.sourceRegistry) === row ? (
                <ForAllRow
                  planned={planned}
                  companions={companions}
                  open={open.filter((other) => other.sourceRegistry === row.sourceRegistry)}
                />
              ) : null}
              <RepositoryRow row={row} planned={planned} companions={companions} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function leadWords(rows: readonly PlannedRepository[]): string {
  const open = rows.filter(isOpen).length;
  if (open > 0) return `${count(open, 'pack is', 'packs are')} in more than one repository of the target.`;
  const unfound = rows.filter((row) => row.chosenUid === null && row.how !== 'none-needed').length;
  if (unfound === 0) return 'Every pack has its repository in the target.';
  return `${count(unfound, 'pack has', 'packs have')} no repository in the target yet. Checks say why.`;
}

function isOpen(row: PlannedRepository): boolean {
  return row.how === 'open' && row.options.length > 1;
}

/** One answer for every open pack of a source registry, offered where the first of them stands. */
function ForAllRow({ planned, companions, open }: RepositoriesPartProps & { open: readonly PlannedRepository[] }) {
  const book = useAnswerBook();
  const [first] = open;
  if (first === undefined || open.length < 2 || first.sourceRegistry === '') return null;
  const common = first.options.filter(({ uid }) => open.every((row) => row.options.some((other) => other.uid === uid)));
  if (common.length === 0) return null;
  const choose = (registryUid: string): void => {
    const { sourceRegistry } = first;
    const decision: Decision = { kind: 'choose-registry-for-source', sourceRegistry, registryUid };
    book.decided(planned.transfer.id, companions(decision), decision);
  };
  return (
    <tr data-row data-open className={styles.forAll}>
      <td colSpan={3}>
        <fieldset className={styles.forAllChoices}>
          <legend className={styles.strong}>
            {count(open.length, 'pack', 'packs')} from {first.sourceRegistry}: one answer for all
          </legend>
          {common.map(({ uid }) => (
            <Button key={uid} onPress={() => choose(uid)}>
              {`Use ${registryLabel(uid, first.options)} for all packs from ${first.sourceRegistry}`}
            </Button>
          ))}
        </fieldset>
      </td>
    </tr>
  );
}

interface RepositoryRowProps extends RepositoriesPartProps {
  readonly row: PlannedRepository;
}

function RepositoryRow({ row, planned, companions }: RepositoryRowProps) {
  const book = useAnswerBook();
  const chosen = row.options.find((option) => option.uid === row.chosenUid);
  const answer = planned.decisions.findLast(
    (decision) =>
      (decision.kind === 'choose-registry' && decision.pack === row.pack) ||
      (decision.kind === 'choose-registry-for-source' && decision.sourceRegistry === row.sourceRegistry),
  );
  const choose = (registryUid: string): void => {
    const decision: Decision = { kind: 'choose-registry', pack: row.pack, registryUid };
    book.decided(planned.transfer.id, companions(decision), decision);
  };
  const isForAll = answer?.kind === 'choose-registry-for-source';
  return (
    <tr data-row data-open={isOpen(row) || undefined}>
      <th scope="row">
        <span className={styles.strong}>{row.pack}</span> <span className={styles.soft}>{row.version}</span>
      </th>
      <td className={styles.soft}>{row.sourceRegistry}</td>
      <td>
        <div className={styles.choice}>
          {row.options.length > 1 ? (
            <Select
              label={`Repository for ${row.pack}`}
              labelHidden
              placeholder="Choose a repository"
              value={row.chosenUid}
              choices={row.options.map((option) => ({
                id: option.uid,
                text: registryLabel(option.uid, row.options),
                hint: registryHint(option),
              }))}
              onChange={choose}
            />
          ) : chosen === undefined ? null : (
            <span>{registryLabel(chosen.uid, row.options)}</span>
          )}
          <Badge
            tone={
              row.how === 'open' || row.how === 'cannot-verify' ? 'warn' : row.how === 'remembered' ? 'note' : 'quiet'
            }
            icon={row.how === 'remembered' ? <History size={11} aria-hidden /> : undefined}
          >
            {row.how === 'chosen' && isForAll ? 'chosen for all' : howWords[row.how]}
          </Badge>
          {row.how === 'chosen' && answer !== undefined && isFirstOf(planned, row, answer.kind) ? (
            <SharedAnswer
              planned={planned}
              companions={companions}
              decision={answer}
              what={isForAll ? `the choice for ${row.sourceRegistry}` : `the choice for ${row.pack}`}
            />
          ) : null}
        </div>
      </td>
    </tr>
  );
}

/** An answer for a whole source registry is taken back at its first row alone. */
function isFirstOf({ plan }: Planned, row: PlannedRepository, kind: string): boolean {
  return (
    kind === 'choose-registry' ||
    plan.repositories.find((other) => other.sourceRegistry === row.sourceRegistry && other.how === 'chosen') === row
  );
}
