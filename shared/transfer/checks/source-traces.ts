import { type Pack, type ProfileDocument, packsOf } from '../../profile/document.ts';
import { textsOfPack } from '../../profile/texts.ts';
import type { Analysis } from '../analysis.ts';
import type { Answers } from '../answers.ts';
import type { Check } from '../plan.ts';
import { eachTyped } from '../typed-values.ts';
import type { Choice } from './repositories.ts';

/** Shorter names occur in any text. */
const SHORTEST_TRACE = 4;

type What = Extract<Check, { about: 'source-trace' }>['what'];

/** What was found in the texts of a layer, at its place in the stack. */
export type LayerTraces = WeakMap<Pack, { readonly at: number; readonly checks: readonly Check[] }>;

interface Trace {
  readonly text: string;
  readonly what: What;
}

/**
 * Hosts, uids and registry names of the source that would still be in the outgoing document: such a profile imports
 * well, and its clusters fail later. The texts are searched once, then only what answers can change: typed values, and
 * the registries that stay as they were. Lines are those of the texts before anything is filled in. `known`: for readings of
 * one document, of which a layer that is edited becomes another.
 */
export function tracesChecker(
  analysis: Analysis,
  known: LayerTraces = new WeakMap(),
): (answers: Answers, choices: readonly Choice[]) => readonly Check[] {
  const traces = tracesOf(analysis);
  const { document } = analysis.material;
  const inTexts = textTraces(document, traces, known);
  const inTyped = typedTraces(analysis, traces);
  const inRegistries = packsOf(document).map((pack) => registryTraces(pack, traces));
  return (answers, choices) => {
    if (traces.length === 0) {
      return inTexts;
    }
    // Where a registry can still be chosen or be read again, the one of the source does not stay.
    const isSettled = analysis.material.facts.registries.known || answers.accepted.has('registries');
    const kept = (isSettled ? choices : []).flatMap(({ supply, chosen, options }) =>
      chosen === null && options.length === 0 && !supply.isManifest ? (inRegistries[supply.index] ?? []) : [],
    );
    return [...inTexts, ...inTyped(answers), ...kept];
  };
}

function typedTraces(analysis: Analysis, traces: readonly Trace[]): (answers: Answers) => readonly Check[] {
  return eachTyped(analysis, ({ id, where, line }, value) => {
    const layer = where.kind === 'scalar' ? where.layer : '';
    return tracesIn(value, traces).map(({ trace }) => traceCheck(`typed:${id}`, trace, layer, line));
  });
}

/** A registry of that name in the target makes the name no trace of the source. */
function tracesOf(analysis: Analysis): readonly Trace[] {
  const { sourceTraces, facts } = analysis.material;
  const here = new Set(facts.registries.known ? facts.registries.value.map((registry) => registry.name) : []);
  return [...new Set(sourceTraces)].flatMap((text) =>
    text.trim().length < SHORTEST_TRACE || here.has(text) ? [] : [{ text, what: whatIs(text) }],
  );
}

/** Uids are 24 hex characters (observed); a host has a dot or a port and no blank. */
function whatIs(text: string): What {
  if (/^[0-9a-f]{24}$/i.test(text)) {
    return 'uid';
  }
  return /^(?:https?:\/\/)?[^\s/]+(?:\.[^\s/.]+|:\d+)\/?$/i.test(text) ? 'host' : 'registry';
}

function textTraces(document: ProfileDocument, traces: readonly Trace[], known: LayerTraces): readonly Check[] {
  const checks: Check[] = [];
  /** What has no line of its own. */
  const add = (key: string, text: string | null | undefined) => {
    for (const { trace } of tracesIn(text ?? '', traces)) checks.push(traceCheck(`${key}:0`, trace, '', 0));
  };
  add('description', document.metadata.description);
  for (const [label, value] of Object.entries(document.metadata.labels ?? {})) {
    add(`label:${label}`, value);
  }
  for (const [at, pack] of packsOf(document).entries()) {
    const before = known.get(pack);
    const found = before?.at === at ? before : { at, checks: layerTraces(pack, at, traces) };
    known.set(pack, found);
    checks.push(...found.checks);
  }
  for (const { key, layer, text } of otherTexts(document)) {
    for (const { trace } of tracesIn(text, traces)) {
      checks.push(traceCheck(`${key}:0`, trace, layer, 0));
    }
  }
  return checks;
}

function layerTraces(pack: Pack, at: number, traces: readonly Trace[]): readonly Check[] {
  return textsOfPack(pack, at).flatMap(({ address, layer, text }) => {
    const key = address.kind === 'values' ? 'values' : `manifest:${address.manifest}`;
    return tracesIn(text, traces).flatMap(({ trace, lines }) =>
      lines.map((line) => traceCheck(`${at}:${key}:${line}`, trace, layer, line)),
    );
  });
}

interface OtherText {
  readonly key: string;
  readonly layer: string;
  readonly text: string;
}

/** Every other text that travels: of variables, and of members that nobody described but that are kept as they came. */
function otherTexts(document: ProfileDocument): readonly OtherText[] {
  const { metadata, spec, ...rest } = document;
  const { template, variables, ...ofSpec } = spec;
  const { packs, ...ofTemplate } = template;
  return [
    ...stringsIn('document', '', [without(metadata, ['name', 'description', 'labels']), ofSpec, ofTemplate, rest]),
    ...(variables ?? []).flatMap((variable) => stringsIn(`variable:${variable.name}`, '', variable)),
    ...(packs ?? []).flatMap((pack, index) => {
      const own = without(pack, ['name', 'values', 'registry', 'manifests']);
      const manifests = (pack.manifests ?? []).map((manifest) => without(manifest, ['content']));
      const registry = without(pack.registry ?? {}, ['metadata', 'matchingRegistries']);
      return stringsIn(`pack:${index}`, pack.name, [own, manifests, registry]);
    }),
  ];
}

function without(value: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** Beyond that depth a document was made to exhaust its readers. */
const deepest = 100;

function stringsIn(key: string, layer: string, value: unknown, depth = 0): readonly OtherText[] {
  if (typeof value === 'string') {
    return [{ key, layer, text: value }];
  }
  if (typeof value !== 'object' || value === null || depth > deepest) {
    return [];
  }
  return Object.entries(value).flatMap(([name, member]) => stringsIn(`${key}.${name}`, layer, member, depth + 1));
}

function registryTraces(pack: Pack, traces: readonly Trace[]): readonly Check[] {
  const { uid, name } = pack.registry?.metadata ?? {};
  return traces
    .filter((trace) => trace.text === uid || trace.text === name)
    .map((trace) => traceCheck(`registry:${pack.name}`, trace, pack.name, 0));
}

function traceCheck(key: string, trace: Trace, layer: string, line: number): Check {
  return {
    id: `trace:${key}:${trace.text}`,
    state: 'warning',
    about: 'source-trace',
    what: trace.what,
    text: trace.text,
    layer,
    line,
    fixes: [],
  };
}

interface Hit {
  readonly trace: Trace;
  /** 1-based, each once. Never empty. */
  readonly lines: readonly number[];
}

function tracesIn(text: string, traces: readonly Trace[]): readonly Hit[] {
  const lower = text.toLowerCase();
  return traces.flatMap((trace) => {
    const lines = linesWith(lower, trace.text.toLowerCase());
    return lines.length === 0 ? [] : [{ trace, lines }];
  });
}

/** A trace counts as a whole word: `acme` is not in `acmenet`. */
function linesWith(text: string, wanted: string): readonly number[] {
  const lines: number[] = [];
  let line = 1;
  let counted = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    if (isWordChar(text[at - 1]) || isWordChar(text[at + wanted.length])) {
      continue;
    }
    for (let next = text.indexOf('\n', counted); next !== -1 && next < at; next = text.indexOf('\n', counted)) {
      line += 1;
      counted = next + 1;
    }
    if (lines.at(-1) !== line) {
      lines.push(line);
    }
  }
  return lines;
}

function isWordChar(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
