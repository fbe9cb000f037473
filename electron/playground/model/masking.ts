import { isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { PackSchemaEntry, Variable } from './kinds.ts';

/** What Palette writes in place of a secret: exactly eight asterisks. */
export const MASK = '********';

const CACHE_LIMIT = 200;
const cache = new Map<string, string>();

/** Whether a schema entry marks its value as a secret (librarium docs: registries-and-packs/pack-constraints). */
export function isPasswordEntry(entry: PackSchemaEntry): boolean {
  return entry.format.startsWith('${password');
}

/** The scalars that a dotted schema path names; keys may contain dots themselves, `$[]` stands for every list item. */
export function nodesAtPath(node: unknown, path: string[]): Node[] {
  if (path.length === 0) return isScalar(node) ? [node] : [];
  if (isSeq(node)) {
    const rest = path[0] === '$[]' ? path.slice(1) : path;
    return node.items.flatMap((item) => nodesAtPath(item, rest));
  }
  if (!isMap(node)) return [];
  const found: Node[] = [];
  for (let length = 1; length <= path.length; length += 1) {
    const key = path.slice(0, length).join('.');
    for (const pair of node.items) {
      if (isScalar(pair.key) && String(pair.key.value) === key)
        found.push(...nodesAtPath(pair.value, path.slice(length)));
    }
  }
  return found;
}

function replaceRange(text: string, node: Node, mask: string): string {
  const range = node.range;
  if (range === null || range === undefined) return text;
  const [start, end] = range;
  const lineBreak = text.slice(start, end).endsWith('\n') ? '\n' : '';
  return `${text.slice(0, start)}${mask}${lineBreak}${text.slice(end)}`;
}

/**
 * Pack values as an export or a read shows them: scalars at the schema's password paths are masked, every other byte
 * stays (librarium docs: profiles/cluster-profiles/export-import-cluster-profile). Empty values stay empty.
 */
export function maskValues(values: string, schema: PackSchemaEntry[], style: 'quoted' | 'plain'): string {
  const paths = schema.filter(isPasswordEntry).map((entry) => entry.name);
  if (paths.length === 0 || values === '') return values;
  const key = `${style}\u0000${paths.join(',')}\u0000${values}`;
  const known = cache.get(key);
  if (known !== undefined) return known;

  const document = parseDocument<ParsedNode>(values, { strict: false, uniqueKeys: false });
  const nodes = paths.flatMap((path) => nodesAtPath(document.contents, path.split('.')));
  const holders = nodes.filter((node) => isScalar(node) && node.value !== null && node.value !== '');
  holders.sort((left, right) => (right.range?.[0] ?? 0) - (left.range?.[0] ?? 0));
  const mask = style === 'quoted' ? `'${MASK}'` : MASK;
  const masked = holders.reduce((text, node) => replaceRange(text, node, mask), values);

  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, masked);
  return masked;
}

/** A variable as every read shows it: the value of a sensitive one is masked. */
export function maskVariable(variable: Variable): Variable {
  if (variable.isSensitive !== true || (variable.defaultValue ?? '') === '') return { ...variable };
  return { ...variable, defaultValue: MASK };
}
