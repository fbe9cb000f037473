import { type ProfileDocument, versionOf } from '../../../shared/profile/document.ts';
import { nextVersion, type VersionStep } from '../../../shared/profile/versions.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import type { EditBook } from '../edits/edit-book.ts';
import { nameProblem, textProblem, versionProblem } from './checks.ts';
import styles from './structure.module.css';
import { useDraft } from './use-draft.ts';

interface AboutFormProps {
  readonly profile: ProfileDocument;
  readonly book: EditBook;
}

const steps: readonly (readonly [VersionStep, string])[] = [
  ['patch', 'Next patch'],
  ['minor', 'Next minor'],
  ['major', 'Next major'],
];

/** The profile's name, version and description, to read and to change. */
export function AboutForm({ profile, book }: AboutFormProps) {
  const left = () => book.left();
  const name = useDraft(
    profile.metadata.name,
    nameProblem,
    (text) => book.changed([{ kind: 'name', name: text }], 'name'),
    left,
  );
  const version = useDraft(
    versionOf(profile),
    versionProblem,
    (text) => book.changed([{ kind: 'version', version: text }], 'version'),
    left,
  );
  const { description } = profile.metadata;
  return (
    <div className={styles.about}>
      <div data-field="name" className={styles.name}>
        <TextField label="Name" {...name} />
      </div>
      <div data-field="version" className={styles.version}>
        <TextField label="Version" {...version} />
        <fieldset className={styles.steps} aria-label="Next version">
          <span className={styles.hint}>Next version</span>
          {steps.map(([step, words]) => {
            const next = nextVersion(versionOf(profile), step, []);
            return (
              <Button
                key={step}
                aria-label={`${words}: ${next}`}
                onPress={() => book.changed([{ kind: 'version', version: next }])}
              >
                {next}
              </Button>
            );
          })}
        </fieldset>
      </div>
      <div data-field="description" className={styles.description}>
        <TextField
          label="Description"
          rows={2}
          value={description ?? ''}
          error={textProblem(description ?? '') ?? undefined}
          onChange={(text) => {
            if (textProblem(text) === null) {
              book.changed([{ kind: 'description', description: text }], 'description');
            }
          }}
          onBlur={left}
        />
      </div>
    </div>
  );
}
