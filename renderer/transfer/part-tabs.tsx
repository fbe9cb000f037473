import { Tab, TabList } from 'react-aria-components';
import { cx } from '../ui/cx.ts';
import { OpenCount } from '../ui/pieces.tsx';
import { openByPart, partNames, sheetParts } from './parts.ts';
import styles from './review-sheet.module.css';
import type { Planned } from './use-plans.ts';

/** The parts of the review, each with what is open in it. */
export function PartTabs({ planned }: { readonly planned: Planned | undefined }) {
  const open = planned === undefined ? null : openByPart(planned.plan);
  return (
    <TabList aria-label="Parts of the review" className={cx(styles.parts)}>
      {sheetParts.map((part) => (
        <Tab key={part} id={part} className={cx(styles.part)}>
          {partNames[part]}
          {open === null || part === 'proof' || part === 'confirm' ? null : <OpenCount open={open[part]} />}
        </Tab>
      ))}
    </TabList>
  );
}
