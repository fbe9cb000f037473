import { FolderOpen, Monitor, Moon, Sun, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { densities, motions, themes, unlockMinutes } from '../../shared/bridge/views.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { RadioRow } from '../ui/radio.tsx';
import { SheetBody, SheetHead } from '../ui/sheet-parts.tsx';
import { ForgetEverything } from './forget-everything.tsx';
import styles from './settings.module.css';
import { StoredWhere } from './stored-where.tsx';

const icon = { size: 12, 'aria-hidden': true } as const;

/** How the window looks and protects, what is stored where, and how to be rid of it. */
export function SettingsScreen({ onClose }: { readonly onClose: () => void }) {
  const stores = useStores();
  const { theme, density, motion, unlockMinutes: minutes } = useFrom(stores.view, (state) => state.view);
  const info = useFrom(stores.view, (state) => state.info);
  const { changed, logFolderAsked } = stores.view.getState();
  const [forgetting, setForgetting] = useState(false);
  const openLogs = async (): Promise<void> => {
    const answer = await logFolderAsked();
    if (!answer.ok) stores.notices.getState().told(answer.problem);
  };
  return (
    <Sheet label="Settings" isOpen onClose={onClose} size="medium">
      <SheetHead title="Settings" onClose={onClose} />
      <SheetBody>
        <Part name="Look">
          <RadioRow
            label="Theme"
            look="segments"
            value={theme}
            onChange={(id) => {
              const chosen = themes.find((one) => one === id);
              if (chosen !== undefined) changed({ theme: chosen });
            }}
            choices={[
              { id: 'system', name: 'System', picture: <Monitor {...icon} /> },
              { id: 'light', name: 'Light', picture: <Sun {...icon} /> },
              { id: 'dark', name: 'Dark', picture: <Moon {...icon} /> },
            ]}
          />
          <RadioRow
            label="Density of lists"
            look="segments"
            value={density}
            onChange={(id) => {
              const chosen = densities.find((one) => one === id);
              if (chosen !== undefined) changed({ density: chosen });
            }}
            choices={[
              { id: 'comfortable', name: 'Comfortable' },
              { id: 'compact', name: 'Compact' },
            ]}
          />
          <RadioRow
            label="Motion"
            look="segments"
            value={motion}
            onChange={(id) => {
              const chosen = motions.find((one) => one === id);
              if (chosen !== undefined) changed({ motion: chosen });
            }}
            choices={[
              { id: 'system', name: 'As the system has it' },
              { id: 'reduced', name: 'Reduced' },
            ]}
          />
        </Part>
        <Part name="Protection">
          <RadioRow
            label="An unlocked production environment locks itself again after"
            look="segments"
            value={String(minutes)}
            onChange={(id) => {
              const chosen = unlockMinutes.find((one) => String(one) === id);
              if (chosen !== undefined) changed({ unlockMinutes: chosen });
            }}
            choices={unlockMinutes.map((one) => ({ id: String(one), name: `${one} minutes` }))}
          />
          <p className={styles.soft}>
            Also when the computer sleeps, when its screen is locked, and when the app quits.
          </p>
        </Part>
        <Part name="What is stored where">
          <StoredWhere keychain={info?.keychain ?? 'available'} />
          <div className={styles.actions}>
            <Button icon={<FolderOpen size={14} aria-hidden />} onPress={() => void openLogs()}>
              Open log folder
            </Button>
            <Button icon={<Trash2 size={14} aria-hidden />} onPress={() => setForgetting(true)}>
              Forget everything…
            </Button>
          </div>
        </Part>
        <p className={styles.version}>{info === null ? null : `${info.name} ${info.version}, ${info.runtime}`}</p>
      </SheetBody>
      {forgetting ? <ForgetEverything onClose={() => setForgetting(false)} /> : null}
    </Sheet>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={name}>
      <h3>{name}</h3>
      {children}
    </section>
  );
}
