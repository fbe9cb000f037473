import { describe, expect, it } from 'vitest';
import { bringBackLostPage } from '../../../electron/lost-page.ts';

/** A window whose page ends when the test says so. */
function world(answers: readonly boolean[] = []) {
  const did: string[] = [];
  const left = [...answers];
  const at = { now: 5_000 };
  const gone = bringBackLostPage({
    now: () => at.now,
    reload: () => did.push('reload'),
    ask: async () => {
      did.push('ask');
      return left.shift() ?? false;
    },
    quit: () => did.push('quit'),
  });
  return { did, at, gone };
}

/** What was answered has been done. */
const answered = () => new Promise((done) => setImmediate(done));

describe('a page whose process has ended', () => {
  it.each(['crashed', 'oom', 'killed', 'launch-failed', 'abnormal-exit', 'memory-eviction'])(
    'comes back by itself: %s',
    (reason) => {
      const { did, gone } = world();
      gone(reason);
      expect(did).toEqual(['reload']);
    },
  );

  it('stays away when it ended on purpose', () => {
    const { did, gone } = world();
    gone('clean-exit');
    expect(did).toEqual([]);
  });

  it('comes back as often as it ends, as long as it was there in between', () => {
    const { did, at, gone } = world();
    for (let time = 0; time < 3; time += 1) {
      gone('crashed');
      at.now += 20_001;
    }
    expect(did).toEqual(['reload', 'reload', 'reload']);
  });

  it('is asked about when it ends again at once, each time, until the person gives up', async () => {
    const { did, at, gone } = world([true, false]);
    gone('crashed');
    at.now += 20_000;
    gone('crashed');
    expect(did).toEqual(['reload', 'ask']);
    at.now += 60_000;
    await answered();
    expect(did).toEqual(['reload', 'ask', 'reload']);
    at.now += 1_000;
    gone('crashed');
    await answered();
    expect(did).toEqual(['reload', 'ask', 'reload', 'ask', 'quit']);
  });
});
