import { MASK } from '../../shared/profile/holes.ts';

/** Values as charts have them: nested maps, lists, quoted and plain scalars, comments. `masks` of them are masked. */
export function yamlOf(bytes: number, masks = 0): string {
  const parts: string[] = [];
  const every = masks === 0 ? Number.POSITIVE_INFINITY : bytes / masks;
  let length = 0;
  let masked = 0;
  for (let index = 0; length < bytes; index += 1) {
    const isMasked = masked < masks && length >= masked * every;
    if (isMasked) masked += 1;
    const part = `service-${index}:\n  # Replicas of service ${index}\n  replicas: ${index % 7}\n  image: "registry.acme.test/team/service-${index}:1.${index % 90}.0"\n  resources:\n    limits: { cpu: 500m, memory: 256Mi }\n  hosts:\n    - host-${index}.acme.test\n    - "{{.spectro.system.cluster.name}}-${index}"\n${isMasked ? `  password: "${MASK}"\n` : ''}`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

/** The text of an exported profile whose layers have so many bytes of values together, some of them masked. */
export function bigProfile(layers: number, bytes: number, masksInEach: number): string {
  const packs = Array.from({ length: layers }, (_, at) => ({
    name: `pack-${at}`,
    type: 'helm',
    layer: 'addon',
    version: '1.0.0',
    tag: '1.0.0',
    values: yamlOf(bytes / layers, masksInEach),
  }));
  const metadata = { name: 'big', description: '', labels: {} };
  const spec = { version: '1.0.0', template: { type: 'add-on', cloudType: 'all', packs }, variables: [] };
  return JSON.stringify({ metadata, spec }, null, 2);
}
