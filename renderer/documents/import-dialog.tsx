import { Boxes, Building2, MapPinOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { type EnvironmentPlace, placeKey } from '../../shared/place.ts';
import { type KnownScopes, scopesOf } from '../state/environments-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Sheet } from '../ui/dialog.tsx';
import { EmptyState, EnvironmentDot, ProductionMark, Space } from '../ui/pieces.tsx';
import { SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';
import { placeName, scopeName } from '../words/place-words.ts';
import styles from './import-dialog.module.css';

interface ImportDialogProps {
  /** "payments-stack 0.9.1". */
  readonly name: string;
  readonly isBusy: boolean;
  readonly onChosen: (target: EnvironmentPlace) => void;
  readonly onClose: () => void;
}

/** Where an open file is to be imported: an environment, then its tenant or one of its projects. */
export function ImportDialog({ name, isBusy, onChosen, onClose }: ImportDialogProps) {
  const stores = useStores();
  const known = useFrom(stores.environments, (state) => state);
  const environments = known.environments.filter(({ key }) => key !== 'missing');
  const [chosen, setChosen] = useState(() => placeOnScreen(stores));
  useEffect(() => {
    const { environments: all, scopesAsked } = stores.environments.getState();
    for (const { id, key } of all) if (key !== 'missing') void scopesAsked(id);
  }, [stores]);
  const groups = environments.map((environment) => ({
    id: environment.id,
    environment,
    places: placesOf(environment, scopesOf(known, environment.id)),
  }));
  const target = groups.flatMap(({ places }) => places).find(({ id }) => id === chosen);
  return (
    <Sheet label={`Import ${name}`} isOpen onClose={onClose} size="medium">
      <SheetHead
        title={`Import ${name}`}
        note="Choose where. Everything is checked there first, what is missing can be filled in, and nothing is written before you confirm."
      />
      {groups.length === 0 ? (
        <div className={styles.nowhere}>
          <EmptyState
            icon={<MapPinOff size={24} />}
            title="No environment to import into"
            actions={
              <Button
                onPress={() => {
                  onClose();
                  stores.view.getState().signInOpened({ id: null });
                }}
              >
                Add environment…
              </Button>
            }
          >
            Add one with its address and an API key; the file stays open meanwhile.
          </EmptyState>
        </div>
      ) : (
        <ListBox
          aria-label="Places"
          className={cx(styles.list)}
          selectionMode="single"
          disallowEmptySelection
          autoFocus
          items={groups}
          selectedKeys={chosen === null ? [] : [chosen]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (key !== undefined) setChosen(String(key));
          }}
        >
          {({ id, environment, places }) => (
            <ListBoxSection id={id}>
              <Header className={cx(styles.group)}>
                <EnvironmentDot colour={environment.colour} />
                {environment.name}
                {environment.class === 'production' ? <ProductionMark /> : null}
              </Header>
              <Collection items={places}>
                {({ id: key, place, tenantName }) => (
                  <ListBoxItem id={key} textValue={placeName(place, environments)} className={cx(styles.item)}>
                    {place.scope.kind === 'tenant' ? (
                      <Building2 size={14} aria-hidden />
                    ) : (
                      <Boxes size={14} aria-hidden />
                    )}
                    {place.scope.kind === 'tenant' && tenantName !== '' ? `${tenantName} (tenant)` : scopeName(place)}
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          )}
        </ListBox>
      )}
      <SheetFoot>
        <Space />
        <Button onPress={onClose}>Cancel</Button>
        <Button
          look="primary"
          isDisabled={target === undefined || isBusy}
          onPress={() => {
            if (target !== undefined) onChosen(target.place);
          }}
        >
          {target === undefined
            ? 'Review the import'
            : `Review the import into ${placeName(target.place, environments)}`}
        </Button>
      </SheetFoot>
    </Sheet>
  );
}

function placesOf({ id: environmentId }: EnvironmentSummary, { tenantName, projects }: KnownScopes) {
  const tenant: EnvironmentPlace = { kind: 'environment', environmentId, scope: { kind: 'tenant' } };
  const places = projects.map(({ uid, name }): EnvironmentPlace => {
    return { kind: 'environment', environmentId, scope: { kind: 'project', uid, name } };
  });
  return [tenant, ...places].map((place) => ({ id: placeKey(place), place, tenantName }));
}

/** What a pane shows is what people have in mind: the target first. */
function placeOnScreen(stores: ReturnType<typeof useStores>): string | null {
  const { left, right } = stores.panes;
  const place = [right, left].map((pane) => pane.getState().place).find((one) => one?.kind === 'environment');
  return place == null ? null : placeKey(place);
}
