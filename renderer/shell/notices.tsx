import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { FileDraftOffers } from '../documents/file-draft-offers.tsx';
import type { SettledImport } from '../state/notices-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { DraftOffers } from '../transfer/draft-offers.tsx';
import { IconButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { settledWords } from '../words/transfer-words.ts';
import styles from './app.module.css';

/** What happened outside any sheet, until it is read. */
export function Notices() {
  const stores = useStores();
  const { notices, keychainWaiting, dismissed } = useFrom(stores.notices, (state) => state);
  const keychain = useFrom(stores.view, (state) => state.info?.keychain);
  const [understood, setUnderstood] = useState(false);
  const hasDrafts = useFrom(stores.drafts, (state) => state.offered.length > 0);
  const hasFileDrafts = useFrom(stores.documents, (state) => state.drafts.length > 0);
  const noKeychain = keychain === 'this-run-only' && !understood;
  if (notices.length === 0 && !keychainWaiting && !noKeychain && !hasDrafts && !hasFileDrafts) return null;
  return (
    <section className={styles.notices} aria-label="Notices">
      {noKeychain ? (
        <Notice
          kind="warn"
          title="API keys are kept for this run only"
          actions={<Dismiss onPress={() => setUnderstood(true)} />}
        >
          No keychain is available on this computer, so keys are asked for again after the next start.
        </Notice>
      ) : null}
      {keychainWaiting ? (
        <Notice kind="note" live title="Waiting for the keychain">
          It may be asking you, in another window, to unlock it.
        </Notice>
      ) : null}
      <DraftOffers />
      <FileDraftOffers />
      {notices.map((notice) =>
        notice.kind === 'problem' ? (
          <ProblemNotice
            key={notice.id}
            problem={notice.problem}
            actions={<Dismiss onPress={() => dismissed(notice.id)} />}
          />
        ) : notice.kind === 'settled' ? (
          <Settled
            key={notice.id}
            settled={notice.settled}
            actions={<Dismiss onPress={() => dismissed(notice.id)} />}
          />
        ) : (
          <Notice
            key={notice.id}
            kind="note"
            live
            title={notice.text}
            actions={<Dismiss onPress={() => dismissed(notice.id)} />}
          />
        ),
      )}
    </section>
  );
}

function Settled({ settled, actions }: { readonly settled: SettledImport; readonly actions: ReactNode }) {
  const environments = useFrom(useStores().environments, (state) => state.environments);
  const { title, text } = settledWords(settled, environments);
  return (
    <Notice kind={settled.uid === null ? 'warn' : 'note'} live title={title} actions={actions}>
      {text}
    </Notice>
  );
}

function Dismiss({ onPress }: { readonly onPress: () => void }) {
  return (
    <IconButton label="Dismiss" onPress={onPress}>
      <X size={14} aria-hidden />
    </IconButton>
  );
}
