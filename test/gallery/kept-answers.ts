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
