import { z } from 'zod';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { failed, ok } from '../../shared/result.ts';
import { type Draft, draftSchema } from '../../shared/transfer/draft.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { Vault } from './vault.ts';
import { createVaultList } from './vault-list.ts';

const keptSchema = z.object({ keptAt: z.string(), draft: draftSchema });

type Kept = z.infer<typeof keptSchema>;

/** A person who opens sheets all day and never decides keeps the newest. */
const maxDrafts = 50;

/** Answers of sheets that are still open, in a vault: a crash loses none, and none lies about in clear. */
export function createDrafts(vault: Vault, clock: Pick<ClockPort, 'now'>): Ferry['drafts'] {
  /** Newest first. */
  const list = createVaultList(vault, keptSchema);
  const without = (drafts: readonly Kept[], id: string) => drafts.filter(({ draft }) => draft.id !== id);

  return {
    save: (draft) =>
      list.change((drafts) => {
        const keptAt = new Date(clock.now()).toISOString();
        return [{ keptAt, draft: withRealAnswers(draft) }, ...without(drafts, draft.id)].slice(0, maxDrafts);
      }),
    async list() {
      const drafts = await list.read();
      if (!drafts.ok) return drafts;
      return ok(
        drafts.value.map(({ keptAt, draft }) => ({
          id: draft.id,
          keptAt,
          transfers: draft.transfers.map(({ request, decisions }) => ({ request, answers: decisions.length })),
        })),
      );
    },
    async restore({ id }) {
      const drafts = await list.read();
      if (!drafts.ok) return drafts;
      const found = drafts.value.find(({ draft }) => draft.id === id);
      return found === undefined ? failed({ kind: 'request-malformed', call: 'drafts.restore' }) : ok(found.draft);
    },
    discard: ({ id }) => list.change((drafts) => without(drafts, id)),
  };
}

/** An accepted warning belongs to the facts of its day: it is asked again. */
function withRealAnswers(draft: Draft): Draft {
  return {
    ...draft,
    transfers: draft.transfers.map(({ request, decisions }) => ({
      request,
      decisions: decisions.filter(({ kind }) => kind !== 'accept'),
    })),
  };
}
