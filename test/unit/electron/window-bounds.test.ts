import { describe, expect, it } from 'vitest';
import { boundsFor, type WindowBounds, withBounds } from '../../../electron/window-bounds.ts';

const laptop = { workArea: { x: 0, y: 25, width: 1440, height: 875 } };
const screenOnTheDesk = { workArea: { x: 1440, y: 0, width: 2560, height: 1440 } };
const place: WindowBounds = { x: 100, y: 100, width: 1280, height: 800, isMaximized: false };

describe('where the window opens', () => {
  it('is where it was closed on the same displays, whatever their order', () => {
    const windows = withBounds({}, [laptop, screenOnTheDesk], place);
    expect(boundsFor(windows, [screenOnTheDesk, laptop])).toEqual(place);
  });

  it('is remembered for each arrangement of displays on its own', () => {
    const docked = { ...place, x: 2000 };
    const windows = withBounds(withBounds({}, [laptop], place), [laptop, screenOnTheDesk], docked);
    expect(boundsFor(windows, [laptop])).toEqual(place);
    expect(boundsFor(windows, [laptop, screenOnTheDesk])).toEqual(docked);
    expect(boundsFor(windows, [screenOnTheDesk])).toBeNull();
  });

  it.each([
    ['left of every screen', { x: -1250 }],
    ['right of it', { x: 1400 }],
    ['with its title above the screen', { y: 0 }],
    ['below it', { y: 880 }],
  ])('is never out of reach: %s', (_where, moved) => {
    const windows = withBounds({}, [laptop], { ...place, ...moved });
    expect(boundsFor(windows, [laptop])).toBeNull();
  });

  it('forgets the oldest arrangements, never the newest', () => {
    const displays = Array.from({ length: 40 }, (_, index) => ({
      workArea: { ...laptop.workArea, width: 1000 + index },
    }));
    const windows = displays.reduce((before, display) => withBounds(before, [display], place), {});
    expect(Object.keys(windows)).toHaveLength(12);
    expect(boundsFor(windows, displays.slice(-1))).toEqual(place);
  });
});
