import type { SecretFix, SecretHit } from '../../shared/profile/source/secret-guard.ts';
import { Select } from '../ui/select.tsx';
import { fixWords, secretWords } from '../words/file-words.ts';
import { pathWords } from '../words/hole-words.ts';
import styles from './hit-list.module.css';

interface HitListProps {
  readonly hits: readonly SecretHit[];
  /** The answers so far, by hit. */
  readonly fixes: ReadonlyMap<string, SecretFix>;
  /** Those that were typed on purpose. */
  readonly typed?: ReadonlySet<string>;
  readonly onFix: (hit: SecretHit, fix: SecretFix) => void;
}

/** Values that look like secrets: where each stands, why it was found, and what becomes of it. */
export function HitList({ hits, fixes, typed, onFix }: HitListProps) {
  return (
    <ul aria-label="Values that look like secrets">
      {hits.map((hit) => {
        const name = nameOf(hit);
        const reason = typed?.has(hit.id) === true ? 'You filled it in here.' : secretWords[hit.reason];
        return (
          <li key={hit.id} className={styles.hit}>
            <span className={styles.words}>
              <span className={styles.path} data-selectable>
                {name}
              </span>
              <span className={styles.faint}>{[whereOf(hit), reason].join(' · ')}</span>
            </span>
            <div className={styles.fix}>
              <Select
                label={`What becomes of ${name}`}
                labelHidden
                value={fixes.get(hit.id) ?? null}
                choices={hit.fixes.map((fix) => ({ id: fix, text: fixWords[fix] }))}
                onChange={(fix) => {
                  const found = hit.fixes.find((one) => one === fix);
                  if (found !== undefined) onFix(hit, found);
                }}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function nameOf({ where, key }: SecretHit): string {
  if (where.kind === 'variable') return `Profile variable ${where.name}`;
  return where.path === null ? key || 'Text' : pathWords(where.path);
}

function whereOf({ where }: SecretHit): string {
  return where.kind === 'variable' ? 'its default' : `${where.layer}, line ${where.line}`;
}
