import { Download, Plus, Server, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { environmentIdOf, type TransferSource } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { leavePlaces } from '../panes/show-places.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { isInReview } from '../transfer/phase.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { EmptyState, Space } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Question, SheetBody, SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';
import { count, listed } from '../words/phrases.ts';
import styles from './environments.module.css';
import { ManagerRow } from './manager-row.tsx';

/** What came of the last export or import. */
type Outcome =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'told'; readonly title: string; readonly text: string };

/** Every environment in its order, with what is stored of it and where. */
export function Manager({ onClose }: { readonly onClose: () => void }) {
  const stores = useStores();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const { signInOpened } = stores.view.getState();
  const { orderChosen, exportChosen, importChosen } = stores.environments.getState();
  const [removing, setRemoving] = useState<EnvironmentSummary | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [moved, setMoved] = useState('');
  const saved = environments.filter((one) => !one.isSample);
  const list = useRef<HTMLElement>(null);
  /** Where the row stood that was just removed, and the keyboard with it. */
  const removedAt = useRef<number | null>(null);
  useEffect(() => {
    const at = removedAt.current;
    if (removing !== null || at === null) return;
    removedAt.current = null;
    // After the question, which wants to give the keyboard back to the row that is gone.
    requestAnimationFrame(() => {
      const rows = [...(list.current?.querySelectorAll('li') ?? [])];
      const next = (rows[at] ?? rows.at(-1))?.querySelector<HTMLElement>('[data-remove]');
      (next ?? list.current?.parentElement?.querySelector<HTMLElement>('[data-add]'))?.focus();
    });
  }, [removing]);

  const move = async (one: EnvironmentSummary, by: -1 | 1): Promise<void> => {
    const ids = saved.map(({ id }) => id);
    const from = ids.indexOf(one.id);
    ids.splice(from, 1);
    ids.splice(from + by, 0, one.id);
    const answer = await orderChosen(ids);
    if (answer.ok) setMoved(`${one.name} is now ${from + by + 1} of ${saved.length}`);
    else setOutcome({ kind: 'problem', problem: answer.problem });
  };
  const exportList = async (): Promise<void> => {
    const answer = await exportChosen();
    if (!answer.ok) setOutcome({ kind: 'problem', problem: answer.problem });
    else if (answer.value !== null) {
      const { count: amount, fileName } = answer.value;
      const title = `${count(amount, 'environment', 'environments')} saved as ${fileName}`;
      setOutcome({
        kind: 'told',
        title,
        text: 'The file has names, addresses, colours and CA files. It has no API key.',
      });
    }
  };
  const importList = async (): Promise<void> => {
    const answer = await importChosen();
    if (!answer.ok) setOutcome({ kind: 'problem', problem: answer.problem });
    else if (answer.value !== null) setOutcome({ kind: 'told', ...importWords(answer.value) });
  };

  return (
    <Sheet label="Environments" isOpen onClose={onClose} size="medium">
      <SheetHead
        title="Environments"
        onClose={onClose}
        note="API keys are in the keychain of this computer; names, addresses, colours and CA files in the settings file. Exporting the list writes no key."
      />
      <SheetBody ref={list}>
        {outcome === null ? null : outcome.kind === 'problem' ? (
          <ProblemNotice problem={outcome.problem} />
        ) : (
          <Notice kind="good" live title={outcome.title}>
            {outcome.text}
          </Notice>
        )}
        {environments.length === 0 ? (
          <EmptyState icon={<Server size={24} />} title="No environments yet">
            Add one with its address and an API key, or import a list that a colleague exported.
          </EmptyState>
        ) : (
          <ul className={styles.manager} aria-label="Environments">
            {environments.map((one) => (
              <ManagerRow
                key={one.id}
                environment={one}
                at={saved.indexOf(one)}
                last={saved.length - 1}
                onMove={(by) => void move(one, by)}
                onEdit={() => signInOpened({ id: one.id })}
                onRemove={() => setRemoving(one)}
              />
            ))}
          </ul>
        )}
        <p className={styles.unseen} role="status">
          {moved}
        </p>
      </SheetBody>
      <SheetFoot>
        <Button icon={<Upload size={14} aria-hidden />} onPress={() => void importList()}>
          Import list…
        </Button>
        <Button
          icon={<Download size={14} aria-hidden />}
          isDisabled={saved.length === 0}
          onPress={() => void exportList()}
        >
          Export list…
        </Button>
        <Space />
        <Button
          look="primary"
          icon={<Plus size={14} aria-hidden />}
          onPress={() => signInOpened({ id: null })}
          data-add
        >
          Add environment
        </Button>
      </SheetFoot>
      {removing === null ? null : (
        <RemoveQuestion
          environment={removing}
          onRemoved={() => {
            removedAt.current = environments.indexOf(removing);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </Sheet>
  );
}

function importWords({ added, skipped }: { added: readonly EnvironmentSummary[]; skipped: readonly string[] }) {
  const kept =
    skipped.length === 0
      ? ''
      : ` ${listed(skipped)} ${skipped.length === 1 ? 'was' : 'were'} here already and stayed as before.`;
  return added.length === 0
    ? { title: 'Nothing new in this list', text: kept.trim() }
    : {
        title: `${count(added.length, 'environment', 'environments')} added`,
        text: `Enter ${added.length === 1 ? 'its API key' : 'their API keys'} below to use ${added.length === 1 ? 'it' : 'them'}.${kept}`,
      };
}

interface RemoveQuestionProps {
  readonly environment: EnvironmentSummary;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

function RemoveQuestion({ environment, onRemoved, onClose }: RemoveQuestionProps) {
  const stores = useStores();
  const reviews = useFrom(
    stores.transfers,
    ({ transfers }) =>
      transfers.filter((one) => isInReview(one) && isOf(environment, [one.request.source, one.request.target])).length,
  );
  const remove = async (): Promise<void> => {
    const answer = await stores.environments.getState().removeChosen(environment.id);
    if (!answer.ok) stores.notices.getState().told(answer.problem);
    else {
      onRemoved();
      leavePlaces(stores, (place) => environmentIdOf(place) === environment.id);
    }
    onClose();
  };
  return (
    <Question title={`Remove ${environment.name}?`} act="Remove" onAct={() => void remove()} onClose={onClose}>
      <p>Its address and API key are forgotten on this computer. Nothing changes in Palette itself.</p>
      {reviews === 0 ? null : (
        <p>
          {`${count(reviews, 'review', 'reviews')} in Transfers ${reviews === 1 ? 'needs' : 'need'} it and cannot be finished without it.`}
        </p>
      )}
    </Question>
  );
}

function isOf({ id }: EnvironmentSummary, places: readonly TransferSource[]): boolean {
  return places.some((place) => environmentIdOf(place) === id);
}
