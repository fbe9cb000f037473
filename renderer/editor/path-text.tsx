import { Fragment } from 'react';
import type { Hole } from '../../shared/profile/holes.ts';
import { cx } from '../ui/cx.ts';
import { holeLabel } from '../words/hole-words.ts';
import styles from './path-text.module.css';

/** A hole's path that breaks between its keys, with the last key in front of the others for the eye. */
export function PathText({ hole, className }: { readonly hole: Hole; readonly className?: string | undefined }) {
  const parts = holeLabel(hole).split(/(?<=\.)/);
  const last = parts.pop() ?? '';
  return (
    <span className={cx(styles.path, className)}>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the keys of a path are told by their order
        <Fragment key={at}>
          <span className={styles.parent}>{part}</span>
          <wbr />
        </Fragment>
      ))}
      {last}
    </span>
  );
}
