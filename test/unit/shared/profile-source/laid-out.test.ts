import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laidOut } from '../../../../shared/profile/source/laid-out.ts';

it('puts blanks between the tokens of a line and nothing else', () => {
  expect(laidOut('{"a":[1.50,"\\u0026 \\n"],"b":{}}\n')).toBe(
    '{\n  "a": [\n    1.50,\n    "\\u0026 \\n"\n  ],\n  "b": {}\n}\n',
  );
  fc.assert(
    fc.property(fc.json(), (json) => {
      const laid = laidOut(json);
      expect(JSON.parse(laid)).toEqual(JSON.parse(json));
      expect(JSON.stringify(JSON.parse(laid))).toBe(JSON.stringify(JSON.parse(json)));
    }),
  );
});

it('leaves a text with lines of its own alone', () => {
  const text = '{"a": 1,\n"b":2}';
  expect(laidOut(text)).toBe(text);
});
