import { CircleCheck, CircleDashed, CircleX, LoaderCircle, X } from 'lucide-react';
import { isExporting, type ProfileExport } from '../state/exports-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { exportWords } from '../words/export-words.ts';
import { placeName } from '../words/place-words.ts';
import styles from './tray.module.css';

/** One file that was exported, or is about to be, in the list of transfers. */
export function ExportRow({ item }: { readonly item: ProfileExport }) {
  const stores = useStores();
  const environments = useFrom(stores.environments, (state) => state.environments);
  const { profile, source, target } = item.request;
  const name = `${profile.name} ${profile.version}`;
  const words = exportWords(item);
  return (
    <li className={styles.row}>
      <StageIcon item={item} />
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.course}>
        <span className={styles.route}>
          {placeName(source, environments)} → {placeName(target, environments)}
        </span>
        <span className={styles.stage} title={words}>
          {words}
        </span>
      </span>
      <span className={styles.actions}>
        {item.stage.kind === 'DONE' ? null : (
          <Button
            look="quiet"
            aria-label={`Open ${name}`}
            onPress={() => stores.exports.getState().sheetOpened(item.sheet)}
          >
            Open
          </Button>
        )}
        {isExporting(item) ? null : (
          <IconButton
            label={`Remove ${name} from this list`}
            onPress={() => stores.exports.getState().forgotten(item.id)}
          >
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </span>
    </li>
  );
}

function StageIcon({ item: { stage } }: { readonly item: ProfileExport }) {
  switch (stage.kind) {
    case 'DONE':
      return <CircleCheck size={14} aria-hidden data-tone="good" />;
    case 'FAILED':
    case 'PLAN_FAILED':
      return <CircleX size={14} aria-hidden data-tone="bad" />;
    case 'RUNNING':
    case 'PLANNING':
      return <LoaderCircle size={14} aria-hidden className={styles.turning} />;
    default:
      return <CircleDashed size={14} aria-hidden />;
  }
}
