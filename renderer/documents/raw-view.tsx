import { ChevronsDownUp, ChevronsUpDown, Search, X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import { MASK } from '../../shared/profile/holes.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import { laidOut } from '../../shared/profile/source/laid-out.ts';
import type { RawText } from '../editor/raw-text.ts';
import editorStyles from '../editor/yaml-editor.module.css';
import type { DocumentsStore } from '../state/documents-store.ts';
import { IconButton } from '../ui/button.tsx';
import { SkeletonRows } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './documents.module.css';
import { FindBar, foundWords } from './find/find-bar.tsx';
import { type Matches, searchText, type TextHit } from './find/search.ts';
import { useFind } from './find/use-find.ts';
import view from './layer-view.module.css';
import type { Working } from './use-document.ts';

/** What stands for the default of a sensitive variable. */
const hiddenDefault = '(hidden)';

/** The file's own text as it would be saved now, its masks still masks. */
export function RawView({ store, working }: { readonly store: DocumentsStore; readonly working: Working }) {
  const { book, profile, document } = working;
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<RawText | null>(null);
  const [text, setText] = useState<{ readonly shown: string; readonly isLaidOut: boolean } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const format = document.file.format === 'json' ? 'JSON' : 'YAML';

  useEffect(() => {
    let isGone = false;
    const edits = [...book.maskedEdits(), ...hidingEdits(profile)];
    void store
      .getState()
      .textAsked(edits)
      .then((answer) => {
        if (isGone) return;
        setProblem(answer.ok ? null : answer.problem);
        if (!answer.ok) return;
        const shown = format === 'JSON' ? laidOut(answer.value) : answer.value;
        setText({ shown: shown.replaceAll('\r\n', '\n'), isLaidOut: shown !== answer.value });
      });
    return () => {
      isGone = true;
    };
  }, [store, book, profile, format]);
  useEffect(() => {
    let mounted: RawText | null = null;
    let isGone = false;
    void import('../editor/raw-text.ts').then(({ mountRawText }) => {
      if (isGone || host.current === null) return;
      mounted = mountRawText(host.current);
      setEditor(mounted);
    });
    return () => {
      isGone = true;
      mounted?.close();
    };
  }, []);
  useEffect(() => {
    if (text !== null) editor?.textGiven(text.shown, `File text, ${format}, read only`);
  }, [editor, text, format]);

  const isShown = editor !== null && text !== null;
  const { find, field, isFinding, opened, closed } = useRawFind(editor, text?.shown ?? '');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F3 and Escape count wherever the keyboard is in here
    <div
      className={view.text}
      onKeyDown={(event) => {
        if (!isFinding) return;
        if (event.key === 'F3') find.stepped(event.shiftKey ? -1 : 1);
        else if (event.key === 'Escape') closed();
        else return;
        // A search that was closed must not close the file as well.
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div className={view.textHead}>
        <h3 className={view.rawTitle}>{`File text, ${format}`}</h3>
        <span className={styles.faint}>
          {text?.isLaidOut === true ? 'One line in the file, laid out to be read. ' : ''}
          Values you typed are left out, sensitive defaults hidden.
        </span>
        <span className={styles.space} />
        <IconButton label="Fold all" onPress={() => editor?.foldAsked(true)}>
          <ChevronsDownUp size={14} aria-hidden />
        </IconButton>
        <IconButton label="Unfold all" onPress={() => editor?.foldAsked(false)}>
          <ChevronsUpDown size={14} aria-hidden />
        </IconButton>
        <IconButton data-find-in-file label="Find in this text" onPress={opened}>
          <Search size={14} aria-hidden />
        </IconButton>
      </div>
      {isFinding ? (
        <FindBar find={find} field={field} label="Find in this text" status={foundWords(find)} onStep={find.stepped}>
          <IconButton label="Close the search" onPress={closed}>
            <X size={14} aria-hidden />
          </IconButton>
        </FindBar>
      ) : null}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className={editorStyles.frame}>
        {isShown || problem !== null ? null : <SkeletonRows rows={6} label="Loading the file text" />}
        <div ref={host} className={editorStyles.host} hidden={!isShown} />
      </div>
    </div>
  );
}

/** The search of the text on screen: what it found is marked there, the one at hand is in sight. */
function useRawFind(editor: RawText | null, text: string) {
  const [isFinding, setFinding] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const search = useCallback((matches: Matches) => searchText(text, matches), [text]);
  const startAt = useCallback(
    (hits: readonly TextHit[], isDone: boolean) => {
      const caret = editor?.caret() ?? 0;
      const ahead = hits.findIndex(({ start }) => start >= caret);
      return ahead === -1 && isDone && hits.length > 0 ? 0 : ahead;
    },
    [editor],
  );
  const find = useFind(search, isFinding, startAt);
  const { hits, at } = find;
  useEffect(() => {
    if (isFinding) field.current?.select();
  }, [isFinding]);
  useEffect(() => {
    if (isFinding) editor?.matchesGiven(hits, at);
    else editor?.matchesGiven([], -1);
  }, [editor, hits, at, isFinding]);
  return {
    find,
    field,
    isFinding,
    opened: () => {
      setFinding(true);
      // Open already: the next word takes the place of this one.
      field.current?.select();
    },
    closed: () => {
      setFinding(false);
      editor?.focus();
    },
  };
}

/** SECURITY: the default of a sensitive variable that came in plain text is in no text that the page is given. */
function hidingEdits({ spec }: ProfileDocument): readonly ProfileEdit[] {
  return (spec.variables ?? []).flatMap(({ isSensitive, defaultValue }, at): readonly ProfileEdit[] =>
    isSensitive === true && (defaultValue ?? '') !== '' && defaultValue !== MASK
      ? [{ kind: 'variable', at, member: 'defaultValue', value: hiddenDefault }]
      : [],
  );
}
