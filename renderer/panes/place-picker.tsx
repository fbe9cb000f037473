import { ArrowLeftRight, Boxes, Building2, ChevronDown, Folder, KeyRound, Plus, Settings2 } from 'lucide-react';
import { useEffect } from 'react';
import { Button as AriaButton, Header, MenuSection } from 'react-aria-components';
import type { PlacePair } from '../../shared/bridge/views.ts';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { type EnvironmentPlace, environmentIdOf, placeKey } from '../../shared/place.ts';
import { type KnownScopes, scopesOf } from '../state/environments-store.ts';
import type { PaneSide } from '../state/pane-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { cx } from '../ui/cx.ts';
import { Float, Menu, MenuItem, MenuSeparator, MenuTrigger } from '../ui/menu.tsx';
import overlay from '../ui/overlay.module.css';
import { EnvironmentDot, ProductionMark } from '../ui/pieces.tsx';
import { placeName, scopeName } from '../words/place-words.ts';
import { forgetFolder, openFolder, toggleBelow } from './folder-doings.ts';
import { FolderItems, FolderSection } from './folder-section.tsx';
import { isKnownPlace, placesOf } from './known-places.ts';
import styles from './pane-header.module.css';
import { showPair, showPlace } from './show-places.ts';

export interface PlacePickerProps {
  readonly side: PaneSide;
  readonly paneName: string;
}

/** Chooses what a pane shows: an environment, then its tenant or one of its projects. */
export function PlacePicker({ side, paneName }: PlacePickerProps) {
  const stores = useStores();
  const place = useFrom(stores.panes[side], (pane) => pane.place);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const known = useFrom(stores.environments, (state) => state);
  const environment = environments.find((one) => one.id === environmentIdOf(place));
  const tenantName = environment === undefined ? '' : scopesOf(known, environment.id).tenantName;

  const askFor = environment !== undefined && environment.key !== 'missing' ? environment.id : null;
  useEffect(() => {
    if (askFor !== null && scopesOf(stores.environments.getState(), askFor).fetch === 'IDLE') {
      void stores.environments.getState().scopesAsked(askFor);
    }
  }, [askFor, stores]);

  const recent = useFrom(stores.view, (state) => state.view.recentPairs);
  const folders = useFrom(stores.folders, (state) => state.folders);
  const pairs = recent.filter(({ left, right }) => isKnownPlace(stores, left) && isKnownPlace(stores, right));
  const { screenOpened, signInOpened } = stores.view.getState();
  const scopeText =
    place?.kind !== 'environment' ? '' : [tenantName, scopeName(place)].filter((part) => part !== '').join(' ▸ ');

  return (
    <MenuTrigger
      onOpenChange={(open) => {
        if (!open) return;
        focusChosen();
        for (const one of environments) {
          if (one.key !== 'missing') void stores.environments.getState().scopesAsked(one.id);
        }
      }}
    >
      <AriaButton className={cx(styles.picker)}>
        {/* The name is made of what is seen: where a narrow pane hides the tenant, it is not spoken either. */}
        <span className={styles.unseen}>Place of {paneName}: </span>
        {place?.kind === 'folder' ? (
          <>
            <Folder size={14} aria-hidden />
            <span className={styles.pickerName}>{place.name}</span>{' '}
            <FolderPath path={folders.find(({ id }) => id === place.folder)?.path ?? ''} />
          </>
        ) : environment === undefined || place === null ? (
          <span className={styles.pickerHint}>Choose a place</span>
        ) : (
          <>
            <EnvironmentDot colour={environment.colour} />
            <span className={styles.pickerName}>{environment.name}</span>{' '}
            <span className={styles.pickerScope} title={scopeText}>
              {tenantName === '' ? null : <span className={styles.tenant}>{tenantName} ▸ </span>}
              {scopeName(place)}
            </span>
          </>
        )}
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      <Float placement="bottom start">
        <Menu
          aria-label={`Places for ${paneName}`}
          onAction={(key) => {
            const id = String(key);
            const pair = pairs.find((one) => pairId(one) === id);
            if (pair !== undefined) showPair(stores, pair);
            if (id === 'add') signInOpened({ id: null });
            else if (id === 'folder') void openFolder(stores, side);
            else if (id === 'below' && place?.kind === 'folder') toggleBelow(stores, side, place);
            else if (id === 'forget-folder' && place?.kind === 'folder') void forgetFolder(stores, place.folder);
            else if (id === 'manage') screenOpened('environments');
            else if (id.startsWith('key/')) signInOpened({ id: id.slice(4) });
          }}
        >
          {environments.map((one) => (
            <EnvironmentSection
              key={one.id}
              environment={one}
              scopes={scopesOf(known, one.id)}
              chosen={place === null ? '' : placeKey(place)}
              onChoose={(chosen) => showPlace(stores, side, chosen)}
            />
          ))}
          {folders.length === 0 ? null : (
            <FolderSection folders={folders} place={place} onChoose={(chosen) => showPlace(stores, side, chosen)} />
          )}
          {pairs.length === 0 ? null : (
            <MenuSection>
              <Header className={cx(overlay.sectionHead)}>Recent pairs</Header>
              {pairs.map((pair) => (
                <MenuItem key={pairId(pair)} id={pairId(pair)} icon={<ArrowLeftRight size={14} aria-hidden />}>
                  {`${placeName(pair.left, environments)} → ${placeName(pair.right, environments)}`}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {environments.length === 0 && folders.length === 0 ? null : <MenuSeparator />}
          <FolderItems place={place} />
          <MenuItem id="add" icon={<Plus size={14} aria-hidden />}>
            Add environment…
          </MenuItem>
          {environments.length === 0 ? null : (
            <MenuItem id="manage" icon={<Settings2 size={14} aria-hidden />}>
              Manage environments…
            </MenuItem>
          )}
        </Menu>
      </Float>
    </MenuTrigger>
  );
}

function FolderPath({ path }: { readonly path: string }) {
  return (
    <span className={styles.pickerScope} title={path}>
      {path}
    </span>
  );
}

/** Stays with its pair: a line of a menu may move but never change its id. */
function pairId({ left, right }: PlacePair): string {
  return `pair/${placeKey(left)}/${placeKey(right)}`;
}

/** A menu with sections begins at its first item; a person looks for where they are. */
function focusChosen(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[role="menuitemradio"][aria-checked="true"]')?.focus(),
  );
}

interface SectionProps {
  readonly environment: EnvironmentSummary;
  readonly scopes: KnownScopes;
  readonly chosen: string;
  readonly onChoose: (place: EnvironmentPlace) => void;
}

function EnvironmentSection({ environment, scopes, chosen, onChoose }: SectionProps) {
  const places = placesOf(environment, scopes);
  return (
    <MenuSection
      selectionMode="single"
      selectedKeys={[chosen]}
      disallowEmptySelection
      onSelectionChange={(keys) => {
        const key = keys === 'all' ? undefined : [...keys][0];
        const place = places.find((one) => placeKey(one) === key);
        if (place !== undefined) onChoose(place);
      }}
    >
      <Header className={cx(overlay.sectionHead)}>
        <EnvironmentDot colour={environment.colour} />
        {environment.name}
        {environment.class === 'production' ? <ProductionMark /> : null}
      </Header>
      {environment.key === 'missing' ? (
        <MenuItem id={`key/${environment.id}`} icon={<KeyRound size={14} aria-hidden />}>
          {`Enter the API key of ${environment.name}…`}
        </MenuItem>
      ) : (
        <>
          {places.map((place) =>
            place.scope.kind === 'tenant' ? (
              <MenuItem
                key={placeKey(place)}
                id={placeKey(place)}
                textValue={`${environment.name} tenant`}
                icon={<Building2 size={14} aria-hidden />}
                hint="tenant"
              >
                {scopes.tenantName === '' ? 'Tenant' : scopes.tenantName}
              </MenuItem>
            ) : (
              <MenuItem
                key={placeKey(place)}
                id={placeKey(place)}
                textValue={`${environment.name} ${scopeName(place)}`}
                icon={<Boxes size={14} aria-hidden />}
              >
                {scopeName(place)}
              </MenuItem>
            ),
          )}
          {scopes.fetch === 'LOADING' ? (
            <MenuItem id={`wait/${environment.id}`} isDisabled>
              Reading projects…
            </MenuItem>
          ) : null}
          {scopes.fetch === 'FAILED' ? (
            <MenuItem id={`key/${environment.id}`} danger icon={<KeyRound size={14} aria-hidden />}>
              Projects could not be read. Check this environment…
            </MenuItem>
          ) : null}
        </>
      )}
    </MenuSection>
  );
}
