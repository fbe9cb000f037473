import { samePlace } from '../../shared/place.ts';
import { failed, ok } from '../../shared/result.ts';
import type { TargetFacts } from '../../shared/transfer/facts.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { AnalyserPort } from '../ports/analyser.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { LogPort } from '../ports/log.ts';
import { answersToKeep } from './answers-to-keep.ts';
import { checkOutgoing } from './check-outgoing.ts';
import { checkClone, cloneOnce, cloneSourceOf } from './clone-once.ts';
import { importOnce } from './import-once.ts';
import { createMacroOnce } from './macro-once.ts';
import type { PaletteClients } from './palette-clients.ts';
import { notReadBack, readBack } from './read-back.ts';
import type { RememberedAnswers } from './remembered.ts';
import { readTargetFacts } from './target-facts.ts';
import type { TransferPorts } from './transfer-ports.ts';
import type { TransferSources } from './transfer-sources.ts';

export interface TransferAccessParts {
  readonly clients: Pick<PaletteClients, 'of'>;
  readonly sources: TransferSources;
  readonly analyser: Pick<AnalyserPort, 'survey' | 'text'>;
  readonly remembered: Omit<RememberedAnswers, 'calls'>;
  readonly clock: ClockPort;
  readonly log: LogPort;
}

type Access = Pick<
  TransferPorts,
  | 'gather'
  | 'readText'
  | 'checkImport'
  | 'checkClone'
  | 'createMacro'
  | 'importOnce'
  | 'cloneOnce'
  | 'readBack'
  | 'rememberedValues'
  | 'remember'
>;

/** What a transfer reads and writes, by way of the Palette clients of its two places. */
export function createTransferAccess(parts: TransferAccessParts): Access {
  const { clients, sources, analyser, remembered, clock, log } = parts;
  return {
    async gather(request, signal, afresh) {
      const target = await clients.of(request.target.environmentId);
      if (!target.ok) return target;
      const asked = target.value.withSignal(signal);
      const read = sources.read(request, signal);
      // Both look at the document beside each other: a large one takes its time, and not the time of this process.
      const surveyed = read.then(async (found) => {
        if (!found.ok) return found;
        const rules = await found.value.rules;
        if (!rules.ok) return rules;
        const survey = await analyser.survey(found.value.document, rules.value);
        return survey.ok ? ok({ ...survey.value, rules: rules.value }) : survey;
      });
      const [source, survey, facts] = await Promise.all([
        read,
        surveyed,
        readTargetFacts(
          asked,
          request.target,
          read.then((found) => (found.ok ? ok(found.value.document) : found)),
          afresh ? asked.afresh() : asked,
          cloneSourceOf(request),
        ),
      ]);
      if (!source.ok) return source;
      if (!survey.ok) return survey;
      const { document, traces } = source.value;
      if (signal.aborted) return failed({ kind: 'cancelled' });
      const { holes, rules, mark } = survey.value;
      const known = await remembered.lookUp(request.source, request.target, request.profile.name, holes);
      if (known.problem !== null) log.warn('remembered-answers-closed', { problem: known.problem.kind });
      return ok<TransferMaterial>({
        document,
        mark,
        rules,
        facts,
        remembered: known.remembered,
        sourceTraces: traces.filter((text) => !isHere(facts, text)),
        samePlace: samePlace(request.source, request.target),
      });
    },

    readText: (text) => analyser.text(text),

    async checkImport(target, { document, filled }) {
      const client = await clients.of(target.environmentId);
      return client.ok ? checkOutgoing(client.value, target.scope, document, filled) : client;
    },

    async checkClone(target, clone) {
      const client = await clients.of(target.environmentId);
      return client.ok ? checkClone(client.value, { ...clone, scope: target.scope }) : client;
    },

    async createMacro(target, macro) {
      const client = await clients.of(target.environmentId);
      return client.ok ? createMacroOnce(client.value, clock, target, macro) : client;
    },

    async importOnce(target, job) {
      const client = await clients.of(target.environmentId);
      return client.ok ? importOnce({ client: client.value, clock }, { ...job, scope: target.scope }) : client;
    },

    async cloneOnce(target, job) {
      const client = await clients.of(target.environmentId);
      return client.ok ? cloneOnce({ client: client.value, clock }, { ...job, scope: target.scope }) : client;
    },

    async readBack(target, uid, sent, how) {
      const client = await clients.of(target.environmentId);
      // The environment may have been taken away after the import: nothing of it can be asked any more.
      if (!client.ok) return notReadBack(client.problem, how.publish);
      // What is put right is not stopped half-way: what became of it could not be told.
      const { exportProfile, getProfile } = client.value.withSignal(how.signal);
      const palette = { ...client.value, exportProfile, getProfile };
      return readBack(palette, { ...how, scope: target.scope, uid, sent });
    },

    rememberedValues: (request, uses) => remembered.values(request.target, uses),

    async remember(request, material, decisions, taken) {
      const survey = await analyser.survey(material.document, material.rules);
      if (!survey.ok) return log.warn('answers-not-remembered', { problem: survey.problem.kind });
      const { holes } = survey.value;
      const kept = await remembered.keep(answersToKeep(request, { ...material, holes }, decisions, taken));
      if (!kept.ok) log.warn('answers-not-remembered', { problem: kept.problem.kind });
    },
  };
}

/** A registry of the target itself tells nothing of the source: the file may have been exported from there. */
function isHere({ registries }: TargetFacts, text: string): boolean {
  return registries.known && registries.value.some(({ uid }) => uid === text);
}
