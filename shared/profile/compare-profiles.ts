import type { Proof } from '../transfer/proof.ts';
import { compareMembers, Findings } from './compare-members.ts';
import { compareTexts } from './compare-texts.ts';
import { type Pack, type ProfileDocument, packsOf, type Variable, versionOf } from './document.ts';
import { type Hole, MASK } from './holes.ts';

/**
 * Path by path: what was sent against what the target exports afterwards. Equal are line breaks at the end of a text, what
 * the server fills in for a registry, `matchingRegistries`, and a member that is empty on one side and absent on the
 * other. A mask found where something else was sent cannot be read back: it is listed, not counted as a difference.
 * `filled` are the holes of the document before it was filled: their values never appear, whatever came back.
 */
export function compareProfiles(sent: ProfileDocument, found: ProfileDocument, filled: readonly Hole[] = []): Proof {
  const findings = new Findings();
  compareMembers(findings, ['metadata'], sent.metadata, found.metadata, {});
  compareMembers(findings, ['spec'], sent.spec, found.spec, { skip: ['template', 'variables', 'version'] });
  findings.compareText(['version'], versionOf(sent), versionOf(found), false);
  compareMembers(findings, ['template'], sent.spec.template, found.spec.template, { skip: ['packs'] });
  compareMembers(findings, [], sent, found, { skip: ['metadata', 'spec'] });
  comparePacks(findings, sent, found, filled);
  compareVariables(findings, sent.spec.variables ?? [], found.spec.variables ?? []);
  return proofOf(findings, packsOf(sent).length);
}

function proofOf(findings: Findings, layers: number): Proof {
  const { masked, differences } = findings;
  const verdict = differences.length > 0 ? 'differs' : masked.length > 0 ? 'identical-except-masked' : 'identical';
  return { verdict, masked, differences, layers };
}

function comparePacks(
  findings: Findings,
  sent: ProfileDocument,
  found: ProfileDocument,
  filled: readonly Hole[],
): void {
  comparePaired(findings, ['layers'], packsOf(sent), packsOf(found), (path, left, right, position) => {
    const holes = filled.filter((hole) => hole.where.kind === 'scalar' && hole.where.text.pack === position);
    comparePack(findings, path, left, right, holes);
  });
}

function comparePack(
  findings: Findings,
  path: readonly string[],
  sent: Pack,
  found: Pack,
  holes: readonly Hole[],
): void {
  compareMembers(findings, path, sent, found, { skip: ['values', 'registry', 'manifests'] });
  const secretsOf = (manifest: number | null) =>
    holes.filter(({ where }) =>
      where.kind !== 'scalar'
        ? false
        : manifest === null
          ? where.text.kind === 'values'
          : where.text.kind === 'manifest' && where.text.manifest === manifest,
    );
  compareTexts(findings, [...path, 'values'], sent.values ?? '', found.values ?? '', secretsOf(null));
  const registryOf = (pack: Pack) => pack.registry ?? {};
  compareMembers(findings, [...path, 'registry'], registryOf(sent), registryOf(found), {
    skip: ['metadata', 'matchingRegistries'],
  });
  compareMembers(findings, [...path, 'registry'], sent.registry?.metadata ?? {}, found.registry?.metadata ?? {}, {
    // Ids and traits of a registry are the target's own; its name and kind were chosen.
    skip: ['uid', 'isPrivate', 'providerType', 'isSyncSupported'],
  });
  const manifests = { sent: named(sent.manifests), found: named(found.manifests) };
  comparePaired(findings, [...path, 'manifests'], manifests.sent, manifests.found, (below, left, right, position) => {
    compareMembers(findings, below, left, right, { skip: ['content', 'name'] });
    compareTexts(findings, below, left.content ?? '', right.content ?? '', secretsOf(position));
  });
}

function named(manifests: Pack['manifests']) {
  return (manifests ?? []).map((manifest) => ({ ...manifest, name: manifest.name ?? '' }));
}

/** SPEC v1Variable: the defaults of members that a server may write out or leave out. */
const variableDefaults: Readonly<Record<string, unknown>> = {
  format: 'string',
  inputType: 'text',
  required: false,
  immutable: false,
  hidden: false,
  isSensitive: false,
};

function compareVariables(findings: Findings, sent: readonly Variable[], found: readonly Variable[]): void {
  comparePaired(findings, ['variables'], sent, found, (path, left, right) => {
    const isSensitive = left.isSensitive === true || right.isSensitive === true;
    compareMembers(findings, path, left, right, { skip: ['defaultValue'], defaults: variableDefaults });
    const [before, after] = [left.defaultValue ?? '', right.defaultValue ?? ''];
    const below = [...path, 'defaultValue'];
    if (isSensitive && after === MASK && before !== MASK) findings.masked.push(below);
    else findings.compareText(below, before, after, isSensitive || before === MASK);
  });
}

/** Pairs by name, the first with the first where a name occurs twice; tells what is missing, added or in another order. */
function comparePaired<T extends { readonly name: string }>(
  findings: Findings,
  path: readonly string[],
  sent: readonly T[],
  found: readonly T[],
  compare: (path: readonly string[], sent: T, found: T, position: number) => void,
): void {
  const open = new Map<string, number[]>();
  for (const [index, item] of found.entries()) {
    const places = open.get(item.name);
    if (places === undefined) open.set(item.name, [index]);
    else places.push(index);
  }
  const order: number[] = [];
  const nextOf = new Map<string, number>();
  for (const [position, item] of sent.entries()) {
    const used = nextOf.get(item.name) ?? 0;
    const index = open.get(item.name)?.[used];
    const partner = index === undefined ? undefined : found[index];
    if (index === undefined || partner === undefined) {
      findings.add([...path, item.name], 'missing');
      continue;
    }
    nextOf.set(item.name, used + 1);
    order.push(index);
    compare([...path, item.name], item, partner, position);
  }
  const paired = new Set(order);
  for (const [index, item] of found.entries()) if (!paired.has(index)) findings.add([...path, item.name], 'added');
  if (order.some((index, at) => at > 0 && index < (order[at - 1] ?? 0))) findings.add([...path, 'order'], 'changed');
}
