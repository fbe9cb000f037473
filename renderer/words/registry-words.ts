import type { TargetRegistry } from '../../shared/transfer/facts.ts';

type Registry = Pick<TargetRegistry, 'uid' | 'name' | 'kind' | 'scope'>;

/** What tells a registry from others: "helm, tenant". */
export function registryHint({ kind, scope }: Registry): string {
  return [kind, scope].filter((word) => word !== '').join(', ');
}

/**
 * The name of a registry; with its kind and scope where another one has the same name, and with the end of its uid
 * where even those are the same.
 */
export function registryLabel(uid: string, among: readonly Registry[]): string {
  const one = among.find((registry) => registry.uid === uid);
  if (one === undefined) return uid;
  const namesakes = among.filter((other) => other.uid !== uid && other.name === one.name);
  if (namesakes.length === 0) return one.name;
  const hint = registryHint(one);
  return namesakes.some((other) => registryHint(other) === hint)
    ? `${one.name} (${hint}, …${uid.slice(-4)})`
    : `${one.name} (${hint})`;
}
