import { parse } from 'yaml';
import { packsOf } from '../../shared/profile/document.ts';
import { inspectProfile } from '../../shared/profile/source/inspect.ts';
import { openSource } from '../../shared/profile/source/profile-source.ts';
import { bigProfile } from './big-profile.ts';
import { type BenchRow, median } from './row.ts';

const LAYERS = 40;
const BYTES = 5_000_000;
const MASKS_IN_EACH = 5;
const ROUNDS = 5;

/** What it costs to open and look through a profile, beside parsing it and nothing more; and how that grows. */
export async function inspectBench(): Promise<BenchRow[]> {
  const whole = bigProfile(LAYERS, BYTES, MASKS_IN_EACH);
  const half = bigProfile(LAYERS / 2, BYTES / 2, MASKS_IN_EACH);
  const times: Record<'ours' | 'parsing' | 'half', number[]> = { ours: [], parsing: [], half: [] };
  // In turns, so that a busy moment of the machine meets all of them; the first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const took = {
      parsing: cpuOf(() => parseAlone(whole)),
      ours: cpuOf(() => look(whole)),
      half: cpuOf(() => look(half)),
    };
    if (round === 0) continue;
    for (const what of ['ours', 'parsing', 'half'] as const) times[what].push(took[what]);
  }
  const ours = median(times.ours);
  return [
    {
      name: `opening and inspecting 5 MB of ${LAYERS} packs; JSON.parse and one yaml parse of each layer`,
      measured: ours,
      reference: median(times.parsing),
      unit: 'ms',
      limits: { ratio: 1.5 },
    },
    {
      name: 'inspecting 5 MB of 40 packs; half of it',
      measured: ours,
      reference: median(times.half),
      unit: 'ms',
      limits: { ratio: 2.2 },
    },
  ];
}

function look(text: string): void {
  const source = openSource(text);
  if (!source.ok) throw new Error(`Not opened: ${source.problem.kind}`);
  const { layers } = inspectProfile(source.value.document);
  const unread = layers.find(({ holes }) => holes.length !== MASKS_IN_EACH);
  if (unread !== undefined || layers.length === 0) throw new Error(`${unread?.name} was not read`);
}

function parseAlone(text: string): void {
  const document = JSON.parse(text) as Parameters<typeof packsOf>[0];
  for (const pack of packsOf(document)) parse(pack.values ?? '');
}

/** Milliseconds of processor time; how busy the machine is besides is not the question. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
