import { ArrowRight, X } from 'lucide-react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { IconButton } from '../ui/button.tsx';
import { ProductionMark } from '../ui/pieces.tsx';
import styles from './review-sheet.module.css';

export interface SheetHeadProps {
  readonly name: string;
  readonly sourceName: string;
  readonly targetName: string;
  readonly environment: EnvironmentSummary | undefined;
  readonly onClose: () => void;
}

/** What goes where, in the colour of the target. */
export function SheetHead({ name, sourceName, targetName, environment, onClose }: SheetHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.headText}>
        <h2 className={styles.name} data-selectable>
          {name}
        </h2>
        <p className={styles.route}>
          {sourceName} <ArrowRight size={13} aria-label="to" /> <strong className={styles.target}>{targetName}</strong>
          {environment?.class === 'production' ? <ProductionMark /> : null}
        </p>
      </div>
      <IconButton label="Close" onPress={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </header>
  );
}
