import { ArrowRightLeft, BookKey, Monitor, Moon, PanelBottom, Server, Sun } from 'lucide-react';
import type { ViewState } from '../../shared/bridge/views.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Count } from '../ui/pieces.tsx';
import styles from './app.module.css';

const nextTheme: Readonly<Record<ViewState['theme'], ViewState['theme']>> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
};
const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;

export interface TopBarProps {
  readonly onManage: () => void;
  readonly onRemembered: () => void;
}

/** The window's head. */
export function TopBar({ onManage, onRemembered }: TopBarProps) {
  const stores = useStores();
  const theme = useFrom(stores.view, (state) => state.view.theme);
  const trayOpen = useFrom(stores.view, (state) => state.trayOpen);
  const transfers = useFrom(stores.transfers, (state) => state.transfers.length);
  const ThemeIcon = themeIcons[theme];
  return (
    <header className={styles.top}>
      <h1 className={styles.title}>
        <ArrowRightLeft size={16} aria-hidden />
        Profile Ferry
      </h1>
      <span className={styles.space} />
      <Button look="bar" icon={<Server size={14} aria-hidden />} onPress={onManage}>
        Environments
      </Button>
      <Button look="bar" icon={<BookKey size={14} aria-hidden />} onPress={onRemembered}>
        Remembered
      </Button>
      <Button
        look="bar"
        icon={<PanelBottom size={14} aria-hidden />}
        aria-expanded={trayOpen}
        onPress={() => stores.view.getState().trayToggled()}
      >
        Transfers
        {transfers === 0 ? null : <Count value={transfers} />}
      </Button>
      <IconButton label={`Theme: ${theme}`} onPress={() => stores.view.getState().changed({ theme: nextTheme[theme] })}>
        <ThemeIcon size={14} aria-hidden />
      </IconButton>
    </header>
  );
}
