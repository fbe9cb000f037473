import type { StoredPack } from './kinds.ts';

const REFERENCE = /\.spectro\.(macro|var)\.([A-Za-z0-9_.-]+)/g;

/** Names of the custom macros and of the profile variables that a text refers to. */
export interface TemplateReferences {
  macros: Set<string>;
  variables: Set<string>;
}

function withoutComment(line: string): string {
  const comment = /(^|\s)#/.exec(line);
  if (comment === null) return line;
  const before = line.slice(0, comment.index);
  return /["']/.test(before) ? line : before;
}

function expressionsOf(line: string): string[] {
  const expressions: string[] = [];
  let from = line.indexOf('{{');
  while (from >= 0) {
    const to = line.indexOf('}}', from);
    if (to < 0) break;
    expressions.push(line.slice(from, to));
    from = line.indexOf('{{', to);
  }
  return expressions;
}

/**
 * Finds `{{.spectro.macro.NAME}}` and `{{.spectro.var.NAME}}` line by line. What stands in a YAML comment is not needed
 * when a cluster is deployed and is left out (librarium docs: clusters/cluster-management/macros).
 */
export function referencesIn(packs: Pick<StoredPack, 'values' | 'manifests'>[]): TemplateReferences {
  const references: TemplateReferences = { macros: new Set(), variables: new Set() };
  for (const pack of packs) {
    for (const text of [pack.values, ...pack.manifests.map((manifest) => manifest.content)]) {
      if (!text.includes('.spectro.')) continue;
      for (const line of text.split('\n')) {
        if (!line.includes('.spectro.')) continue;
        for (const expression of expressionsOf(withoutComment(line))) {
          for (const [, kind, name] of expression.matchAll(REFERENCE)) {
            if (name === undefined) continue;
            (kind === 'macro' ? references.macros : references.variables).add(name);
          }
        }
      }
    }
  }
  return references;
}
