import { columnIds } from '../../shared/bridge/views.ts';
import { findHoles } from '../../shared/profile/find-holes.ts';
import { ok } from '../../shared/result.ts';
import type { Proof } from '../../shared/transfer/proof.ts';
import type { FakeFerry, FakeFerryOptions } from '../fakes/ferry.ts';
import { devPlace, labPlace, prodPlace, twoEnvironments } from '../fakes/ferry-environments.ts';
import {
  type FakeProfile,
  longProfiles,
  manyProfiles,
  profileDocument,
  sourceProfiles,
} from '../fakes/ferry-profiles.ts';
import { draftsOfRun, historyOfWeeks, rememberedAnswers } from './kept-answers.ts';

/** What the bridge holds when a picture begins. */
export interface Scene extends FakeFerryOptions {
  readonly prepare?: (fake: FakeFerry) => void;
}

const both = { left: devPlace, right: prodPlace } as const;

const differing: Proof = {
  verdict: 'differs',
  masked: [],
  layers: 1,
  differences: [
    {
      path: ['layers', 'nginx', 'values', 'charts.ingress-nginx.controller.replicaCount'],
      kind: 'changed',
      sent: '3',
      found: '2',
    },
    { path: ['layers', 'nginx', 'registry'], kind: 'added', sent: null, found: 'Public Repo' },
  ],
};

function unlocked(now: number): Scene {
  const environments = twoEnvironments(now).map((one) =>
    one.summary.class === 'production'
      ? { ...one, summary: { ...one.summary, unlockedUntil: now + 13 * 60_000 + 42_000 } }
      : one,
  );
  return { environments, view: both };
}

/** The first value of every profile is remembered for its very place, the second for another path. */
function rememberValues({ transfers }: FakeFerry): void {
  const { plan } = transfers;
  Object.assign(transfers, {
    plan: async (request: Parameters<typeof plan>[0]) => {
      const answer = await plan(request);
      if (!answer.ok) return answer;
      const [exact, moved] = findHoles(answer.value.document);
      const holes = [
        ...(exact === undefined
          ? []
          : [{ hole: exact.id, entry: 'kept-1', match: 'exact' as const, from: 'auth.password' }]),
        ...(moved === undefined
          ? []
          : [{ hole: moved.id, entry: 'kept-2', match: 'moved' as const, from: 'global.auth.password' }]),
      ];
      return ok({ ...answer.value, remembered: { ...answer.value.remembered, holes } });
    },
  });
}

const exportsPlace = {
  kind: 'folder',
  folder: '5a2b3c4d-0000-4000-8000-00000000000f',
  name: 'exports',
  isRecursive: false,
} as const;

const exportsView = { id: exportsPlace.folder, name: exportsPlace.name, path: '/home/me/palette/exports' } as const;

/** A name that the folder has already on its way there, and a profile with a password in plain text. */
function withTakenName(now: number): Scene {
  const values = 'login:\n  adminUser: admin\n  adminPassword: hunter2-plain-Word9\n';
  const pack = { name: 'legacy-login', layer: 'addon', type: 'spectro', version: '1.2.0', tag: '1.2.0', values };
  const shape = { name: 'legacy-login', version: '1.2.0', type: 'add-on', cloud: 'all', packs: [pack] };
  const common = { scope: 'project', lastModified: new Date(now).toISOString(), inUse: 0, isPublished: true } as const;
  const secret = { ...common, versions: [{ uid: 'd-login', document: profileDocument(shape) }] };
  const profiles = sourceProfiles(now)
    .filter(({ versions }) => versions[0]?.document.metadata.name === 'dns-zones')
    .map((one) => ({ ...one, versions: one.versions.map((version) => ({ ...version, uid: 'dns-zones-1.0.4.json' })) }));
  const notes = { unreadable: [], closed: [], isCut: false };
  return {
    environments: twoEnvironments(now, [...sourceProfiles(now), secret]),
    folders: [{ view: exportsView, profiles, notes }],
    view: { left: devPlace, right: exportsPlace },
  };
}

/** DEV on the left, on the right a folder of exported files among which two are none. */
function withFolder(profiles: FakeProfile[]): Scene {
  const broken = { kind: 'profile-unreadable', detail: '' } as const;
  const unreadable = [
    { file: 'broken.json', problem: { ...broken, reason: 'not-json', line: 12, column: 7 } as const },
    { file: 'login.json', problem: { ...broken, reason: 'web-page', line: null, column: null } as const },
  ];
  const notes = { unreadable: profiles.length === 0 ? [] : unreadable, closed: [], isCut: false };
  return { folders: [{ view: exportsView, profiles, notes }], view: { left: devPlace, right: exportsPlace } };
}

/** Every beginning by name. */
export const scenes: Readonly<Record<string, () => Scene>> = {
  nothing: () => ({ environments: [] }),
  'no-keychain': () => ({ environments: [], keychain: 'this-run-only' }),
  'no-places': () => ({}),
  panes: () => ({ view: { ...both, recentPairs: [both, { left: prodPlace, right: devPlace }] } }),
  expiring: () => {
    const ends = new Date(Date.now() + 3.5 * 86_400_000).toISOString();
    const environments = twoEnvironments().map((one) => ({ ...one, summary: { ...one.summary, keyExpiresAt: ends } }));
    return { environments, view: both };
  },
  'all-columns': () => ({ view: { ...both, density: 'compact', split: 0.66, columns: [...columnIds] } }),
  'kept-back': () => ({ view: both, keptBack: ['keys', 'file-keys', 'remembered'] }),
  'two-projects': () => ({ view: { left: devPlace, right: labPlace } }),
  'same-place': () => ({ view: { left: devPlace, right: devPlace } }),
  unlocked: () => unlocked(Date.now()),
  loading: () => ({ view: both, prepare: (fake) => fake.control.hold('places.profiles') }),
  failed: () => ({
    view: both,
    prepare: (fake) =>
      fake.control.fail('places.profiles', { kind: 'timed-out', host: 'palette.example', seconds: 30 }),
  }),
  empty: () => ({ environments: twoEnvironments(Date.now(), undefined, []), view: both }),
  long: () => {
    const now = Date.now();
    return { environments: twoEnvironments(now, longProfiles(now)), view: both };
  },
  many: () => {
    const now = Date.now();
    return { environments: twoEnvironments(now, manyProfiles(2000, now), manyProfiles(1400, now)), view: both };
  },
  folder: () => withFolder(sourceProfiles(Date.now()).slice(0, 4)),
  'empty-folder': () => withFolder([]),
  'folder-taken': () => withTakenName(Date.now()),
  answers: () => ({ view: both, answers: rememberedAnswers(Date.now()) }),
  history: () => ({ view: both, history: historyOfWeeks(Date.now()) }),
  drafts: () => ({ view: both, ...draftsOfRun(Date.now()) }),
  running: () => ({ ...unlocked(Date.now()), prepare: (fake) => fake.control.hold('transfers.run') }),
  remembered: () => ({ ...unlocked(Date.now()), prepare: rememberValues }),
  differs: () => ({ ...unlocked(Date.now()), proof: differing }),
  'missing-key': () => {
    const environments = twoEnvironments().map((one) =>
      one.summary.id === 'prod' ? { ...one, summary: { ...one.summary, key: 'missing' as const } } : one,
    );
    return { environments, view: { left: devPlace } };
  },
};
