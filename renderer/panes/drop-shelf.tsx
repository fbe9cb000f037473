import { Boxes, Building2, Folder, KeyRound, type LucideIcon } from 'lucide-react';
import { type DragEvent, useEffect, useState } from 'react';
import { DropZone } from 'react-aria-components';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { type Place, placeKey, samePlace } from '../../shared/place.ts';
import type { Lifted } from '../state/drag-store.ts';
import { type KnownScopes, scopesOf } from '../state/environments-store.ts';
import type { PaneSide } from '../state/pane-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { cx } from '../ui/cx.ts';
import { EnvironmentDot, ProductionMark } from '../ui/pieces.tsx';
import { placeName, scopeName } from '../words/place-words.ts';
import { carry } from './carry.ts';
import { dropWords, whyNotThere } from './copying.ts';
import styles from './drop-shelf.module.css';
import { mostFolders, placesOf } from './known-places.ts';

/** Under a pane's place while profiles are dragged over it: every place that they may be dropped onto. */
export function DropShelf({ side, paneName }: { readonly side: PaneSide; readonly paneName: string }) {
  const stores = useStores();
  const { lifted, shelf } = useFrom(stores.drag, (state) => state);
  if (lifted === null || shelf !== side) return null;
  return <Shelf lifted={lifted} paneName={paneName} />;
}

function Shelf({ lifted, paneName }: { readonly lifted: Lifted; readonly paneName: string }) {
  const stores = useStores();
  const known = useFrom(stores.environments, (state) => state);
  const { environments } = known;
  const folders = useFrom(stores.folders, (state) => state.folders);
  const [over, setOver] = useState<Place | null>(null);
  useEffect(() => {
    const { environments: all, scopesAsked } = stores.environments.getState();
    for (const one of all) if (one.key !== 'missing') void scopesAsked(one.id);
  }, [stores]);

  const left = (event: DragEvent): void => {
    const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
    if (!inside) stores.drag.getState().shelfOpened(null);
  };
  const drop = (place: Place): void => {
    stores.drag.getState().droppedOn(place);
    carry(stores, lifted.place, place, lifted.profiles);
  };
  const targets: Targets = {
    lifted,
    onOver: setOver,
    onLeft: (place) => setOver((now) => (now !== null && samePlace(now, place) ? null : now)),
    onDrop: drop,
  };
  return (
    <section
      data-shelf
      className={styles.shelf}
      aria-label={`Places to drop onto in ${paneName}`}
      onDragLeaveCapture={left}
    >
      <div className={styles.groups}>
        {environments.map((environment) => (
          <Group
            key={environment.id}
            environment={environment}
            scopes={scopesOf(known, environment.id)}
            targets={targets}
          />
        ))}
        {folders.length === 0 ? null : <h3 className={styles.name}>On this computer</h3>}
        {folders.slice(0, mostFolders).map(({ id, name, path }) => (
          <Target
            key={id}
            place={{ kind: 'folder', folder: id, name, isRecursive: false }}
            name={name}
            label={`Folder ${name}`}
            hint={path}
            icon={Folder}
            {...targets}
          />
        ))}
      </div>
      <p className={styles.words}>
        {over === null ? 'Drop onto a place' : dropWords(lifted.profiles, lifted.place, over, environments)}
      </p>
    </section>
  );
}

interface Targets {
  readonly lifted: Lifted;
  readonly onOver: (place: Place) => void;
  /** Comes after the next place was entered. */
  readonly onLeft: (place: Place) => void;
  readonly onDrop: (place: Place) => void;
}

interface GroupProps {
  readonly environment: EnvironmentSummary;
  readonly scopes: KnownScopes;
  readonly targets: Targets;
}

function Group({ environment, scopes, targets }: GroupProps) {
  const isKeyless = environment.key === 'missing';
  const isAsked = scopes.fetch === 'LOADING';
  const note = isKeyless ? 'API key missing' : isAsked ? 'Reading projects…' : 'Projects could not be read';
  return (
    <div className={styles.group} data-env={environment.colour}>
      <h3 className={styles.name}>
        <EnvironmentDot colour={environment.colour} />
        {environment.name}
        {environment.class === 'production' ? <ProductionMark /> : null}
      </h3>
      {(isKeyless ? [] : placesOf(environment, scopes)).map((place) => (
        <Target
          key={placeKey(place)}
          place={place}
          name={place.scope.kind === 'tenant' && scopes.tenantName !== '' ? scopes.tenantName : scopeName(place)}
          label={placeName(place, [environment])}
          hint={place.scope.kind === 'tenant' ? 'tenant' : ''}
          icon={place.scope.kind === 'tenant' ? Building2 : Boxes}
          {...targets}
        />
      ))}
      {isKeyless || isAsked || scopes.fetch === 'FAILED' ? (
        <div className={styles.refused}>
          {isKeyless ? <KeyRound size={14} aria-hidden /> : null}
          {note}
        </div>
      ) : null}
    </div>
  );
}

interface TargetProps extends Targets {
  readonly place: Place;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: LucideIcon;
}

function Target({ place, name, label, hint, icon: Icon, lifted, onOver, onLeft, onDrop }: TargetProps) {
  const refusal = whyNotThere(lifted.place, place);
  const line = (
    <>
      <Icon size={14} aria-hidden />
      <span className={styles.placeName} title={name}>
        {name}
      </span>
      <span className={styles.hint}>{refusal ?? hint}</span>
    </>
  );
  if (refusal !== null) return <div className={styles.refused}>{line}</div>;
  return (
    <DropZone
      className={cx(styles.place)}
      aria-label={label}
      getDropOperation={() => 'copy'}
      onDropEnter={() => onOver(place)}
      onDropExit={() => onLeft(place)}
      onDrop={() => onDrop(place)}
    >
      {line}
    </DropZone>
  );
}
