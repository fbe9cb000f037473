import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditBook } from '../../../renderer/documents/edits/edit-book.ts';
import {
  defaultProblem,
  displayNameProblem,
  freeVariableName,
  labelProblem,
  nameProblem,
  patternProblem,
  variableNameProblem,
  versionProblem,
} from '../../../renderer/documents/structure/checks.ts';
import { renamedUses } from '../../../renderer/documents/structure/rename-uses.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { findReferences } from '../../../shared/profile/find-references.ts';
import { applyEdits } from '../../../shared/profile/source/edits.ts';
import { openSource } from '../../../shared/profile/source/profile-source.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';

function withValues(values: string): ProfileDocument {
  return { metadata: { name: 'p' }, spec: { template: { packs: [{ name: 'a', values }] } } };
}

describe('what may stand in a field', () => {
  it('a name, a version, a label', () => {
    expect(nameProblem('ML Ops')).toBeNull();
    expect(nameProblem('  ')).toMatch(/needs a name/);
    expect(nameProblem('a\0b')).toMatch(/character/);
    expect(versionProblem('1.4.0-rc.1')).toBeNull();
    for (const wrong of ['', '1.4', 'v1.4.0', '1.4.0.0']) expect(versionProblem(wrong)).toMatch(/three numbers/);
    expect(labelProblem('team', '', ['owner'])).toBeNull();
    expect(labelProblem(' ', 'x', [])).toMatch(/needs a key/);
    expect(labelProblem('owner ', 'x', ['owner'])).toMatch(/there already/);
    expect(labelProblem('__proto__', 'x', [])).toMatch(/cannot be used/);
    expect(labelProblem('x'.repeat(201), '', [])).toMatch(/at most/);
  });

  it('a variable that something can refer to', () => {
    expect(variableNameProblem('app_replicas-2', ['b'])).toBeNull();
    expect(variableNameProblem('', [])).toMatch(/needs a name/);
    expect(variableNameProblem('a b', [])).toMatch(/Letters/);
    expect(variableNameProblem('a.', [])).toMatch(/dot at the end/);
    expect(variableNameProblem('b', ['b'])).toMatch(/Another variable/);
    expect(displayNameProblem('Size', ['Size'])).toMatch(/under this name/);
    expect(displayNameProblem('', [''])).toBeNull();
    expect(freeVariableName([{ name: 'variable' }, { name: 'variable-2' }])).toBe('variable-3');
  });

  it('whatever name is allowed is found again where it is used', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (name) => {
        fc.pre(variableNameProblem(name, []) === null);
        const [use] = findReferences(withValues(`a: "{{.spectro.var.${name}}}"\n`));
        expect(use).toMatchObject({ kind: 'variable', name });
      }),
    );
  });

  it('patterns as Go reads them', () => {
    expect(patternProblem('(?i)^[a-z]+\\z')).toBeNull();
    for (const wrong of ['*.*', '(?=a)', '[a-']) expect(patternProblem(wrong)).toMatch(/RE2/);
  });

  it('a default that fits format, options, pattern and rules', () => {
    const base = { name: 'v', defaultValue: '3' };
    expect(defaultProblem({ ...base, format: 'number', regex: '^[0-9]$' })).toBeNull();
    expect(defaultProblem({ ...base, format: 'boolean' })).toMatch(/true or false/);
    expect(defaultProblem({ ...base, regex: '^[a-z]$' })).toMatch(/pattern/);
    expect(defaultProblem({ ...base, inputType: 'dropdown', options: [{ value: '4' }] })).toMatch(/options/);
    expect(defaultProblem({ ...base, inputType: 'dropdown' })).toMatch(/at least one option/);
    expect(defaultProblem({ name: 'v', immutable: true })).toMatch(/read-only/);
    expect(defaultProblem({ name: 'v', hidden: true, required: true })).toMatch(/hidden/);
    expect(defaultProblem({ name: 'v', required: true })).toMatch(/at import/);
    expect(defaultProblem({ name: 'v', isSensitive: true, required: true, defaultValue: '********' })).toBeNull();
  });
});

describe('the uses of a renamed variable', () => {
  it('go with it, comments and spellings too; other names stay', () => {
    const text = [
      'a: "{{.spectro.var.size}}"',
      'b: {{ .spectro.var.size | upper }} # {{.spectro.var.size}}',
      'c: "{{.spectro.var.size2}} {{.spectro.var.size-x}} {{.spectro.var.size.x}} {{.Values.spectro.var.size}}"',
      'd: .spectro.var.size',
      '',
    ].join('\n');
    const document = withValues(text);
    const file = openSource(JSON.stringify(document));
    const after = file.ok ? applyEdits(file.value, renamedUses(document, 'size', 'volume')) : file;
    if (!after.ok) throw new Error(after.problem.kind);
    expect(after.value.document.spec.template.packs?.[0]?.values).toBe(
      text
        .replace('var.size}}"\n', 'var.volume}}"\n')
        .replace('var.size | upper', 'var.volume | upper')
        .replace('# {{.spectro.var.size}}', '# {{.spectro.var.volume}}'),
    );
  });

  it('leave no use of the old name behind', () => {
    const piece = fc.constantFrom('{{', '}}', '.spectro.var.', 'size', ' ', '.', 'x', '\n', '# ', "'");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const document = withValues(pieces.join(''));
        const book = new EditBook(document);
        const uses = (name: string) =>
          findReferences(book.document()).filter((one) => one.kind === 'variable' && one.name === name).length;
        const before = uses('size');
        book.changed(renamedUses(document, 'size', 'volume'));
        expect([uses('size'), uses('volume')]).toEqual([0, before]);
      }),
      { numRuns: 500 },
    );
  });

  it('are one step with the name', () => {
    const source = openSource(paymentsExport());
    if (!source.ok) throw new Error(source.problem.kind);
    const book = new EditBook(source.value.document);
    const uses = renamedUses(book.document(), 'replicas', 'copies');
    book.changed([{ kind: 'variable', at: 0, member: 'name', value: 'copies' }, ...uses]);
    expect(book.document().spec.template.packs?.[4]?.values).toContain('{{.spectro.var.copies}}');
    const written = book.written();
    const after = written.ok ? applyEdits(source.value, written.value.edits) : written;
    expect(after.ok && after.value.text).toBe(
      paymentsExport().replace('"name": "replicas"', '"name": "copies"').replace('var.replicas', 'var.copies'),
    );
    book.undo();
    expect(book.isChanged).toBe(false);
  });
});
