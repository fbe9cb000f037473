/** Where the window was, in device-independent pixels. */
export interface WindowBounds extends Area {
  readonly isMaximized: boolean;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is used of Electron's `Display`. */
export interface DisplayLike {
  readonly workArea: Area;
}

/** Remembered windows by display arrangement: the same computer with and without its dock are two arrangements. */
export type RememberedWindows = Readonly<Record<string, WindowBounds>>;

/** How much of the window's top must be on a screen for a person to get hold of it. */
const grip = 64;
const maxArrangements = 12;

/** One text for an arrangement of displays, whatever their order. */
export function arrangementOf(displays: readonly DisplayLike[]): string {
  return displays
    .map(({ workArea }) => `${workArea.width}x${workArea.height}@${workArea.x},${workArea.y}`)
    .sort()
    .join(' ');
}

/** The bounds remembered for the present arrangement, or null when there are none or they would be out of reach. */
export function boundsFor(windows: RememberedWindows, displays: readonly DisplayLike[]): WindowBounds | null {
  const bounds = windows[arrangementOf(displays)];
  return bounds !== undefined && displays.some(({ workArea }) => isWithinReach(bounds, workArea)) ? bounds : null;
}

/** The same windows with these bounds as the newest; the oldest arrangements are forgotten. */
export function withBounds(
  windows: RememberedWindows,
  displays: readonly DisplayLike[],
  bounds: WindowBounds,
): RememberedWindows {
  const key = arrangementOf(displays);
  const others = Object.entries(windows).filter(([other]) => other !== key);
  return Object.fromEntries([...others.slice(-(maxArrangements - 1)), [key, bounds]]);
}

function isWithinReach(bounds: WindowBounds, area: Area): boolean {
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const isBeside = right - Math.max(bounds.x, area.x) >= grip;
  return isBeside && bounds.y >= area.y && bounds.y <= area.y + area.height - grip;
}
