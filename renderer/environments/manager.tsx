import { KeyRound, Lock, Pencil, Plus, Server, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Badge, EmptyState, EnvironmentDot } from '../ui/pieces.tsx';
import { classNames, keyStateWords } from '../words/place-words.ts';
import styles from './environments.module.css';

export interface ManagerProps {
  readonly onAdd: () => void;
  readonly onEdit: (id: string) => void;
  readonly onClose: () => void;
}

/** Every environment with what is stored of it and where. */
export function Manager({ onAdd, onEdit, onClose }: ManagerProps) {
  const stores = useStores();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const [removing, setRemoving] = useState<EnvironmentSummary | null>(null);
  return (
    <Sheet label="Environments" isOpen onClose={onClose} size="medium">
      <header className={styles.sheetHead}>
        <div className={styles.headRow}>
          <h2>Environments</h2>
          <IconButton label="Close" onPress={onClose}>
            <X size={14} aria-hidden />
          </IconButton>
        </div>
        <p className={styles.soft}>
          API keys are in the keychain of this computer; names, addresses and colours in the settings. Nothing else is
          kept.
        </p>
      </header>
      <div className={styles.sheetBody}>
        {environments.length === 0 ? (
          <EmptyState icon={<Server size={24} />} title="No environments yet">
            Add one with its address and an API key.
          </EmptyState>
        ) : (
          <ul className={styles.manager} aria-label="Environments">
            {environments.map((one) => (
              <li key={one.id} className={styles.managerRow} data-env={one.colour}>
                <EnvironmentDot colour={one.colour} />
                <div className={styles.managerText}>
                  <p className={styles.managerName}>
                    {one.name}
                    <Badge
                      tone={one.class === 'production' ? 'bad' : 'quiet'}
                      icon={one.class === 'production' ? <Lock size={11} aria-hidden /> : undefined}
                    >
                      {classNames[one.class]}
                    </Badge>
                    {one.isSample ? <Badge tone="note">Sample, for this run</Badge> : null}
                  </p>
                  <p className={styles.soft} data-selectable>
                    {one.address}
                  </p>
                  <p className={one.key === 'missing' ? styles.missing : styles.soft}>{keyStateWords[one.key]}</p>
                </div>
                {one.isSample ? null : (
                  <>
                    {one.key === 'missing' ? (
                      <Button icon={<KeyRound size={14} aria-hidden />} onPress={() => onEdit(one.id)}>
                        Enter key
                      </Button>
                    ) : null}
                    <IconButton label={`Edit ${one.name}`} onPress={() => onEdit(one.id)}>
                      <Pencil size={14} aria-hidden />
                    </IconButton>
                    <IconButton label={`Remove ${one.name}`} onPress={() => setRemoving(one)}>
                      <Trash2 size={14} aria-hidden />
                    </IconButton>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <footer className={styles.sheetFoot}>
        <span className={styles.space} />
        <Button look="primary" icon={<Plus size={14} aria-hidden />} onPress={onAdd}>
          Add environment
        </Button>
      </footer>
      {removing === null ? null : <RemoveQuestion environment={removing} onClose={() => setRemoving(null)} />}
    </Sheet>
  );
}

function RemoveQuestion({ environment, onClose }: { environment: EnvironmentSummary; onClose: () => void }) {
  const stores = useStores();
  return (
    <Sheet label={`Remove ${environment.name}?`} isOpen onClose={onClose} size="small" role="alertdialog">
      <div className={styles.sheetHead}>
        <h2>Remove {environment.name}?</h2>
        <p className={styles.soft}>
          Its address and API key are forgotten on this computer. Nothing changes in Palette itself.
        </p>
      </div>
      <footer className={styles.sheetFoot}>
        <span className={styles.space} />
        <Button onPress={onClose} autoFocus>
          Keep
        </Button>
        <Button
          look="danger"
          onPress={async () => {
            const answer = await stores.environments.getState().removeChosen(environment.id);
            if (!answer.ok) stores.notices.getState().told(answer.problem);
            onClose();
          }}
        >
          Remove
        </Button>
      </footer>
    </Sheet>
  );
}
