import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
  MenuTrigger as AriaMenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './overlay.module.css';

export { AriaMenuTrigger as MenuTrigger };

/** Floats beside what opened it. */
export function Float({
  children,
  ...rest
}: Omit<PopoverProps, 'className' | 'style' | 'children'> & { children: ReactNode }) {
  return (
    <Popover offset={4} {...rest} className={cx(styles.popover)}>
      {children}
    </Popover>
  );
}

/** A list of actions or choices. */
export function Menu<T extends object>(props: Omit<AriaMenuProps<T>, 'className' | 'style'>) {
  return <AriaMenu {...props} className={cx(styles.list)} />;
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> {
  readonly icon?: ReactNode;
  readonly hint?: ReactNode;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** One line of a menu; shows a tick where it can be chosen. */
export function MenuItem({ icon, hint, danger = false, children, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem {...rest} className={cx(styles.item)} data-danger={danger || undefined}>
      {({ selectionMode, isSelected }) => (
        <>
          {selectionMode === 'none' ? null : (
            <span className={styles.tick}>{isSelected ? <Check size={14} /> : null}</span>
          )}
          {icon}
          <span className={styles.itemText}>{children}</span>
          {hint === undefined ? null : <span className={styles.itemHint}>{hint}</span>}
        </>
      )}
    </AriaMenuItem>
  );
}

/** A hair line between groups. */
export function MenuSeparator() {
  return <Separator className={cx(styles.separator)} />;
}
