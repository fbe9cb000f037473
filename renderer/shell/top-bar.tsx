import {
  ArrowRightLeft,
  BookKey,
  FileUp,
  History,
  type LucideIcon,
  Monitor,
  Moon,
  PanelBottom,
  Search,
  Server,
  Settings,
  Sun,
} from 'lucide-react';
import type { ActionId } from '../../shared/bridge/actions.ts';
import type { Doing } from '../actions/doings.ts';
import { hint } from '../actions/platform.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton, Key } from '../ui/button.tsx';
import { Count, Space } from '../ui/pieces.tsx';
import { Tooltip, TooltipTrigger } from '../ui/tooltip.tsx';
import styles from './app.module.css';

const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;

export interface TopBarProps {
  readonly doings: Readonly<Record<ActionId, Doing>>;
}

/** The window's head. */
export function TopBar({ doings }: TopBarProps) {
  const stores = useStores();
  const theme = useFrom(stores.view, (state) => state.view.theme);
  const trayOpen = useFrom(stores.view, (state) => state.trayOpen);
  const transfers = useFrom(stores.transfers, (state) => state.transfers.length);
  const exports = useFrom(stores.exports, (state) => state.exports.length);
  const ThemeIcon = themeIcons[theme];
  const bar = (id: ActionId, text: string, Icon: LucideIcon) => (
    <TooltipTrigger>
      <Button look="bar" icon={<Icon size={14} aria-hidden />} onPress={doings[id].run}>
        <span className={styles.word}>{text}</span>
      </Button>
      <HintTip id={id}>{text}</HintTip>
    </TooltipTrigger>
  );
  return (
    <header className={styles.top}>
      <h1 className={styles.title}>
        <ArrowRightLeft size={16} aria-hidden />
        <span className={styles.titleText}>Profile Ferry</span>
      </h1>
      <Space />
      <Button look="bar" icon={<Search size={14} aria-hidden />} onPress={doings.palette.run}>
        <span className={styles.word}>Search</span>
        <Key>{hint('palette') ?? ''}</Key>
      </Button>
      {bar('open-file', 'Open file', FileUp)}
      {bar('environments', 'Environments', Server)}
      {bar('remembered', 'Remembered', BookKey)}
      <TooltipTrigger>
        <Button
          look="bar"
          icon={<PanelBottom size={14} aria-hidden />}
          aria-expanded={trayOpen}
          onPress={doings.transfers.run}
        >
          <span className={styles.word}>Transfers</span>
          {transfers + exports === 0 ? null : <Count value={transfers + exports} />}
        </Button>
        <HintTip id="transfers">Transfers</HintTip>
      </TooltipTrigger>
      {bar('history', 'History', History)}
      <IconButton label={`Theme: ${theme}`} shortcut={hint('theme')} onPress={doings.theme.run}>
        <ThemeIcon size={14} aria-hidden />
      </IconButton>
      <IconButton label="Settings" shortcut={hint('settings')} onPress={doings.settings.run}>
        <Settings size={14} aria-hidden />
      </IconButton>
    </header>
  );
}

function HintTip({ id, children }: { readonly id: ActionId; readonly children: string }) {
  const keys = hint(id);
  return (
    <Tooltip>
      {children}
      {keys === undefined ? null : <Key>{keys}</Key>}
    </Tooltip>
  );
}
