import { type Shot, sizes, themes } from './camera.ts';
import { pictures } from './pictures.ts';

const [large, small] = sizes;
const [light, dark] = themes;

/** The states that tell most: these pictures are kept and compared. */
const chosen: readonly (readonly [name: string, theme: Shot['theme'], size: Shot['size']])[] = [
  ['first-start', light, large],
  ['first-start', dark, small],
  ['sign-in-tested', light, large],
  ['sign-in-failed', dark, small],
  ['panes', light, large],
  ['panes', dark, large],
  ['panes', light, small],
  ['panes', dark, small],
  ['place-picker', dark, large],
  ['compact-all-columns', light, large],
  ['running', light, small],
  ['failed', dark, small],
  ['refresh-failed', light, small],
  ['empty', dark, large],
  ['filtered-to-nothing', light, small],
  ['filters-choosing', light, large],
  ['filters-choosing', dark, small],
  ['filters-to-nothing', dark, large],
  ['long-names', light, small],
  ['key-expiring', dark, small],
  ['loading', dark, small],
  ['two-thousand', dark, large],
  ['several-selected', light, large],
  ['dragging', dark, large],
  ['dragging-refused', light, small],
  ['dropping-onto-a-place', light, large],
  ['manager', light, large],
  ['manager-imported', dark, small],
  ['settings', light, small],
  ['palette-typed', dark, large],
  ['shortcuts', light, small],
  ['sheet-ready-locked', light, large],
  ['sheet-values', light, large],
  ['sheet-values', dark, small],
  ['sheet-values-edited', light, large],
  ['sheet-values-search', dark, small],
  ['sheet-missing-pack', light, small],
  ['sheet-repositories', dark, large],
  ['sheet-several', light, large],
  ['clone-values', light, large],
  ['clone-proof', dark, small],
  ['proof-masked', light, large],
  ['proof-differs', dark, small],
  ['run-failed', light, small],
  ['tray', dark, large],
  ['file', light, large],
  ['file-variable', dark, large],
  ['file-mask', dark, small],
  ['file-certificate', light, large],
  ['file-by-hand', dark, large],
  ['file-search', light, large],
  ['file-changes', light, large],
  ['file-guard', light, small],
  ['file-import', dark, small],
  ['not-opened-broken', light, small],
  ['notices', light, large],
  ['drafts-offered', dark, small],
  ['remembered-answers', light, large],
  ['history', light, large],
  ['history', dark, small],
  ['export-questions', dark, large],
  ['part-rows-keyboard', light, large],
];

/** The kept shots, each by the picture it is of. */
export const keptShots: readonly Shot[] = chosen.map(([name, theme, size]) => {
  const picture = pictures.find((one) => one.name === name);
  if (picture === undefined) throw new Error(`The gallery has no picture ${name}`);
  return { picture, theme, size };
});
