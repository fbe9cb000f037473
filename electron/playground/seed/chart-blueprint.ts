import type { PackLayer, PackSchemaEntry } from '../model/kinds.ts';
import { componentText, indent } from './yaml-fragments.ts';

/** What a pack is, whatever registry offers it; its default values depend on the version only. */
export interface PackBlueprint {
  displayName: string;
  layer: PackLayer;
  addonType: string;
  cloudTypes: string[];
  schema: PackSchemaEntry[];
  values: (version: string) => string;
}

/** A schema entry for a secret: a string that is masked wherever it is shown. */
export function password(name: string): PackSchemaEntry {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how pack schemas write the format
  const format = '${password}';
  return { name, type: 'string', format, regex: '', required: false, readonly: false, hints: [], listOptions: [] };
}

/** A schema entry for a parameter that must be present. */
export function requiredText(name: string): PackSchemaEntry {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how pack schemas write the format
  const format = '${string}';
  return { name, type: 'string', format, regex: '', required: true, readonly: false, hints: [], listOptions: [] };
}

/** What makes one chart differ from another. */
export interface ChartParts {
  displayName: string;
  addonType: string;
  namespace: string;
  priority: number;
  components: string[];
  extra?: (version: string) => string;
  schema?: PackSchemaEntry[];
  layer?: PackLayer;
  cloudTypes?: string[];
}

function chartValues(name: string, version: string, parts: ChartParts): string {
  const images = parts.components.map((component) => `      - image: platform/${component}:v${version}\n`).join('');
  const body = parts.components.map((component) => componentText(component, version)).join('\n');
  return `pack:
  # Lower numbers are installed first; equal numbers at the same time.
  spectrocloud.com/install-priority: "${parts.priority}"
  namespace: "${parts.namespace}"
  namespaceLabels:
    "${parts.namespace}": "pod-security.kubernetes.io/enforce=privileged,pod-security.kubernetes.io/enforce-version=v1.31"
  content:
    images:
${images}
charts:
  ${name}:
    # Defaults of ${parts.displayName} ${version}.
    fullnameOverride: ""
${indent(parts.extra?.(version) ?? '', 4)}${indent(body, 4)}`;
}

/** A pack whose values are those of a chart with the given components. */
export function chart(name: string, parts: ChartParts): [string, PackBlueprint] {
  const blueprint: PackBlueprint = {
    displayName: parts.displayName,
    layer: parts.layer ?? 'addon',
    addonType: parts.addonType,
    cloudTypes: parts.cloudTypes ?? ['all'],
    schema: parts.schema ?? [],
    values: (version) => chartValues(name, version, parts),
  };
  return [name, blueprint];
}
