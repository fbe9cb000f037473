import { Lock, LockOpen } from 'lucide-react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { countdown } from '../words/phrases.ts';
import styles from './pane-header.module.css';
import { useNow } from './use-now.ts';

/** Whether a production environment may be written to right now. */
export function isUnlocked(environment: EnvironmentSummary, now: number): boolean {
  return environment.class !== 'production' || (environment.unlockedUntil !== null && environment.unlockedUntil > now);
}

/** Unlocks a production environment for a while, shows what is left, and locks it again. */
export function UnlockButton({ environment }: { readonly environment: EnvironmentSummary }) {
  const stores = useStores();
  const minutes = useFrom(stores.view, (state) => state.view.unlockMinutes);
  const running = environment.unlockedUntil !== null;
  const now = useNow(1000, running);
  const { unlockChosen, lockChosen } = stores.environments.getState();
  const told = stores.notices.getState().told;

  if (environment.class !== 'production') return null;
  if (isUnlocked(environment, now)) {
    const left = countdown(environment.unlockedUntil ?? now, now);
    return (
      <Button
        look="plain"
        icon={<LockOpen size={14} aria-hidden />}
        aria-label={`${left} left, lock ${environment.name} again`}
        onPress={async () => {
          const answer = await lockChosen(environment.id);
          if (!answer.ok) told(answer.problem);
        }}
      >
        {left}
        <span className={styles.left}> left</span>
      </Button>
    );
  }
  return (
    <Button
      look="plain"
      icon={<Lock size={14} aria-hidden />}
      aria-label={`Unlock ${environment.name} for ${minutes} minutes`}
      onPress={async () => {
        const answer = await unlockChosen(environment.id);
        if (!answer.ok) told(answer.problem);
      }}
    >
      <span className={styles.word}>Unlock</span>
    </Button>
  );
}
