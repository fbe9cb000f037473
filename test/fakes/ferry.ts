import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry, KeptBack, KnownTransfer } from '../../shared/bridge/ferry.ts';
import { type AppInfo, defaultViewState, type ViewState } from '../../shared/bridge/views.ts';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import type { HistoryEntry } from '../../shared/history.ts';
import { placeKey, samePlace, type TransferSource } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { versionOf } from '../../shared/profile/document.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { cloneProof } from '../../shared/transfer/clone-proof.ts';
import { textDecisions } from '../../shared/transfer/edited-material.ts';
import { outgoingDocument } from '../../shared/transfer/outgoing.ts';
import { createPlanner } from '../../shared/transfer/planner.ts';
import { type Proof, type TransferOutcome, transferSteps } from '../../shared/transfer/proof.ts';
import { readEditedText } from '../../shared/transfer/text-reading.ts';
import { canClone } from '../../shared/transfer/way.ts';
import { type FakeEnvironment, projectPlace, reportFor, twoEnvironments } from './ferry-environments.ts';
import { createFakeExports } from './ferry-exports.ts';
import { createFakeFiles, type FakeFile, type FakeFileDraft } from './ferry-files.ts';
import { createFakeFolders, type FakeFolder } from './ferry-folders.ts';
import { createFakeHistory, createMemoryOfAnswers, type KeptAnswers } from './ferry-memory.ts';
import { detailsOf, materialOf, rowOf } from './ferry-places.ts';
import { type FakeProfile, sourceProfiles } from './ferry-profiles.ts';

/** `places.profiles`, `transfers.run` and so on. */
export type FakeCall =
  | 'app.info'
  | 'view.load'
  | 'environments.list'
  | 'environments.test'
  | 'environments.save'
  | 'environments.remove'
  | 'environments.startSamples'
  | 'environments.unlock'
  | 'places.projects'
  | 'places.profiles'
  | 'places.profile'
  | 'exports.plan'
  | 'exports.run'
  | 'transfers.plan'
  | 'transfers.readText'
  | 'transfers.run';

export interface FakeFerryOptions {
  readonly environments?: readonly FakeEnvironment[];
  readonly view?: Partial<ViewState>;
  readonly keychain?: AppInfo['keychain'];
  /** Milliseconds every call takes. */
  readonly delay?: number;
  /** Milliseconds every step of a run takes. */
  readonly stepDelay?: number;
  /** The proof of every run in place of the honest one. */
  readonly proof?: Proof;
  readonly pageSize?: number;
  /** What an earlier window confirmed. */
  readonly known?: readonly KnownTransfer[];
  /** What *forget everything* leaves. */
  readonly keptBack?: readonly KeptBack[];
  /** What a person picks when asked for a file. */
  readonly choice?: { file: FakeFile | null };
  /** What earlier runs remembered, and the reviews they left open. */
  readonly answers?: KeptAnswers;
  /** What earlier runs imported and cloned, latest first. */
  readonly history?: readonly HistoryEntry[];
  /** What earlier runs changed in files and did not save. */
  readonly fileDrafts?: readonly FakeFileDraft[];
  /** Chosen before. */
  readonly folders?: readonly FakeFolder[];
  /** What a person picks when asked for a folder. */
  readonly folderChoice?: FakeFolder;
}

/** The fake, and what a test may do to it. */
export interface FakeFerry extends Ferry {
  readonly control: {
    /** The next calls of this name fail with it, until `mend`. */
    fail(call: FakeCall, problem: Problem): void;
    mend(call: FakeCall): void;
    /** Calls of this name wait until `release`. */
    hold(call: FakeCall): void;
    release(call: FakeCall): void;
    tell(event: FerryEvent): void;
    /** What a person picks when asked for a file from now on; null cancels. */
    picks(file: FakeFile | null): void;
    readonly calls: readonly { readonly call: string; readonly request: unknown }[];
  };
}

const unlockFor = 15 * 60_000;

function listed<T>(answer: Result<readonly T[]>): readonly T[] {
  return answer.ok ? answer.value : [];
}

/** The whole bridge in memory. */
export function createFakeFerry(options: FakeFerryOptions = {}): FakeFerry {
  const environments = [...(options.environments ?? twoEnvironments())];
  const listeners = new Set<(event: FerryEvent) => void>();
  const failures = new Map<FakeCall, Problem>();
  const holds = new Map<FakeCall, { readonly opened: Promise<void>; readonly open: () => void }>();
  const calls: { call: string; request: unknown }[] = [];
  const cancelled = new Set<string>();
  let view: ViewState = { ...defaultViewState, ...options.view };

  const pause = (milliseconds: number): Promise<void> =>
    milliseconds === 0 ? Promise.resolve() : new Promise((done) => setTimeout(done, milliseconds));
  const tell = (event: FerryEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const answer = async <T>(
    call: FakeCall,
    request: unknown,
    work: () => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> => {
    calls.push({ call, request });
    await pause(options.delay ?? 0);
    await holds.get(call)?.opened;
    const problem = failures.get(call);
    return problem === undefined ? work() : failed(problem);
  };
  const environment = (id: string): FakeEnvironment | undefined => environments.find((one) => one.summary.id === id);
  const folders = createFakeFolders(options.folders ?? [], options.folderChoice ?? null, (call, request) =>
    calls.push({ call, request }),
  );
  const profilesAt = (place: TransferSource): FakeProfile[] => {
    if (place.kind === 'folder') return folders.of(place.folder)?.profiles ?? [];
    if (place.kind === 'file') return [];
    const map = environment(place.environmentId)?.profiles;
    const known = map?.get(placeKey(place)) ?? [];
    map?.set(placeKey(place), known);
    return known;
  };
  const change = (id: string, part: Partial<EnvironmentSummary>): Result<EnvironmentSummary> => {
    const at = environments.findIndex((one) => one.summary.id === id);
    const before = environments[at];
    if (before === undefined) return failed({ kind: 'environment-unknown', id });
    const after = { ...before, summary: { ...before.summary, ...part } };
    environments[at] = after;
    tell({ kind: 'environments-changed', environments: environments.map((one) => one.summary) });
    return ok(after.summary);
  };
  const memory = createMemoryOfAnswers(options.answers);
  const history = createFakeHistory(options.history);
  const choice = options.choice ?? { file: null };
  const files = createFakeFiles(tell, choice, options.fileDrafts);
  const documentOf = (place: TransferSource, uid: string) =>
    place.kind === 'file'
      ? files.toImport(place.file)
      : profilesAt(place)
          .flatMap((profile) => profile.versions)
          .find((version) => version.uid === uid)?.document;
  const missing = (what: string): Problem => ({ kind: 'not-found', host: 'palette.example', what, message: '' });

  return {
    app: {
      info: () =>
        answer('app.info', null, () =>
          ok({
            name: 'Profile Ferry',
            version: '0.1.0',
            runtime: 'In-memory fake',
            platform: 'linux',
            keychain: options.keychain ?? 'available',
          }),
        ),
      openLink: async () => ok(null),
      openLogFolder: async () => {
        calls.push({ call: 'app.openLogFolder', request: null });
        return ok(null);
      },
      reportFailure: async (request) => {
        calls.push({ call: 'app.reportFailure', request });
        return ok({ reference: 'C0FFEE00' });
      },
      forgetEverything: async () => {
        calls.push({ call: 'app.forgetEverything', request: null });
        environments.splice(0);
        view = defaultViewState;
        for (const { id } of listed(await memory.drafts.list())) await memory.drafts.discard({ id });
        for (const { id } of listed(await files.files.drafts())) await files.files.discardDraft({ id });
        for (const { id } of listed(await folders.folders.list())) await folders.folders.forget({ folder: id });
        await memory.remembered.forgetAll();
        await history.clear();
        tell({ kind: 'environments-changed', environments: [] });
        return ok({ left: options.keptBack ?? [] });
      },
    },
    view: {
      load: () => answer('view.load', null, () => ok(view)),
      save: async (state) => {
        view = state;
        calls.push({ call: 'view.save', request: state });
        return ok(null);
      },
    },
    environments: {
      list: () => answer('environments.list', null, () => ok(environments.map((one) => one.summary))),
      test: (draft) =>
        answer('environments.test', { ...draft, apiKey: null }, () =>
          draft.apiKey === '' ? failed({ kind: 'key-invalid', reason: 'empty' }) : ok(reportFor(draft.name)),
        ),
      cancelTest: async () => ok(null),
      save: (draft) =>
        answer('environments.save', { ...draft, apiKey: null }, () => {
          if (draft.apiKey === '') return failed({ kind: 'key-invalid', reason: 'empty' });
          const { apiKey: _key, id: known, ...rest } = draft;
          if (known !== null) return change(known, { ...rest, key: 'in-keychain' });
          const id = `env-${environments.length + 1}`;
          const summary = {
            ...rest,
            id,
            key: 'in-keychain',
            keyExpiresAt: null,
            isSample: false,
            unlockedUntil: null,
          } as const;
          environments.push({
            summary,
            tenantName: 'acme',
            projects: [{ uid: `project-${id}`, name: 'Default' }],
            profiles: new Map([[placeKey(projectPlace(id, `project-${id}`, 'Default')), sourceProfiles(Date.now())]]),
          });
          return ok(summary);
        }),
      remove: ({ environmentId }) =>
        answer('environments.remove', environmentId, () => {
          environments.splice(
            environments.findIndex((one) => one.summary.id === environmentId),
            1,
          );
          return ok(null);
        }),
      reorder: async ({ ids }) => {
        environments.sort((one, other) => ids.indexOf(one.summary.id) - ids.indexOf(other.summary.id));
        const summaries = environments.map((one) => one.summary);
        tell({ kind: 'environments-changed', environments: summaries });
        return ok(summaries);
      },
      exportList: async () => ok({ fileName: 'environments.json', count: environments.length }),
      importList: async () => {
        const [dev] = twoEnvironments();
        if (dev === undefined) return ok(null);
        const id = `env-${environments.length + 1}`;
        const address = 'https://palette.stage.example';
        const summary = { ...dev.summary, id, name: 'STAGE', address, colour: 'amber', key: 'missing' } as const;
        environments.push({ ...dev, summary, projects: [], profiles: new Map() });
        tell({ kind: 'environments-changed', environments: environments.map((one) => one.summary) });
        return ok({ added: [summary], skipped: ['PROD'] });
      },
      chooseCertificate: async () => ok({ fileName: 'acme-root-ca.pem', pem: '-----BEGIN CERTIFICATE-----' }),
      startSamples: () =>
        answer('environments.startSamples', null, () => {
          if (environments.length === 0) {
            for (const one of twoEnvironments())
              environments.push({ ...one, summary: { ...one.summary, isSample: true } });
          }
          return ok(environments.map((one) => one.summary));
        }),
      unlock: ({ environmentId }) =>
        answer('environments.unlock', environmentId, () =>
          change(environmentId, { unlockedUntil: Date.now() + unlockFor }),
        ),
      lock: async ({ environmentId }) => change(environmentId, { unlockedUntil: null }),
    },
    places: {
      projects: ({ environmentId }) =>
        answer('places.projects', environmentId, () => {
          const found = environment(environmentId);
          if (found === undefined) return failed({ kind: 'environment-unknown', id: environmentId });
          return ok({ tenantName: found.tenantName, projects: found.projects });
        }),
      profiles: (request) =>
        answer('places.profiles', request, () => {
          const rows = profilesAt(request.place).map(rowOf);
          const size = options.pageSize ?? 50;
          for (let at = 0; at < rows.length; at += size) {
            tell({
              kind: 'profiles-page',
              listing: request.listing,
              rows: rows.slice(at, at + size),
              total: rows.length,
            });
          }
          const notes = request.place.kind === 'folder' ? folders.of(request.place.folder)?.notes : undefined;
          return ok({ rows, readAt: new Date().toISOString(), ...(notes === undefined ? {} : { notes }) });
        }),
      async leave({ listing }) {
        calls.push({ call: 'places.leave', request: listing });
        return ok(null);
      },
      profile: (request) =>
        answer('places.profile', request, () => {
          const document = documentOf(request.place, request.uid);
          return document === undefined ? failed(missing('profile')) : ok(detailsOf(request.uid, document));
        }),
    },
    ...memory,
    history,
    folders: folders.folders,
    exports: createFakeExports({
      documentOf: ({ source, profile }) => documentOf(source, profile.uid),
      folderOf: folders.of,
      answer,
    }),
    files: files.files,
    transfers: {
      plan: (request) =>
        answer('transfers.plan', request, () => {
          const document = documentOf(request.source, request.profile.uid);
          if (document === undefined) return failed(missing('profile'));
          const tenantName = environment(request.target.environmentId)?.tenantName ?? '';
          const same = samePlace(request.source, request.target);
          const clones = canClone(request);
          return ok(materialOf(document, request.target, profilesAt(request.target), tenantName, same, clones));
        }),
      readText: ({ layer, ...text }) =>
        answer('transfers.readText', { layer }, () => ok(structuredClone(readEditedText(text)))),
      run: (request) =>
        answer('transfers.run', { ...request, decisions: request.decisions.map((one) => one.kind) }, async () => {
          const { id, source, target, profile } = request.transfer;
          const document = documentOf(source, profile.uid);
          if (document === undefined) return failed(missing('profile'));
          const tenantName = environment(target.environmentId)?.tenantName ?? '';
          const material = materialOf(
            document,
            target,
            profilesAt(target),
            tenantName,
            false,
            canClone(request.transfer),
          );
          const planner = createPlanner(material);
          const plan = planner.plan(request.decisions);
          const outgoing = outgoingDocument(planner, request.decisions, new Map());
          if (!outgoing.ok) return outgoing;
          for (const step of transferSteps) {
            if (cancelled.has(id)) return failed({ kind: 'cancelled' });
            tell({ kind: 'transfer-step', transfer: id, step });
            await pause(options.stepDelay ?? 0);
          }
          const uid = `imported-${calls.length}`;
          profilesAt(target).unshift({
            scope: target.scope.kind,
            versions: [{ uid, document: outgoing.value }],
            lastModified: new Date().toISOString(),
            inUse: 0,
            isPublished: plan.publish,
          });
          const masked = plan.holes.map(({ hole }) =>
            hole.where.kind === 'scalar' ? [hole.where.layer, ...hole.where.path.keys.map(String)] : [hole.where.name],
          );
          const honest: Proof = {
            verdict: masked.length === 0 ? 'identical' : 'identical-except-masked',
            masked,
            differences: [],
            layers: outgoing.value.spec.template.packs?.length ?? 0,
          };
          const outcome: TransferOutcome = {
            way: plan.way,
            uid,
            name: outgoing.value.metadata.name,
            version: versionOf(outgoing.value),
            published: plan.publish,
            publishing: plan.publish ? 'at-once' : 'not-asked',
            publishProblem: null,
            settled: 'answered',
            createdMacros: plan.macrosToCreate.map((macro) => macro.macro),
            editedLayers: [...new Set(textDecisions(request.decisions).map(({ layer }) => layer))],
            repairedVariables: [],
            repairProblem: null,
            proof: options.proof ?? (plan.way === 'clone' ? cloneProof(document, outgoing.value, plan.copied) : honest),
            proofProblem: null,
          };
          return ok(outcome);
        }),
      cancel: async ({ id }) => {
        cancelled.add(id);
        return ok(null);
      },
      known: async () => ok(options.known ?? []),
    },
    events: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    control: {
      fail: (call, problem) => void failures.set(call, problem),
      mend: (call) => void failures.delete(call),
      hold: (call) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        holds.set(call, { opened: promise, open: resolve });
      },
      release: (call) => {
        holds.get(call)?.open();
        holds.delete(call);
      },
      tell,
      picks: (file) => {
        choice.file = file;
      },
      calls,
    },
  };
}
