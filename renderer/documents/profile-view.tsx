import { packsOf, type Variable, versionOf } from '../../shared/profile/document.ts';
import { Button } from '../ui/button.tsx';
import { Badge } from '../ui/pieces.tsx';
import { layerName } from '../words/layer-words.ts';
import { count } from '../words/phrases.ts';
import styles from './documents.module.css';
import type { ShownProps } from './layer-view.tsx';
import { MaskPanel } from './mask-panel.tsx';
import { stateOf } from './use-document.ts';

/** The profile as a whole: what it says of itself, its layers and its variables. */
export function ProfileView(props: ShownProps) {
  const { working, chosen } = props;
  const { document, profile, holes, values } = working;
  const { metadata, spec } = profile;
  const packs = packsOf(profile);
  const variables = spec.variables ?? [];
  const labels = Object.entries(metadata.labels ?? {});
  const facts: readonly (readonly [string, string])[] = [
    ['Name', metadata.name],
    ['Version', versionOf(profile)],
    ['Type', spec.template.type ?? ''],
    ['Cloud', spec.template.cloudType ?? ''],
    ['Description', metadata.description ?? ''],
    ['Masked values', document.whole === null ? 'still counting' : String(holes.length)],
  ];
  return (
    <>
      <MaskPanel {...props} text="" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className={styles.overview} tabIndex={0} aria-label="Profile">
        <dl className={styles.about}>
          {facts.map(([term, value]) => (
            <div key={term} className={styles.aboutRow}>
              <dt className={styles.term}>{term}</dt>
              <dd data-selectable>{value === '' ? 'none' : value}</dd>
            </div>
          ))}
          <div className={styles.aboutRow}>
            <dt className={styles.term}>Labels</dt>
            <dd className={styles.labels} data-selectable>
              {labels.length === 0
                ? 'none'
                : labels.map(([key, value]) => (
                    <Badge key={key}>{value === 'spectro__tag' ? key : `${key}: ${value}`}</Badge>
                  ))}
            </dd>
          </div>
        </dl>
        <h3 className={styles.sectionHead}>{count(packs.length, 'layer', 'layers')}</h3>
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
                    <th scope="row">{pack.name}</th>
                    <td>{layerName(pack.layer ?? '')}</td>
                    <td>{pack.version ?? ''}</td>
                    <td>{pack.tag ?? ''}</td>
                    <td>{pack.type ?? ''}</td>
                    <td>{pack.registry?.metadata?.name ?? ''}</td>
                    <td>{(pack.manifests ?? []).map(({ name }) => name ?? '').join(', ')}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
        <h3 className={styles.sectionHead}>{count(variables.length, 'profile variable', 'profile variables')}</h3>
        {variables.length === 0 ? (
          <p className={styles.faint}>This profile defines none.</p>
        ) : (
          <div className={styles.tableFrame}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {['Variable', 'Format', 'Default', 'Rules', 'Description'].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {variables.map((variable, at) => {
                  const hole = holes.find(({ where }) => where.kind === 'variable' && where.name === variable.name);
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a file may define one name twice
                    <tr key={at}>
                      <th scope="row" data-selectable>
                        {variable.name}
                      </th>
                      <td>{variable.format ?? ''}</td>
                      <td data-selectable>
                        {hole === undefined ? (
                          defaultOf(variable)
                        ) : (
                          <Button look="quiet" onPress={() => chosen(hole.id)}>
                            {stateOf(values, hole.id) === 'not-filled' ? 'Fill in' : 'Change the value'}
                            <span className={styles.hidden}> of {variable.name}</span>
                          </Button>
                        )}
                      </td>
                      <td>{rulesOf(variable).join(', ')}</td>
                      <td data-selectable>{variable.description ?? ''}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}

/** SECURITY: the default of a sensitive variable that came in plain text is not put on screen unasked. */
function defaultOf({ isSensitive, defaultValue }: Variable): string {
  const value = defaultValue ?? '';
  return isSensitive === true && value !== '' ? 'hidden' : value;
}

function rulesOf({ required, immutable, hidden, isSensitive, regex, inputType }: Variable): readonly string[] {
  return [
    required === true ? 'required' : '',
    isSensitive === true ? 'sensitive' : '',
    immutable === true ? 'cannot be changed later' : '',
    hidden === true ? 'hidden' : '',
    inputType === 'dropdown' ? 'one of a list' : '',
    (regex ?? '') === '' ? '' : `matches ${regex}`,
  ].filter((rule) => rule !== '');
}
