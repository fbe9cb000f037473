import { ChevronDown, ChevronUp, KeyRound, Lock, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Badge, EnvironmentDot } from '../ui/pieces.tsx';
import { classNames, keyStateWords } from '../words/place-words.ts';
import styles from './environments.module.css';
import { KeyExpiry } from './key-expiry.tsx';

export interface ManagerRowProps {
  readonly environment: EnvironmentSummary;
  /** Place among the saved ones, from 0. */
  readonly at: number;
  readonly last: number;
  /** Moves it by one: -1 up, 1 down. */
  readonly onMove: (by: -1 | 1) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One environment: what it is, where its key is, and its place in the list. */
export function ManagerRow({ environment: one, at, last, onMove, onEdit, onRemove }: ManagerRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const held = useRef<Element | null>(null);
  // A row that is drawn at another place loses the keyboard to the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new place takes it away
  useLayoutEffect(() => {
    if (held.current instanceof HTMLElement) held.current.focus();
    held.current = null;
  }, [at]);
  const isCovered = useFrom(useStores().view, (view) => view.signIn !== null);
  const isKeyless = one.key === 'missing';
  const wasKeyless = useRef(isKeyless);
  // The button that asked for the key is gone once there is one: the keyboard stays in its row.
  useEffect(() => {
    if (isCovered || wasKeyless.current === isKeyless) return;
    wasKeyless.current = isKeyless;
    if (isKeyless) return;
    const edit = row.current?.querySelector<HTMLElement>('[data-edit]');
    requestAnimationFrame(() => edit?.focus());
  }, [isCovered, isKeyless]);
  const move = (by: -1 | 1): void => {
    if (at + by < 0 || at + by > last) return;
    held.current = row.current?.contains(document.activeElement) ? document.activeElement : null;
    onMove(by);
  };
  const keyed = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li ref={row} className={styles.managerRow} data-env={one.colour} onKeyDown={one.isSample ? undefined : keyed}>
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
          <KeyExpiry environment={one} />
        </p>
        <p className={styles.soft} data-selectable>
          {one.address}
        </p>
        <p className={isKeyless ? styles.missing : styles.soft}>{keyStateWords[one.key]}</p>
      </div>
      {one.isSample ? null : (
        <>
          {isKeyless ? (
            <Button
              look="primary"
              icon={<KeyRound size={14} aria-hidden />}
              aria-label={`Add key of ${one.name}`}
              onPress={onEdit}
            >
              Add key
            </Button>
          ) : null}
          <IconButton label={`Move ${one.name} up`} shortcut="Alt+↑" isDisabled={at === 0} onPress={() => move(-1)}>
            <ChevronUp size={14} aria-hidden />
          </IconButton>
          <IconButton label={`Move ${one.name} down`} shortcut="Alt+↓" isDisabled={at === last} onPress={() => move(1)}>
            <ChevronDown size={14} aria-hidden />
          </IconButton>
          <IconButton label={`Edit ${one.name}`} onPress={onEdit} data-edit>
            <Pencil size={14} aria-hidden />
          </IconButton>
          <IconButton label={`Remove ${one.name}`} onPress={onRemove} data-remove>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}
