import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger as AriaTooltipTrigger } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './overlay.module.css';

/** Shows a `Tooltip` for the button before it, after half a second. */
export function TooltipTrigger({ children }: { readonly children: ReactNode }) {
  return (
    <AriaTooltipTrigger delay={500} closeDelay={0}>
      {children}
    </AriaTooltipTrigger>
  );
}

/** The words of a tooltip. */
export function Tooltip({ children }: { readonly children: ReactNode }) {
  return (
    <AriaTooltip offset={6} className={cx(styles.tooltip)}>
      {children}
    </AriaTooltip>
  );
}
