import { versionOf } from '../profile/document.ts';
import { findHoles } from '../profile/find-holes.ts';
import { findReferences } from '../profile/find-references.ts';
import type { Hole } from '../profile/holes.ts';
import type { Reference } from '../profile/references.ts';
import type { ParseYaml } from '../profile/yaml-tokens.ts';
import type { TransferMaterial } from './plan.ts';

/** What the document says whatever is decided: read once, so that a re-plan touches no text. */
export interface Analysis {
  readonly material: TransferMaterial;
  readonly name: string;
  readonly version: string;
  readonly holes: readonly Hole[];
  readonly references: readonly Reference[];
}

/** Reads the document's texts once. The costly step of planning. `parse`: for whoever looks at the same texts beside it. */
export function analyse(material: TransferMaterial, parse?: ParseYaml): Analysis {
  return {
    material,
    name: material.document.metadata.name,
    version: versionOf(material.document),
    holes: findHoles(material.document, material.rules, parse),
    references: findReferences(material.document, parse),
  };
}

/** References by name, in the order of their first use. */
export function byName(references: readonly Reference[], kind: Reference['kind']): Map<string, Reference[]> {
  const groups = new Map<string, Reference[]>();
  for (const reference of references) {
    if (reference.kind !== kind) {
      continue;
    }
    const group = groups.get(reference.name);
    if (group === undefined) {
      groups.set(reference.name, [reference]);
    } else {
      group.push(reference);
    }
  }
  return groups;
}

/** The member of a record that came from outside: a pack may be called `constructor`. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
