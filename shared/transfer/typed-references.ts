import { findReferences } from '../profile/find-references.ts';
import type { Reference } from '../profile/references.ts';
import type { Analysis } from './analysis.ts';
import type { Answers } from './answers.ts';
import { eachTyped } from './typed-values.ts';

/**
 * `{{.spectro.…}}` inside typed fill-ins: replacing a masked value by a macro is Palette's own advice, and such a macro
 * has to exist in the target like any other.
 */
export function typedReferences(analysis: Analysis): (answers: Answers) => readonly Reference[] {
  return eachTyped(analysis, ({ where, line }, value) => {
    const place: Pick<Reference, 'layer' | 'text' | 'line'> =
      where.kind === 'scalar'
        ? { layer: where.layer, text: where.text, line }
        : { layer: '', text: { kind: 'variable', name: where.name }, line: 1 };
    return referencesIn(value).map((reference) => ({ ...reference, ...place }));
  });
}

/** Read as a variable's default: plain text, in which a `#` opens no comment. */
function referencesIn(value: string): readonly Reference[] {
  return findReferences({
    metadata: { name: '' },
    spec: { template: {}, variables: [{ name: '', defaultValue: value }] },
  });
}
