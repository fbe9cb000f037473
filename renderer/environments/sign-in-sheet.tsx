import { useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { ConnectionReport, EnvironmentDraft, EnvironmentSummary } from '../../shared/environment.ts';
import type { Problem } from '../../shared/problem.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Sheet } from '../ui/dialog.tsx';
import { Space } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { SheetBody, SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';
import { ConnectionReportView } from './connection-report.tsx';
import { EnvironmentFields } from './environment-fields.tsx';
import { addressChanged, draftOf, type EnvironmentForm, formOf } from './environment-form.ts';
import styles from './environments.module.css';
import { useWait } from './use-wait.ts';

export interface SignInSheetProps {
  readonly environments: Ferry['environments'];
  /** The one to edit; null adds one. */
  readonly environment: EnvironmentSummary | null;
  readonly takenColours: readonly string[];
  readonly onSaved: (environment: EnvironmentSummary) => void;
  readonly onClose: () => void;
}

/** What came of the last test or saving of what the fields say. */
type Attempt =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'TESTED'; readonly report: ConnectionReport }
  | { readonly kind: 'FAILED'; readonly problem: Problem };

/**
 * Adds or edits an environment.
 * SECURITY: the API key lives in this component's state alone, never in a store, and is cleared when it is handed over.
 */
export function SignInSheet({ environments, environment, takenColours, onSaved, onClose }: SignInSheetProps) {
  const [form, setForm] = useState<EnvironmentForm>(() => formOf(environment, takenColours));
  const [apiKey, setApiKey] = useState('');
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'NONE' });
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt.kind === 'TESTED' || attempt.kind === 'FAILED') outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [attempt]);
  const [work, setWork] = useState<'testing' | 'saving' | null>(null);
  const busy = work !== null;
  /** Counts each change of what a test speaks of: address, key and CA file. */
  const connection = useRef(0);
  const begunAt = useRef<Element | null>(null);
  const isStopped = useRef(false);
  useEffect(() => {
    if (busy) return;
    // Its buttons are out of use while the server is asked, and stopping takes its own away: the keyboard goes back
    // to where it was begun.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if ((isLost || isStopped.current) && begunAt.current instanceof HTMLElement) begunAt.current.focus();
    begunAt.current = null;
    isStopped.current = false;
  }, [busy]);
  const moved = addressChanged(form, environment);
  const needsKey = environment === null || moved || environment.key === 'missing';
  const asksForKey = environment?.key === 'missing';
  const title =
    environment === null
      ? 'Add environment'
      : asksForKey
        ? `Add the API key of ${environment.name}`
        : `Edit ${environment.name}`;
  const draft = (): EnvironmentDraft => draftOf(form, environment, apiKey, needsKey);

  const wait = useWait(busy ? [draft().address] : []);
  const failedWith = (problem: Problem): void => {
    isStopped.current = problem.kind === 'cancelled';
    setAttempt(problem.kind === 'cancelled' ? { kind: 'NONE' } : { kind: 'FAILED', problem });
  };

  const edited = (isConnection: boolean): void => {
    setAttempt({ kind: 'NONE' });
    if (!isConnection) return;
    connection.current += 1;
    if (work === 'testing') void environments.cancelTest();
  };

  const test = async (): Promise<void> => {
    begunAt.current = document.activeElement;
    setAttempt({ kind: 'NONE' });
    setWork('testing');
    const asked = connection.current;
    const answer = await environments.test(draft());
    setWork(null);
    // The fields speak of another connection by now: this says nothing of it.
    if (connection.current !== asked) return;
    if (!answer.ok) {
      failedWith(answer.problem);
      return;
    }
    const { tenantName } = answer.value;
    setAttempt({ kind: 'TESTED', report: answer.value });
    setForm((now) => (now.name.trim() === '' ? { ...now, name: tenantName } : now));
  };
  const save = async (): Promise<void> => {
    begunAt.current = document.activeElement;
    setAttempt({ kind: 'NONE' });
    setWork('saving');
    const answer = await environments.save(draft());
    setWork(null);
    if (!answer.ok) {
      failedWith(answer.problem);
      return;
    }
    setApiKey('');
    onSaved(answer.value);
  };
  const close = (): void => {
    if (busy) void environments.cancelTest();
    setApiKey('');
    onClose();
  };

  return (
    <Sheet label={title} isOpen onClose={close} environmentColour={form.colour}>
      <Form
        className={cx(styles.form)}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <SheetHead
          title={title}
          note="The key is checked with the server first, then goes to the keychain of this computer and does not come back into this window."
        />
        <SheetBody>
          <EnvironmentFields
            form={form}
            onForm={(changed) => {
              edited(changed.address !== form.address || changed.caPem !== form.caPem);
              setForm(changed);
            }}
            apiKey={apiKey}
            onApiKey={(changed) => {
              edited(true);
              setApiKey(changed);
            }}
            needsKey={needsKey}
            asksForKey={asksForKey}
            moved={moved}
            isReadOnly={work === 'saving'}
            onChooseCertificate={async () => {
              const answer = await environments.chooseCertificate();
              if (!answer.ok) setAttempt({ kind: 'FAILED', problem: answer.problem });
              if (!answer.ok || answer.value === null) return;
              const { pem: caPem, fileName: caFileName } = answer.value;
              edited(true);
              setForm((now) => ({ ...now, caPem, caFileName }));
            }}
          />
          <div ref={outcome} className={styles.outcome}>
            {attempt.kind === 'FAILED' ? <ProblemNotice problem={attempt.problem} /> : null}
            {attempt.kind === 'TESTED' ? <ConnectionReportView report={attempt.report} /> : null}
          </div>
        </SheetBody>
        <SheetFoot>
          <p className={styles.waiting} data-idle={wait === null || undefined}>
            <span role="status">{wait?.asked}</span> {wait?.goesOn}
          </p>
          <Button isDisabled={busy} onPress={() => void test()}>
            {work === 'testing' ? 'Testing…' : 'Test'}
          </Button>
          {wait === null ? null : <Button onPress={() => void environments.cancelTest()}>Stop waiting</Button>}
          <Space />
          <Button onPress={close}>Cancel</Button>
          <Button type="submit" look="primary" isDisabled={busy}>
            {work === 'saving' ? 'Saving…' : environment === null ? 'Add environment' : 'Save'}
          </Button>
        </SheetFoot>
      </Form>
    </Sheet>
  );
}
