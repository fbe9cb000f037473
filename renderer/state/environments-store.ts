import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { EnvironmentSummary, Project } from '../../shared/environment.ts';
import type { Problem } from '../../shared/problem.ts';
import { ok, type Result } from '../../shared/result.ts';
import { asking, type FetchState } from './fetch-state.ts';

/** The tenant and projects of one environment, as far as they are known. */
export interface KnownScopes {
  readonly fetch: FetchState;
  readonly tenantName: string;
  readonly projects: readonly Project[];
  readonly problem: Problem | null;
}

export interface EnvironmentsState {
  readonly fetch: FetchState;
  readonly environments: readonly EnvironmentSummary[];
  readonly problem: Problem | null;
  readonly scopes: Readonly<Record<string, KnownScopes>>;
  /** Hosts that asked to wait, and until when, in milliseconds since 1970. */
  readonly waits: Readonly<Record<string, number>>;
  /** The window opened, or someone wants the list again. */
  readonly listAsked: () => Promise<void>;
  /** Someone looks at an environment's projects. */
  readonly scopesAsked: (environmentId: string) => Promise<void>;
  /** The machine kept an environment: a sheet was answered. */
  readonly kept: (environment: EnvironmentSummary) => void;
  readonly removeChosen: (environmentId: string) => Promise<Result<null>>;
  readonly samplesChosen: () => Promise<Result<readonly EnvironmentSummary[]>>;
  readonly orderChosen: (ids: readonly string[]) => Promise<Result<unknown>>;
  readonly exportChosen: Ferry['environments']['exportList'];
  readonly importChosen: Ferry['environments']['importList'];
  readonly unlockChosen: (environmentId: string) => Promise<Result<EnvironmentSummary>>;
  readonly lockChosen: (environmentId: string) => Promise<Result<EnvironmentSummary>>;
}

export type EnvironmentsStore = StoreApi<EnvironmentsState>;

const unknownScopes: KnownScopes = { fetch: 'IDLE', tenantName: '', projects: [], problem: null };

/** What is known of an environment's scopes; a stable value when nothing is. */
export function scopesOf(state: EnvironmentsState, environmentId: string): KnownScopes {
  return state.scopes[environmentId] ?? unknownScopes;
}

/** The environments the person named, and what they hold. It never sees an API key. */
export function createEnvironmentsStore(
  environments: Pick<
    Ferry['environments'],
    'list' | 'remove' | 'reorder' | 'exportList' | 'importList' | 'startSamples' | 'unlock' | 'lock'
  >,
  places: Pick<Ferry['places'], 'projects'>,
  events: Ferry['events'],
  now: () => number = Date.now,
): EnvironmentsStore {
  const store = createStore<EnvironmentsState>()((set, get) => {
    const put = (changed: readonly EnvironmentSummary[]): void => {
      const known = get().environments;
      const kept = known.map((one) => changed.find((other) => other.id === one.id) ?? one);
      const added = changed.filter((one) => !known.some((other) => other.id === one.id));
      set({ environments: [...kept, ...added], fetch: 'READY', problem: null });
    };
    const putScopes = (environmentId: string, scopes: KnownScopes): void =>
      set({ scopes: { ...get().scopes, [environmentId]: scopes } });
    const forgetScopes = (environmentId: string): void => {
      const { [environmentId]: _gone, ...rest } = get().scopes;
      set({ scopes: rest });
    };

    return {
      fetch: 'IDLE',
      environments: [],
      problem: null,
      scopes: {},
      waits: {},
      listAsked: async () => {
        set({ fetch: asking(get().environments.length > 0) });
        const answer = await environments.list();
        if (answer.ok) set({ environments: answer.value, fetch: 'READY', problem: null });
        else set({ fetch: 'FAILED', problem: answer.problem });
      },
      scopesAsked: async (environmentId) => {
        const before = scopesOf(get(), environmentId);
        if (before.fetch === 'LOADING' || before.fetch === 'REFRESHING') return;
        const question: KnownScopes = { ...before, fetch: asking(before.tenantName !== '') };
        putScopes(environmentId, question);
        const answer = await places.projects({ environmentId });
        // The environment may have been edited or removed while its projects were on the way.
        if (scopesOf(get(), environmentId) !== question) return;
        putScopes(
          environmentId,
          answer.ok
            ? { ...answer.value, fetch: 'READY', problem: null }
            : { ...question, fetch: 'FAILED', problem: answer.problem },
        );
      },
      kept: (environment) => {
        forgetScopes(environment.id);
        put([environment]);
      },
      removeChosen: async (environmentId) => {
        const answer = await environments.remove({ environmentId });
        if (answer.ok) {
          forgetScopes(environmentId);
          set({ environments: get().environments.filter((one) => one.id !== environmentId) });
        }
        return answer;
      },
      samplesChosen: async () => {
        const answer = await environments.startSamples();
        if (answer.ok) put(answer.value);
        return answer;
      },
      orderChosen: async (ids) => {
        const answer = await environments.reorder({ ids });
        if (answer.ok) set({ environments: answer.value });
        return answer;
      },
      exportChosen: () => environments.exportList(),
      importChosen: async () => {
        const answer = await environments.importList();
        if (answer.ok && answer.value !== null) put(answer.value.added);
        return answer;
      },
      unlockChosen: async (environmentId) => {
        const answer = await environments.unlock({ environmentId });
        if (answer.ok) put([answer.value]);
        return answer.ok ? ok(answer.value) : answer;
      },
      lockChosen: async (environmentId) => {
        const answer = await environments.lock({ environmentId });
        if (answer.ok) put([answer.value]);
        return answer;
      },
    };
  });

  events.subscribe((event) => {
    if (event.kind === 'environments-changed') {
      store.setState({ environments: event.environments, fetch: 'READY', problem: null });
    }
    if (event.kind === 'server-asked-to-wait') {
      const { waits } = store.getState();
      const until = Math.max(waits[event.host] ?? 0, now() + event.milliseconds);
      store.setState({ waits: { ...waits, [event.host]: until } });
    }
  });
  return store;
}
