import { z } from 'zod';

/** The id we give an environment: also its account name in the OS keychain, hence the narrow alphabet. */
export const environmentIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** Palette's uids are 24 hex characters today; tolerate any opaque token, but nothing that could reshape a URL. */
export const uidSchema = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

export const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tenant') }),
  z.strictObject({ kind: z.literal('project'), uid: uidSchema, name: z.string().max(512) }),
]);

export const placeSchema = z.strictObject({
  kind: z.literal('environment'),
  environmentId: environmentIdSchema,
  scope: scopeSchema,
});

/** Tenant, or one project of it. */
export type Scope = z.infer<typeof scopeSchema>;

/** What a pane shows: an environment at a scope. */
export type Place = z.infer<typeof placeSchema>;

/** One text per place, fit as a map key. */
export function placeKey(place: Place): string {
  return place.scope.kind === 'tenant'
    ? `${place.environmentId}/tenant`
    : `${place.environmentId}/project/${place.scope.uid}`;
}

export function samePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b);
}
