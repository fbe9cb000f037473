import type { ProfileDocument } from '../../shared/profile/document.ts';
import { fillHoles } from '../../shared/profile/fill-holes.ts';
import type { ProfileEdit } from '../../shared/profile/source/edits.ts';
import { textsOf } from '../../shared/profile/texts.ts';
import { ok, type Result } from '../../shared/result.ts';

export interface FilledDocument {
  readonly document: ProfileDocument;
  /** What turns the file as last saved into it. */
  readonly edits: readonly ProfileEdit[];
}

/**
 * The document as opened with its holes filled, and how the file as last saved becomes it: so a value can be taken back
 * across a save.
 */
export function filledDocument(
  opened: ProfileDocument,
  saved: ProfileDocument,
  values: ReadonlyMap<string, string>,
): Result<FilledDocument> {
  const filled = fillHoles(opened, values);
  if (!filled.ok) return filled;
  const document = filled.value;
  const before = textsOf(saved);
  const edits: ProfileEdit[] = textsOf(document).flatMap(({ address, text }, at): ProfileEdit[] =>
    before[at]?.text === text ? [] : [{ kind: 'whole-text', address, text }],
  );
  for (const [at, { defaultValue }] of (document.spec.variables ?? []).entries()) {
    if (saved.spec.variables?.[at]?.defaultValue === defaultValue) continue;
    edits.push({ kind: 'variable', at, member: 'defaultValue', value: defaultValue ?? null });
  }
  return ok({ document, edits });
}
