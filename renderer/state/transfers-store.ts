import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry, KnownTransfer } from '../../shared/bridge/ferry.ts';
import { type EnvironmentPlace, samePlace, type TransferSource } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { Result } from '../../shared/result.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { TransferOutcome, TransferStep } from '../../shared/transfer/proof.ts';
import type { ProfileRef, TransferRequest } from '../../shared/transfer/request.ts';
import { leadsToReview, type Reviewed } from '../../shared/transfer/reviewed.ts';
import { type Way, wayOf } from '../../shared/transfer/way.ts';

/**
 * How far a transfer has come.
 * - `PLANNING`: source and target are being read for the first time.
 * - `PLAN_FAILED`: they could not be read; nothing was written.
 * - `REVIEWING`: the sheet has what it needs; the person decides.
 * - `QUEUED`: confirmed, another one of the same sheet goes first.
 * - `RUNNING`: the machine works on it.
 * - `DONE`, `FAILED`, `CANCELLED`: it ended.
 */
export type TransferStage =
  | { readonly kind: 'PLANNING' }
  | { readonly kind: 'PLAN_FAILED'; readonly problem: Problem }
  | { readonly kind: 'REVIEWING' }
  | { readonly kind: 'QUEUED' }
  | { readonly kind: 'RUNNING'; readonly step: TransferStep | null; readonly cancelling: boolean }
  | { readonly kind: 'DONE'; readonly outcome: TransferOutcome }
  | { readonly kind: 'FAILED'; readonly problem: Problem }
  | { readonly kind: 'CANCELLED' };

export interface Transfer {
  readonly id: string;
  /** Transfers of one drop share a sheet. */
  readonly sheet: string;
  readonly request: TransferRequest;
  /** As it was confirmed last; before that, as it would be with no other word. */
  readonly way: Way;
  /** The last material that came; it stays while checking again. */
  readonly material: TransferMaterial | null;
  /** The target is being asked again. */
  readonly checking: boolean;
  /** Why the last *check again* brought nothing; the older material stays. */
  readonly checkProblem: Problem | null;
  readonly stage: TransferStage;
  /** Why a confirmed run came back to the questions with nothing written; null once it is confirmed again. */
  readonly returned: Problem | null;
  /** The document that was confirmed, where the run found another one in the source; else null. */
  readonly reviewedBefore: ProfileDocument | null;
  /** Points that still stop it, as the sheet last counted them; null before it did. */
  readonly open: number | null;
}

/** One confirmed transfer on its way to the machine. The store passes the decisions on and keeps none of them. */
export interface Confirmed {
  readonly id: string;
  readonly decisions: readonly Decision[];
  readonly reviewed: Reviewed;
}

export interface TransfersState {
  /** Oldest first. */
  readonly transfers: readonly Transfer[];
  /** The sheet on screen. */
  readonly sheet: string | null;
  /** A sheet that waits with exactly these for exactly this target is opened again instead of a second one. */
  readonly dropped: (
    source: TransferSource,
    target: EnvironmentPlace,
    profiles: readonly ProfileRef[],
  ) => Promise<void>;
  /** A sheet whose answers are in the answer book already: of an earlier run, or typed into an open file. */
  readonly restored: (sheet: string, requests: readonly TransferRequest[]) => Promise<void>;
  /** The window opened: what was confirmed before, in an earlier window of this run of the app. */
  readonly listAsked: () => Promise<void>;
  readonly checkAgainAsked: (id: string) => Promise<void>;
  readonly openCounted: (id: string, open: number) => void;
  readonly confirmed: (transfers: readonly Confirmed[], typedName: string | null) => Promise<void>;
  readonly cancelAsked: (id: string) => Promise<void>;
  /** Back from a failed or cancelled run to the questions. */
  readonly reviewAgainAsked: (id: string) => void;
  readonly sheetOpened: (sheet: string) => void;
  readonly sheetClosed: () => void;
  /** What is not confirmed goes; what runs or ended well stays. */
  readonly discarded: (sheet: string) => void;
  readonly forgotten: (id: string) => void;
}

export type TransfersStore = StoreApi<TransfersState>;

const fresh = {
  material: null,
  checking: true,
  checkProblem: null,
  stage: { kind: 'PLANNING' },
  returned: null,
  reviewedBefore: null,
  open: null,
} as const satisfies Partial<Transfer>;

/** Whether the machine still has work with it. */
export function isUnderWay(transfer: Transfer): boolean {
  return transfer.stage.kind === 'RUNNING' || transfer.stage.kind === 'QUEUED';
}

/** Every transfer since the app was started. `written` hears of each place that may have changed. */
export function createTransfersStore(
  calls: Ferry['transfers'],
  events: Ferry['events'],
  written: (place: EnvironmentPlace) => void,
  newId: () => string = () => crypto.randomUUID(),
): TransfersStore {
  /** Runs whose answer comes to this window by itself. */
  const own = new Set<string>();
  /** Ends told before their transfer was known here. */
  const ended = new Map<string, Result<TransferOutcome>>();
  /** By transfer, the last question that is not answered yet: what an older one answers is void. */
  const questions = new Map<string, symbol>();
  let wanted: string | null = null;

  const store = createStore<TransfersState>()((set, get) => {
    const one = (id: string): Transfer | undefined => get().transfers.find((transfer) => transfer.id === id);
    const change = (id: string, part: Partial<Transfer>): void =>
      set({ transfers: get().transfers.map((transfer) => (transfer.id === id ? { ...transfer, ...part } : transfer)) });

    const readMaterial = async (id: string): Promise<void> => {
      const asked = one(id);
      if (asked === undefined) return;
      const firstTime = asked.material === null;
      change(id, firstTime ? { checking: true, stage: { kind: 'PLANNING' } } : { checking: true });
      const question = Symbol(id);
      questions.set(id, question);
      const answer = await calls.plan(asked.request);
      if (questions.get(id) !== question) return;
      questions.delete(id);
      if (answer.ok) {
        change(id, { material: answer.value, checking: false, checkProblem: null });
        if (firstTime) change(id, { stage: { kind: 'REVIEWING' } });
      } else if (firstTime) {
        change(id, { checking: false, stage: { kind: 'PLAN_FAILED', problem: answer.problem } });
      } else {
        change(id, { checking: false, checkProblem: answer.problem });
      }
    };

    const returnToReview = (id: string, returned: Problem): void => {
      const reviewedBefore = returned.kind === 'source-changed' ? (one(id)?.material?.document ?? null) : null;
      change(id, { stage: { kind: 'REVIEWING' }, returned, reviewedBefore });
      void readMaterial(id);
    };

    const runOne = async ({ id, decisions, reviewed }: Confirmed, typedName: string | null): Promise<void> => {
      const transfer = one(id);
      if (transfer === undefined || transfer.stage.kind !== 'QUEUED') return;
      change(id, { stage: { kind: 'RUNNING', step: null, cancelling: false } });
      own.add(id);
      const answer = await calls.run({ transfer: transfer.request, decisions, reviewed, typedName });
      own.delete(id);
      if (!answer.ok && leadsToReview(answer.problem)) returnToReview(id, answer.problem);
      else change(id, { stage: stageAfter(answer) });
      written(transfer.request.target);
    };

    const begun = async (sheet: string, requests: readonly TransferRequest[]): Promise<void> => {
      const added = requests.map(
        (request): Transfer => ({ ...fresh, id: request.id, sheet, request, way: wayOf(request) }),
      );
      set({ transfers: [...get().transfers, ...added], sheet });
      await Promise.all(added.map((transfer) => readMaterial(transfer.id)));
    };

    // One after the other: two writes side by side would each be blind to what the other creates.
    let waiting: readonly { readonly confirmed: Confirmed; readonly typedName: string | null }[] = [];
    let working: Promise<void> | null = null;
    const work = async (): Promise<void> => {
      for (let [next] = waiting; next !== undefined; [next] = waiting) {
        waiting = waiting.slice(1);
        await runOne(next.confirmed, next.typedName);
      }
      working = null;
    };

    return {
      transfers: [],
      sheet: null,
      dropped: async (source, target, profiles) => {
        if (profiles.length === 0) return;
        const waits = sheetInReview(get().transfers, source, target, profiles);
        if (waits.length > 0) {
          // What was answered there is still there; time went by, so it is checked again.
          set({ sheet: waits[0]?.sheet ?? null });
          await Promise.all(waits.map(({ id }) => readMaterial(id)));
          return;
        }
        const sheet = newId();
        await begun(
          sheet,
          profiles.map((profile) => ({ id: newId(), source, target, profile })),
        );
      },
      restored: async (sheet, requests) => {
        // What failed or was cancelled in an earlier window is taken up again; what runs or ended well stays.
        const again = new Set(requests.map((request) => request.id));
        const stays = ({ id, stage }: Transfer): boolean =>
          !again.has(id) || !(stage.kind === 'FAILED' || stage.kind === 'CANCELLED');
        set({ transfers: get().transfers.filter(stays) });
        const known = new Set(get().transfers.map((transfer) => transfer.id));
        await begun(
          sheet,
          requests.filter((request) => !known.has(request.id)),
        );
      },
      listAsked: async () => {
        const answer = await calls.known();
        if (!answer.ok) return;
        const here = new Set(get().transfers.map((transfer) => transfer.id));
        const earlier = answer.value.filter(({ request }) => !here.has(request.id)).map((one) => asKnown(one, ended));
        set({ transfers: [...earlier, ...get().transfers] });
        if (wanted !== null) shown(wanted);
      },
      checkAgainAsked: readMaterial,
      openCounted: (id, open) => {
        if (one(id)?.open !== open) change(id, { open });
      },
      confirmed: async (confirmed, typedName) => {
        for (const { id, decisions } of confirmed) {
          const transfer = one(id);
          if (transfer === undefined) continue;
          change(id, {
            stage: { kind: 'QUEUED' },
            returned: null,
            reviewedBefore: null,
            way: wayOf(transfer.request, decisions),
          });
        }
        waiting = [...waiting, ...confirmed.map((one) => ({ confirmed: one, typedName }))];
        working ??= work();
        await working;
      },
      cancelAsked: async (id) => {
        const stage = one(id)?.stage;
        if (stage?.kind === 'QUEUED') {
          waiting = waiting.filter((next) => next.confirmed.id !== id);
          change(id, { stage: { kind: 'CANCELLED' } });
        }
        if (stage?.kind !== 'RUNNING') return;
        change(id, { stage: { ...stage, cancelling: true } });
        await calls.cancel({ id });
      },
      reviewAgainAsked: (id) => {
        const stage = one(id)?.stage;
        if (stage?.kind === 'FAILED') returnToReview(id, stage.problem);
        if (stage?.kind === 'CANCELLED') returnToReview(id, { kind: 'cancelled' });
      },
      sheetOpened: (sheet) => set({ sheet }),
      sheetClosed: () => set({ sheet: null }),
      discarded: (sheet) =>
        set({
          sheet: get().sheet === sheet ? null : get().sheet,
          transfers: get().transfers.filter(
            (transfer) => transfer.sheet !== sheet || isUnderWay(transfer) || transfer.stage.kind === 'DONE',
          ),
        }),
      forgotten: (id) => {
        const transfer = one(id);
        if (transfer === undefined || isUnderWay(transfer)) return;
        set({ transfers: get().transfers.filter((other) => other.id !== id) });
      },
    };
  });

  const shown = (id: string): void => {
    const transfer = store.getState().transfers.find((one) => one.id === id);
    wanted = transfer === undefined ? id : null;
    if (transfer !== undefined) store.setState({ sheet: transfer.sheet });
  };

  events.subscribe((event) => {
    if (event.kind === 'import-settled') written(event.target);
    if (event.kind === 'transfer-asked') shown(event.transfer);
    if (event.kind === 'transfer-ended' && !own.has(event.transfer)) {
      const { transfer: id, answer } = event;
      ended.set(id, answer);
      store.setState({
        transfers: store
          .getState()
          .transfers.map((one) => (one.id === id ? { ...one, checking: false, stage: stageAfter(answer) } : one)),
      });
    }
    if (event.kind !== 'transfer-step') return;
    store.setState({
      transfers: store
        .getState()
        .transfers.map((transfer) =>
          transfer.id === event.transfer && transfer.stage.kind === 'RUNNING'
            ? { ...transfer, stage: { ...transfer.stage, step: event.step } }
            : transfer,
        ),
    });
  });
  return store;
}

/** The transfers of a sheet that reviews exactly this and has confirmed none of it; none where there is no such sheet. */
function sheetInReview(
  transfers: readonly Transfer[],
  source: TransferSource,
  target: EnvironmentPlace,
  profiles: readonly ProfileRef[],
): readonly Transfer[] {
  const asked = new Set(profiles.map(({ uid }) => uid));
  const isSame = ({ request, stage }: Transfer): boolean =>
    (stage.kind === 'REVIEWING' || stage.kind === 'PLAN_FAILED') &&
    samePlace(request.source, source) &&
    samePlace(request.target, target) &&
    asked.has(request.profile.uid);
  const sheets = [...Map.groupBy(transfers, (transfer) => transfer.sheet).values()];
  return sheets.findLast((sheet) => sheet.length === asked.size && sheet.every(isSame)) ?? [];
}

function stageAfter(answer: Result<TransferOutcome>): TransferStage {
  if (answer.ok) return { kind: 'DONE', outcome: answer.value };
  return answer.problem.kind === 'cancelled' ? { kind: 'CANCELLED' } : { kind: 'FAILED', problem: answer.problem };
}

/** A transfer of an earlier window, in a sheet of its own. */
function asKnown(
  { request, way, answer }: KnownTransfer,
  ended: ReadonlyMap<string, Result<TransferOutcome>>,
): Transfer {
  const last = ended.get(request.id) ?? answer;
  const stage: TransferStage = last === null ? { kind: 'RUNNING', step: null, cancelling: false } : stageAfter(last);
  return { ...fresh, id: request.id, sheet: request.id, request, way, checking: false, stage };
}
