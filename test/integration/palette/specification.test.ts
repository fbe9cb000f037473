import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { importOnce } from '../../../electron/services/import-once.ts';
import { readTargetFacts } from '../../../electron/services/target-facts.ts';
import { ABSENT, hasSpecification, loadSpecification } from '../playground/specification.ts';
import { type Opened, open, projectOf, succeeded, tenant } from './harness.ts';

describe.skipIf(!hasSpecification)(
  `every request fits the API definition${hasSpecification ? '' : ` (skipped: ${ABSENT})`}`,
  () => {
    let playground: Playground;
    let dev: PlaygroundEnvironment;
    let opened: Opened;

    beforeAll(async () => {
      playground = await startPlayground({ rateLimits: false, profiles: 60 });
      dev = playground.environment('DEV');
      opened = open(dev);
    });
    afterAll(async () => {
      await opened.close();
      await playground.close();
    });

    test('a walk through every method of the client', async () => {
      const { client } = opened;
      const project = projectOf(dev, 'payments');
      const place = { kind: 'environment', environmentId: 'dev', scope: project } as const;

      succeeded(await client.projects());
      succeeded(await client.keyExpiry());
      await client.serverVersion();
      for (const scope of [tenant, ...dev.projects.map(({ name }) => projectOf(dev, name))]) {
        const rows = succeeded(await client.listProfiles(scope, () => undefined));
        for (const { uid } of rows.slice(0, 8).flatMap(({ versions }) => versions)) {
          await readTargetFacts(client, place, client.exportProfile(scope, uid));
        }
      }
      const uid = dev.tenant.profiles.inScope({ kind: 'tenant' })[0]?.uid ?? '';
      const document = succeeded(await client.exportProfile(tenant, uid));
      const copy = { ...document, metadata: { ...document.metadata, name: 'walk & "more" / ü' } };
      const settled = succeeded(await importOnce(opened, { scope: tenant, document: copy, publish: false }));
      succeeded(await client.getProfile(tenant, settled.uid));
      const cloneOf = { scope: tenant, uid: settled.uid };
      for (const [version, scope] of [
        ['1.0.0', project],
        ['7.0.0', tenant],
      ] as const) {
        const clone = { name: 'walk & "more" / ü', version, scope };
        succeeded(await client.validateClone(cloneOf, clone));
        expect((await client.cloneProfile(cloneOf, clone)).ok).toBe(true);
      }
      const variables = succeeded(await client.variables(tenant, settled.uid));
      expect((await client.putVariables(tenant, settled.uid, variables)).ok).toBe(true);
      expect((await client.publish(tenant, settled.uid)).ok).toBe(true);
      expect((await client.deleteProfile(tenant, settled.uid)).ok).toBe(true);
      const macro = { kind: 'tenant', tenantUid: dev.tenantUid } as const;
      expect((await client.createMacro(macro, { name: 'walked', value: 'v' })).ok).toBe(true);

      const specification = loadSpecification();
      const kinds = new Set<string>();
      for (const { method, path, query, raw } of dev.requests) {
        const { body } = raw();
        const request = { method, path, query, ...(body === '' ? {} : { body: JSON.parse(body) }) };
        expect(specification.requestErrors(request), `${method} ${path}`).toEqual([]);
        kinds.add(`${method} ${path.replaceAll(/[0-9a-f]{24}/g, '{uid}')}`);
      }
      // One per method of the client at least; packs count by their names.
      expect(kinds.size).toBeGreaterThan(22);
    });

    test('headers: the key in ApiKey alone, JSON, uncompressed', () => {
      for (const { path, query, raw } of dev.requests) {
        const { headers, body } = raw();
        expect(headers.apikey).toBe(dev.apiKeys.admin);
        expect(headers['accept-encoding']).toBe('identity');
        expect(headers.authorization).toBeUndefined();
        if (body !== '') expect(headers['content-type']).toBe('application/json');
        const elsewhere = Object.entries(headers).filter(([name]) => name !== 'apikey');
        expect(JSON.stringify([path, query, elsewhere, body])).not.toContain(dev.apiKeys.admin);
      }
    });
  },
);
