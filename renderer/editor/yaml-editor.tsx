import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { SkeletonRows } from '../ui/pieces.tsx';
import type { EditorChip } from './editor-chip.ts';
import type { LiveText } from './live-text.ts';
import type { EditorSelectionAsked, MountedEditor } from './mounted-editor.ts';
import type { SearchBar } from './search-bar.tsx';
import styles from './yaml-editor.module.css';

/** What the screen around may ask of the editor. */
export interface YamlEditorHandle {
  search(): void;
}

export interface YamlEditorProps {
  readonly ref?: Ref<YamlEditorHandle>;
  readonly label: string;
  readonly text: string;
  readonly chips: readonly EditorChip[];
  /** The same text to be edited; it is asked for its letters and chips whenever another `text` or `chips` come. */
  readonly live?: LiveText | undefined;
  /** Another object: what is wrong with the text that is edited is asked for again. */
  readonly problems?: object | undefined;
  /** The hole that the screen speaks of, and the line to show where it has no chip in this text. */
  readonly current: string | null;
  readonly line: number;
  /** Another object leads to the place again. */
  readonly visit?: object | undefined;
  /** A stretch to select, once for every object that is given. */
  readonly selection?: EditorSelectionAsked | undefined;
  readonly onChosen: (hole: string) => void;
  readonly onReached: (hole: string) => void;
}

/** Where somebody was led already: an editor that went and came back leads nobody there again. */
const followed = new WeakSet<EditorSelectionAsked>();

/** A YAML text with a chip for each hole. CodeMirror is loaded when the first one is shown. */
export function YamlEditor({
  ref,
  label,
  text,
  chips,
  live,
  problems,
  current,
  line,
  visit,
  selection,
  onChosen,
  onReached,
}: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<{ readonly editor: MountedEditor; readonly Bar: typeof SearchBar } | null>(null);
  const editor = parts?.editor ?? null;
  const listener = useRef({ onChosen, onReached });
  useEffect(() => {
    listener.current = { onChosen, onReached };
  }, [onChosen, onReached]);

  useEffect(() => {
    let mounted: MountedEditor | null = null;
    let isGone = false;
    void import('./mounted-editor.ts').then(({ mountEditor, SearchBar: Bar }) => {
      if (isGone || host.current === null) return;
      mounted = mountEditor(host.current, {
        onChosen: (hole) => listener.current.onChosen(hole),
        onReached: (hole) => listener.current.onReached(hole),
      });
      setParts({ editor: mounted, Bar });
    });
    return () => {
      isGone = true;
      mounted?.close();
    };
  }, []);

  // In this order: a text first, then its chips, then the place in it.
  useEffect(() => {
    if (live === undefined) editor?.textGiven(text, label);
  }, [editor, live, text, label]);
  // An edit that is undone before the screen around followed it leaves the same letters in other chips.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever is another one, the text may have changed
  useEffect(() => {
    if (live !== undefined) editor?.liveGiven(live, label);
  }, [editor, live, chips, text, label]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text comes without chips, so they are given after it
  useEffect(() => editor?.chipsGiven(live?.chips() ?? chips), [editor, live, chips, text, label]);
  useEffect(() => {
    if (problems !== undefined) editor?.problemsGiven();
  }, [editor, problems]);
  // Another text starts at its beginning. One that is edited stays where the person is.
  const begun = live ?? `${label} ${text}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that begins, or another visit, leads there again
  useEffect(() => editor?.placeAsked(current, line), [editor, current, line, begun, visit]);
  useEffect(() => {
    if (editor === null || selection === undefined || followed.has(selection)) return;
    followed.add(selection);
    editor.selectionAsked(selection);
  }, [editor, selection]);
  /** Asked for while the editor was still on its way. */
  const wantsSearch = useRef(false);
  useEffect(() => {
    if (editor === null || !wantsSearch.current) return;
    wantsSearch.current = false;
    editor.search.opened();
  }, [editor]);
  useImperativeHandle(
    ref,
    () => ({
      search: () => {
        if (editor === null) wantsSearch.current = true;
        else editor.search.opened();
      },
    }),
    [editor],
  );

  return (
    <>
      {parts === null ? null : <parts.Bar search={parts.editor.search} />}
      <div className={styles.frame}>
        {editor === null ? <SkeletonRows rows={6} label="Loading the editor" /> : null}
        <div ref={host} className={styles.host} hidden={editor === null} />
      </div>
    </>
  );
}
