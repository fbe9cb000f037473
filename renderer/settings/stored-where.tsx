import styles from './settings.module.css';

/** What is stored where, in words. */
export function StoredWhere({ keychain }: { readonly keychain: 'available' | 'this-run-only' }) {
  const there =
    keychain === 'available'
      ? 'In the keychain of this computer. They never come back into this window.'
      : 'In memory, for this run only: this computer offers no keychain.';
  return (
    <dl className={styles.stored}>
      <dt>API keys</dt>
      <dd>{there}</dd>
      <dt>Names, addresses, colours, CA files</dt>
      <dd>In the settings file of this app, readable by your user alone. It has no keys.</dd>
      <dt>Remembered answers and open sheets</dt>
      <dd>
        {keychain === 'available'
          ? 'Encrypted beside the settings; the key that opens them is in the keychain.'
          : 'In memory, for this run only: without a keychain there is no safe place for the key that would open them.'}
      </dd>
      <dt>History</dt>
      <dd>
        What was imported and cloned, from where to where and how it ended, in a file beside the settings, readable by
        your user alone. It has no values.
      </dd>
      <dt>Profiles</dt>
      <dd>Nowhere. They are read from Palette when they are shown.</dd>
      <dt>Log</dt>
      <dd>What the app did, without keys and values, in the log folder.</dd>
    </dl>
  );
}
