import { type Pack, type ProfileDocument, packsOf } from '../../profile/document.ts';
import { textsOf } from '../../profile/texts.ts';
import type { Analysis } from '../analysis.ts';
import type { Check } from '../plan.ts';
import type { Choice } from './repositories.ts';

/** Shorter names occur in any text. */
const SHORTEST_TRACE = 4;

type What = Extract<Check, { about: 'source-trace' }>['what'];

interface Trace {
  readonly text: string;
  readonly what: What;
}

/**
 * Hosts, uids and registry names of the source that would still be in the outgoing document: such a profile imports
 * well, and its clusters fail later. Texts are searched once; of the registries only those that stay as they were.
 */
export function tracesChecker(analysis: Analysis): (choices: readonly Choice[]) => readonly Check[] {
  const traces = tracesOf(analysis);
  const { document } = analysis.material;
  const inTexts = textTraces(document, traces);
  const inRegistries = packsOf(document).map((pack) => registryTraces(pack, traces));
  return (choices) => {
    const kept = choices.flatMap(({ supply, chosen }) =>
      chosen === null && !supply.isManifest ? (inRegistries[supply.index] ?? []) : [],
    );
    return kept.length === 0 ? inTexts : [...inTexts, ...kept];
  };
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

function textTraces(document: ProfileDocument, traces: readonly Trace[]): readonly Check[] {
  const checks: Check[] = [];
  const add = (key: string, layer: string, text: string | null | undefined, lines: boolean) => {
    for (const trace of text ? traces : []) {
      for (const line of linesWith(text ?? '', trace.text)) {
        checks.push(traceCheck(`${key}:${line}`, trace, layer, lines ? line : 0));
      }
    }
  };
  add('description', '', document.metadata.description, false);
  for (const [label, value] of Object.entries(document.metadata.labels ?? {})) {
    add(`label:${label}`, '', value, false);
  }
  for (const { address, layer, text } of textsOf(document)) {
    const key = address.kind === 'values' ? 'values' : `manifest:${address.manifest}`;
    add(`${address.pack}:${key}`, layer, text, true);
  }
  for (const variable of document.spec.variables ?? []) {
    add(`variable:${variable.name}`, '', variable.defaultValue, false);
  }
  return checks;
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

/** 1-based lines, each once. A trace counts as a whole word: `acme` is not in `acmenet`. */
function linesWith(text: string, trace: string): readonly number[] {
  const lines: number[] = [];
  const lower = text.toLowerCase();
  const wanted = trace.toLowerCase();
  let line = 1;
  let counted = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length)) {
    if (isWordChar(lower[at - 1]) || isWordChar(lower[at + wanted.length])) {
      continue;
    }
    for (let next = lower.indexOf('\n', counted); next !== -1 && next < at; next = lower.indexOf('\n', counted)) {
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
