import type { Protocol } from '../browser/protocol.ts';

type Descriptor = Protocol.Browser.PermissionDescriptor;

/** Electron's permission names and what Chromium's policy calls them. Names that Chromium has no policy for are absent. */
export const PERMISSIONS: Readonly<Record<string, readonly Descriptor[]>> = {
  'automatic-fullscreen': [{ name: 'fullscreen', allowWithoutGesture: true }],
  'background-fetch': [{ name: 'background-fetch' }],
  'background-sync': [{ name: 'background-sync' }],
  'clipboard-read': [{ name: 'clipboard-read' }, { name: 'clipboard-write', allowWithoutSanitization: true }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  'display-capture': [{ name: 'display-capture' }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'local-fonts': [{ name: 'local-fonts' }],
  'local-network-access': [{ name: 'local-network-access' }],
  keyboardLock: [{ name: 'keyboard-lock' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  nfc: [{ name: 'nfc' }],
  'payment-handler': [{ name: 'payment-handler' }],
  notifications: [{ name: 'notifications' }],
  'persistent-storage': [{ name: 'persistent-storage' }],
  pointerLock: [{ name: 'pointer-lock' }],
  'screen-wake-lock': [{ name: 'screen-wake-lock' }],
  sensors: [
    { name: 'accelerometer' },
    { name: 'gyroscope' },
    { name: 'magnetometer' },
    { name: 'ambient-light-sensor' },
  ],
  'speaker-selection': [{ name: 'speaker-selection' }],
  'storage-access': [{ name: 'storage-access' }],
  'top-level-storage-access': [{ name: 'top-level-storage-access' }],
  'window-management': [{ name: 'window-management' }],
};
