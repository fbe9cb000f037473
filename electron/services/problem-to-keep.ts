import { z } from 'zod';
import { scopeSchema } from '../../shared/place-shapes.ts';
import type { Problem } from '../../shared/problem.ts';

/**
 * SECURITY: whatever stands there goes. A server's words may echo what it was sent, and so may the description of a
 * text that could not be read.
 */
const dropped = z.literal('').catch('');
const none = z.tuple([]).catch([]);
const name = z.string();
const host = { host: name };
const answered = { ...host, message: dropped };
const cause = z.lazy((): z.ZodType<Problem> => problemToKeep);
const profile = { profile: name, cause };
const clone = { ...profile, scope: scopeSchema };
// Histories of earlier versions do not tell.
const looked = z.enum(['no-answer', 'nothing', 'other-content']).catch('no-answer');

const one = <const K extends Problem['kind'], S extends z.core.$ZodLooseShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape });

/**
 * What may be kept of the problem that ended a transfer: what happened to what, in our own words and names. The schema
 * both takes the rest away and reads what was kept. It fails for what no transfer ends with.
 */
export const problemToKeep: z.ZodType<Problem> = z.discriminatedUnion('kind', [
  one('host-not-found', host),
  one('connection-refused', host),
  one('connection-lost', host),
  one('timed-out', { ...host, seconds: z.number() }),
  one('proxy-unusable', { ...host, variable: name }),
  one('proxy-failed', {
    ...host,
    variable: name,
    proxy: name,
    reason: z.enum(['not-found', 'refused', 'timed-out', 'untrusted', 'no-tunnel', 'other']),
  }),
  one('certificate-untrusted', {
    ...host,
    reason: z.enum(['self-signed', 'unknown-authority', 'expired', 'wrong-host', 'other']),
  }),
  one('redirected', { ...host, to: dropped }),
  one('not-palette', {
    ...host,
    path: dropped,
    found: z.enum(['web-page', 'nothing', 'not-json', 'other-shape', 'compressed']),
  }),
  one('answer-too-large', { ...host, limitMegabytes: z.number() }),
  one('rate-limited', { ...host, retryAfterSeconds: z.number().nullable() }),
  one('server-refused', { ...answered, status: z.number(), code: dropped, reference: dropped }),
  one('key-refused', answered),
  one('permission-denied', { ...answered, permission: dropped }),
  one('not-found', { ...answered, what: name }),
  one('key-needed', { environment: name, because: z.enum(['new', 'address-changed', 'missing']) }),
  one('profile-unreadable', {
    // Unread, the reason says more than its place, which is that of a text.
    reason: z.literal('not-a-profile').catch('not-a-profile'),
    detail: dropped,
    line: z.null().catch(null),
    column: z.null().catch(null),
  }),
  one('value-unusable', { reason: z.enum(['nul', 'lone-surrogate']) }),
  one('keychain-unavailable', { reason: z.enum(['missing', 'locked', 'refused', 'crashed']) }),
  one('keychain-not-answering', { seconds: z.number() }),
  one('keychain-entry-damaged', { environment: name }),
  one('environment-unknown', { id: name }),
  one('environment-locked', { environment: name }),
  one('name-not-confirmed', { environment: name }),
  one('plan-open', { profile: name, open: none }),
  one('source-changed', { profile: name }),
  one('import-refused', profile),
  one('import-unsettled', { ...profile, looked }),
  one('import-lost', profile),
  one('clone-refused', clone),
  one('clone-unsettled', { ...clone, looked }),
  one('clone-lost', clone),
  one('macro-not-created', { macro: name, cause }),
  one('macro-unsettled', { macro: name, looked: z.enum(['no-answer', 'nothing']), cause }),
  one('macros-left', { profile: name, macros: z.array(name), cause }),
  one('edit-outdated', { layer: name }),
  one('cancelled', {}),
  one('kept-unreadable', {
    what: z.enum(['remembered-answers', 'drafts', 'journal', 'files-to-import', 'file-drafts', 'history']),
    keptAs: name.nullable(),
  }),
  one('file-unreadable', { name, reason: z.enum(['missing', 'denied', 'not-a-file', 'other']) }),
  one('file-not-open', { name }),
  one('folder-unreadable', { name, reason: z.enum(['missing', 'denied', 'forgotten', 'other']) }),
  one('file-unwritable', { name, reason: z.enum(['denied', 'full', 'other']) }),
  one('unexpected', { reference: name }),
]);
