/** How far a look into the folders below a folder goes: its list and its watch end at the same places. */
export const folderReach = {
  /** Folders between the first one and the last. */
  deepest: 24,
  /** Of entries looked at, wanted or not: a pane is no search engine. */
  mostLookedAt: 200_000,
} as const;

/** Whether a folder of this name is not looked into. */
export function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
