import { type ProfileDocument, packsOf, versionOf } from '../../shared/profile/document.ts';
import { findHoles, UniqueIds } from '../../shared/profile/find-holes.ts';
import { findReferences, macrosIn } from '../../shared/profile/find-references.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import type { PackRules } from '../../shared/profile/pack-rules.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import { applyEdits } from '../../shared/profile/source/edits.ts';
import { completeInspection, inspectLayer, uncheckedLayer } from '../../shared/profile/source/inspect.ts';
import type { InspectedLayer, Inspection } from '../../shared/profile/source/inspection.ts';
import { openSource, type ProfileFormat, type ProfileSource } from '../../shared/profile/source/profile-source.ts';
import { findSecrets, type SecretHit } from '../../shared/profile/source/secret-guard.ts';
import { writeProfile } from '../../shared/profile/source/write-profile.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readEditedText } from '../../shared/transfer/text-reading.ts';
import type { OpenedProfile, ProfileFacts, ProfileSurvey } from '../ports/analyser.ts';
import {
  type AnalyserAnswer,
  type AnalyserMessage,
  type AnalyserRequest,
  analyserRequestSchema,
} from './analyser-messages.ts';
import { markDocument } from './mark-document.ts';
import { decodeProfileText } from './profile-text.ts';

/** The analyser's side of the channel; Electron's `process.parentPort` fits. */
export interface AnalyserChannel {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

type Tell = (message: AnalyserMessage) => void;
/** Runs a piece of work after saying so, and never while another piece is said to run. */
type Step = <T>(id: number, layer: number | null, work: () => T) => Promise<T>;

/**
 * Answers until the process ends. Between two layers other requests have their turn, so that saving does not wait for a large
 * profile to be inspected. Each step is announced before it runs: who waits can tell which one hangs.
 */
export function serveAnalyser(channel: AnalyserChannel): void {
  const tell: Tell = (message) => channel.postMessage(message);
  let queue: Promise<unknown> = Promise.resolve();
  const step: Step = (id, layer, work) => {
    const done = queue.then(async () => {
      tell({ kind: 'begins', id, layer });
      // Gives the message time to leave.
      await nextTurn();
      return work();
    });
    queue = done.catch(() => undefined);
    return done;
  };
  channel.on('message', ({ data }) => {
    const parsed = analyserRequestSchema.safeParse(data);
    if (!parsed.success) return;
    const request = parsed.data;
    void answer(request, step, tell).then((result) => tell({ kind: 'done', id: request.id, answer: result }));
  });
  tell({ kind: 'ready' });
}

function answer(request: AnalyserRequest, step: Step, tell: Tell): Promise<Result<AnalyserAnswer>> {
  const { id } = request;
  switch (request.kind) {
    case 'analyse':
      return analyse(request, step, tell);
    case 'layers':
      return layers(request, step);
    case 'survey':
      return step(id, null, () => ok(survey(request.document, request.rules)));
    case 'text':
      return step(id, null, () => ok(readEditedText(request.text)));
    case 'facts':
      return step(id, null, () => facts(request.bytes));
    case 'edit':
      return step(id, null, () => edit(request.bytes, request.edits, request.format));
    case 'secrets':
      return step(id, null, () => secrets(request.bytes, request.edits, request.wasMasked));
    case 'write':
      return step(id, null, () => ok(encode(writeProfile(request.document, request.format))));
  }
}

function open(bytes: Uint8Array): Result<ProfileSource> {
  const text = decodeProfileText(bytes);
  return text.ok ? openSource(text.value) : text;
}

async function analyse(
  request: Extract<AnalyserRequest, { kind: 'analyse' }>,
  step: Step,
  tell: Tell,
): Promise<Result<Inspection>> {
  const { id, wasMasked, skip } = request;
  const source = await step(id, null, () => open(request.bytes));
  if (!source.ok) return source;
  const { document, format } = source.value;
  tell({ kind: 'opened', id, profile: { format, document } });
  const ids = new UniqueIds();
  const layers: InspectedLayer[] = [];
  for (const at of packsOf(document).keys()) {
    const layer = await step(id, at, () =>
      skip.includes(at) ? uncheckedLayer(document, at) : inspectLayer(document, at, ids, wasMasked),
    );
    layers.push(layer);
    tell({ kind: 'layer', id, layer });
  }
  const inspection = await step(id, null, () => completeInspection(document, layers, ids));
  // The layers were told already.
  return ok({ ...inspection, layers: [] });
}

async function layers(
  { id, bytes, edits, layers: asked, skip }: Extract<AnalyserRequest, { kind: 'layers' }>,
  step: Step,
): Promise<Result<readonly InspectedLayer[]>> {
  const source = await step(id, null, () => editedSource(bytes, edits));
  if (!source.ok) return source;
  const { document } = source.value;
  const ids = new UniqueIds();
  const inspected: InspectedLayer[] = [];
  for (const at of packsOf(document).keys()) {
    if (!asked.includes(at)) continue;
    const layer = await step(id, at, () =>
      skip.includes(at) ? uncheckedLayer(document, at) : inspectLayer(document, at, ids),
    );
    inspected.push(layer);
  }
  return ok(inspected);
}

function survey(document: ProfileDocument, rules: PackRules): ProfileSurvey {
  return {
    holes: findHoles(document, rules),
    macros: macrosIn(findReferences(document)),
    mark: markDocument(document),
  };
}

function facts(bytes: Uint8Array): Result<ProfileFacts> {
  const source = open(bytes);
  if (!source.ok) return source;
  const { document, format } = source.value;
  const { type, cloudType } = document.spec.template;
  return ok({
    format,
    name: document.metadata.name,
    version: versionOf(document),
    type: type ?? '',
    cloudType: cloudType ?? '',
    labels: document.metadata.labels ?? {},
    layers: packsOf(document).map((pack) => ({
      name: pack.name,
      layer: pack.layer ?? '',
      version: pack.version || pack.tag || '',
    })),
    holes: findHoles(document).length,
  });
}

function edit(
  bytes: Uint8Array,
  edits: readonly ProfileEdit[],
  format: ProfileFormat | null,
): Result<OpenedProfile & { readonly bytes: Uint8Array }> {
  const edited = editedSource(bytes, edits);
  if (!edited.ok) return edited;
  const { document, text } = edited.value;
  if (format === null || format === edited.value.format) {
    return ok({ format: edited.value.format, document, bytes: encode(text) });
  }
  return ok({ format, document, bytes: encode(writeProfile(document, format)) });
}

function secrets(
  bytes: Uint8Array,
  edits: readonly ProfileEdit[],
  wasMasked: readonly Hole[],
): Result<readonly SecretHit[]> {
  const edited = editedSource(bytes, edits);
  return edited.ok ? ok(findSecrets(edited.value.document, wasMasked)) : edited;
}

function editedSource(bytes: Uint8Array, edits: readonly ProfileEdit[]): Result<ProfileSource> {
  const source = open(bytes);
  return source.ok ? applyEdits(source.value, edits) : source;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
