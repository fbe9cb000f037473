import { z } from 'zod';
import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { placeKey } from '../../shared/place.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { type Draft, draftSchema } from '../../shared/transfer/draft.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import type { ClockPort } from '../ports/clock.ts';
import { createKeptList } from './kept-list.ts';
import type { Vault } from './vault.ts';

const keptSchema = z.object({ keptAt: z.string(), draft: draftSchema });

type Kept = z.infer<typeof keptSchema>;
type DraftTransfer = Draft['transfers'][number];

export interface DraftsParts {
  readonly vault: Vault;
  readonly clock: Pick<ClockPort, 'now'>;
  readonly emit: (event: FerryEvent) => void;
}

export interface Drafts {
  /** What the window may call. */
  readonly calls: Ferry['drafts'];
  /** The transfer is imported: nothing of it is asked again. */
  imported(transfer: TransferRequest): Promise<void>;
  /** Also those that cannot be opened. Fails when their file stays. */
  forgetAll(): Promise<Result<null>>;
}

/** A person who opens sheets all day and never decides keeps the newest. */
const maxDrafts = 50;

/** Answers of sheets that are still open, in a vault: a crash loses none, and none lies about in clear. */
export function createDrafts({ vault, clock, emit }: DraftsParts): Drafts {
  const { change, all, clear } = createKeptList({
    vault,
    name: 'drafts',
    item: keptSchema,
    withNewest,
    most: maxDrafts,
    emit,
  });
  /** A save on its way when the import ended must not bring the draft back. */
  const done = new Set<string>();

  return {
    calls: {
      async save(draft) {
        const keptAt = new Date(clock.now()).toISOString();
        const transfers = draft.transfers.filter(({ request }) => !done.has(request.id)).map(withRealAnswers);
        const fresh = { keptAt, draft: { ...draft, transfers } };
        const saved = await change((drafts) => withNewest(drafts, fresh));
        return saved.ok ? ok({ kept: saved.value }) : saved;
      },
      async list() {
        const drafts = await all();
        if (!drafts.ok) return drafts;
        return ok(
          drafts.value.map(({ keptAt, draft }) => ({
            id: draft.id,
            keptAt,
            transfers: draft.transfers.map((transfer) => ({ request: transfer.request, answers: answersIn(transfer) })),
          })),
        );
      },
      async restore({ id }) {
        const drafts = await all();
        if (!drafts.ok) return drafts;
        const found = drafts.value.find(({ draft }) => draft.id === id);
        return found === undefined ? failed({ kind: 'request-malformed', call: 'drafts.restore' }) : ok(found.draft);
      },
      async discard({ id }) {
        const discarded = await change((drafts) => drafts.filter(({ draft }) => draft.id !== id));
        return discarded.ok ? ok(null) : discarded;
      },
    },

    async imported(transfer) {
      done.add(transfer.id);
      await change((drafts) => withoutTransfers(drafts, [transfer]));
    },

    forgetAll: clear,
  };
}

/** A transfer has one draft, the newest; a sheet without an answer has none. */
function withNewest(drafts: readonly Kept[], fresh: Kept): readonly Kept[] {
  const { id, transfers } = fresh.draft;
  const requests = transfers.map(({ request }) => request);
  const others = withoutTransfers(
    drafts.filter(({ draft }) => draft.id !== id),
    requests,
  );
  return transfers.some((transfer) => answersIn(transfer) > 0) ? [fresh, ...others] : others;
}

function withoutTransfers(drafts: readonly Kept[], gone: readonly TransferRequest[]): readonly Kept[] {
  const keys = new Set(gone.map(transferKey));
  return drafts.flatMap((kept) => {
    const transfers = kept.draft.transfers.filter(({ request }) => !keys.has(transferKey(request)));
    if (transfers.length === kept.draft.transfers.length) return [kept];
    const hasAnswers = transfers.some((transfer) => answersIn(transfer) > 0);
    return hasAnswers ? [{ ...kept, draft: { ...kept.draft, transfers } }] : [];
  });
}

/** The same profile version from the same place to the same place, whichever sheet asks for it. */
function transferKey({ source, target, profile }: TransferRequest): string {
  return JSON.stringify([placeKey(source), placeKey(target), profile.uid]);
}

/** An accepted warning belongs to the facts of its day: it is asked again. */
function withRealAnswers(transfer: DraftTransfer): DraftTransfer {
  return { ...transfer, decisions: transfer.decisions.filter(({ kind }) => kind !== 'accept') };
}

function answersIn({ decisions, begun = [] }: DraftTransfer): number {
  return decisions.length + begun.length;
}
