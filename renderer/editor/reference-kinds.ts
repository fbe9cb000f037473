import type { Reference } from '../../shared/profile/references.ts';

/** `{{.spectro.KIND.NAME}}` on one line, with the path after `.spectro.` as its first group. */
export function referencePattern(): RegExp {
  return /\{\{[^{}\n]{0,200}?(?<![\p{L}\p{N}_.)\]])\.spectro\.([\p{L}\p{N}_.-]*[\p{L}\p{N}_-])[^{}\n]{0,400}\}\}/gu;
}

/** The kind and name that a path after `.spectro.` speaks of. */
export function referenceKind(path: string): { readonly kind: Reference['kind']; readonly name: string } {
  const dot = path.indexOf('.');
  const [head, name] = dot === -1 ? ['', path] : [path.slice(0, dot), path.slice(dot + 1)];
  if (head === 'macro' || head === 'system' || head === 'pack') return { kind: head, name };
  return head === 'var' ? { kind: 'variable', name } : { kind: 'other', name: path };
}

/** What a reference is, in words. */
export function referenceTitle(kind: Reference['kind'], name: string): string {
  switch (kind) {
    case 'macro':
      return `Macro ${name}: must exist in the target`;
    case 'system':
      return `System macro ${name}: Palette fills it in`;
    case 'variable':
      return `Profile variable ${name}`;
    case 'pack':
      return `Value of another layer: ${name}`;
    case 'other':
      return `Reference ${name}, of a kind this app does not know`;
  }
}
