import type { TextAddress } from '../../shared/profile/holes.ts';
import { assertNever } from '../../shared/result.ts';
import type { CheckFinding } from '../../shared/transfer/plan.ts';
import type { CheckWords } from './check-words.ts';
import { count } from './phrases.ts';
import { yamlWords } from './yaml-words.ts';

type EditedText = Extract<CheckFinding, { about: 'edited-text' }>;

/** `the values of nginx`, or `manifest main of nginx`; null: values. */
export function textName(layer: string, manifest: string | null): string {
  if (manifest === null) return `the values of ${layer}`;
  return manifest === '' ? `a manifest of ${layer}` : `manifest ${manifest} of ${layer}`;
}

/** What an empty text says where it stands; a manifest has no defaults to speak of. */
export function emptyTextWords(kind: TextAddress['kind']): string {
  if (kind === 'manifest') return '';
  return 'No values of its own: the defaults of this layer’s pack count. What you write here takes their place.';
}

/** The reason alone: the title says already that it is no YAML. */
function reasonWords(reason: string | null): string {
  const words = yamlWords(reason ?? '').replace(/^Not valid YAML: /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The words for what was found in a text that was edited by hand. */
export function editedWords({ layer, manifest, finding, line, reason, detail, changes }: EditedText): CheckWords {
  const text = textName(layer, manifest);
  switch (finding) {
    case 'ok':
      return { title: `${count(changes, 'edit', 'edits')} in ${text}, still valid YAML`, text: '' };
    case 'invalid-yaml':
      return {
        title: `Line ${line} in ${text} is not valid YAML`,
        text: `${reasonWords(reason)} Mend it in the text, or take your edits back.`,
      };
    case 'too-deep':
      return {
        title: `Line ${line} in ${text} is nested too deep`,
        text: 'Whether it is valid YAML could not be told. Check its brackets, or take your edits back.',
      };
    case 'duplicate-key':
      return {
        title: `The key ${detail} is in ${text} twice, line ${line}`,
        text: 'Some readers take the last one, others refuse the text. Keep one of the two.',
      };
    case 'unquoted-template':
      return {
        title: `A template in ${text} is not quoted, line ${line}`,
        text: 'It is not one that Palette fills in, so whoever reads the YAML meets its braces. Put it in quotes.',
      };
    case 'not-checked':
      return {
        title: `Whether ${text} is valid YAML is not known`,
        text: 'The text is too long to be checked here.',
      };
    case 'unusable':
      return {
        title: `Line ${line} in ${text} holds a character that no YAML can carry`,
        text: 'It cannot be seen and often comes along with pasted text. Type the line anew.',
      };
    case 'outdated':
      return {
        title: `The source changed ${text} after you edited it`,
        text: `Your ${count(changes, 'edit', 'edits')} were made on another text. Make them again on the text of now, or drop them; until then they are kept.`,
      };
    default:
      return assertNever(finding);
  }
}
