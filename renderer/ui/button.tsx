import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Tooltip, TooltipTrigger } from './tooltip.tsx';

type Look = 'plain' | 'primary' | 'environment' | 'quiet' | 'bar' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: Look;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
  readonly wide?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. `environment` takes the colour of the nearest `data-env`. */
export function Button({ look = 'plain', icon, children, wide = false, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={cx(styles.button, styles[look], wide && styles.wide)}>
      {icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  /** What it does: its name for screen readers, and its tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly shortcut?: string | undefined;
}

/** A square button with an icon alone; its name shows as a tooltip. */
export function IconButton({ label, shortcut, children, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger>
      <AriaButton {...rest} aria-label={label} className={cx(styles.icon)}>
        {children}
      </AriaButton>
      <Tooltip>
        {label}
        {shortcut === undefined ? null : <Key>{shortcut}</Key>}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** A key's name as a small cap: for the eye alone, so that it is no part of the button's name. */
export function Key({ children }: { readonly children: string }) {
  return <span className={styles.key} data-key={children} aria-hidden />;
}
