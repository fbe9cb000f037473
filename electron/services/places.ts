import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry, ListRequest } from '../../shared/bridge/ferry.ts';
import type { ProfileList } from '../../shared/bridge/views.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PaletteClient } from '../palette/client.ts';
import type { AnalyserPort } from '../ports/analyser.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { FolderPlaces } from './folder-places.ts';
import { detailsOf } from './profile-details.ts';

type Reading = Pick<PaletteClient, 'userInfo' | 'projects' | 'listProfiles' | 'exportProfile' | 'withSignal'>;

export interface PlacesPorts {
  readonly client: (environmentId: string) => Promise<Result<Reading>>;
  readonly folders: Pick<FolderPlaces, 'profiles' | 'profile'>;
  readonly analyser: Pick<AnalyserPort, 'survey'>;
  readonly emit: (event: FerryEvent) => void;
  readonly clock: Pick<ClockPort, 'now'>;
}

/** What the panes look at: the projects of an environment, the profiles of a place, the details of one. */
export function createPlaces({ client, folders, analyser, emit, clock }: PlacesPorts): Ferry['places'] {
  /** Lists that somebody waits for. */
  const awaited = new Map<string, AbortController>();

  async function profilesOf({ listing, place }: ListRequest, signal: AbortSignal): Promise<Result<ProfileList>> {
    if (place.kind === 'folder') {
      return folders.profiles(place, {
        signal,
        told: (rows, read, files) => emit({ kind: 'folder-page', listing, rows, read, files }),
      });
    }
    const palette = await client(place.environmentId);
    if (!palette.ok) return palette;
    const rows = await palette.value.withSignal(signal).listProfiles(place.scope, (page, total) => {
      if (!signal.aborted) emit({ kind: 'profiles-page', listing, rows: page, total });
    });
    return rows.ok ? ok({ rows: rows.value, readAt: new Date(clock.now()).toISOString() }) : rows;
  }

  return {
    async projects({ environmentId }) {
      const palette = await client(environmentId);
      if (!palette.ok) return palette;
      const [user, projects] = await Promise.all([palette.value.userInfo(), palette.value.projects()]);
      if (!user.ok) return user;
      if (!projects.ok) return projects;
      return ok({ tenantName: user.value.tenantName, projects: projects.value });
    },

    async profiles(request) {
      const controller = new AbortController();
      awaited.set(request.listing, controller);
      try {
        return await profilesOf(request, controller.signal);
      } finally {
        awaited.delete(request.listing);
      }
    },

    async leave({ listing }) {
      awaited.get(listing)?.abort();
      return ok(null);
    },

    async profile({ place, uid }) {
      if (place.kind === 'folder') return folders.profile(place, uid);
      const palette = await client(place.environmentId);
      if (!palette.ok) return palette;
      const document = await palette.value.exportProfile(place.scope, uid);
      if (!document.ok) return document;
      const survey = await analyser.survey(document.value);
      return survey.ok ? ok(detailsOf(uid, document.value, survey.value.holes, survey.value.macros)) : survey;
    },
  };
}
