import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pack, ProfileDocument } from '../../../../shared/profile/document.ts';
import type { PackRule } from '../../../../shared/profile/pack-rules.ts';
import { textAt } from '../../../../shared/profile/texts.ts';
import { type Decision, decisionsSchema } from '../../../../shared/transfer/decision.ts';
import type { Fact, PackOffer, PackVersion } from '../../../../shared/transfer/facts.ts';
import { textDecision } from '../../../../shared/transfer/hand-edits.ts';
import { outgoingDocument } from '../../../../shared/transfer/outgoing.ts';
import type { Check, Fix, TransferMaterial } from '../../../../shared/transfer/plan.ts';
import { createPlanner } from '../../../../shared/transfer/planner.ts';
import {
  allRegistries,
  forbidden,
  known,
  lost,
  material,
  pack,
  refusal,
  registry,
  stopping,
  unknown,
  version,
} from './material.ts';

const closed = registry('t-closed', 'Internal Charts', 'helm', { isSyncSupported: false });
const registries = [...allRegistries, closed];
const uids = registries.map((one) => one.uid);
const names = ['nginx', 'redis', 'a--nginx', 'constructor'];
const macros = ['domain', 'token', 'Domain'];
const versions = ['1.0.0', '1.2.3', '1.2.4', '2.0.0-rc.1', '1.32', 'LTS__18.4.x'];
const lines = [
  'replicas: 2',
  'password: ********',
  'nested:\n  secret: "********"',
  'host: "{{.spectro.macro.domain}}"',
  '# {{ .spectro.macro.token }}',
  'token: {{.spectro.macro.token}}',
  'size: "{{.spectro.var.size}}"',
  'port: "{{.spectro.pack.redis.port}}"',
  'url: https://dev.acme.test/x',
  'region: ""',
];

const someLine = fc.constantFrom(...lines, ...lines.map((line) => `${line}\n`), '', '"', '\t', 'a: [');

function fact<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> {
  return fc.oneof({ weight: 5, arbitrary: value.map(known) }, { weight: 1, arbitrary: fc.constant(unknown(lost)) });
}

const packVersion: fc.Arbitrary<PackVersion> = fc
  .tuple(fc.constantFrom(...versions), fc.constantFrom('usable', 'usable', 'deprecated', 'disabled'))
  .map(([of, state]) => version(of, { state }));

const packOffer: fc.Arbitrary<PackOffer> = fc.record({
  matchingRegistryUids: fc.subarray([...uids, 't-hidden']),
  unproven: fc.constantFrom(null, lost),
  versionsByRegistry: fc.dictionary(fc.constantFrom(...uids), fact(fc.array(packVersion, { maxLength: 4 })), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
});

const somePack: fc.Arbitrary<Pack> = fc
  .record({
    name: fc.constantFrom(...names),
    type: fc.constantFrom('spectro', 'oci', 'helm', 'manifest'),
    of: fc.constantFrom(...versions),
    text: fc.uniqueArray(fc.constantFrom(...lines), { maxLength: 6 }),
    source: fc.constantFrom(...registries, null),
  })
  .map(({ name, type, of, text, source }) =>
    pack(name, {
      type,
      version: of,
      tag: of,
      values: `${text.join('\n')}\n`,
      registry: source === null ? null : { metadata: { uid: 's-1', name: source.name, kind: source.kind } },
    }),
  );

function requires(path: string): PackRule {
  return { path, format: '', regex: '^[a-z]+$', isRequired: true, isReadonly: false, hints: [], options: [] };
}

const asImport: Decision = { kind: 'way', way: 'import' };
const someMacros = fact(fc.subarray(macros));

const someMaterial: fc.Arbitrary<TransferMaterial> = fc
  .record({
    packs: fc.array(somePack, { maxLength: 5 }),
    profileVersion: fc.constantFrom('1.0.0', '1.0.1', 'v1', null),
    offers: fc.dictionary(fc.constantFrom(...names), packOffer, { noNullPrototype: true }),
    taken: fact(
      fc.array(
        fc.record({
          uid: fc.constant('x'),
          name: fc.constantFrom('edge-base', 'Edge-Base'),
          version: fc.constantFrom('1.0.0', '1.0.1', '1.1.0', 'v1'),
        }),
      ),
    ),
    project: fc.option(someMacros),
    tenant: someMacros,
    system: someMacros,
    knowsRegistries: fc.constantFrom(true, true, true, false),
    knowsPacks: fc.constantFrom(true, true, true, false),
    permissions: fact(fc.subarray(['clusterProfile.create', 'clusterProfile.publish', 'macro.create'])),
    server: fc.constantFrom(known(null), unknown(refusal), unknown(lost)),
    clone: fc.constantFrom(null, null, known(null), unknown(refusal), unknown(lost), unknown(forbidden)),
    match: fc.constantFrom('exact', 'moved', 'none'),
    remembered: fc.dictionary(fc.constantFrom('Public Repo', 'Bitnami', ''), fc.constantFrom(...uids), {
      noNullPrototype: true,
    }),
    rules: fc.dictionary(fc.constantFrom(...names), fc.constantFrom([requires('region')], [requires('password')]), {
      noNullPrototype: true,
    }),
    sameName: fact(fc.constantFrom(null, { version: '0.1.0', type: 'infra', cloudType: 'aws' })),
    variables: fc.option(
      fc.constantFrom(
        [{ name: 'size', isSensitive: true, required: true, defaultValue: '' }],
        [{ name: 'size', defaultValue: '1', format: 'number' }],
        [
          { name: 'size', defaultValue: '1' },
          { name: 'size', isSensitive: true, defaultValue: '********' },
        ],
      ),
      { nil: undefined },
    ),
  })
  .map((of) => {
    const base = material({
      packs: of.packs,
      version: of.profileVersion,
      ...(of.variables === undefined ? {} : { variables: of.variables }),
      sourceTraces: ['dev.acme.test', 'Dev Packs'],
      rules: of.rules,
      facts: {
        sameName: of.sameName,
        takenNames: of.taken,
        macros: { project: of.project, tenant: of.tenant, system: of.system },
        registries: of.knowsRegistries ? known(registries) : unknown(forbidden),
        packs: of.knowsPacks ? known(of.offers) : unknown(lost),
        permissions: of.permissions,
        serverCheck: of.server,
        cloneCheck: of.clone,
      },
    });
    const { match } = of;
    const holes = createPlanner(base).plan([asImport]).holes;
    const kept =
      match === 'none' ? [] : holes.map(({ hole }) => ({ hole: hole.id, entry: 'entry', match, from: 'a.b' }));
    // Records of the generator have no prototype; what crosses the bridge has one.
    return structuredClone({ ...base, remembered: { holes: kept, registries: of.remembered, macroScopes: {} } });
  });

/** Decisions on subjects that may or may not be there. */
function someDecisions(of: TransferMaterial): fc.Arbitrary<readonly Decision[]> {
  const first = createPlanner(of).plan([asImport]);
  const holes = [...first.holes.map(({ hole }) => hole.id), 'elsewhere'];
  const hole = fc.constantFrom(...holes);
  const value = fc.constantFrom('x', '', '********', '{{.spectro.macro.token}}', 'https://dev.acme.test', 'a: b # "');
  const uid = fc.constantFrom(...uids, 'gone');
  const one = fc.oneof(
    fc.record({ kind: fc.constant('fill' as const), hole, value }),
    fc.record({
      kind: fc.constantFrom(
        'use-remembered' as const,
        'keep-empty' as const,
        'leave-masked' as const,
        'reopen' as const,
      ),
      hole,
    }),
    fc.record({
      kind: fc.constant('create-macro' as const),
      macro: fc.constantFrom(...macros),
      scope: fc.constantFrom('project' as const, 'tenant' as const),
      value,
    }),
    fc.record({ kind: fc.constant('choose-registry' as const), pack: fc.constantFrom(...names), registryUid: uid }),
    fc.record({
      kind: fc.constant('choose-registry-for-source' as const),
      sourceRegistry: fc.constantFrom('Public Repo', 'Bitnami', ''),
      registryUid: uid,
    }),
    fc.record({
      kind: fc.constant('choose-pack-version' as const),
      pack: fc.constantFrom(...names),
      registryUid: uid,
      version: fc.constantFrom(...versions),
    }),
    fc
      .record({
        pack: fc.nat({ max: 5 }),
        start: fc.nat({ max: 40 }),
        cut: fc.nat({ max: 12 }),
        text: someLine,
        isOld: fc.boolean(),
      })
      .map(({ pack: at, start, cut, text, isOld }): Decision => {
        const address = { kind: 'values' as const, pack: at };
        const length = textAt(of.document, address)?.length ?? 0;
        const from = Math.min(start, length);
        const edits = [{ start: from, end: Math.min(from + cut, length), text }];
        const decision = textDecision(of.document, address, edits);
        if (decision === null) return { kind: 'publish', publish: true };
        return isOld ? { ...decision, base: 'another' } : decision;
      }),
    fc.record({ kind: fc.constant('rename' as const), name: fc.constantFrom('edge-base', 'other', '') }),
    fc.record({ kind: fc.constant('set-version' as const), version: fc.constantFrom('1.0.0', '3.0.0', 'x') }),
    fc.record({ kind: fc.constant('publish' as const), publish: fc.boolean() }),
    fc.record({ kind: fc.constant('way' as const), way: fc.constantFrom('clone' as const, 'import' as const) }),
    fc.record({ kind: fc.constant('accept' as const), check: fc.constantFrom(...first.checks.map(({ id }) => id)) }),
  );
  return fc.array(one, { maxLength: 12 }).map((decisions) => structuredClone(decisions));
}

const materialAndDecisions = someMaterial.chain((of) => fc.tuple(fc.constant(of), someDecisions(of)));

/** What a fix asks for, with something typed where it asks for typing. */
function decisionFor(fix: Fix, step: number): Decision | null {
  switch (fix.kind) {
    case 'decide':
      return fix.decision;
    case 'type-value':
      return { kind: 'fill', hole: fix.hole, value: `typed ${step}` };
    case 'create-macro':
      return { kind: 'create-macro', macro: fix.macro, scope: fix.scopes[0] ?? 'tenant', value: 'made' };
    case 'type-name':
      return { kind: 'rename', name: `a free name ${step}` };
    case 'check-again':
      return null;
    case 'drop-edits':
      return { ...fix.decision, edits: [] };
  }
}

function isAnswerable(check: Check): boolean {
  return check.state === 'open' || check.state === 'unknown';
}

describe('the planner, whatever the document, the target and the answers', () => {
  it('says the same for the same input, changes neither, and its plan survives JSON', () => {
    fc.assert(
      fc.property(materialAndDecisions, ([of, decisions]) => {
        const before = JSON.stringify([of, decisions]);
        const planner = createPlanner(of);
        planner.plan(decisions.toReversed());
        const plan = planner.plan(decisions);
        expect(createPlanner(structuredClone(of)).plan(structuredClone(decisions))).toStrictEqual(plan);
        expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
        expect(JSON.stringify([of, decisions])).toBe(before);
      }),
    );
  });

  it('names every check once, and is ready exactly when nothing stops it', () => {
    fc.assert(
      fc.property(materialAndDecisions, ([of, decisions]) => {
        const plan = createPlanner(of).plan(decisions);
        const ids = plan.checks.map((check) => check.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(plan.open).toBe(stopping(plan).length);
        expect(plan.ready).toBe(plan.open === 0);
      }),
    );
  });

  it('offers a way out of every open or unknown point, and each one taken ends ready or refused', () => {
    fc.assert(
      fc.property(materialAndDecisions, fc.infiniteStream(fc.nat(5)), ([of, start], picks) => {
        const planner = createPlanner(of);
        const decisions = [...start];
        for (let step = 0; step < 60; step += 1) {
          const open = planner.plan(decisions).checks.find(isAnswerable);
          if (open === undefined) {
            break;
          }
          const ways = open.fixes.flatMap((fix) => decisionFor(fix, step) ?? []);
          expect(ways, open.id).not.toEqual([]);
          const way = ways[picks.next().value % ways.length];
          decisions.push(way ?? { kind: 'publish', publish: true });
        }
        expect(planner.plan(decisions).checks.filter(isAnswerable)).toEqual([]);
      }),
    );
  });

  it('says of whatever could not be checked why, and lets it be checked again', () => {
    fc.assert(
      fc.property(materialAndDecisions, ([of, decisions]) => {
        for (const check of createPlanner(of).plan(decisions).checks) {
          if (check.state !== 'unknown') continue;
          expect(check.fixes, check.id).toContainEqual({ kind: 'check-again' });
          // Of a pack that the facts do not name at all there is nothing to say.
          if (check.about !== 'pack') expect('problem' in check && check.problem, check.id).not.toBeNull();
        }
      }),
    );
  });

  it('does not change its mind when answers are repeated', () => {
    fc.assert(
      fc.property(materialAndDecisions, ([of, decisions]) => {
        const planner = createPlanner(of);
        expect(planner.plan([...decisions, ...decisions])).toStrictEqual(planner.plan(decisions));
      }),
    );
  });

  it('makes only fixes that a decision may be', () => {
    fc.assert(
      fc.property(materialAndDecisions, ([of, decisions]) => {
        const { checks } = createPlanner(of).plan(decisions);
        const offered = checks.flatMap((check) =>
          check.fixes.flatMap((fix) => (fix.kind === 'decide' ? fix.decision : [])),
        );
        expect(decisionsSchema.safeParse(offered).success).toBe(true);
      }),
    );
  });

  it('sends a document only when ready, and touches in it only what was decided', () => {
    fc.assert(
      fc.property(materialAndDecisions, ([of, decisions]) => {
        const planner = createPlanner(of);
        const plan = planner.plan(decisions);
        const secrets = new Map(plan.holes.map(({ hole }) => [hole.id, 'from the vault']));
        const sent = outgoingDocument(planner, decisions, secrets);
        expect(sent.ok).toBe(plan.ready);
        if (sent.ok) {
          expect(JSON.stringify(bare(sent.value))).toBe(JSON.stringify(bare(of.document)));
          expect(sent.value.metadata.name).toBe(plan.name);
          expect(sent.value.spec.version ?? '1.0.0').toBe(plan.version);
        }
      }),
    );
  });
});

/** The document without what decisions may change: name, version, and per layer registry, type, version, tag, values. */
function bare(document: ProfileDocument): unknown {
  const { name: _name, ...metadata } = document.metadata;
  const { version: _version, variables, template, ...spec } = document.spec;
  return {
    ...document,
    metadata,
    spec: {
      ...spec,
      template: {
        ...template,
        packs: template.packs?.map(({ registry: _r, type: _t, version: _v, tag: _g, values, ...rest }) => ({
          ...rest,
          values: values?.replaceAll(/^(\s*(?:password|secret|region)):.*$/gm, '$1'),
        })),
      },
      variables: variables?.map(({ defaultValue: _d, ...rest }) => rest),
    },
  };
}

describe('the planner of a clone, whatever the document, the target and the answers', () => {
  it('asks for no value and no repository, and would have the target hold what the source exports', () => {
    fc.assert(
      fc.property(materialAndDecisions, ([of, decisions]) => {
        const planner = createPlanner({ ...of, facts: { ...of.facts, cloneCheck: known(null) } });
        const answers: readonly Decision[] = [...decisions, { kind: 'way', way: 'clone' }];
        const plan = planner.plan(answers);
        expect(plan).toMatchObject({ way: 'clone', holes: [], repositories: [] });
        const asked = new Set(plan.checks.map(({ about }) => about));
        for (const about of [
          'masked-value',
          'pack',
          'registries',
          'variable',
          'edited-text',
          'source-trace',
        ] as const) {
          expect(asked.has(about)).toBe(false);
        }
        const expected = outgoingDocument(planner, answers, new Map());
        if (expected.ok) expect(expected.value.spec.template).toEqual(of.document.spec.template);
      }),
    );
  });
});
