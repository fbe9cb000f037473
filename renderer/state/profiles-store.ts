import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { ProfileDetails } from '../../shared/bridge/views.ts';
import { type Place, placeKey } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { asking, type FetchState } from './fetch-state.ts';

/** One version of a profile in a place, as far as it was read. */
export interface KnownProfile {
  readonly fetch: FetchState;
  readonly details: ProfileDetails | null;
  readonly problem: Problem | null;
}

export interface ProfilesState {
  readonly profiles: Readonly<Record<string, KnownProfile>>;
  readonly asked: (place: Place, uid: string) => Promise<void>;
}

export type ProfilesStore = StoreApi<ProfilesState>;

const unread: KnownProfile = { fetch: 'IDLE', details: null, problem: null };

/** What is known of one version; a stable value when nothing is. */
export function profileIn(state: ProfilesState, place: Place, uid: string): KnownProfile {
  return state.profiles[keyOf(place, uid)] ?? unread;
}

/** Single profile versions beside those the panes show. */
export function createProfilesStore(places: Pick<Ferry['places'], 'profile'>): ProfilesStore {
  return createStore<ProfilesState>()((set, get) => ({
    profiles: {},
    asked: async (place, uid) => {
      const put = (profile: KnownProfile): void =>
        set({ profiles: { ...get().profiles, [keyOf(place, uid)]: profile } });
      const before = profileIn(get(), place, uid);
      if (before.fetch === 'LOADING' || before.fetch === 'REFRESHING') return;
      put({ ...before, fetch: asking(before.details !== null) });
      const answer = await places.profile({ place, uid });
      if (answer.ok) put({ fetch: 'READY', details: answer.value, problem: null });
      else put({ ...before, fetch: 'FAILED', problem: answer.problem });
    },
  }));
}

function keyOf(place: Place, uid: string): string {
  return `${placeKey(place)}/${uid}`;
}
