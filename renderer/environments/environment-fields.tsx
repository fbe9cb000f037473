import { Check, FileKey, Lock, X } from 'lucide-react';
import { environmentClasses, environmentColours } from '../../shared/environment.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { RadioRow } from '../ui/radio.tsx';
import { classNames } from '../words/place-words.ts';
import { type EnvironmentForm, withClass } from './environment-form.ts';
import styles from './environments.module.css';

export interface EnvironmentFieldsProps {
  readonly form: EnvironmentForm;
  readonly onForm: (form: EnvironmentForm) => void;
  readonly apiKey: string;
  readonly onApiKey: (apiKey: string) => void;
  readonly needsKey: boolean;
  /** The one thing that is missing: the keyboard begins there. */
  readonly asksForKey: boolean;
  /** The address differs from the stored one. */
  readonly moved: boolean;
  /** What they say is on its way: nothing more can be said in them. */
  readonly isReadOnly: boolean;
  readonly onChooseCertificate: () => Promise<void>;
}

/** The fields of an environment. */
export function EnvironmentFields(props: EnvironmentFieldsProps) {
  const { form, onForm, apiKey, onApiKey, needsKey, asksForKey, moved, isReadOnly, onChooseCertificate } = props;
  const keyHint = moved
    ? 'The address is new, so the stored key is not sent to it. Enter the key for this address.'
    : needsKey
      ? 'In Palette: user menu, My API keys.'
      : 'Leave empty to keep the stored key.';
  return (
    <>
      <TextField
        label="Address"
        placeholder="https://palette.example.com"
        value={form.address}
        onChange={(address) => onForm({ ...form, address })}
        autoFocus={!asksForKey}
        autoComplete="off"
        inputMode="url"
        isReadOnly={isReadOnly}
      />
      <TextField
        label="API key"
        autoFocus={asksForKey}
        type="password"
        value={apiKey}
        onChange={onApiKey}
        hint={keyHint}
        autoComplete="off"
        placeholder={needsKey ? '' : 'Stored'}
        isReadOnly={isReadOnly}
      />
      <div className={styles.pair}>
        <TextField
          label="Name"
          placeholder="PROD"
          value={form.name}
          onChange={(name) => onForm({ ...form, name })}
          autoComplete="off"
          isReadOnly={isReadOnly}
        />
        <RadioRow
          label="Colour"
          look="swatches"
          isReadOnly={isReadOnly}
          value={form.colour}
          onChange={(id) => {
            const colour = environmentColours.find((one) => one === id);
            if (colour !== undefined) onForm({ ...form, colour, isColourPicked: true });
          }}
          choices={environmentColours.map((colour) => ({
            id: colour,
            name: colour,
            picture: (
              <span className={styles.swatch} data-env={colour}>
                {form.colour === colour ? <Check size={12} strokeWidth={3} aria-hidden /> : null}
              </span>
            ),
          }))}
        />
      </div>
      <RadioRow
        label="Class"
        look="segments"
        isReadOnly={isReadOnly}
        value={form.class}
        onChange={(id) => {
          const chosen = environmentClasses.find((one) => one === id);
          if (chosen !== undefined) onForm(withClass(form, chosen));
        }}
        choices={environmentClasses.map((one) => ({
          id: one,
          name: classNames[one],
          picture: one === 'production' ? <Lock size={12} aria-hidden /> : null,
        }))}
      />
      {form.class === 'production' ? (
        <p className={styles.soft}>Production is read-only here until you unlock it for a while.</p>
      ) : null}
      <div className={styles.certificate}>
        <FileKey size={16} aria-hidden />
        <span className={styles.certificateText}>
          {form.caPem === null
            ? 'No CA file: the authorities of this computer decide.'
            : `CA file: ${form.caFileName ?? 'kept from before'}`}
        </span>
        {form.caPem === null ? null : (
          <IconButton
            label="Remove CA file"
            isDisabled={isReadOnly}
            onPress={() => onForm({ ...form, caPem: null, caFileName: null })}
          >
            <X size={14} aria-hidden />
          </IconButton>
        )}
        <Button isDisabled={isReadOnly} onPress={() => void onChooseCertificate()}>
          Choose CA file…
        </Button>
      </div>
    </>
  );
}
