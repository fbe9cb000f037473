import { parseAllDocuments, type YAMLParseError } from 'yaml';
import { MASK } from '../../shared/profile/holes.ts';
import { firstYamlFault, type YamlFault } from '../../shared/profile/source/yaml-faults.ts';
import { parseYaml } from '../../shared/profile/yaml-tokens.ts';
import { yamlWords } from '../words/yaml-words.ts';

/** Something at a place of a YAML text. `note`: only a template makes it look wrong, and Palette fills that in first. */
export interface YamlProblem {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'note';
  readonly message: string;
}

/** Beyond this a reading takes longer than a person would wait for a key. */
export const longestChecked = 150_000;
const mostProblems = 100;

const template = /\{\{[^{}\n]*\}\}/g;
const templateLine = /^([ \t]*)\{\{([^{}\n]*\}\}(?:[ \t]*\{\{[^{}\n]*\}\})*[ \t]*\r?)$/gm;

/** What a YAML parser objects to, in text order. A text too long to be checked while someone waits gives nothing. */
export function yamlProblems(text: string): readonly YamlProblem[] {
  if (text.length > longestChecked) return [];
  const unmasked = text.replaceAll(MASK, 'p'.repeat(MASK.length));
  const raw = errorsOf(unmasked);
  if (raw.length === 0) return [];
  if (!unmasked.includes('{{')) return faultsOf(raw, unmasked).map((fault) => problemOf(fault, text));
  const readable = resolved(unmasked);
  const real = errorsOf(readable);
  const lines = new Set(real.flat().map((error) => lineStart(text, error.pos[0])));
  const notes = raw.flat().length > real.flat().length ? notesOf(text, raw.flat(), lines) : [];
  const problems = faultsOf(real, readable).map((fault) => problemOf(fault, text));
  return [...problems, ...notes].sort((a, b) => a.from - b.from);
}

/** Same length and line breaks, with a plain word wherever Palette will put a value. */
function resolved(text: string): string {
  return text
    .replace(templateLine, (line: string, indent: string, rest: string) =>
      line.includes('.spectro.') ? line : `${indent}#${'t'.repeat(rest.length + 1)}`,
    )
    .replace(template, (found) => 't'.repeat(found.length));
}

/** By document; those without any are left out. SECURITY: only codes and places are taken: the messages repeat the text. */
function errorsOf(text: string): readonly (readonly YAMLParseError[])[] {
  // Unique keys are looked for in quadratic time by the parser.
  const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap(({ errors }) => (errors.length === 0 ? [] : [errors])).slice(0, mostProblems);
}

function faultsOf(errors: readonly (readonly YAMLParseError[])[], readable: string): readonly YamlFault[] {
  if (errors.length === 0) return [];
  const { tokens } = parseYaml(readable);
  return errors.flatMap((those) => firstYamlFault(those, tokens) ?? []);
}

/** One note for each template on a line where only the unresolved text is objected to. */
function notesOf(text: string, raw: readonly YAMLParseError[], realLines: ReadonlySet<number>): YamlProblem[] {
  const notes = new Map<number, YamlProblem>();
  for (const error of raw) {
    const start = lineStart(text, error.pos[0]);
    if (realLines.has(start) || notes.has(start)) continue;
    const end = lineEnd(text, start);
    const found = /\{\{[^{}\n]*\}\}/.exec(text.slice(start, end));
    if (found === null) continue;
    notes.set(start, {
      from: start + found.index,
      to: start + found.index + found[0].length,
      severity: 'note',
      message:
        'This looks like invalid YAML only because of the template. Palette puts its value in before it reads the YAML.',
    });
  }
  return [...notes.values()];
}

function problemOf({ reason, start, end }: YamlFault, text: string): YamlProblem {
  const from = Math.min(start, Math.max(0, text.length - 1));
  const to = Math.max(from, Math.min(end, lineEnd(text, from)));
  return { from, to, severity: 'error', message: yamlWords(reason) };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
