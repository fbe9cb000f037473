import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { DetailLayer, ProfileDetails } from '../../shared/bridge/views.ts';
import { type Pack, type ProfileDocument, packsOf, versionOf } from '../../shared/profile/document.ts';
import { findHoles } from '../../shared/profile/find-holes.ts';
import { findReferences } from '../../shared/profile/find-references.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PaletteClient } from '../palette/client.ts';
import { tagsOf } from '../palette/profile-list.ts';
import type { ClockPort } from '../ports/clock.ts';

type Reading = Pick<PaletteClient, 'userInfo' | 'projects' | 'listProfiles' | 'exportProfile'>;

export interface PlacesPorts {
  readonly client: (environmentId: string) => Promise<Result<Reading>>;
  readonly emit: (event: FerryEvent) => void;
  readonly clock: Pick<ClockPort, 'now'>;
}

/** What the panes look at: the projects of an environment, the profiles of a place, the details of one. */
export function createPlaces({ client, emit, clock }: PlacesPorts): Ferry['places'] {
  return {
    async projects({ environmentId }) {
      const palette = await client(environmentId);
      if (!palette.ok) return palette;
      const [user, projects] = await Promise.all([palette.value.userInfo(), palette.value.projects()]);
      if (!user.ok) return user;
      if (!projects.ok) return projects;
      return ok({ tenantName: user.value.tenantName, projects: projects.value });
    },

    async profiles({ listing, place }) {
      const palette = await client(place.environmentId);
      if (!palette.ok) return palette;
      const rows = await palette.value.listProfiles(place.scope, (page, total) =>
        emit({ kind: 'profiles-page', listing, rows: page, total }),
      );
      return rows.ok ? ok({ rows: rows.value, readAt: new Date(clock.now()).toISOString() }) : rows;
    },

    async profile({ place, uid }) {
      const palette = await client(place.environmentId);
      if (!palette.ok) return palette;
      const document = await palette.value.exportProfile(place.scope, uid);
      return document.ok ? ok(detailsOf(uid, document.value)) : document;
    },
  };
}

function detailsOf(uid: string, document: ProfileDocument): ProfileDetails {
  const holes = findHoles(document);
  const { metadata, spec } = document;
  return {
    uid,
    name: metadata.name,
    version: versionOf(document),
    type: spec.template.type ?? '',
    cloudType: spec.template.cloudType ?? '',
    description: metadata.description ?? '',
    tags: tagsOf(metadata.labels ?? {}),
    layers: packsOf(document).map((pack, index) => layerOf(pack, index, holes)),
    variables: (spec.variables ?? []).map((variable) => ({
      name: variable.name,
      displayName: variable.displayName || variable.name,
      format: variable.format || 'string',
      required: variable.required ?? false,
      isSensitive: variable.isSensitive ?? false,
    })),
    holes,
    references: findReferences(document),
  };
}

function layerOf(pack: Pack, index: number, holes: readonly Hole[]): DetailLayer {
  const isHere = ({ where, reason }: Hole) =>
    reason === 'masked' && where.kind === 'scalar' && where.text.pack === index;
  return {
    name: pack.name,
    // The document carries no display name: a repeated pack's is the first half of `name--pack`.
    displayName: pack.name.split('--')[0] || pack.name,
    layer: pack.layer ?? '',
    version: pack.version || pack.tag || '',
    type: pack.type ?? '',
    tag: pack.tag ?? '',
    registry: pack.registry?.metadata?.name ?? '',
    manifests: (pack.manifests ?? []).map((manifest) => manifest.name ?? ''),
    maskedValues: holes.filter(isHere).length,
  };
}
