import type { HoleState } from './editor-chip.ts';

/** Strokes on a square of 16. */
const strokes: Readonly<Record<HoleState, string>> = {
  'not-filled': 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11',
  typed: 'M3 8.5l3.2 3.2L13 4.8',
  remembered: 'M5.5 7.5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M7.7 8.3L13 3M10.5 5.5l2 2',
  'kept-empty': 'M3.5 12.5l9-9M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11',
  'left-masked': 'M8 2.8v10.4M3.5 5.4l9 5.2M12.5 5.4l-9 5.2',
};

/** The drawing that stands beside a state's words; the window's own element, for places that React does not draw. */
export function stateIcon(state: HoleState): SVGElement {
  const name = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(name, 'svg');
  const path = document.createElementNS(name, 'path');
  path.setAttribute('d', strokes[state]);
  for (const [key, value] of Object.entries(stateIconAttributes)) icon.setAttribute(key, value);
  icon.append(path);
  return icon;
}

/** The strokes of a state, for places that React draws. */
export function stateStrokes(state: HoleState): string {
  return strokes[state];
}

const stateIconAttributes = {
  viewBox: '0 0 16 16',
  width: '12',
  height: '12',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '1.6',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
  'aria-hidden': 'true',
} as const;
