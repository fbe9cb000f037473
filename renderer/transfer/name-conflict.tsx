import { useEffect } from 'react';
import type { ProfileRow } from '../../shared/bridge/views.ts';
import { samePlace, type TransferSource } from '../../shared/place.ts';
import { packsOf } from '../../shared/profile/document.ts';
import { profileIn } from '../state/profiles-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Badge, SkeletonRows } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ago, count } from '../words/phrases.ts';
import { placeName } from '../words/place-words.ts';
import styles from './conflict.module.css';
import { type LayerPair, layerPairs } from './layer-differences.ts';
import type { Planned } from './use-plans.ts';

export interface NameConflictProps {
  readonly planned: Planned;
  /** The version of the target that has the name. */
  readonly uid: string;
  readonly version: string;
}

/** The profile that would travel beside the one that has its name and version already. */
export function NameConflict({ planned, uid, version }: NameConflictProps) {
  const stores = useStores();
  const { source, target, profile } = planned.transfer.request;
  const { asked } = stores.profiles.getState();
  const there = useFrom(stores.profiles, (state) => profileIn(state, target, uid));
  const environments = useFrom(stores.environments, (state) => state.environments);
  const sourceRow = useRow(source, profile.uid);
  const targetRow = useRow(target, uid);
  useEffect(() => {
    void asked(target, uid);
  }, [asked, target, uid]);

  if (there.problem !== null && there.details === null) {
    return (
      <ProblemNotice
        problem={there.problem}
        note="So the two cannot be compared. The next free version is still right: nothing is overwritten."
        actions={<Button onPress={() => void asked(target, uid)}>Compare again</Button>}
      />
    );
  }
  if (there.details === null) return <SkeletonRows rows={3} label={`Reading ${profile.name} from the target`} />;
  const now = Date.now();
  const pairs = layerPairs(planned.material.document, there.details);
  return (
    <div className={styles.conflict}>
      <table className={styles.sides}>
        <caption className={styles.hidden}>Both sides</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{placeName(source, environments)}</th>
            <th scope="col">{placeName(target, environments)}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Version</th>
            <td>{profile.version}</td>
            <td>{version}</td>
          </tr>
          <tr>
            <th scope="row">Last change</th>
            <td>{changed(sourceRow, now)}</td>
            <td>{changed(targetRow, now)}</td>
          </tr>
          <tr>
            <th scope="row">In use by</th>
            <td>{used(sourceRow)}</td>
            <td>{used(targetRow)}</td>
          </tr>
          <tr>
            <th scope="row">Layers</th>
            <td>{packsOf(planned.material.document).length}</td>
            <td>{there.details.layers.length}</td>
          </tr>
        </tbody>
      </table>
      <LayerList pairs={pairs} />
    </div>
  );
}

function LayerList({ pairs }: { readonly pairs: readonly LayerPair[] }) {
  const differing = pairs.filter((pair) => !pair.isSame).length;
  return (
    <details className={styles.layers}>
      <summary>
        {differing === 0
          ? `All ${count(pairs.length, 'layer has', 'layers have')} the same pack and version`
          : `${differing} of ${count(pairs.length, 'layer differs', 'layers differ')} in pack or version`}
      </summary>
      <table className={styles.sides}>
        <caption className={styles.hidden}>Layers of both sides</caption>
        <tbody>
          {pairs.map((pair, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a pack may be there twice; rows never move
            <tr key={`${pair.name}/${at}`} data-differs={!pair.isSame || undefined}>
              <th scope="row">{pair.name}</th>
              <td>{pair.source ?? '–'}</td>
              <td>
                {pair.target ?? '–'} {pair.isSame ? null : <Badge tone="warn">{differenceWord(pair)}</Badge>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>Values are not compared here: the target hides its secrets.</p>
    </details>
  );
}

function differenceWord({ source, target }: LayerPair): string {
  if (target === null) return 'only in the source';
  return source === null ? 'only in the target' : 'other version';
}

/** The list row of a version, from a pane that shows its place. */
function useRow(place: TransferSource, uid: string): ProfileRow | undefined {
  const { panes } = useStores();
  const left = useFrom(panes.left, (state) => state);
  const right = useFrom(panes.right, (state) => state);
  return [left, right]
    .filter((pane) => pane.place !== null && samePlace(pane.place, place))
    .flatMap((pane) => pane.rows)
    .find((row) => row.versions.some((version) => version.uid === uid));
}

function changed(row: ProfileRow | undefined, now: number): string {
  const words = ago(row?.lastModified ?? null, now);
  return words === '' ? 'not known' : words;
}

function used(row: ProfileRow | undefined): string {
  if (row === undefined) return 'not known';
  return row.inUse === 0 ? 'nothing' : count(row.inUse, 'cluster or template', 'clusters and templates');
}
