import type { ProfileDocument, Variable } from '../../../shared/profile/document.ts';
import { variableSchema } from '../../../shared/profile/document-shapes.ts';
import { holesOfVariables, UniqueIds } from '../../../shared/profile/find-holes.ts';
import { sameValue } from '../../../shared/profile/source/changes.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';

/** What a profile says of itself, and its variables; absent members stay absent. */
export interface About {
  readonly name: string;
  readonly version: string | null | undefined;
  readonly description: string | null | undefined;
  readonly labels: Readonly<Record<string, string>> | null | undefined;
  readonly variables: readonly VariableEntry[];
}

export interface VariableEntry {
  /** Position in the file as it was opened; null for one that was added since. */
  readonly origin: number | null;
  readonly variable: Variable;
  /** What was typed for its masked or missing default; null: nothing. */
  readonly fill: string | null;
}

export type AboutEdit = Exclude<ProfileEdit, { kind: 'text' | 'whole-text' | 'source' }>;

export function aboutOf({ metadata, spec }: ProfileDocument): About {
  const { name, description, labels } = metadata;
  const variables = (spec.variables ?? []).map((variable, origin) => ({ origin, variable, fill: null }));
  return { name, version: spec.version, description, labels, variables };
}

/** The same after an edit; positions of variables are those of now. What speaks of a variable that is not there changes nothing. */
export function aboutAfter(about: About, edit: AboutEdit): About {
  switch (edit.kind) {
    case 'name':
      return { ...about, name: edit.name };
    case 'version':
      return { ...about, version: edit.version };
    case 'description':
      return { ...about, description: edit.description };
    case 'label': {
      const { [edit.key]: _, ...others } = about.labels ?? {};
      const isKnown = Object.hasOwn(about.labels ?? {}, edit.key);
      if (edit.value === null) return isKnown ? { ...about, labels: others } : about;
      return { ...about, labels: { ...about.labels, [edit.key]: edit.value } };
    }
    case 'variable-added': {
      const read = variableSchema.safeParse(edit.variable);
      if (!read.success || edit.at > about.variables.length) return about;
      const entry = { origin: null, variable: read.data, fill: null };
      return { ...about, variables: about.variables.toSpliced(edit.at, 0, entry) };
    }
    case 'variable-removed':
      return { ...about, variables: about.variables.filter((_, at) => at !== edit.at) };
    case 'variable': {
      // A default that is written itself takes the place of what was filled in.
      const fill = edit.member === 'defaultValue' ? { fill: null } : {};
      return withVariable(about, edit.at, (entry) => {
        const read = variableSchema.safeParse({ ...entry.variable, [edit.member]: edit.value });
        return read.success ? { ...entry, ...fill, variable: read.data } : entry;
      });
    }
    case 'variable-member-removed':
      return withVariable(about, edit.at, (entry) => {
        const read = variableSchema.safeParse(without(entry.variable, edit.member));
        return read.success ? { ...entry, variable: read.data } : entry;
      });
  }
}

/** The variable at a position with another value typed for its default; null takes it back. */
export function aboutFilled(about: About, at: number, fill: string | null): About {
  return withVariable(about, at, (entry) => ({ ...entry, fill }));
}

/** The document with all this in it; what was typed for masked defaults is left out. */
export function withAbout(document: ProfileDocument, about: About): ProfileDocument {
  const { name, version, description, labels, variables } = about;
  const metadata = {
    ...document.metadata,
    name,
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels: labels === null ? null : { ...labels } }),
  };
  const hasList = variables.length > 0 || Array.isArray(document.spec.variables);
  const spec = {
    ...document.spec,
    ...(version === undefined ? {} : { version }),
    ...(hasList ? { variables: variables.map(({ variable }) => variable) } : {}),
  };
  return { ...document, metadata, spec };
}

/** The variables with what was typed where a default is still missing. */
export function filledVariables(document: ProfileDocument, { variables }: About): readonly Variable[] {
  const open = new Set(holesOfVariables(document, new UniqueIds()).map(({ variable }) => variable));
  return variables.map(({ variable, fill }, at) =>
    fill !== null && open.has(at) ? { ...variable, defaultValue: fill } : variable,
  );
}

/** What makes `after` of the file as it was opened, with the defaults that `written` has. */
export function aboutEdits(opened: About, after: About, written: readonly Variable[]): readonly ProfileEdit[] {
  const edits: ProfileEdit[] = [];
  if (after.name !== opened.name) edits.push({ kind: 'name', name: after.name });
  if (after.version !== opened.version) edits.push({ kind: 'version', version: after.version ?? '' });
  if (after.description !== opened.description) {
    edits.push({ kind: 'description', description: after.description ?? '' });
  }
  const [before, now] = [opened.labels ?? {}, after.labels ?? {}];
  for (const key of Object.keys(before)) if (!Object.hasOwn(now, key)) edits.push({ kind: 'label', key, value: null });
  for (const [key, value] of Object.entries(now)) {
    if (!Object.hasOwn(before, key) || before[key] !== value) edits.push({ kind: 'label', key, value });
  }
  return [...edits, ...variableEdits(opened, after, written)];
}

function variableEdits(opened: About, after: About, written: readonly Variable[]): readonly ProfileEdit[] {
  const kept = new Set(after.variables.map(({ origin }) => origin));
  const removed = [...opened.variables.keys()].filter((at) => !kept.has(at)).reverse();
  const edits: ProfileEdit[] = removed.map((at) => ({ kind: 'variable-removed', at }));
  for (const [at, { origin, variable }] of after.variables.entries()) {
    const now = written[at] ?? variable;
    if (origin === null) {
      edits.push({ kind: 'variable-added', at, variable: plain(now) });
      continue;
    }
    const before = plain(opened.variables[origin]?.variable ?? now);
    const members = plain(now);
    for (const member of Object.keys(before)) {
      if (!Object.hasOwn(members, member)) edits.push({ kind: 'variable-member-removed', at, member });
    }
    for (const [member, value] of Object.entries(members)) {
      if (Object.hasOwn(before, member) && sameValue(before[member], value)) continue;
      edits.push({ kind: 'variable', at, member, value });
    }
  }
  return edits;
}

type Plain = Extract<ProfileEdit, { kind: 'variable-added' }>['variable'];

/** A variable came from JSON or YAML and holds nothing else; members that are undefined are not there. */
function plain(variable: Variable): Plain {
  return Object.fromEntries(Object.entries(variable).filter(([, value]) => value !== undefined)) as Plain;
}

function withVariable(about: About, at: number, change: (entry: VariableEntry) => VariableEntry): About {
  const entry = about.variables[at];
  if (entry === undefined) return about;
  return { ...about, variables: about.variables.with(at, change(entry)) };
}

function without(variable: Variable, member: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variable).filter(([key]) => key !== member));
}
