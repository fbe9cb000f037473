import { type ProfileDocument, packsOf, type Variable } from '../../../shared/profile/document.ts';
import { MASK } from '../../../shared/profile/holes.ts';
import { sameValue } from '../../../shared/profile/source/changes.ts';
import { edited } from '../../../shared/profile/text-edits.ts';
import { EditorOffsets } from '../../editor/editor-offsets.ts';
import type { About, VariableEntry } from '../edits/about.ts';
import type { FileState, TextState } from '../edits/file-state.ts';
import { shownText } from '../edits/shown-texts.ts';

/** One side of a comparison. SECURITY: what was typed for a mask is told as filled, never shown. */
export interface Side {
  /** With line ends of one unit each. */
  readonly text: string;
  /** Where the text only stands for a typed value. */
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

/** What differs between two states of a file. */
export type FileChange =
  | {
      readonly kind: 'text';
      readonly key: string;
      readonly layer: string;
      readonly title: string;
      readonly before: TextState;
      readonly now: TextState;
    }
  | {
      readonly kind: 'about';
      readonly key: string;
      readonly name: string;
      readonly before: string;
      readonly now: string;
    };

/** What differs, texts in the order of the stack first. */
export function fileChanges(profile: ProfileDocument, before: FileState, now: FileState): readonly FileChange[] {
  return [...textChanges(profile, before, now), ...aboutChanges(before.about, now.about)];
}

function textChanges(profile: ProfileDocument, before: FileState, now: FileState): readonly FileChange[] {
  return [...now.texts].flatMap(([key, state]): FileChange[] => {
    const was = before.texts.get(key);
    if (was === undefined || (was.text === state.text && sameFills(was, state))) return [];
    const [shown] = shownText(profile, state);
    const layer = packsOf(profile)[state.address.pack]?.name ?? '';
    return [{ kind: 'text', key, layer, title: shown?.title ?? '', before: was, now: state }];
  });
}

function sameFills(a: TextState, b: TextState): boolean {
  return a.fills.length === b.fills.length && a.fills.every((fill, at) => b.fills[at]?.value === fill.value);
}

/** The two sides of a changed text. */
export function sidesOf({ before, now }: Extract<FileChange, { kind: 'text' }>): readonly [Side, Side] {
  const values = new Map(before.masks.map(({ at, hole }) => [hole.id, fillAt(before, at)]));
  return [
    sideOf(before, (value) => wordOf(value)),
    sideOf(now, (value, hole) => {
      const was = values.get(hole);
      return was !== undefined && was !== '' && was !== value && value !== '' ? '[filled anew]' : wordOf(value);
    }),
  ];
}

function wordOf(value: string): string {
  return value === '' ? '[kept empty]' : '[filled]';
}

function fillAt({ fills }: TextState, at: number): string | undefined {
  return fills.find((fill) => fill.at === at)?.value;
}

function sideOf(state: TextState, word: (value: string, hole: string) => string): Side {
  const edits = state.masks.flatMap(({ at, hole }) => {
    const value = fillAt(state, at);
    return value === undefined ? [] : [{ start: at, end: at + MASK.length, text: word(value, hole.id) }];
  });
  const raw = edited(state.text, edits);
  const offsets = new EditorOffsets(raw);
  let shift = 0;
  const marks = edits.map(({ start, end, text }) => {
    const from = start + shift;
    shift += text.length - (end - start);
    return { from: offsets.at(from), to: offsets.at(from + text.length) };
  });
  return { text: raw.replace(/\r\n?/g, '\n'), marks };
}

function aboutChanges(before: About, now: About): readonly FileChange[] {
  const changes: FileChange[] = [];
  const add = (key: string, name: string, was: string | null | undefined, is: string | null | undefined): void => {
    if ((was ?? '') !== (is ?? '')) changes.push({ kind: 'about', key, name, before: was ?? '', now: is ?? '' });
  };
  add('name', 'Name', before.name, now.name);
  add('version', 'Version', before.version, now.version);
  add('description', 'Description', before.description, now.description);
  const [old, labels] = [before.labels ?? {}, now.labels ?? {}];
  for (const key of new Set([...Object.keys(old), ...Object.keys(labels)])) {
    const words = (all: Readonly<Record<string, string>>) => (Object.hasOwn(all, key) ? labelWords(key, all[key]) : '');
    add(`label/${key}`, 'Label', words(old), words(labels));
  }
  return [...changes, ...variableChanges(before, now)];
}

function labelWords(key: string, value = ''): string {
  return value === '' || value === 'spectro__tag' ? key : `${key}: ${value}`;
}

function variableChanges(before: About, now: About): readonly FileChange[] {
  const changes: FileChange[] = [];
  const kept = new Set(now.variables.map(({ origin }) => origin));
  for (const { origin, variable } of before.variables) {
    if (kept.has(origin)) continue;
    const name = `Variable ${variable.name}`;
    changes.push({
      kind: 'about',
      key: `variable/${variable.name}/${origin}`,
      name,
      before: 'defined',
      now: 'removed',
    });
  }
  for (const [at, entry] of now.variables.entries()) {
    const { origin, variable } = entry;
    const key = `variable/${at}`;
    const was = origin === null ? undefined : before.variables.find((one) => one.origin === origin);
    if (was === undefined) {
      changes.push({ kind: 'about', key, name: `Variable ${variable.name}`, before: '', now: 'added' });
      continue;
    }
    for (const member of new Set([...Object.keys(was.variable), ...Object.keys(variable), 'defaultValue'])) {
      const [old, is] = [memberWords(was, member), memberWords(entry, member)];
      const isRefilled = member === 'defaultValue' && was.fill !== entry.fill;
      const isSame = sameValue(Reflect.get(was.variable, member), Reflect.get(variable, member));
      if (isSame && !isRefilled) continue;
      changes.push({
        kind: 'about',
        key: `${key}/${member}`,
        name: `Variable ${variable.name}, ${memberNames[member] ?? member}`,
        before: old,
        now: old === is && old !== '' ? `${is} anew` : is,
      });
    }
  }
  return changes;
}

const memberNames: Readonly<Record<string, string>> = {
  name: 'name',
  displayName: 'display name',
  description: 'description',
  format: 'format',
  defaultValue: 'default',
  regex: 'pattern',
  isSensitive: 'sensitive',
  inputType: 'input',
};

function memberWords({ variable, fill }: VariableEntry, member: string): string {
  if (member === 'defaultValue') {
    if (fill !== null) return fill === '' ? 'kept empty' : 'filled';
    if (isHidden(variable)) return 'hidden';
  }
  const value: unknown = Reflect.get(variable, member);
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** SECURITY: the default of a sensitive variable that came in plain text is not put on screen unasked. */
function isHidden({ isSensitive, defaultValue }: Variable): boolean {
  return isSensitive === true && (defaultValue ?? '') !== '' && defaultValue !== MASK;
}
