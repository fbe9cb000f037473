import { useRef, useState } from 'react';
import type { Problem } from '../../shared/problem.ts';
import { textKey } from '../../shared/profile/holes.ts';
import { type SecretAnswer, secretFixEdits } from '../../shared/profile/source/secret-fixes.ts';
import type { SecretHit } from '../../shared/profile/source/secret-guard.ts';

import type { DocumentsStore } from '../state/documents-store.ts';
import { type WrittenFile, withoutFills } from './edits/file-state.ts';
import type { Working } from './use-document.ts';

type Way = 'save' | 'save-as';

interface Asked {
  readonly way: Way;
  readonly overwrite: boolean;
  readonly written: WrittenFile;
  /** What was filled in is not written, and stays unsaved in the window. */
  readonly keepsMasks: boolean;
  readonly hits: readonly SecretHit[];
  /** Ids of the hits that the person has just typed. */
  readonly typed: ReadonlySet<string>;
}

/** Saving, with the question about secrets before the first byte is written. */
export function useSaving(store: DocumentsStore, working: Working) {
  const { document, book, holes } = working;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** What was left as it is for this file is not asked again. */
  const left = useRef<ReadonlySet<string>>(new Set());

  /** How often a save was held back because the file on disk is another one. */
  const [heldBack, setHeldBack] = useState(0);

  /** Answers of a save that failed are still in the window: what was typed meanwhile came after them. */
  const [keepsFixes, setKeepsFixes] = useState(false);

  const failed = (reason: Problem): void => {
    setProblem(reason);
    store.getState().savingLeft();
  };

  const write = async (question: Asked, answers: readonly SecretAnswer[]): Promise<void> => {
    const { way, overwrite, written, keepsMasks } = question;
    const fixes = secretFixEdits(written.document, answers);
    // What was fixed on the way out is a step like any other: it can be taken back.
    if (fixes.length > 0 && keepsMasks) book.changed(fixes);
    else if (fixes.length > 0) book.fixed(fixes);
    const begun = book.state();
    const state = keepsMasks ? withoutFills(begun) : begun;
    const fixed = keepsMasks ? book.masked() : book.written();
    if (!fixed.ok) {
      failed(fixed.problem);
      return;
    }
    const { edits } = fixed.value;
    const { saveChosen, saveAsChosen, changeTold, savedFirst, savingLeft } = store.getState();
    setBusy(true);
    const answer = way === 'save' ? await saveChosen(edits, overwrite) : await saveAsChosen(edits);
    setBusy(false);
    if (answer.ok && answer.value === 'saved') {
      book.saved(state);
      changeTold(book.isChanged);
      if ((await savedFirst()) === 'window') window.close();
      return;
    }
    savingLeft();
    if (!answer.ok) setProblem(answer.problem);
    else if (answer.value === 'asked') setHeldBack((times) => times + 1);
    if (fixes.length > 0) setKeepsFixes(!book.undoSince(begun));
  };

  const begin = async (way: Way, overwrite: boolean, keepsMasks: boolean): Promise<void> => {
    const values = book.values();
    const really = way === 'save' && document.file.name === '' ? 'save-as' : way;
    const written = keepsMasks ? book.masked() : book.written();
    setProblem(null);
    setKeepsFixes(false);
    if (!written.ok) {
      failed(written.problem);
      return;
    }
    setBusy(true);
    const hits = await store.getState().secretsAsked(written.value.edits);
    setBusy(false);
    if (!hits.ok) {
      failed(hits.problem);
      return;
    }
    const open = hits.value.filter(({ id }) => !left.current.has(id));
    const spots = new Set(
      holes.flatMap(({ id, where }) => {
        if (keepsMasks || !values.has(id)) return [];
        return where.kind === 'variable' ? [where.name] : [`${textKey(where.text)}/${JSON.stringify(where.path)}`];
      }),
    );
    const typed = new Set(open.filter((hit) => spots.has(spotOf(hit))).map(({ id }) => id));
    const question = { way: really, overwrite, written: written.value, keepsMasks, hits: open, typed } as const;
    if (open.length > 0) setAsked(question);
    else await write(question, []);
  };

  return {
    asked,
    problem,
    keepsFixes,
    isBusy,
    heldBack,
    problemRead: () => setProblem(null),
    async begin(way: Way, overwrite = false): Promise<void> {
      // Where the file is gone there is nothing to write over.
      if (!isBusy && asked === null) await begin(way, overwrite || document.disk === 'gone', false);
    },
    /** The answer to the question that keeps what was filled in out of the file. */
    masksKept(): void {
      if (asked === null) return;
      setAsked(null);
      void begin(asked.way, asked.overwrite, true);
    },
    answered(answers: readonly SecretAnswer[]): void {
      if (asked === null) return;
      const leaves = answers.filter(({ fix }) => fix === 'leave').map(({ hit }) => hit.id);
      left.current = new Set([...left.current, ...leaves]);
      setAsked(null);
      void write(asked, answers);
    },
    cancelled(): void {
      setAsked(null);
      store.getState().savingLeft();
    },
  };
}

function spotOf({ where }: SecretHit): string {
  return where.kind === 'variable' ? where.name : `${textKey(where.text)}/${JSON.stringify(where.path)}`;
}
