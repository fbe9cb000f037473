import { parseAllDocuments, type YAMLParseError } from 'yaml';
import { MASK } from '../../shared/profile/holes.ts';

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
  if (!unmasked.includes('{{')) return raw.map((error) => problemOf(error, text));
  const real = errorsOf(resolved(unmasked));
  const lines = new Set(real.map((error) => lineStart(text, error.pos[0])));
  const notes = raw.length > real.length ? notesOf(text, raw, lines) : [];
  return [...real.map((error) => problemOf(error, text)), ...notes].sort((a, b) => a.from - b.from);
}

/** Same length and line breaks, with a plain word wherever Palette will put a value. */
function resolved(text: string): string {
  return text
    .replace(templateLine, (line: string, indent: string, rest: string) =>
      line.includes('.spectro.') ? line : `${indent}#${'t'.repeat(rest.length + 1)}`,
    )
    .replace(template, (found) => 't'.repeat(found.length));
}

/** SECURITY: only codes and places are taken from the parser: its messages repeat the text. */
function errorsOf(text: string): readonly YAMLParseError[] {
  // Unique keys are looked for in quadratic time by the parser.
  const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(documents) ? documents.flatMap((document) => document.errors).slice(0, mostProblems) : [];
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

function problemOf({ code, pos }: YAMLParseError, text: string): YamlProblem {
  const from = Math.min(pos[0], Math.max(0, text.length - 1));
  const to = Math.max(from, Math.min(pos[1], lineEnd(text, from)));
  return { from, to, severity: 'error', message: sentences[code] ?? 'This is not valid YAML.' };
}

const sentences: Readonly<Partial<Record<YAMLParseError['code'], string>>> = {
  BAD_ALIAS: 'An alias needs a name after its asterisk.',
  ALIAS_PROPS: 'An alias takes neither tag nor anchor.',
  BAD_DQ_ESCAPE: 'This escape does not exist in double quotes. Write the backslash twice, or use single quotes.',
  BAD_INDENT: 'The indentation does not fit: keys of one block start in the same column.',
  BAD_SCALAR_START: 'A value cannot start with this character. Put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Two keys stand on one line. Put the value in quotes, or start a new line.',
  BLOCK_IN_FLOW: 'Inside brackets, values are written with brackets and commas.',
  MISSING_CHAR: 'Something is missing here: a colon, a closing quote, bracket or comma.',
  MULTILINE_IMPLICIT_KEY: 'A key ends on its own line. A colon may be missing.',
  TAB_AS_INDENT: 'YAML is indented with blanks, not with tabs.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
  TAG_RESOLVE_FAILED: 'This tag is not known.',
  KEY_OVER_1024_CHARS: 'A key may have 1,024 characters at most.',
};

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
