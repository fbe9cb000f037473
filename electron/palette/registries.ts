import { z } from 'zod';
import type { Scope } from '../../shared/place.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { PackVersion, TargetRegistry } from '../../shared/transfer/facts.ts';
import type { Caller } from './caller.ts';
import type { Memory } from './memory.ts';
import { path, query } from './path.ts';
import { flag, listOf, maybe, maybeFlag, needed, requiredListOf, text, uid } from './wire.ts';

const registriesBody = z.looseObject({
  items: requiredListOf(z.looseObject({ uid, name: text, kind: text, scope: text, isDefault: flag, isPrivate: flag })),
});

// SECURITY: not loose. Registry details can carry credentials; these members alone pass this line.
const detailsBody = z.object({
  items: listOf(
    z.object({
      metadata: z.object({ uid }),
      spec: maybe(z.object({ providerType: text })),
      status: maybe(z.object({ sync: maybe(z.object({ isSyncSupported: maybeFlag })) })),
    }),
  ),
});

const packBody = z.looseObject({
  tags: listOf(z.looseObject({ version: needed, tag: text, parentTags: listOf(z.string()) })),
});

/**
 * The registries of the target: GET /v1/registries/metadata (SPEC v1RegistriesMetadata) for who they are and, side by
 * side, GET /v1/registries/oci/summary (SPEC v1OciRegistries) and /v1/registries/helm/summary (SPEC
 * v1HelmRegistriesSummary) for what cannot be searched. Those two may be refused: then every registry counts as
 * searchable.
 */
export async function registries(caller: Caller, scope: Scope): Promise<Result<readonly TargetRegistry[]>> {
  const call = { method: 'GET', scope, permission: 'packRegistry.list', what: 'registries' } as const;
  const [metadata, oci, helm] = await Promise.all([
    caller.read({ ...call, path: `/v1/registries/metadata${query({ scope: 'all' })}` }, registriesBody),
    caller.read({ ...call, path: '/v1/registries/oci/summary' }, detailsBody),
    caller.read({ ...call, path: `/v1/registries/helm/summary${query({ limit: 50 })}` }, detailsBody),
  ]);
  if (!metadata.ok) return metadata;
  const details = new Map(
    [oci, helm].flatMap((answer) => (answer.ok ? answer.value.items : [])).map((item) => [item.metadata.uid, item]),
  );
  return ok(
    metadata.value.items.map((registry) => {
      const detail = details.get(registry.uid);
      const isSyncSupported = detail?.status?.sync?.isSyncSupported ?? true;
      const providerType = detail?.spec?.providerType ?? '';
      return {
        uid: registry.uid,
        name: registry.name,
        kind: registry.kind,
        scope: registry.scope,
        isDefault: registry.isDefault,
        isPrivate: registry.isPrivate,
        isSyncSupported,
        metadata: {
          uid: registry.uid,
          name: registry.name,
          kind: registry.kind,
          isPrivate: registry.isPrivate,
          ...(providerType === '' ? {} : { providerType }),
          isSyncSupported,
        },
      };
    }),
  );
}

/**
 * GET /v1/packs/{packName}/registries/{registryUid}, SPEC v1PackTagEntity: the versions of a pack in one registry with
 * their states. The answer does not tell a version's state, and the specification leaves open whether `states` selects
 * versions or adds them to the usable ones; three questions side by side tell them apart either way.
 */
export async function packVersions(
  caller: Caller,
  memory: Memory,
  scope: Scope,
  packName: string,
  registryUid: string,
): Promise<Result<readonly PackVersion[]>> {
  const read = (states: string | null) => readTags(caller, memory, scope, { packName, registryUid, states });
  const [usual, withDisabled, withDeprecated] = await Promise.all([read(null), read('disabled'), read('deprecated')]);
  if (!usual.ok) return usual;
  return ok(
    classified(usual.value, withDisabled.ok ? withDisabled.value : [], withDeprecated.ok ? withDeprecated.value : []),
  );
}

/**
 * The state of one version that the registry is known to hold, by two questions of the same kind: whether `states`
 * selects or adds, a version that only one of the answers names is in that state, and any other is usable.
 */
export async function packVersion(
  caller: Caller,
  memory: Memory,
  scope: Scope,
  wanted: { readonly packName: string; readonly registryUid: string; readonly version: string },
): Promise<Result<PackVersion | null>> {
  const read = (states: string) => readTags(caller, memory, scope, { ...wanted, states });
  const [withDisabled, withDeprecated] = await Promise.all([read('disabled'), read('deprecated')]);
  if (!withDisabled.ok) return withDisabled;
  if (!withDeprecated.ok) return withDeprecated;
  const named = ({ version }: Tag) => version === wanted.version;
  const disabled = withDisabled.value.find(named);
  const deprecated = withDeprecated.value.find(named);
  if (deprecated === undefined) return ok(disabled === undefined ? null : { ...disabled, state: 'disabled' });
  return ok({ ...deprecated, state: disabled === undefined ? 'deprecated' : 'usable' });
}

/** `usual` holds every version that is not disabled. */
function classified(
  usual: readonly Tag[],
  withDisabled: readonly Tag[],
  withDeprecated: readonly Tag[],
): readonly PackVersion[] {
  const selectable = new Set(usual.map(({ version }) => version));
  const shownWithDisabled = new Set(withDisabled.map(({ version }) => version));
  const shownWithDeprecated = new Set(withDeprecated.map(({ version }) => version));
  // Usable versions beside the disabled ones: the parameter adds, so what `disabled` left out is deprecated.
  const adds = usual.some(({ version }) => shownWithDisabled.has(version));
  const isDeprecated = (version: string) => (adds ? !shownWithDisabled.has(version) : shownWithDeprecated.has(version));
  return [
    ...usual.map((tag) => ({ ...tag, state: isDeprecated(tag.version) ? 'deprecated' : 'usable' }) as const),
    ...withDisabled
      .filter(({ version }) => !selectable.has(version))
      .map((tag) => ({ ...tag, state: 'disabled' }) as const),
  ];
}

type Tag = Omit<PackVersion, 'state'>;

interface TagsQuestion {
  readonly packName: string;
  readonly registryUid: string;
  readonly states: string | null;
}

function readTags(
  caller: Caller,
  memory: Memory,
  scope: Scope,
  { packName, registryUid, states }: TagsQuestion,
): Promise<Result<readonly Tag[]>> {
  const where = scope.kind === 'project' ? scope.uid : '';
  return memory.recall(JSON.stringify(['pack', where, packName, registryUid, states]), async () => {
    const answer = await caller.read(
      {
        method: 'GET',
        path: `${path`/v1/packs/${packName}/registries/${registryUid}`}${query({ cloudType: 'all', states })}`,
        scope,
        permission: 'packRegistry.get',
        what: 'pack',
      },
      packBody,
    );
    if (!answer.ok) {
      // A registry that does not know the name has no version of it.
      return answer.problem.kind === 'not-found' ? ok([]) : answer;
    }
    return ok(answer.value.tags.map(({ version, tag, parentTags }) => ({ version, tag, parentTags })));
  });
}
