import { Boxes } from 'lucide-react';
import type { PlannedRepository } from '../../shared/transfer/plan.ts';
import { Button } from '../ui/button.tsx';
import { Badge, EmptyState } from '../ui/pieces.tsx';
import { Select } from '../ui/select.tsx';
import { count } from '../words/phrases.ts';
import styles from './parts.module.css';
import { type Planned, useAnswerBook } from './use-plans.ts';

const howWords: Readonly<Record<PlannedRepository['how'], string>> = {
  'only-one': 'the only one that has it',
  'exact-match': 'same name and kind as in the source',
  chosen: 'chosen',
  remembered: 'as last time',
  open: 'choose one',
  'none-needed': 'manifest, needs none',
  'cannot-verify': 'cannot be verified',
};

/** A row per pack: the repository of the target it is taken from. */
export function RepositoriesPart({ planned, companions }: { planned: Planned; companions: readonly string[] }) {
  const rows = planned.plan.repositories;
  if (rows.length === 0) {
    return (
      <EmptyState icon={<Boxes size={24} />} title="No repository to choose">
        No pack of this profile comes from a repository.
      </EmptyState>
    );
  }
  const open = rows.filter((row) => row.how === 'open').length;
  return (
    <div className={styles.part}>
      <p className={styles.lead}>
        {open === 0
          ? 'Every pack has its repository in the target.'
          : `${count(open, 'pack is', 'packs are')} in more than one repository of the target.`}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Pack</th>
            <th scope="col">From</th>
            <th scope="col">Repository in the target</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RepositoryRow
              key={`${row.layer}/${row.pack}`}
              row={row}
              siblings={rows.filter((other) => other.sourceRegistry === row.sourceRegistry).length}
              planned={planned}
              companions={companions}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RepositoryRowProps {
  readonly row: PlannedRepository;
  /** How many packs of this profile came from the same repository. */
  readonly siblings: number;
  readonly planned: Planned;
  readonly companions: readonly string[];
}

function RepositoryRow({ row, siblings, planned, companions }: RepositoryRowProps) {
  const book = useAnswerBook();
  const id = planned.transfer.id;
  const chosen = row.options.find((option) => option.uid === row.chosenUid);
  return (
    <tr data-open={row.how === 'open' || undefined}>
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
                text: option.name,
                hint: `${option.kind}, ${option.scope}`,
              }))}
              onChange={(registryUid) =>
                book.decided(id, companions, { kind: 'choose-registry', pack: row.pack, registryUid })
              }
            />
          ) : (
            <span>{chosen?.name ?? ''}</span>
          )}
          <Badge tone={row.how === 'open' || row.how === 'cannot-verify' ? 'warn' : 'quiet'}>{howWords[row.how]}</Badge>
          {row.how === 'chosen' && siblings > 1 && row.chosenUid !== null && row.sourceRegistry !== '' ? (
            <Button
              look="quiet"
              onPress={() =>
                book.decided(id, companions, {
                  kind: 'choose-registry-for-source',
                  sourceRegistry: row.sourceRegistry,
                  registryUid: row.chosenUid ?? '',
                })
              }
            >
              Use for all packs from {row.sourceRegistry}
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}
