import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedValue, changesBetween, type JsonValue, sameValue } from '../../../../shared/profile/source/changes.ts';
import type { ProfileEdit } from '../../../../shared/profile/source/edit-shapes.ts';
import { applyEdits } from '../../../../shared/profile/source/edits.ts';
import { openSource } from '../../../../shared/profile/source/profile-source.ts';

function applied(text: string, edit: ProfileEdit): string {
  const source = openSource(text);
  const after = source.ok ? applyEdits(source.value, [edit]) : source;
  if (!after.ok) throw new Error(JSON.stringify(after.problem));
  return after.value.text;
}

const option = fc.record(
  { value: fc.constantFrom('a', 'b', 'c', 'd'), label: fc.constantFrom('', 'A', 'é<"'), default: fc.boolean() },
  { requiredKeys: ['value'] },
);
const options = fc.array(option, { maxLength: 6 });

describe('what differs between two values', () => {
  it('makes the one of the other', () => {
    const plain = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        let value: unknown = before;
        for (const change of changesBetween([], before, after as JsonValue)) value = changedValue(value, change);
        expect(sameValue(value, after)).toBe(true);
      }),
    );
  });
});

describe('the options of a variable', () => {
  const oneLine = (list: unknown) =>
    `{"metadata":{"name":"p"},"spec":{"template":{},"variables":[{"name":"v", "options" : ${JSON.stringify(list)},"x":0x}]}}`.replace(
      '0x',
      '1.50',
    );
  const pretty = (list: unknown) =>
    `${JSON.stringify({ metadata: { name: 'p' }, spec: { template: {}, variables: [{ name: 'v', options: list }] } }, null, 4)}\n`;

  it('are written so that they read as they were meant, and come back to the same bytes', () => {
    fc.assert(
      fc.property(options, options, fc.constantFrom(oneLine, pretty), (before, after, form) => {
        const file = form(before);
        const edit = (value: typeof after): ProfileEdit => ({ kind: 'variable', at: 0, member: 'options', value });
        const changed = applied(file, edit(after));
        expect(JSON.parse(changed).spec.variables[0].options).toEqual(after);
        if (sameValue(before, after)) expect(changed).toBe(file);
        expect(JSON.parse(applied(changed, edit(before)))).toEqual(JSON.parse(file));
      }),
    );
  });

  it('keep the bytes of those that stay', () => {
    const file =
      '{"metadata":{"name":"p"},"spec":{"template":{},"variables":[{"name":"v","options":[ {"value":"a" , "n":1.0}, {"value":"\\u0062"},{"label":"C","value":"c"} ]}]}}';
    const edit = (value: JsonValue): ProfileEdit => ({ kind: 'variable', at: 0, member: 'options', value });
    const all = [{ value: 'a', n: 1 }, { value: 'b' }, { label: 'C', value: 'c' }];
    expect(applied(file, edit(all))).toBe(file);
    expect(applied(file, edit([all[0] ?? {}, all[1] ?? {}, { label: 'D', value: 'c' }]))).toBe(
      file.replace('"C"', '"D"'),
    );
    expect(applied(file, edit([all[0] ?? {}, all[2] ?? {}]))).toBe(file.replace(' {"value":"\\u0062"},', ' '));
    expect(applied(file, edit([...all, { value: 'd' }]))).toBe(file.replace('"c"}', '"c"}, {"value":"d"}'));
  });

  it('change where they differ in YAML too', () => {
    const file = [
      'metadata:',
      '  name: p',
      'spec:',
      '  template: {}',
      '  variables:',
      '    - name: v',
      '      options:   # sizes',
      '        - value: small   # the usual one',
      '        - value: large',
      '          label: Large',
      '',
    ].join('\n');
    const edit: ProfileEdit = {
      kind: 'variable',
      at: 0,
      member: 'options',
      value: [{ value: 'small' }, { value: 'large', label: 'Big' }],
    };
    expect(applied(file, edit)).toBe(file.replace('label: Large', 'label: Big'));
  });
});
