/** Between two looks at what was found so far, in milliseconds. */
const tellsEvery = 100;

/**
 * Runs whenever the window has nothing else to do.
 *
 * @param goOn does a little; true: that was all
 * @param paused called before the window is left to others, and at the end
 * @returns its own stop
 */
export function idly(goOn: () => boolean, paused: (isDone: boolean) => void = () => undefined): () => void {
  let handle = 0;
  let isStopped = false;
  const run = (deadline: IdleDeadline): void => {
    let isDone = false;
    do isDone = goOn();
    while (!isDone && deadline.timeRemaining() > 1);
    paused(isDone);
    if (!isDone && !isStopped) handle = requestIdleCallback(run, { timeout: 200 });
  };
  handle = requestIdleCallback(run, { timeout: 200 });
  return () => {
    isStopped = true;
    cancelIdleCallback(handle);
  };
}

/** Searches idly, and tells what was found so far every now and then; answers with its own stop. */
export function searchIdly<Hit>(
  search: Iterator<readonly Hit[], void>,
  tell: (hits: readonly Hit[], isDone: boolean) => void,
): () => void {
  const hits: Hit[] = [];
  let told = 0;
  let toldAt = 0;
  const goOn = (): boolean => {
    const { value, done } = search.next();
    for (const hit of value ?? []) hits.push(hit);
    return done === true;
  };
  return idly(goOn, (isDone) => {
    // The first one is what a person waits for.
    const isNews = hits.length > told && (told === 0 || performance.now() - toldAt > tellsEvery);
    if (!isDone && !isNews) return;
    told = hits.length;
    toldAt = performance.now();
    tell([...hits], isDone);
  });
}
