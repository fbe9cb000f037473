import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { FolderNotes } from '../../shared/bridge/folders.ts';
import type { ProfileDetails, ProfileRow } from '../../shared/bridge/views.ts';
import { type Place, samePlace } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { asking, type FetchState, isAsking } from './fetch-state.ts';

export type PaneSide = 'left' | 'right';

/** What a list can be narrowed by, beside the text of its filter. */
export const facets = ['type', 'cloud', 'tag'] as const;
export type Facet = (typeof facets)[number];

/** What a row may have of each facet: any one of the chosen will do; where nothing is chosen, everything will. */
export type Choices = Readonly<Record<Facet, ReadonlySet<string>>>;

export const noChoices: Choices = { type: new Set(), cloud: new Set(), tag: new Set() };

/** The details of one profile version. */
export interface ShownDetails {
  readonly uid: string;
  readonly fetch: FetchState;
  readonly details: ProfileDetails | null;
  readonly problem: Problem | null;
}

export interface PaneState {
  readonly side: PaneSide;
  readonly place: Place | null;
  readonly fetch: FetchState;
  readonly rows: readonly ProfileRow[];
  /** How many rows the place has, while pages are still on their way; null when that is not known or all are here. */
  readonly expected: number | null;
  /** How far the reading of a folder has come that takes its time; null otherwise. */
  readonly reading: { readonly read: number; readonly files: number } | null;
  /** ISO 8601 of the list on screen. */
  readonly readAt: string | null;
  readonly problem: Problem | null;
  /** Of a folder. */
  readonly notes: FolderNotes | null;
  readonly filter: string;
  readonly choices: Choices;
  /** Row keys, see `rowKey`. */
  readonly selected: ReadonlySet<string>;
  /** Row key → uid of the version the person picked; the newest where absent. */
  readonly versions: Readonly<Record<string, string>>;
  readonly shown: ShownDetails | null;
  readonly placeChosen: (place: Place | null) => Promise<void>;
  readonly refreshAsked: () => Promise<void>;
  readonly filterTyped: (filter: string) => void;
  /** In place of what was chosen of this facet. */
  readonly facetChosen: (facet: Facet, values: ReadonlySet<string>) => void;
  /** The text and what is chosen. */
  readonly filtersCleared: () => void;
  readonly selectionChanged: (selected: ReadonlySet<string>) => void;
  readonly versionChosen: (key: string, uid: string) => void;
  readonly detailsAsked: (uid: string) => Promise<void>;
  readonly detailsLeft: () => void;
}

export type PaneStore = StoreApi<PaneState>;

/** Names a row within its place: all versions of a profile share it. */
export function rowKey(row: ProfileRow): string {
  return `${row.scope}/${row.name}`;
}

const nothing = {
  fetch: 'IDLE',
  rows: [],
  expected: null,
  reading: null,
  readAt: null,
  problem: null,
  notes: null,
  filter: '',
  choices: noChoices,
  selected: new Set<string>(),
  versions: {},
  shown: null,
} satisfies Partial<PaneState>;

/**
 * Each pane shows what the other one did, its list, filter and selection with it. False: one of them is being read, and
 * nothing was done.
 */
export function swapLists(one: PaneStore, other: PaneStore): boolean {
  const [mine, theirs] = [one.getState(), other.getState()];
  if (isAsking(mine.fetch) || isAsking(theirs.fetch)) return false;
  one.setState(shownIn(theirs));
  other.setState(shownIn(mine));
  return true;
}

function shownIn(pane: PaneState): Partial<PaneState> {
  const { place, fetch, rows, expected, reading, readAt, problem, notes, filter, choices, selected, versions } = pane;
  // Details on their way come to the pane that asked.
  const shown = pane.shown !== null && isAsking(pane.shown.fetch) ? null : pane.shown;
  return { place, fetch, rows, expected, reading, readAt, problem, notes, filter, choices, selected, versions, shown };
}

/** A row that is there already keeps its place and becomes what the page says of it. */
function withPage(rows: readonly ProfileRow[], page: readonly ProfileRow[]): readonly ProfileRow[] {
  return [...new Map([...rows, ...page].map((row) => [rowKey(row), row])).values()];
}

/** One pane: the place it shows, its list, what is selected in it and the details under it. */
export function createPaneStore(
  side: PaneSide,
  places: Pick<Ferry['places'], 'profiles' | 'leave' | 'profile'>,
  events: Ferry['events'],
  newId: () => string = () => crypto.randomUUID(),
): PaneStore {
  /** The listing that may still speak. Answers and pages under any other name are stale. */
  let listing = '';
  const leave = (): void => {
    if (listing !== '') void places.leave({ listing });
    listing = '';
  };

  const store = createStore<PaneState>()((set, get) => {
    const list = async (place: Place): Promise<void> => {
      leave();
      const mine = newId();
      listing = mine;
      set({ fetch: asking(get().readAt !== null), expected: null, reading: null });
      const answer = await places.profiles({ listing: mine, place });
      if (listing !== mine) return;
      listing = '';
      if (!answer.ok) {
        set({ fetch: 'FAILED', problem: answer.problem, expected: null, reading: null });
        return;
      }
      const keys = new Set(answer.value.rows.map(rowKey));
      set({
        fetch: 'READY',
        problem: null,
        expected: null,
        reading: null,
        rows: answer.value.rows,
        notes: answer.value.notes ?? null,
        readAt: answer.value.readAt,
        selected: new Set([...get().selected].filter((key) => keys.has(key))),
      });
    };

    return {
      side,
      place: null,
      ...nothing,
      placeChosen: async (place) => {
        const before = get().place;
        if (place !== null && before !== null && samePlace(place, before) && get().fetch === 'READY') return;
        leave();
        set({ ...nothing, place });
        if (place !== null) await list(place);
      },
      refreshAsked: async () => {
        const place = get().place;
        if (place === null) return;
        await list(place);
        const uid = get().shown?.uid;
        if (uid !== undefined && get().fetch === 'READY') await get().detailsAsked(uid);
      },
      filterTyped: (filter) => set({ filter }),
      facetChosen: (facet, values) => set({ choices: { ...get().choices, [facet]: values } }),
      filtersCleared: () => set({ filter: '', choices: noChoices }),
      selectionChanged: (selected) => set({ selected }),
      versionChosen: (key, uid) => set({ versions: { ...get().versions, [key]: uid } }),
      detailsAsked: async (uid) => {
        const { place, shown } = get();
        if (place === null) return;
        const kept = shown?.uid === uid ? shown.details : null;
        const question: ShownDetails = { uid, fetch: asking(kept !== null), details: kept, problem: null };
        set({ shown: question });
        const answer = await places.profile({ place, uid });
        // Another profile, or another place, is on screen by now.
        if (get().shown !== question) return;
        set({
          shown: answer.ok
            ? { uid, fetch: 'READY', details: answer.value, problem: null }
            : { uid, fetch: 'FAILED', details: kept, problem: answer.problem },
        });
      },
      detailsLeft: () => set({ shown: null }),
    };
  });

  events.subscribe((event) => {
    if (event.kind !== 'profiles-page' && event.kind !== 'folder-page') return;
    if (event.listing !== listing || listing === '') return;
    if (event.kind === 'folder-page') store.setState({ reading: { read: event.read, files: event.files } });
    // While refreshing, the whole last list stays on screen until the whole new one is there.
    if (store.getState().fetch !== 'LOADING') return;
    store.setState({
      rows: withPage(store.getState().rows, event.rows),
      expected: event.kind === 'profiles-page' ? event.total : null,
    });
  });
  return store;
}
