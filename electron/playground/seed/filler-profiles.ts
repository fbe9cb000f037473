import { seededRandom } from '../seeded-random.ts';
import type { PackUse, ProfileBlueprint } from './profile-blueprints.ts';

const NAMES = ['billing', 'catalogue', 'checkout', 'delivery', 'identity', 'inventory', 'pricing', 'search', 'support'];
const PACKS: readonly (readonly [string, string])[] = [
  ['nginx', '1.11.3'],
  ['cert-manager', '1.16.2'],
  ['fluentbit', '1.5.0'],
  ['prometheus-agent', '26.1.0'],
  ['kyverno', '3.3.4'],
  ['external-dns', '1.15.0'],
  ['hello-universe', '1.3.0'],
];

/** So many more profiles for the project Default, always the same ones; the values are shared, so they cost little. */
export function fillerProfiles(count: number): ProfileBlueprint[] {
  const random = seededRandom(20_240_611);
  return Array.from({ length: count }, (_unused, index) => {
    const first = Math.floor(random() * PACKS.length);
    const amount = 1 + Math.floor(random() * 4);
    const packs = Array.from({ length: amount }, (_none, offset): PackUse => {
      const [name, version] = PACKS[(first + offset) % PACKS.length] ?? ['nginx', '1.11.3'];
      return { name, version, registry: 'Public Repo' };
    });
    const name = `${NAMES[index % NAMES.length]}-${String(index + 1).padStart(4, '0')}`;
    return {
      name,
      version: '1.0.0',
      scope: { project: 'Default' },
      type: 'add-on',
      cloudType: 'all',
      description: `Services of the ${NAMES[index % NAMES.length]} team`,
      labels: { filler: 'spectro__tag' },
      packs,
    };
  });
}
