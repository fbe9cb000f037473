import { failed, ok, type Result } from '../../result.ts';
import { type ProfileDocument, packsOf } from '../document.ts';
import { unfitForYaml } from '../fill-holes.ts';
import type { TextAddress } from '../holes.ts';
import { edited, type TextEdit } from '../text-edits.ts';
import { changesBetween, type SourceChange } from './changes.ts';
import type { ProfileEdit } from './edit-shapes.ts';
import type { SourcePath } from './json-nodes.ts';
import { changeJson } from './json-source.ts';
import { openSource, type ProfileSource } from './profile-source.ts';
import { changedSpan, fitsText } from './spans.ts';
import { changeYaml } from './yaml-source.ts';

const packsPath = ['spec', 'template', 'packs'] as const;

/**
 * The file after the edits. Bytes outside what is edited stay, through both layers of quoting.
 * Fails with `edit-outdated` for a layer, range or variable that is not there, `value-unusable` for text that no file can
 * hold (a NUL, half a surrogate pair), and `profile-unreadable` when the result would be no profile.
 */
export function applyEdits(source: ProfileSource, edits: readonly ProfileEdit[]): Result<ProfileSource> {
  for (const edit of edits) {
    const reason = unfitText(edit);
    if (reason !== null) return failed({ kind: 'value-unusable', reason });
  }
  let current = source;
  let waiting: SourceChange[] = [];
  const settle = (): Result<ProfileSource> => {
    const changes = waiting;
    waiting = [];
    if (changes.length === 0) return ok(current);
    const changed = current.format === 'json' ? changeJson(current.text, changes) : changeYaml(current.text, changes);
    if (changed === null) return outdated('');
    return changed === current.text ? ok(current) : openSource(changed);
  };
  for (const edit of edits) {
    if (isReplacement(current, edit)) {
      if (layerMissing(current, edit)) return outdated('');
      waiting.push(...changesOf(current, edit));
      continue;
    }
    const settled = settle();
    if (!settled.ok) return settled;
    current = settled.value;
    const next = applyAlone(current, edit);
    if (!next.ok) return next;
    current = next.value;
  }
  return settle();
}

/** What takes `after` back to `before`, byte by byte. */
export function undoEdits(before: ProfileSource, after: ProfileSource): readonly ProfileEdit[] {
  const span = changedSpan(after.text, before.text);
  return span === null ? [] : [{ kind: 'source', span }];
}

/** Edits whose changes need to know nothing of what the edits before them did to the file's structure. */
function isReplacement({ document }: ProfileSource, edit: ProfileEdit): boolean {
  return edit.kind === 'name' || (edit.kind === 'text' && !lacksValues(document, edit.address));
}

/** Whether the address names values that the file does not hold, which are as good as empty. */
function lacksValues(document: ProfileDocument, at: TextAddress): boolean {
  return at.kind === 'values' && typeof packsOf(document)[at.pack]?.values !== 'string';
}

function applyAlone(source: ProfileSource, edit: ProfileEdit): Result<ProfileSource> {
  if (edit.kind === 'source') {
    const { start, end, text: replacement } = edit.span;
    if (end < start || end > source.text.length) return outdated('');
    return openSource(source.text.slice(0, start) + replacement + source.text.slice(end));
  }
  if (layerMissing(source, edit)) return outdated('');
  const changes = changesOf(source, edit);
  const changed = source.format === 'json' ? changeJson(source.text, changes) : changeYaml(source.text, changes);
  if (changed === null) return outdated(edit.kind === 'whole-text' ? layerName(source, edit.address) : '');
  return changed === source.text ? ok(source) : openSource(changed);
}

function changesOf(source: ProfileSource, edit: ProfileEdit): readonly SourceChange[] {
  const { metadata, spec } = source.document;
  switch (edit.kind) {
    case 'text': {
      const isNew = lacksValues(source.document, edit.address) && fitsText(edit.spans, 0);
      if (!isNew) return [{ kind: 'spans', path: textPath(edit.address), spans: edit.spans }];
      return writtenValues(edit.address, edited('', edit.spans));
    }
    case 'whole-text':
      if (lacksValues(source.document, edit.address)) return writtenValues(edit.address, edit.text);
      return [{ kind: 'set', path: textPath(edit.address), value: edit.text }];
    case 'name':
      return [{ kind: 'set', path: ['metadata', 'name'], value: edit.name }];
    case 'version':
      return [{ kind: 'set', path: ['spec', 'version'], value: edit.version }];
    case 'description':
      return [{ kind: 'set', path: ['metadata', 'description'], value: edit.description }];
    case 'label': {
      const labels = metadata.labels ?? null;
      if (edit.value === null) {
        const isThere = labels !== null && Object.hasOwn(labels, edit.key);
        return isThere ? [{ kind: 'remove', path: ['metadata', 'labels', edit.key] }] : [];
      }
      if (labels === null) return [{ kind: 'set', path: ['metadata', 'labels'], value: { [edit.key]: edit.value } }];
      return [{ kind: 'set', path: ['metadata', 'labels', edit.key], value: edit.value }];
    }
    case 'variable': {
      const path = ['spec', 'variables', edit.at, edit.member];
      const before: unknown = spec.variables?.[edit.at]?.[edit.member];
      // A list of options is changed where it differs.
      return typeof before === 'object' && before !== null
        ? changesBetween(path, before, edit.value)
        : [{ kind: 'set', path, value: edit.value }];
    }
    case 'variable-member-removed':
      return [{ kind: 'remove', path: ['spec', 'variables', edit.at, edit.member] }];
    case 'variable-added': {
      const isList = Array.isArray(spec.variables);
      if (!isList) return [{ kind: 'set', path: ['spec', 'variables'], value: [edit.variable] }];
      return [{ kind: 'insert', path: ['spec', 'variables'], at: edit.at, value: edit.variable }];
    }
    case 'variable-removed':
      return [{ kind: 'remove', path: ['spec', 'variables', edit.at] }];
    case 'source':
      return [];
  }
}

/** For a file that holds no values there: empty ones are not written. */
function writtenValues(at: TextAddress, text: string): readonly SourceChange[] {
  return text === '' ? [] : [{ kind: 'set', path: textPath(at), value: text }];
}

function textPath(at: TextAddress): SourcePath {
  return at.kind === 'values'
    ? [...packsPath, at.pack, 'values']
    : [...packsPath, at.pack, 'manifests', at.manifest, 'content'];
}

function layerMissing(source: ProfileSource, edit: ProfileEdit): boolean {
  return (
    (edit.kind === 'text' || edit.kind === 'whole-text') && packsOf(source.document)[edit.address.pack] === undefined
  );
}

function layerName(source: ProfileSource, at: TextAddress): string {
  return packsOf(source.document)[at.pack]?.name ?? '';
}

function outdated(layer: string): Result<ProfileSource> {
  return failed({ kind: 'edit-outdated', layer });
}

/** What a person types ends in YAML sooner or later; the file's own bytes are as they were. */
function unfitText(edit: ProfileEdit): ReturnType<typeof unfitForYaml> {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  if (edit.kind === 'source') return null;
  const written = edit.kind === 'text' ? edit.spans.map((one: TextEdit) => one.text) : texts(edit);
  return written.map(unfitForYaml).find((reason) => reason !== null) ?? null;
}
