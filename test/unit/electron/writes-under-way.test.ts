import { describe, expect, it } from 'vitest';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { watchWrites } from '../../../electron/adapters/writes-under-way.ts';
import { ok } from '../../../shared/result.ts';
import { createFakeFiles } from '../../fakes/files.ts';

describe('files of the person’s own that are being written', () => {
  it('are waited for until every one of them is whole', async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = watchWrites(
      { ...createFakeFiles(), replace: () => first.promise.then(() => ok(true)) },
      { ...diskFolders, writeNew: () => second.promise.then(() => ok('written')) },
    );
    expect(slow.underWay()).toBeNull();
    const replaced = slow.files.replace('a', new Uint8Array(), async () => true);
    const added = slow.folders.writeNew('b', new Uint8Array());
    let isOver = false;
    const over = slow.underWay()?.then(() => {
      isOver = true;
    });
    first.resolve();
    expect(await replaced).toEqual(ok(true));
    expect(isOver).toBe(false);
    expect(slow.underWay()).not.toBeNull();
    second.resolve();
    expect(await added).toEqual(ok('written'));
    await over;
    await expect.poll(() => slow.underWay()).toBeNull();
  });

  it('are over when they fail', async () => {
    const broken = watchWrites(
      { ...createFakeFiles(), replace: () => Promise.reject(new Error('broken')) },
      diskFolders,
    );
    await expect(broken.files.replace('a', new Uint8Array(), async () => true)).rejects.toThrow();
    await expect.poll(() => broken.underWay()).toBeNull();
  });
});
