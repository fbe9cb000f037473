import type { InputProblem } from '../../shared/problem.ts';

type Advice = { readonly text: string; readonly next: string };
type ReasonOf<K extends InputProblem['kind']> = Extract<InputProblem, { kind: K; reason: string }>['reason'];

/** Why an address is not one. */
export const addressWords: Readonly<Record<ReasonOf<'address-invalid'>, Advice>> = {
  empty: { text: 'No address was given.', next: 'Enter the address of the Palette console.' },
  'not-a-host': {
    text: 'It does not name a host.',
    next: 'Enter it as the browser shows it, such as palette.example.com.',
  },
  'not-https': { text: 'Only https keeps the API key private on its way.', next: 'Use the https address.' },
  'has-credentials': {
    text: 'It holds a user name or password.',
    next: 'Leave them out; the API key is all that is needed.',
  },
  'has-path': { text: 'It goes on after the host.', next: 'Keep only the host and, if needed, the port.' },
};

/** Why a text is no API key. */
export const keyWords: Readonly<Record<ReasonOf<'key-invalid'>, Advice>> = {
  empty: { text: 'No API key was given.', next: 'Paste the API key from Palette.' },
  'line-break': { text: 'It has a line break inside.', next: 'Copy the key again, as one line.' },
  'not-ascii': {
    text: 'It has characters that no API key has.',
    next: 'Copy the key again; a word processor may have changed it.',
  },
  'too-long': { text: 'It is far longer than an API key.', next: 'Copy the API key alone.' },
};

/** Why a file is no CA certificate. */
export const certificateFileWords: Readonly<Record<ReasonOf<'certificate-invalid'>, Advice>> = {
  'not-pem': { text: 'The file holds no PEM certificate.', next: 'Choose a file that begins with BEGIN CERTIFICATE.' },
  unreadable: { text: 'The certificate in it is damaged.', next: 'Export the CA certificate again.' },
  expired: { text: 'The certificate in it has expired.', next: 'Ask for the current CA certificate.' },
  'not-an-authority': {
    text: 'It is the certificate of a server, not of an authority.',
    next: 'Choose the CA certificate that signed it.',
  },
};

const exportAgain = 'Export the profile again from Palette.';

/** Why a file is no profile. */
export const profileFileWords: Readonly<Record<ReasonOf<'profile-unreadable'>, Advice>> = {
  empty: { text: 'The file is empty.', next: exportAgain },
  'not-json': { text: 'The file is not JSON.', next: exportAgain },
  'cut-off': {
    text: 'The file ends in the middle: it was cut off when it was copied or loaded.',
    next: exportAgain,
  },
  'not-yaml': { text: 'The file is not valid YAML.', next: 'Mend it there, or export the profile again from Palette.' },
  'yaml-alias': {
    text: 'It repeats a whole list or map by an alias (*name), which no export does.',
    next: 'Write out what the alias stands for, or export the profile again from Palette.',
  },
  'web-page': { text: 'The file is a web page, probably a saved login page.', next: exportAgain },
  'not-utf8': { text: 'The file is not UTF-8 text.', next: 'Save it as UTF-8, or export it again.' },
  utf16: { text: 'The file is UTF-16 text.', next: 'Save it as UTF-8, or export it again.' },
  archive: {
    text: 'The file is an archive, not the export of a profile.',
    next: 'Unpack it and choose the file in it, or use “Export profile” in Palette.',
  },
  'too-deep': { text: 'It is nested deeper than any profile.', next: exportAgain },
  'too-large': { text: 'It is larger than any profile.', next: 'Choose the export of a single profile.' },
  'duplicate-key': {
    text: 'One key occurs twice in one place.',
    next: 'Remove one of them; which one counts is unclear.',
  },
  'forbidden-key': { text: 'It holds a key that is never part of a profile.', next: exportAgain },
  terraform: { text: 'This is Terraform, not an export.', next: 'Export the profile from Palette instead.' },
  'api-object': {
    text: 'This is an answer of the Palette API, not an export.',
    next: 'Use “Export profile” in Palette, which writes the right form.',
  },
  'custom-resource': { text: 'This is a Kubernetes resource, not a profile.', next: exportAgain },
  array: { text: 'This is a list of several things.', next: 'Choose the export of a single profile.' },
  'app-profile': { text: 'This is an app profile.', next: 'Choose the export of a cluster profile.' },
  'not-a-profile': { text: 'It does not look like a cluster profile.', next: exportAgain },
};
