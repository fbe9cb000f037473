import { packsOf } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { Button } from '../ui/button.tsx';
import { useKeptFocus } from '../ui/kept-focus.ts';
import { Notice } from '../ui/notice.tsx';
import { holeLabel } from '../words/hole-words.ts';
import { count } from '../words/phrases.ts';
import styles from './parts.module.css';
import type { Planned } from './use-plans.ts';

export interface ClonePartProps {
  readonly planned: Planned;
  readonly targetName: string;
  readonly onImport: () => void;
}

/** In place of the values: nobody is asked for one, for Palette copies them. Tells which, and how to change any. */
export function ClonePart({ planned, targetName, onImport }: ClonePartProps) {
  const part = useKeptFocus();
  const { copied } = planned.plan;
  const masked = count(copied.length, 'masked value', 'masked values');
  const layers = Map.groupBy(copied, ({ where }) => (where.kind === 'scalar' ? where.layer : 'Profile variables'));
  return (
    <div className={styles.part} ref={part} data-begin>
      <Notice
        kind="good"
        title={
          copied.length === 0
            ? 'Nothing has to be entered'
            : `${masked} ${copied.length === 1 ? 'is' : 'are'} copied by Palette`
        }
        actions={<Button onPress={onImport}>Import a changed copy instead</Button>}
      >
        Palette itself clones the profile into {targetName}:{' '}
        {count(packsOf(planned.material.document).length, 'layer', 'layers')} with values, manifests and variables as
        they are.{copied.length === 0 ? '' : ' Masked values never leave Palette.'}
      </Notice>
      {copied.length === 0 ? null : (
        <section className={styles.group} aria-label="Copied by Palette">
          {[...layers].map(([layer, holes]) => (
            <CopiedGroup key={layer} layer={layer} holes={holes} />
          ))}
        </section>
      )}
      <p className={styles.soft}>
        To change a value, a text or a repository on the way, import a changed copy: then every masked value has to be
        entered.
        {hasOwnAnswers(planned) ? ' What you entered for that is kept here, and is not part of the clone.' : ''}
      </p>
    </div>
  );
}

function CopiedGroup({ layer, holes }: { readonly layer: string; readonly holes: readonly Hole[] }) {
  return (
    <div>
      <h3 className={styles.groupName}>{layer}</h3>
      <ul className={styles.copied} aria-label={`Masked values of ${layer}`}>
        {holes.map((hole) => (
          <li key={hole.id} className={styles.path} data-selectable>
            {holeLabel(hole)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function hasOwnAnswers({ decisions }: Planned): boolean {
  return decisions.some(({ kind }) => kind === 'fill' || kind === 'edit-text' || kind === 'use-remembered');
}

/** The way back to the clone, where the person chose to import. */
export function CloneInstead({ onClone }: { readonly onClone: () => void }) {
  return (
    <Notice
      kind="note"
      title="A changed copy is imported; enter what is masked"
      actions={<Button onPress={onClone}>Clone it as it is instead</Button>}
    />
  );
}
