import { z } from 'zod';
import { environmentDraftSchema } from '../environment-shapes.ts';
import { environmentIdSchema, folderPlaceSchema, placeSchema, uidSchema } from '../place-shapes.ts';
import { profileEditSchema } from '../profile/source/edit-shapes.ts';
import { keptEditsSchema } from '../profile/source/kept-edits.ts';
import { longestText, textEditSchema } from '../profile/text-shapes.ts';
import { decisionsSchema } from '../transfer/decision.ts';
import { draftSchema } from '../transfer/draft.ts';
import { transferRequestSchema } from '../transfer/request-shapes.ts';
import { exportQueueSchema, exportRequestSchema, exportRunSchema } from './export-shapes.ts';
import { type Ferry, type LinkId, ownFrame } from './ferry.ts';
import { viewStateSchema } from './view-shapes.ts';

/** The groups that are calls; `events` is a subscription. */
export type CallGroup = Exclude<keyof Ferry, 'events'>;

type Asked<F> = F extends (request: infer R) => unknown ? R : never;
type Shape<F> = F extends () => unknown ? z.ZodType<undefined> : z.ZodType<Asked<F>>;

/** For every call of `Ferry` the shape of its request: a forgotten or surplus name does not compile. */
export type CallShapes = { readonly [G in CallGroup]: { readonly [C in keyof Ferry[G]]: Shape<Ferry[G][C]> } };

const nothing = z.undefined();
const environmentRef = z.strictObject({ environmentId: environmentIdSchema });
const entryRef = z.strictObject({ id: z.uuid() });
const fileRef = z.strictObject({ file: z.uuid() });
const edits = z.array(profileEditSchema).max(100_000);
const linkIds: readonly LinkId[] = [
  'palette-api-keys',
  'palette-macros',
  'palette-permissions',
  'palette-import-export',
];

/** Main checks every request against these before a service sees it. */
export const callShapes: CallShapes = {
  app: {
    info: nothing,
    openLink: z.enum(linkIds),
    openLogFolder: nothing,
    reportFailure: z.strictObject({
      error: z.string().regex(/^[A-Za-z]{1,64}$/),
      // SECURITY: a function's name and a line of our own scripts, nothing that was on screen.
      frames: z.array(z.string().regex(ownFrame)).max(12),
    }),
    forgetEverything: nothing,
  },
  view: { load: nothing, save: viewStateSchema },
  environments: {
    list: nothing,
    test: environmentDraftSchema,
    cancelTest: nothing,
    save: environmentDraftSchema,
    remove: environmentRef,
    reorder: z.strictObject({ ids: z.array(environmentIdSchema).max(1000) }),
    exportList: nothing,
    importList: nothing,
    chooseCertificate: nothing,
    startSamples: nothing,
    unlock: environmentRef,
    lock: environmentRef,
  },
  places: {
    projects: environmentRef,
    profiles: z.strictObject({ listing: z.uuid(), place: placeSchema }),
    leave: z.strictObject({ listing: z.uuid() }),
    profile: z.strictObject({ place: placeSchema, uid: uidSchema }),
  },
  transfers: {
    plan: transferRequestSchema,
    readText: z.strictObject({
      layer: z.string().max(1024),
      now: z.string().max(longestText),
      back: textEditSchema,
      required: z.array(z.strictObject({ path: z.string().max(4096) })).max(100_000),
    }),
    run: z.strictObject({
      transfer: transferRequestSchema,
      decisions: decisionsSchema,
      reviewed: z.strictObject({
        mark: z.string().max(64),
        remembered: z.array(z.strictObject({ hole: z.string().max(4096), entry: z.uuid() })).max(20_000),
      }),
      typedName: z.string().max(200).nullable(),
    }),
    cancel: entryRef,
    known: nothing,
  },
  remembered: {
    list: nothing,
    reveal: entryRef,
    forget: z.strictObject({ ids: z.array(z.uuid()).max(100_000) }),
    forgetAll: nothing,
  },
  history: { list: nothing, clear: nothing },
  drafts: { save: draftSchema, list: nothing, restore: entryRef, discard: entryRef },
  exports: { plan: exportRequestSchema, queue: exportQueueSchema, run: exportRunSchema, cancel: entryRef },
  folders: {
    list: nothing,
    choose: nothing,
    forget: z.strictObject({ folder: z.uuid() }),
    watch: z.strictObject({ places: z.array(folderPlaceSchema).max(2) }),
  },
  files: {
    choose: nothing,
    paste: z.strictObject({ text: z.string().max(33_554_432) }),
    openOffered: entryRef,
    reload: fileRef,
    check: fileRef,
    close: fileRef,
    inspect: z.strictObject({ file: z.uuid(), edits, layers: z.array(z.int().min(0)).max(100_000) }),
    forImport: z.strictObject({ file: z.uuid(), edits }),
    openFrom: z.strictObject({ place: folderPlaceSchema, uid: uidSchema }),
    text: z.strictObject({ file: z.uuid(), edits }),
    secrets: z.strictObject({ file: z.uuid(), edits }),
    save: z.strictObject({ file: z.uuid(), edits, overwrite: z.boolean() }),
    dragOut: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('open-file'), file: z.uuid() }),
      z.strictObject({
        kind: z.literal('rows'),
        place: folderPlaceSchema,
        uids: z.array(uidSchema).min(1).max(1000),
      }),
    ]),
    keepEdits: z.strictObject({ file: z.uuid(), kept: keptEditsSchema.nullable() }),
    drafts: nothing,
    openDraft: entryRef,
    discardDraft: entryRef,
    saveAs: z.strictObject({ file: z.uuid(), edits }),
  },
};
