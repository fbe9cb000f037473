import { type Place, samePlace } from '../../shared/place.ts';
import { type ProfileDocument, packsOf } from '../../shared/profile/document.ts';
import { findHoles } from '../../shared/profile/find-holes.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import type { PaletteClient } from '../palette/client.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { LogPort } from '../ports/log.ts';
import { answersToKeep } from './answers-to-keep.ts';
import { importOnce } from './import-once.ts';
import type { PaletteClients } from './palette-clients.ts';
import type { RememberedAnswers } from './remembered.ts';
import { readTargetFacts } from './target-facts.ts';
import type { TransferPorts } from './transfers.ts';

export interface TransferAccessParts {
  readonly clients: Pick<PaletteClients, 'of'>;
  readonly remembered: Omit<RememberedAnswers, 'calls'>;
  readonly clock: ClockPort;
  readonly log: LogPort;
}

type Access = Pick<
  TransferPorts,
  'gather' | 'createMacro' | 'importOnce' | 'readBack' | 'rememberedValues' | 'remember'
>;

/** What a transfer reads and writes, by way of the Palette clients of its two places. */
export function createTransferAccess({ clients, remembered, clock, log }: TransferAccessParts): Access {
  return {
    async gather(request, signal) {
      const [source, target] = await Promise.all([
        clients.of(request.source.environmentId),
        clients.of(request.target.environmentId),
      ]);
      if (!source.ok) return source;
      if (!target.ok) return target;
      const exported = source.value.withSignal(signal).exportProfile(request.source.scope, request.profile.uid);
      const [document, facts] = await Promise.all([
        exported,
        readTargetFacts(target.value.withSignal(signal), request.target, exported),
      ]);
      if (!document.ok) return document;
      if (signal.aborted) return failed({ kind: 'cancelled' });
      const holes = findHoles(document.value);
      const known = await remembered.lookUp(request.source, request.target, request.profile.name, holes);
      if (known.problem !== null) log.warn('remembered-answers-closed', { problem: known.problem.kind });
      return ok<TransferMaterial>({
        document: document.value,
        facts,
        remembered: known.remembered,
        sourceTraces: sourceTraces(source.value.host, request, document.value),
        samePlace: samePlace(request.source, request.target),
      });
    },

    async createMacro(target, macro, signal) {
      const client = await clients.of(target.environmentId);
      if (!client.ok) return client;
      const palette = client.value.withSignal(signal);
      const user = await palette.userInfo();
      if (!user.ok) return user;
      const scope =
        macro.scope === 'project' && target.scope.kind === 'project'
          ? ({ kind: 'project', projectUid: target.scope.uid } as const)
          : ({ kind: 'tenant', tenantUid: user.value.tenantUid } as const);
      return settleMacro(palette, scope, macro);
    },

    async importOnce(target, document, publish, beforeWrite, hide) {
      const client = await clients.of(target.environmentId);
      if (!client.ok) return client;
      return importOnce({ client: client.value, clock }, { scope: target.scope, document, publish, beforeWrite, hide });
    },

    async readBack(target, uid, sent) {
      const client = await clients.of(target.environmentId);
      if (!client.ok) return client;
      return readBack(client.value, target, uid, sent);
    },

    rememberedValues: (request, holes) => remembered.values(request.target, request.profile.name, holes),

    async remember(request, material, decisions) {
      const kept = await remembered.keep(answersToKeep(request, material, decisions));
      if (!kept.ok) log.warn('answers-not-remembered', { problem: kept.problem.kind });
    },
  };
}

/**
 * Adds a macro; when the answer is lost, looks whether it is there now. A macro that somebody else made meanwhile counts
 * as there: its value is theirs, as it would have been had they been a minute earlier.
 */
async function settleMacro(
  palette: PaletteClient,
  scope: Parameters<PaletteClient['createMacro']>[0],
  macro: { readonly name: string; readonly value: string },
): Promise<Result<null>> {
  const written = await palette.createMacro(scope, { name: macro.name, value: macro.value });
  if (written.ok) return ok(null);
  if (!written.maybeActed) return failed(written.problem);
  const names = await palette.macroNames(scope);
  return names.ok && names.value.includes(macro.name) ? ok(null) : failed(written.problem);
}

/**
 * Reads a profile the way its source was read. Some servers drop the variables of a new profile silently: where they
 * differ from what was sent, they are put once and the profile is read again.
 */
async function readBack(
  palette: PaletteClient,
  target: Place,
  uid: string,
  sent: ProfileDocument,
): Promise<Result<ProfileDocument>> {
  const found = await palette.exportProfile(target.scope, uid);
  if (!found.ok) return found;
  const wanted = sent.spec.variables ?? [];
  const there = new Set((found.value.spec.variables ?? []).map(({ name }) => name));
  if (wanted.every(({ name }) => there.has(name))) return found;
  const put = await palette.putVariables(target.scope, uid, wanted);
  return put.ok ? palette.exportProfile(target.scope, uid) : found;
}

/** Texts that tell of the source: its host, the uids it gave. Found again in the outgoing document, they are named. */
function sourceTraces(host: string, request: TransferRequest, document: ProfileDocument): readonly string[] {
  const registries = packsOf(document).map((pack) => pack.registry?.metadata?.uid ?? '');
  const project = request.source.scope.kind === 'project' ? [request.source.scope.uid] : [];
  const [hostName = host] = host.split(':');
  return [...new Set([hostName, request.profile.uid, ...project, ...registries])].filter((text) => text.length >= 6);
}
