import { PanelBottomClose } from 'lucide-react';
import { useMemo } from 'react';
import type { ProfileDetails, ProfileRow } from '../../shared/bridge/views.ts';
import type { ShownDetails } from '../state/pane-store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Badge, SkeletonRows } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { count, listed } from '../words/phrases.ts';
import type { RowsByName } from './comparison.ts';
import styles from './details.module.css';
import { LayerStack } from './layer-stack.tsx';
import { sumUp } from './sum-up.ts';

export interface DetailsProps {
  readonly shown: ShownDetails | null;
  /** The selected rows where they are several. */
  readonly several: readonly ProfileRow[];
  /** See `sumUp`. */
  readonly others: RowsByName | null;
  readonly otherName: string;
  /** Every version of the profile on screen, newest first. */
  readonly versions: readonly string[];
  readonly paneName: string;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** The details of the selected profile version, under its list. */
export function Details(props: DetailsProps) {
  const { shown, several, versions, paneName, onRetry, onClose } = props;
  const details = shown?.details ?? null;
  return (
    <section className={styles.details} aria-label={`Details in ${paneName}`}>
      <header className={styles.head}>
        {details === null ? (
          <h2 className={styles.headHint}>
            {several.length === 0 ? 'Details' : `${count(several.length, 'profile', 'profiles')} selected`}
          </h2>
        ) : (
          <h2 className={styles.headName} title={details.name} data-selectable>
            {details.name} <span className={styles.headVersion}>{details.version}</span>
          </h2>
        )}
        <IconButton label={`Hide details in ${paneName}`} onPress={onClose}>
          <PanelBottomClose size={14} aria-hidden />
        </IconButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className={styles.body} tabIndex={0} aria-label="Profile details" data-details>
        {several.length > 0 ? (
          <SeveralFacts {...props} />
        ) : shown === null ? (
          <p className={styles.hint}>Select a profile to see its layers, macros and variables.</p>
        ) : null}
        {shown?.fetch === 'LOADING' ? <SkeletonRows rows={5} label="Reading the profile" /> : null}
        {shown?.problem == null ? null : (
          <ProblemNotice problem={shown.problem} actions={<Button onPress={onRetry}>Try again</Button>} />
        )}
        {details === null ? null : <Facts details={details} versions={versions} />}
      </section>
    </section>
  );
}

function SeveralFacts({ several, others, otherName }: DetailsProps) {
  const { types, clouds, layers, compared } = useMemo(() => sumUp(several, others), [several, others]);
  return (
    <div className={styles.several}>
      <dl className={styles.list}>
        <Fact name="Types">{types}</Fact>
        <Fact name="Clouds">{clouds}</Fact>
        <Fact name="Layers">{`${layers} in the newest versions`}</Fact>
        {compared === '' ? null : <Fact name={`In ${otherName}`}>{compared}</Fact>}
      </dl>
      <p className={styles.hint}>Select one alone to see its layers, masked values, macros and variables.</p>
    </div>
  );
}

function Facts({ details, versions }: { readonly details: ProfileDetails; readonly versions: readonly string[] }) {
  const { macros } = details;
  const masked = details.holes.filter((hole) => hole.reason === 'masked').length;
  return (
    <div className={styles.facts}>
      <LayerStack layers={details.layers} />
      <dl className={styles.list}>
        <Fact name="Type">{[details.type, details.cloudType].filter((part) => part !== '').join(' · ')}</Fact>
        {versions.length < 2 ? null : <Fact name="Versions">{versions.join(', ')}</Fact>}
        <Fact name="Masked values">
          {masked === 0 ? 'none' : count(masked, 'value to fill in', 'values to fill in')}
        </Fact>
        <Fact name="Macros">{macros.length === 0 ? 'none' : listed(macros)}</Fact>
        <Fact name="Variables">
          {details.variables.length === 0
            ? 'none'
            : listed(
                details.variables.map(
                  (one) => `${one.displayName === '' ? one.name : one.displayName}${one.required ? ' (required)' : ''}`,
                ),
              )}
        </Fact>
        {details.description === '' ? null : <Fact name="Description">{details.description}</Fact>}
        {details.tags.length === 0 ? null : (
          <Fact name="Tags">
            <span className={styles.tags}>
              {details.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className={styles.term}>{name}</dt>
      <dd className={styles.value} data-selectable>
        {children}
      </dd>
    </>
  );
}
