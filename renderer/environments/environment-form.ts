import {
  type EnvironmentClass,
  type EnvironmentColour,
  type EnvironmentDraft,
  type EnvironmentSummary,
  environmentColours,
} from '../../shared/environment.ts';

/** What the sheet holds besides the API key. */
export interface EnvironmentForm {
  readonly name: string;
  readonly address: string;
  readonly colour: EnvironmentColour;
  readonly class: EnvironmentClass;
  /** Whether the person picked the colour; else it follows the class. */
  readonly isColourPicked: boolean;
  readonly caPem: string | null;
  /** Only for the eye; a kept certificate has none. */
  readonly caFileName: string | null;
}

/** The sheet's first state: what is known, or a colour that no other environment has. */
export function formOf(environment: EnvironmentSummary | null, takenColours: readonly string[]): EnvironmentForm {
  if (environment !== null) {
    const { name, address, colour, caPem } = environment;
    return { name, address, colour, class: environment.class, isColourPicked: true, caPem, caFileName: null };
  }
  const free = environmentColours.find((colour) => !takenColours.includes(colour)) ?? 'blue';
  const empty = { name: '', address: '', colour: free, isColourPicked: false, caPem: null, caFileName: null };
  return { ...empty, class: 'development' };
}

const classColours: Readonly<Record<EnvironmentClass, EnvironmentColour>> = {
  development: 'blue',
  staging: 'amber',
  production: 'red',
};

/** Another class, and with it the colour people expect of it unless they picked one. */
export function withClass(form: EnvironmentForm, chosen: EnvironmentClass): EnvironmentForm {
  return { ...form, class: chosen, colour: form.isColourPicked ? form.colour : classColours[chosen] };
}

/** "https://host" as the summary has it: what a person pastes may lack the scheme or end with a slash. */
export function tidyAddress(text: string): string {
  const trimmed = text.trim().replace(/\/+$/, '');
  return trimmed === '' || trimmed.includes('://') ? trimmed : `https://${trimmed}`;
}

/** Whether a stored key would be sent to another host than the one it was made for. */
export function addressChanged(form: EnvironmentForm, environment: EnvironmentSummary | null): boolean {
  return environment !== null && tidyAddress(form.address).toLowerCase() !== environment.address.toLowerCase();
}

/** What goes to the machine. A key that was not typed is null where the stored one may stay. */
export function draftOf(
  form: EnvironmentForm,
  environment: EnvironmentSummary | null,
  apiKey: string,
  needsKey: boolean,
): EnvironmentDraft {
  return {
    id: environment?.id ?? null,
    name: form.name.trim(),
    address: tidyAddress(form.address),
    apiKey: apiKey === '' && !needsKey ? null : apiKey,
    colour: form.colour,
    class: form.class,
    caPem: form.caPem,
  };
}
