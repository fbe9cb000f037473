import { describe, expect, test } from 'vitest';
import { nextPart, stoppingChecks } from '../../../renderer/transfer/parts.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { material, offer, pack } from '../shared/transfer/material.ts';

/** A masked value, a missing macro and two registries to choose from. */
const planner = createPlanner(
  material({
    packs: [
      pack('vault', { values: "token: '********'\nhost: '{{.spectro.macro.missing_one}}'\n" }),
      pack('nginx', { registry: { metadata: { name: 'Elsewhere', kind: 'oci', uid: 'gone' } } }),
    ],
    offers: { nginx: offer(['t-palette', 't-public']) },
  }),
);
const plan = (...decisions: Decision[]) => planner.plan(decisions);

describe('the way through the parts', () => {
  test('leads past what is answered', () => {
    expect(nextPart('values', plan())).toBe('checks');
    const created = plan({ kind: 'create-macro', macro: 'missing_one', scope: 'tenant', value: 'x' });
    expect(nextPart('values', created)).toBe('repositories');
    const chosen = plan({ kind: 'choose-registry', pack: 'nginx', registryUid: 't-public' });
    expect(nextPart('checks', chosen)).toBe('confirm');
    expect(nextPart('repositories', plan())).toBe('confirm');
    expect(nextPart('values', undefined)).toBe('checks');
  });

  test('is the order in which open points are named', () => {
    expect(stoppingChecks(plan()).map((check) => check.about)).toEqual(['masked-value', 'macro', 'pack']);
  });
});
