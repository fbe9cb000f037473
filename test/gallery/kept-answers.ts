import type { HistoryEnd, HistoryEntry } from '../../shared/history.ts';
import { paymentsExport } from '../e2e/files/payments.ts';
import type { FakeFerryOptions } from '../fakes/ferry.ts';
import { devPlace, prodPlace, projectPlace } from '../fakes/ferry-environments.ts';
import type { KeptAnswers } from '../fakes/ferry-memory.ts';

const hour = 3_600_000;
const labPlace = projectPlace('dev', 'project-dev-lab', 'lab');

/** What imports into two places left to be used again. */
export function rememberedAnswers(now: number): KeptAnswers {
  const keptAt = (hours: number): string => new Date(now - hours * hour).toISOString();
  const value = { kind: 'value', profile: 'payments-stack', layer: 'postgresql' } as const;
  const postgres = { ...value, key: 'postgresPassword', path: ['auth', 'postgresPassword'] };
  return {
    entries: [
      { ...postgres, id: 'kept-1', target: prodPlace, keptAt: keptAt(50) },
      {
        ...value,
        id: 'kept-2',
        target: prodPlace,
        keptAt: keptAt(50),
        key: 'certificate',
        path: ['tls', 'certificate'],
      },
      {
        kind: 'registry',
        id: 'kept-3',
        target: prodPlace,
        keptAt: keptAt(172),
        source: devPlace,
        sourceRegistry: 'grafana-charts',
        registryUid: 'registry-charts-prod',
        registryName: 'charts-eu',
      },
      { kind: 'macro-scope', id: 'kept-4', target: prodPlace, keptAt: null, macro: 'dns_zone', scope: 'tenant' },
      { ...postgres, id: 'kept-5', target: labPlace, keptAt: keptAt(3) },
    ],
    values: new Map([
      ['kept-1', 'typed-for-picture'],
      ['kept-5', 'typed-for-picture'],
    ]),
  };
}

/** A review that was left open, and a file whose changes were not saved. */
export function draftsOfRun(now: number): Pick<FakeFerryOptions, 'answers' | 'fileDrafts'> {
  const keptAt = new Date(now - 2 * hour).toISOString();
  const request = {
    id: '1b7a1c1e-0000-4000-8000-000000000001',
    source: devPlace,
    target: prodPlace,
    profile: { uid: 'd00020000'.padStart(24, '0'), name: 'payments-stack', version: '0.9.1' },
  };
  const begun = ['auth.postgresPassword', 'tls.certificate'].map((question) => ({ question, text: 'typed' }));
  const draft = {
    id: '1b7a1c1e-0000-4000-8000-0000000000aa',
    transfers: [{ request, decisions: [], begun }],
  };
  const text = paymentsExport();
  const variableFills = [{ at: 1, value: 'typed' }];
  const file = { name: 'payments.json', text: text.replace('0.9.1', '0.9.2') };
  return {
    answers: { drafts: [{ draft, keptAt }] },
    fileDrafts: [{ text, file, kept: { edits: [], fills: [], variableFills }, keptAt }],
  };
}

/** Imports and clones of some weeks, one of every end. */
export function historyOfWeeks(now: number): readonly HistoryEntry[] {
  const proof = { verdict: 'identical', layers: 8, masked: 0, differences: 0, isStopped: false } as const;
  const draft = { kind: 'written', published: false, publishing: 'not-asked', proof } as const;
  const published = { ...draft, published: true, publishing: 'at-once' } as const;
  const lost = { kind: 'connection-lost', host: 'palette.prod.example' } as const;
  const dev = { place: devPlace, environment: 'DEV' };
  const prod = { place: prodPlace, environment: 'PROD' };
  const removed = { place: { ...labPlace, environmentId: 'gone' }, environment: 'STAGE' };
  const pasted = {
    place: { kind: 'file', file: '1b7a1c1e-0000-4000-8000-0000000000bb', name: 'shop-frontend.json' },
    environment: null,
  } as const;
  const rows: readonly (readonly [hours: number, name: string, end: HistoryEnd, more?: Partial<HistoryEntry>])[] = [
    [0, 'payments-stack 2.4.1', { ...published, proof: { ...proof, verdict: 'identical-except-masked', masked: 4 } }],
    [2, 'edge-base 1.2.0', draft],
    [3, 'edge-base 1.2.0', { kind: 'cancelled' }],
    [26, 'gpu-workers 0.9.0', { ...draft, proof: { ...proof, verdict: 'differs', differences: 2 } }],
    [
      27,
      'gpu-workers 0.9.0',
      { kind: 'failed', problem: { kind: 'import-lost', profile: 'gpu-workers', cause: lost } },
    ],
    [
      50,
      'observability 3.1.0',
      { ...published, publishing: 'not-asked', proof: { ...proof, verdict: 'identical-except-masked', masked: 2 } },
      { way: 'clone', target: { place: labPlace, environment: 'DEV' } },
    ],
    [51, 'web-platform 5.0.0', { ...draft, proof: { ...proof, verdict: 'not-read', isStopped: true } }],
    [120, 'shop-frontend 1.0.0', { ...draft, publishing: 'failed' }, { source: pasted }],
    [400, 'dns-zones 1.4.2', { kind: 'settled', content: 'same', macros: ['dns_zone'] }, { source: null }],
    [
      700,
      'a-profile-with-a-name-that-is-as-long-as-names-become-in-a-company-with-many-teams-and-rules 10.20.30-rc.1',
      published,
      { target: removed },
    ],
  ];
  return rows.map(([hours, called, end, more], at) => {
    const [name = '', version = ''] = called.split(' ');
    const id = `1b7a1c1e-0000-4000-8000-${String(at).padStart(12, '0')}`;
    const when = new Date(now - hours * hour).toISOString();
    return { id, at: when, way: 'import', name, version, source: dev, target: prod, end, ...more };
  });
}
