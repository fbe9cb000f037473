import { type ComponentType, Suspense, use } from 'react';

/** A view whose code is not part of what the window starts with. */
export interface Later<P> {
  (props: P): React.JSX.Element;
  /** Fetches the code now, so that the view opens without a gap; once is enough. */
  bring(): Promise<unknown>;
}

/** Makes a view of code that is fetched when it is first shown, or before by `bring`. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let View: ComponentType<P> | null = null;
  let asked: Promise<ComponentType<P>> | null = null;
  const bring = (): Promise<ComponentType<P>> => {
    asked ??= load().then((loaded) => {
      View = loaded;
      return loaded;
    });
    return asked;
  };
  const Brought = (props: P) => {
    // Code that is here already is drawn in the same turn, as if it had always been.
    const Known = View ?? use(bring());
    return <Known {...props} />;
  };
  const Shown = (props: P) => (
    <Suspense fallback={null}>
      <Brought {...props} />
    </Suspense>
  );
  return Object.assign(Shown, { bring });
}
