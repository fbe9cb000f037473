import { ChevronsDownUp, ChevronsUpDown, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import { MASK } from '../../shared/profile/holes.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import { laidOut } from '../../shared/profile/source/laid-out.ts';
import type { RawText } from '../editor/raw-text.ts';
import type { SearchBar } from '../editor/search-bar.tsx';
import editorStyles from '../editor/yaml-editor.module.css';
import type { DocumentsStore } from '../state/documents-store.ts';
import { IconButton } from '../ui/button.tsx';
import { SkeletonRows, Space } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './documents.module.css';
import view from './layer-view.module.css';
import type { Working } from './use-document.ts';

/** What stands for the default of a sensitive variable. */
const hiddenDefault = '(hidden)';

/** The file's own text as it would be saved now, its masks still masks. */
export function RawView({ store, working }: { readonly store: DocumentsStore; readonly working: Working }) {
  const { book, profile, document } = working;
  const host = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<{ readonly editor: RawText; readonly Bar: typeof SearchBar } | null>(null);
  const editor = parts?.editor ?? null;
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
    void import('../editor/raw-text.ts').then(({ mountRawText, SearchBar: Bar }) => {
      if (isGone || host.current === null) return;
      mounted = mountRawText(host.current);
      setParts({ editor: mounted, Bar });
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
  return (
    <div className={view.text}>
      <div className={view.textHead}>
        <h3 className={view.rawTitle}>{`File text, ${format}`}</h3>
        <span className={styles.faint}>
          {text?.isLaidOut === true ? 'One line in the file, laid out to be read. ' : ''}
          Values you typed are left out, sensitive defaults hidden.
        </span>
        <Space />
        <IconButton label="Fold all" onPress={() => editor?.foldAsked(true)}>
          <ChevronsDownUp size={14} aria-hidden />
        </IconButton>
        <IconButton label="Unfold all" onPress={() => editor?.foldAsked(false)}>
          <ChevronsUpDown size={14} aria-hidden />
        </IconButton>
        <IconButton data-find-in-file label="Find in this text" onPress={() => editor?.search.opened()}>
          <Search size={14} aria-hidden />
        </IconButton>
      </div>
      {parts === null ? null : <parts.Bar search={parts.editor.search} />}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className={editorStyles.frame}>
        {isShown || problem !== null ? null : <SkeletonRows rows={6} label="Loading the file text" />}
        <div ref={host} className={editorStyles.host} hidden={!isShown} />
      </div>
    </div>
  );
}

/** SECURITY: the default of a sensitive variable that came in plain text is in no text that the page is given. */
function hidingEdits({ spec }: ProfileDocument): readonly ProfileEdit[] {
  return (spec.variables ?? []).flatMap(({ isSensitive, defaultValue }, at): readonly ProfileEdit[] =>
    isSensitive === true && (defaultValue ?? '') !== '' && defaultValue !== MASK
      ? [{ kind: 'variable', at, member: 'defaultValue', value: hiddenDefault }]
      : [],
  );
}
