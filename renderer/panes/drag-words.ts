import type { Place } from '../../shared/place.ts';
import type { DragState } from '../state/drag-store.ts';
import { type EnvironmentsState, scopesOf } from '../state/environments-store.ts';
import type { PaneSide } from '../state/pane-store.ts';
import { listed } from '../words/phrases.ts';
import { placeName } from '../words/place-words.ts';
import { paneNames, refsName, type Standing, whyNotBetween, whyNotThere } from './copying.ts';
import { mostFolders, placesOf } from './known-places.ts';

/** What a drag amounts to right now, in sentences to be heard; empty when none was begun yet. */
export function dragWords(
  { lifted, ended }: Pick<DragState, 'lifted' | 'ended'>,
  known: EnvironmentsState,
  folders: readonly { readonly id: string; readonly name: string }[],
  panes: Readonly<Record<PaneSide, Standing>>,
): string {
  const { environments } = known;
  if (lifted !== null) {
    const across = lifted.from === 'left' ? 'right' : 'left';
    const there = panes[across].place;
    const refusal = whyNotBetween({ place: lifted.place, problem: panes[lifted.from].problem }, panes[across]);
    const target =
      refusal === null && there !== null
        ? `${paneNames[across]} takes ${lifted.profiles.length === 1 ? 'it' : 'them'} into ${placeName(there, environments)}.`
        : `${paneNames[across]} refuses: ${refusal}`;
    const usable = environments.filter((one) => one.key !== 'missing');
    const places: readonly Place[] = [
      ...usable.flatMap((one) => placesOf(one, scopesOf(known, one.id))),
      ...folders
        .slice(0, mostFolders)
        .map(({ id, name }) => ({ kind: 'folder', folder: id, name, isRecursive: false }) as const),
    ];
    const open = places.filter((place) => whyNotThere(lifted.place, place) === null).length;
    const keyless = environments.filter((one) => one.key === 'missing').map((one) => one.name);
    return [
      `Lifted ${refsName(lifted.profiles)} from ${placeName(lifted.place, environments)}.`,
      target,
      open === 0 ? '' : 'Tab goes on to every other place; Escape puts back.',
      keyless.length === 0 ? '' : `Not to ${listed(keyless)}: API key missing.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' ');
  }
  if (ended === null) return '';
  return ended.to === null
    ? `${refsName(ended.profiles)} put back. Nothing was copied.`
    : `${refsName(ended.profiles)} dropped onto ${placeName(ended.to, environments)}.${ended.to.kind === 'folder' ? '' : ' Its review opens; nothing is written yet.'}`;
}
