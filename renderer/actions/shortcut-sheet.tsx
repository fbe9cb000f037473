import { actionGroups, actionIds, actions, shortcutOf, shortcutText } from '../../shared/bridge/actions.ts';
import { Sheet } from '../ui/dialog.tsx';
import { SheetHead } from '../ui/sheet-parts.tsx';
import styles from './actions.module.css';
import { isMac } from './platform.ts';

/** Keys that a list of profiles has by itself. */
const listKeys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['↑', '↓'], 'Go through the list'],
  [['Shift+↑', 'Shift+↓'], 'Select several'],
  [['Enter'], 'Open details'],
  [['Shift+F10'], 'Menu of the profile'],
  [['Alt+drag'], 'Take files of a folder to another program'],
];

/** Every key of the app. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet label="Keyboard shortcuts" isOpen onClose={onClose} size="wide">
      <SheetHead title="Keyboard shortcuts" onClose={onClose} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className={styles.sheetBody} tabIndex={0} aria-label="All shortcuts">
        {actionGroups.map((group) => (
          <section key={group} className={styles.group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {actionIds
                .filter((id) => actions[id].group === group)
                .map((id) => {
                  const keys = shortcutOf(id, isMac);
                  const { also, label } = actions[id];
                  if (keys === null) return null;
                  return (
                    <Row key={id} what={label.replace('…', '')} keys={also === undefined ? [keys] : [keys, also]} />
                  );
                })}
              {group === 'Profiles' ? listKeys.map(([keys, what]) => <Row key={what} what={what} keys={keys} />) : null}
            </dl>
          </section>
        ))}
      </section>
    </Sheet>
  );
}

function Row({ what, keys }: { readonly what: string; readonly keys: readonly string[] }) {
  return (
    <div className={styles.row}>
      <dt>{what}</dt>
      <dd>
        {keys.map((one, at) => (
          <span key={one}>
            {at === 0 ? null : <span className={styles.or}> or </span>}
            <kbd className={styles.key}>{shortcutText(one, isMac)}</kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
