/** The desktop around the window. */
export interface DesktopPort {
  /** Goes on with the drag that the page began, now of these files. */
  dragOut(paths: readonly [string, ...string[]]): Promise<void>;
}
