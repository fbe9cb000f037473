import { expect } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { connect } from '../stage.ts';

const isGenuine = process.env.FERRY_GENUINE_ELECTRON === '1';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
});

test.describe('permissions', () => {
  const names = [
    'accelerometer',
    'ambient-light-sensor',
    'background-fetch',
    'background-sync',
    'camera',
    'clipboard-read',
    'display-capture',
    'geolocation',
    'gyroscope',
    'idle-detection',
    'keyboard-lock',
    'local-fonts',
    'local-network-access',
    'magnetometer',
    'microphone',
    'midi',
    'nfc',
    'notifications',
    'payment-handler',
    'periodic-background-sync',
    'persistent-storage',
    'pointer-lock',
    'push',
    'screen-wake-lock',
    'speaker-selection',
    'top-level-storage-access',
    'window-management',
  ];

  for (const name of names) {
    test(`${name} is denied`, async ({ stage }) => {
      const state = await stage.ferry.window.evaluate(async (asked) => {
        // Each name has members of its own; those that need none ignore them.
        const question = { name: asked, sysex: true, userVisibleOnly: true } as unknown as PermissionDescriptor;
        return navigator.permissions.query(question).then(
          ({ state }) => state,
          // A name that this Chromium does not know cannot be granted either.
          (error: unknown) => (error instanceof TypeError ? 'unknown' : String(error)),
        );
      }, name);
      expect(['denied', 'unknown']).toContain(state);
    });
  }

  test('and one alone is given: to put text on the clipboard', async ({ stage }) => {
    const state = await stage.ferry.window.evaluate(async () => {
      const question = { name: 'clipboard-write' } as unknown as PermissionDescriptor;
      return (await navigator.permissions.query(question)).state;
    });
    expect(state).toBe('granted');
  });

  // Chromium does not tell a page whether these are denied; it must not hear that they are granted.
  for (const name of ['captured-surface-control', 'storage-access']) {
    test(`${name} is not granted`, async ({ stage }) => {
      const state = await stage.ferry.window.evaluate(
        (asked) =>
          navigator.permissions.query({ name: asked } as unknown as PermissionDescriptor).then(
            (answer) => answer.state,
            () => 'unknown',
          ),
        name,
      );
      expect(state).not.toBe('granted');
    });
  }

  const requests: Readonly<Record<string, () => Promise<unknown>>> = {
    notifications: () => Notification.requestPermission().then((state) => state === 'granted' || Promise.reject(state)),
    geolocation: () =>
      new Promise((granted, denied) => {
        navigator.geolocation.getCurrentPosition(granted, denied);
      }),
    camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
    microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia(),
    midi: () => navigator.requestMIDIAccess({ sysex: true }),
    clipboard: () => navigator.clipboard.readText(),
    persistence: () => navigator.storage.persist().then((kept) => kept || Promise.reject(kept)),
  };
  for (const [name, ask] of Object.entries(requests)) {
    test(`a request for ${name} is refused, without a question to the person`, async ({ stage }) => {
      test.skip(
        name === 'screen' && !isGenuine,
        'the Chromium of the stand-in brings a chooser of its own; Electron has none unless the app makes one',
      );
      const answer = await stage.ferry.window.evaluate(`(${ask.toString()})().then(() => 'granted', () => 'refused')`);
      expect(answer).toBe('refused');
    });
  }
});
