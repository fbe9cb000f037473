import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { SkeletonRows } from '../ui/pieces.tsx';
import styles from './diff-editor.module.css';
import type { DiffSide, MountedDiff } from './mounted-diff.ts';

/** What the screen around may ask of the comparison. */
export interface DiffEditorHandle {
  step(direction: 1 | -1): void;
}

export interface DiffEditorProps {
  readonly ref?: Ref<DiffEditorHandle>;
  readonly sides: readonly [DiffSide, DiffSide];
  readonly beforeLabel: string;
  readonly nowLabel: string;
  /** False: long stretches without a change are folded away. */
  readonly isWhole: boolean;
}

/** Two texts side by side. Its editor is loaded when the first comparison is shown. */
export function DiffEditor({ ref, sides, beforeLabel, nowLabel, isWhole }: DiffEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [diff, setDiff] = useState<MountedDiff | null>(null);
  useEffect(() => {
    let mounted: MountedDiff | null = null;
    let isGone = false;
    void import('./mounted-diff.ts').then(({ mountDiff }) => {
      if (isGone || host.current === null) return;
      mounted = mountDiff(host.current, sides, [beforeLabel, nowLabel], isWhole);
      setDiff(mounted);
    });
    return () => {
      isGone = true;
      mounted?.close();
    };
  }, [sides, beforeLabel, nowLabel, isWhole]);
  useImperativeHandle(ref, () => ({ step: (direction) => diff?.step(direction) }), [diff]);
  return (
    <div className={styles.frame}>
      {diff === null ? <SkeletonRows rows={6} label="Loading the comparison" /> : null}
      <div ref={host} className={styles.host} hidden={diff === null} />
    </div>
  );
}
