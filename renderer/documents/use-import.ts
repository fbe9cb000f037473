import { useState } from 'react';
import type { EnvironmentPlace } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { versionOf } from '../../shared/profile/document.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import { useStores } from '../state/stores.ts';
import { useAnswerBook } from '../transfer/use-answer-book.ts';
import type { Working } from './use-document.ts';

/** The way from an open file to the review of its import; what was typed into the file comes along as answers. */
export function useImport({ book, profile }: Working) {
  const stores = useStores();
  const answers = useAnswerBook();
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    isAsked,
    isBusy,
    problem,
    problemRead: () => setProblem(null),
    asked: () => setAsked(true),
    cancelled: () => setAsked(false),
    async chosen(target: EnvironmentPlace): Promise<void> {
      setBusy(true);
      const masked = book.masked();
      const source = masked.ok ? await stores.documents.getState().importAsked(masked.value.edits) : masked;
      setBusy(false);
      setAsked(false);
      setProblem(source.ok ? null : source.problem);
      if (!source.ok) return;
      const id = crypto.randomUUID();
      const ref = { uid: source.value.file, name: profile.metadata.name, version: versionOf(profile) };
      answers.restored(id, [...book.values()].map(decisionOf));
      await stores.transfers
        .getState()
        .restored(crypto.randomUUID(), [{ id, source: source.value, target, profile: ref }]);
    },
  };
}

function decisionOf([hole, value]: readonly [string, string]): Decision {
  return value === '' ? { kind: 'keep-empty', hole } : { kind: 'fill', hole, value };
}
