/** Milliseconds. A page that ends again sooner after it was loaded anew would most likely do so for ever. */
const tooSoon = 20_000;

export interface LostPageOptions {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly reload: () => void;
  /** Tells that the page does not stay; answers whether to try once more. */
  readonly ask: () => Promise<boolean>;
  readonly quit: () => void;
}

/**
 * Brings a page back whose process has ended, and asks where it ends again at once.
 *
 * @returns hears why each process ended, as Electron names it
 */
export function bringBackLostPage({ now, reload, ask, quit }: LostPageOptions): (reason: string) => void {
  let broughtBackAt: number | null = null;

  function bringBack(): void {
    broughtBackAt = now();
    reload();
  }

  return (reason) => {
    if (reason === 'clean-exit') return;
    if (broughtBackAt === null || now() - broughtBackAt > tooSoon) bringBack();
    else void ask().then((again) => (again ? bringBack() : quit()));
  };
}
