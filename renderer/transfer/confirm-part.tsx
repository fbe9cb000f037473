import { ArrowRight, Lock, LockOpen } from 'lucide-react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { packsOf } from '../../shared/profile/document.ts';
import { textDecisions } from '../../shared/transfer/edited-material.ts';
import { isUnlocked } from '../panes/unlock-button.tsx';
import { useNow } from '../panes/use-now.ts';
import { useFrom, useStores } from '../state/stores.ts';
import type { Transfer } from '../state/transfers-store.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RadioRow } from '../ui/radio.tsx';
import { checkWords, openWords } from '../words/check-words.ts';
import { count, countdown, listed } from '../words/phrases.ts';
import { keptBackWords } from '../words/transfer-words.ts';
import { wayWords } from '../words/way-words.ts';
import styles from './parts.module.css';
import { firstPart, partNames, type SheetPart, stoppingChecks } from './parts.ts';
import { keptBack } from './phase.ts';
import { useAnswerBook } from './use-answer-book.ts';
import type { Planned } from './use-plans.ts';

export interface ConfirmPartProps {
  /** All of the sheet. */
  readonly transfers: readonly Transfer[];
  readonly planned: readonly Planned[];
  /** Those among them that nothing stands in the way of. */
  readonly ready: readonly Planned[];
  readonly canConfirm: boolean;
  readonly onConfirm: () => void;
  readonly target: EnvironmentSummary | undefined;
  readonly targetName: string;
  readonly sourceName: string;
  readonly typedName: string;
  readonly onTypedName: (name: string) => void;
  readonly onUnlock: () => void;
  readonly onGoTo: (part: SheetPart, transfer: string) => void;
}

/** As many open points are named as can be read at a glance. */
const shown = 6;

/** What will happen, in full, and what protects the target. */
export function ConfirmPart(props: ConfirmPartProps) {
  const { transfers, planned, ready, target, targetName, sourceName, onGoTo } = props;
  const book = useAnswerBook();
  const [first] = planned;
  if (first === undefined) return null;
  const { way } = first.plan;
  const { noun, done } = wayWords[way];
  const open = planned.reduce((sum, one) => sum + one.plan.open, 0);
  const going = ready.length > 0 ? ready : planned;
  const back = keptBack(transfers, planned);
  const waiting = ready.length > 0 ? back : [];
  const macros = [...new Set(going.flatMap((one) => one.plan.macrosToCreate.map((macro) => macro.macro)))];
  const editedLayers = [
    ...new Set(
      going.flatMap(({ plan, decisions }) =>
        plan.way === 'clone' ? [] : textDecisions(decisions).map(({ layer }) => layer),
      ),
    ),
  ];
  const copied = going.reduce((sum, { plan }) => sum + plan.copied.length, 0);
  const refused = planned.flatMap((one) => one.plan.checks.filter((check) => check.state === 'refused'));
  const waitsFor = planned.find((one) => one.plan.open > 0);
  const openPart = firstPart(waitsFor?.plan ?? first.plan);
  const failed = back.find(({ stage }) => stage.kind === 'PLAN_FAILED');
  const stopping = planned.flatMap(({ transfer, plan }) => stoppingChecks(plan).map((check) => ({ check, transfer })));
  const ids = planned.map((one) => one.transfer.id);
  return (
    <div className={styles.part}>
      {back.length === 0 ? (
        <Notice kind="good" title={openWords(0)}>
          Every check against {targetName} is answered. Nothing is written before you confirm.
        </Notice>
      ) : (
        <Notice
          kind={
            waiting.length === 0 && refused.length > 0 ? 'bad' : waiting.length === 0 && open === 0 ? 'note' : 'warn'
          }
          title={
            waiting.length > 0
              ? `${count(waiting.length, 'profile waits', 'profiles wait')} here: ${keptBackWords(waiting, open)}`
              : refused.length > 0
                ? `This cannot be ${done} as it is`
                : open > 0
                  ? openWords(open)
                  : `Checking against ${targetName}…`
          }
          actions={
            waitsFor !== undefined ? (
              <Button onPress={() => onGoTo(openPart, waitsFor.transfer.id)}>Go to {partNames[openPart]}</Button>
            ) : failed !== undefined ? (
              <Button onPress={() => onGoTo('confirm', failed.id)}>Go to {failed.request.profile.name}</Button>
            ) : undefined
          }
        >
          {stopping.length === 0 ? null : (
            <ul className={styles.stopping}>
              {stopping.slice(0, shown).map(({ check, transfer }) => (
                <li key={`${transfer.id}/${check.id}`}>
                  {planned.length === 1
                    ? null
                    : `${transfer.request.profile.name} ${transfer.request.profile.version}: `}
                  {checkWords(check, way).title}
                </li>
              ))}
            </ul>
          )}
          {stopping.length > shown ? `and ${stopping.length - shown} more` : null}
        </Notice>
      )}
      <ul className={styles.summary} aria-label="What will happen">
        {going.map(({ transfer, plan, material }) => (
          <li key={transfer.id} className={styles.summaryRow}>
            <span className={styles.strong}>
              {plan.name} {plan.version}
            </span>
            <span className={styles.soft}>
              {sourceName} <ArrowRight size={12} aria-label="to" /> {targetName}
            </span>
            <span className={styles.soft}>{count(packsOf(material.document).length, 'layer', 'layers')}</span>
          </li>
        ))}
        {waiting.length === 0 ? null : (
          <li className={styles.summaryRow}>
            <span>
              {waiting.length === 1 ? 'Waits' : 'Wait'} here: {listed(waiting.map((one) => waitsAs(one, planned)))}
            </span>
          </li>
        )}
        {copied === 0 ? null : (
          <li className={styles.summaryRow}>
            <span>
              Palette copies {count(copied, 'masked value', 'masked values')} itself;{' '}
              {copied === 1 ? 'it never leaves' : 'they never leave'} it.
            </span>
          </li>
        )}
        {editedLayers.length === 0 ? null : (
          <li className={styles.summaryRow}>
            <span>Your edits in {listed(editedLayers)} go with it.</span>
          </li>
        )}
        {macros.length === 0 ? null : (
          <li className={styles.summaryRow}>
            <span>
              Creates {count(macros.length, 'macro', 'macros')} first: {listed(macros)}
            </span>
          </li>
        )}
        <li className={styles.summaryRow}>
          <span>Creates only: nothing that exists in {targetName} is changed.</span>
        </li>
      </ul>
      <RadioRow
        label={`After the ${noun}`}
        look="segments"
        value={first.plan.publish ? 'published' : 'draft'}
        onChange={(value) =>
          book.decided(first.transfer.id, ids.slice(1), { kind: 'publish', publish: value === 'published' })
        }
        choices={[
          { id: 'published', name: 'Published, ready for clusters' },
          {
            id: 'draft',
            name: way === 'clone' ? 'As Palette leaves it, draft or published' : 'Draft, to be published in Palette',
          },
        ]}
      />
      {target?.class === 'production' ? <Protection {...props} target={target} verb={wayWords[way].verb} /> : null}
    </div>
  );
}

/** "edge 1.2.0 (2 points open)", under the name it would have in the target. */
function waitsAs(transfer: Transfer, planned: readonly Planned[]): string {
  const plan = planned.find((one) => one.transfer.id === transfer.id)?.plan;
  const { name, version } = plan ?? transfer.request.profile;
  return `${name} ${version} (${keptBackWords([transfer], plan?.open ?? 0)})`;
}

function Protection(props: ConfirmPartProps & { readonly target: EnvironmentSummary; readonly verb: string }) {
  const { target, typedName, canConfirm, onTypedName, onUnlock, onConfirm } = props;
  const minutes = useFrom(useStores().view, (state) => state.view.unlockMinutes);
  const now = useNow(1000, target.unlockedUntil !== null);
  if (!isUnlocked(target, now)) {
    return (
      <section className={styles.protection} aria-label="Protection" data-begin>
        <Lock size={16} aria-hidden />
        <p className={styles.protectionText}>
          <strong>{target.name} is production and locked.</strong> Unlock it to {props.verb}; it locks itself again.
        </p>
        <Button look="environment" icon={<LockOpen size={14} aria-hidden />} onPress={onUnlock}>
          Unlock for {minutes} minutes
        </Button>
      </section>
    );
  }
  return (
    <section className={styles.protection} aria-label="Protection" data-begin>
      <LockOpen size={16} aria-hidden />
      <p className={styles.protectionText}>
        {target.name} is production, unlocked for {countdown(target.unlockedUntil ?? now, now)} more.
      </p>
      <form
        className={styles.protectionField}
        aria-label="Confirm with the name"
        onSubmit={(event) => {
          event.preventDefault();
          if (canConfirm) onConfirm();
        }}
      >
        <TextField
          label={`Type ${target.name} to confirm`}
          value={typedName}
          onChange={onTypedName}
          autoComplete="off"
          placeholder={target.name}
          // Unlocking takes its own button away: the keyboard goes on here.
          autoFocus
        />
      </form>
    </section>
  );
}
