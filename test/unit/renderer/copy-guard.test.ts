import { describe, expect, it } from 'vitest';
import { guardedCopy, secretValues } from '../../../renderer/documents/copy-guard.ts';
import { MASK } from '../../../shared/profile/holes.ts';
import { openSource } from '../../../shared/profile/source/profile-source.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';

const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(2)}\n-----END PRIVATE KEY-----`;
const secrets = [
  { name: 'adminPassword', value: 'hunter2-plain-Word9' },
  { name: 'tls.key', value: key },
];

describe('a text that is copied', () => {
  it.each<[string, string, string]>([
    ['all of it', 'a: hunter2-plain-Word9\nb: 1', `a: ${MASK}\nb: 1`],
    ['the value alone', 'hunter2-plain-Word9', MASK],
    ['a piece of the value', ' plain-Word9', ` ${MASK}`],
    ['every time it occurs', 'hunter2-plain-Word9 hunter2-plain-Word9', `${MASK} ${MASK}`],
    [
      'lines of a long value',
      'x\n  MIIEvQIBADANBgkqhkiG9w0BAQEFAASCMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\ny',
      `x\n  ${MASK}\ny`,
    ],
  ])('loses %s', (_, text, left) => {
    expect(guardedCopy(text, secrets).text).toBe(left);
    expect(guardedCopy(text, secrets).masked).toHaveLength(1);
  });

  it('tells of every value, also where two have one name', () => {
    const two = ['first-plain-Word9', 'other-plain-Word9'].map((value) => ({ name: 'password of vault', value }));
    expect(guardedCopy('a: first-plain-Word9\nb: other-plain-Word9', two)).toEqual({
      text: `a: ${MASK}\nb: ${MASK}`,
      masked: ['password of vault', 'password of vault'],
    });
  });

  it.each(['replicas: 3', 'adminPassword:', '', 'a', MASK])('stays as it is without one: %j', (text) => {
    expect(guardedCopy(text, secrets)).toEqual({ text, masked: [] });
  });
});

describe('the secrets of a profile', () => {
  const opened = openSource(paymentsExport());
  if (!opened.ok) throw new Error(opened.problem.kind);

  it('are found where a text is known to hold one, and masks are none', () => {
    expect(secretValues(opened.value.document, () => true)).toEqual([
      { name: 'adminPassword of prometheus-operator', value: 'hunter2-plain-Word9' },
    ]);
    expect(secretValues(opened.value.document, ({ pack }) => pack === 0)).toEqual([]);
  });
});
