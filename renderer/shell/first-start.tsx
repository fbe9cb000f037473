import { FileUp, FlaskConical, FolderOpen, Server } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { cx } from '../ui/cx.ts';
import styles from './first-start.module.css';

export interface FirstStartProps {
  readonly onAdd: () => void;
  readonly onSamples: () => Promise<void>;
  readonly onOpenFile: () => void;
  readonly onOpenFolder: () => void;
}

/** Nothing is set up yet: four ways in. */
export function FirstStart({ onAdd, onSamples, onOpenFile, onOpenFolder }: FirstStartProps) {
  const [starting, setStarting] = useState(false);
  const [title, lead] = [useId(), useId()];
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    // Heard from its beginning, and one Tab before the first door; whoever has the keyboard already keeps it.
    if (document.activeElement === null || document.activeElement === document.body) frame.current?.focus();
  }, []);
  return (
    <div className={styles.start}>
      <section ref={frame} className={styles.inner} tabIndex={-1} aria-labelledby={title} aria-describedby={lead}>
        <Crossing />
        <h2 id={title} className={styles.title}>
          Carry a cluster profile across
        </h2>
        <p id={lead} className={styles.lead}>
          Drag a profile from one Palette environment to another, fill in what is missing, confirm. Nothing is written
          before you do, and afterwards you see proof of what arrived.
        </p>
        <div className={styles.doors}>
          <Door icon={<Server size={20} />} name="Add environment" onPress={onAdd}>
            Connect to a Palette console with its address and an API key.
          </Door>
          <Door
            icon={<FlaskConical size={20} />}
            name={starting ? 'Starting…' : 'Try with sample environments'}
            isDisabled={starting}
            onPress={() => {
              setStarting(true);
              void onSamples().finally(() => setStarting(false));
            }}
          >
            Two Palette-like servers inside this app; nothing to set up and nothing to break.
          </Door>
          <Door icon={<FileUp size={20} />} name="Open an export file" onPress={onOpenFile}>
            Look into an exported profile and fill in its masked values, without any network. Pasting its text works
            too.
          </Door>
          <Door icon={<FolderOpen size={20} />} name="Open a folder of exports" onPress={onOpenFolder}>
            See which exported profiles it holds and drag them into an environment. Looking needs no network.
          </Door>
        </div>
      </section>
    </div>
  );
}

interface DoorProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly children: ReactNode;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

function Door({ icon, name, children, isDisabled = false, onPress }: DoorProps) {
  return (
    <Button className={cx(styles.door)} isDisabled={isDisabled} onPress={onPress}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <span className={styles.doorName}>{name}</span>
      <span className={styles.doorText}>{children}</span>
    </Button>
  );
}

/** Two panes, and a stack on its way from one to the other. */
function Crossing() {
  const rows = [22, 34, 46];
  return (
    <svg className={styles.crossing} viewBox="0 0 200 72" width="200" height="72" aria-hidden="true">
      {[0, 124].map((x) => (
        <g key={x}>
          <rect x={x + 0.5} y="0.5" width="75" height="71" rx="6" className={styles.pane} />
          <rect
            x={x + 0.5}
            y="0.5"
            width="75"
            height="4"
            rx="2"
            data-env={x === 0 ? 'blue' : 'red'}
            className={styles.edge}
          />
          {rows.map((y) => (
            <rect key={y} x={x + 10} y={y} width={x === 0 ? 56 : 44} height="5" rx="2.5" className={styles.row} />
          ))}
        </g>
      ))}
      <rect x="10" y="34" width="56" height="5" rx="2.5" className={styles.moving} />
      <path d="M70 36.5 H128" className={styles.path} />
      <path d="M124 32.5 l4 4 l-4 4" className={styles.head} />
      {[29, 35, 41].map((y) => (
        <rect key={y} x="88" y={y} width="24" height="4.5" rx="1.5" className={styles.moving} />
      ))}
    </svg>
  );
}
