import { useEffect, useMemo, useRef } from 'react';
import { type Pack, packsOf } from '../../shared/profile/document.ts';
import { Button } from '../ui/button.tsx';
import { layerName } from '../words/layer-words.ts';
import { count } from '../words/phrases.ts';
import styles from './documents.module.css';
import type { ShownProps } from './layer-view.tsx';
import { MaskPanel } from './mask-panel.tsx';
import { referencesOf, wholeProfile } from './places.ts';
import own from './profile-view.module.css';
import { AboutForm } from './structure/about-form.tsx';
import { Labels } from './structure/labels.tsx';
import structure from './structure/structure.module.css';
import { Variables } from './structure/variables.tsx';

/** The profile as a whole: what it says of itself, its variables and its layers, to read and to change. */
export function ProfileView(props: ShownProps) {
  const { working, chosen, undo, redo } = props;
  const { document, book, profile, holes, place, go } = working;
  const frame = useRef<HTMLElement>(null);
  const { template } = profile.spec;
  const packs = packsOf(profile);
  const facts: readonly (readonly [string, string])[] = [
    ['Type', template.type ?? ''],
    ['Cloud', template.cloudType ?? ''],
    ['Masked values', document.whole === null ? 'still counting' : String(holes.length)],
  ];
  const uses = useMemo(() => usesOf(referencesOf(document)), [document]);
  const open = openVariable(place.field);

  useEffect(() => {
    if (place.field === undefined || frame.current === null) return;
    showField(frame.current, place.field, place.takesFocus === true);
  }, [place]);

  return (
    <>
      <MaskPanel {...props} text="" />
      <section
        ref={frame}
        className={own.overview}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        aria-label="Profile"
        onKeyDown={(event) => {
          // One undo for everything: the browser knows only the letters of one field.
          const key = event.key.toLowerCase();
          if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
          event.preventDefault();
          if (key === 'y' || event.shiftKey) redo();
          else undo();
        }}
      >
        <AboutForm profile={profile} book={book} />
        <Labels profile={profile} book={book} />
        <dl className={structure.facts}>
          {facts.map(([term, value]) => (
            <div key={term} className={own.aboutRow} data-field={term.toLowerCase()}>
              <dt className={styles.term}>{term}</dt>
              <dd data-selectable>{value === '' ? 'none' : value}</dd>
            </div>
          ))}
        </dl>
        <Variables
          working={working}
          open={open}
          onOpen={(at) => go(at === null ? wholeProfile : { ...wholeProfile, field: `variable/${at}` })}
          uses={uses}
          chosen={chosen}
        />
        <h3 className={own.sectionHead}>{count(packs.length, 'layer', 'layers')}</h3>
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <thead>
              <tr>
                {['Pack', 'Layer', 'Version', 'Tag', 'Type', 'Repository', 'Manifests'].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody data-selectable>
              {packs
                .map((pack, at) => ({ pack, at }))
                .reverse()
                .map(({ pack, at }) => (
                  <tr key={at}>
                    <th scope="row">
                      <Button look="quiet" onPress={() => go({ ...wholeProfile, layer: at })}>
                        {pack.name}
                      </Button>
                    </th>
                    <td>{layerName(pack.layer ?? '')}</td>
                    <td>{pack.version ?? ''}</td>
                    <td>{pack.tag ?? ''}</td>
                    <td>{pack.type ?? ''}</td>
                    <td>{registryOf(pack)}</td>
                    <td>
                      {(pack.manifests ?? []).map(({ name }, manifest) => (
                        <Button
                          // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two manifests alike
                          key={manifest}
                          look="quiet"
                          onPress={() => go({ ...wholeProfile, layer: at, text: `manifest/${at}/${manifest}` })}
                        >
                          {name || `Manifest ${manifest + 1}`}
                        </Button>
                      ))}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

/** "Public Repo · pack", or its uid where the file names it by nothing else. */
function registryOf({ registry }: Pack): string {
  const { name, kind, uid } = registry?.metadata ?? {};
  return [name || uid, kind].filter((part) => (part ?? '') !== '').join('\u00a0· ');
}

/** Which variable a place speaks of. */
function openVariable(field: string | undefined): number | null {
  const at = /^variable\/(\d+)$/.exec(field ?? '')?.[1];
  return at === undefined ? null : Number(at);
}

function showField(frame: HTMLElement, field: string, takesFocus: boolean): void {
  const element = frame.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  if (element === null) return;
  element.scrollIntoView({ block: 'nearest' });
  const inner = element.matches('button') ? element : element.querySelector<HTMLElement>('input, textarea, button');
  if (takesFocus) inner?.focus();
}

/** How often each variable is used, comments left out. */
function usesOf(references: ReturnType<typeof referencesOf>): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { kind, name, inComment } of references) {
    if (kind === 'variable' && !inComment) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
