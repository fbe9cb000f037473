import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { stateWords } from '../editor/editor-chip.ts';
import { StateMark } from '../editor/state-mark.tsx';
import { cx } from '../ui/cx.ts';
import { LongList } from '../ui/long-list.tsx';
import { Badge, type Tone } from '../ui/pieces.tsx';
import { useWidth } from '../ui/use-width.ts';
import { noteWords, referenceWords, severityWords } from '../words/file-words.ts';
import { holeLabel } from '../words/hole-words.ts';
import styles from './documents.module.css';
import { FindPanel } from './find/find-panel.tsx';
import { useFindTab } from './find/use-find-tab.ts';
import own from './findings.module.css';
import { openNotes, placeOf, placeOfVariable, placeWords, referencesOf } from './places.ts';
import { stateOf, type Working } from './use-document.ts';

interface Row {
  readonly id: string;
  readonly icon: ReactNode;
  /** What the icon says, for who does not see it. */
  readonly tone: string;
  readonly badge?: Tone;
  readonly words: string;
  readonly where: string;
  readonly go: () => void;
}

/** What is wrong, what is missing and what is referred to; a row leads to its line. */
export function Findings({ working, onHole }: { readonly working: Working; readonly onHole: (hole: string) => void }) {
  const { document, profile, holes, values, go } = working;
  const isRead = document.whole !== null || document.notInspected !== null;
  const problems = useMemo(
    () =>
      openNotes(document, holes, values).map((note, at): Row => {
        const { where, severity } = note;
        return {
          id: `${at}`,
          icon: severityIcons[severity],
          tone: severityWords[severity],
          words: noteWords(note),
          where: placeWords(document, where.text, where.pack, where.line),
          go: () =>
            go(
              where.text?.kind === 'variable' && note.kind !== 'unfilled-mask'
                ? placeOfVariable(profile, where.text.name)
                : placeOf(where.text, where.pack, where.line ?? 0, holes),
            ),
        };
      }),
    [document, profile, holes, values, go],
  );
  const masks = useMemo(
    () =>
      holes.map((hole): Row => {
        const state = stateOf(values, hole.id);
        const text =
          hole.where.kind === 'variable' ? { kind: 'variable' as const, name: hole.where.name } : hole.where.text;
        return {
          id: hole.id,
          icon: <StateMark state={state} size={14} />,
          tone: stateWords[state],
          badge: state === 'not-filled' ? 'warn' : 'good',
          words: holeLabel(hole),
          where: placeWords(document, text, text.kind === 'variable' ? null : text.pack, hole.line),
          go: () => onHole(hole.id),
        };
      }),
    [document, holes, values, onHole],
  );
  const references = useMemo(
    () =>
      referencesOf(document).map((reference, at): Row => {
        const { text, line, kind, inComment } = reference;
        const pack = text.kind === 'variable' ? null : text.pack;
        return {
          id: `${at}`,
          icon: null,
          tone: inComment ? `${referenceWords[kind]}, in a comment` : referenceWords[kind],
          words: reference.name,
          where: placeWords(document, text, pack, line),
          go: () => go(text.kind === 'variable' ? placeOfVariable(profile, text.name) : placeOf(text, pack, line, [])),
        };
      }),
    [document, profile, go],
  );
  const open = holes.filter(({ id }) => !values.has(id)).length;
  const { tab, tabChosen, ...finding } = useFindTab(working);
  const rowsOf: Readonly<Record<string, readonly Row[]>> = { problems, masks, references };
  return (
    <Tabs
      className={cx(own.findings)}
      selectedKey={tab}
      onSelectionChange={(key) => tabChosen(String(key))}
      data-tall={tab === 'find' || undefined}
      data-empty={(isRead && rowsOf[tab]?.length === 0) || undefined}
    >
      <TabList aria-label="Findings" className={cx(styles.tabs)}>
        <Tab id="problems" className={cx(styles.tab)}>
          Problems <Badge tone={problems.length === 0 ? 'quiet' : 'warn'}>{isRead ? problems.length : '…'}</Badge>
        </Tab>
        <Tab id="masks" className={cx(styles.tab)}>
          Masked values <Badge tone={open === 0 ? 'quiet' : 'warn'}>{`${open} open`}</Badge>
        </Tab>
        <Tab id="references" className={cx(styles.tab)}>
          References <Badge>{references.length}</Badge>
        </Tab>
        <Tab id="find" className={cx(styles.tab)} data-find-in-layers="">
          Find
        </Tab>
      </TabList>
      <Panel id="problems" rows={problems} none={isRead ? 'Nothing is wrong with this profile.' : 'Still reading…'} />
      <Panel id="masks" rows={masks} none={isRead ? 'No value of this profile is masked.' : 'Still reading…'} />
      <Panel
        id="references"
        rows={references}
        none={isRead ? 'No macro, variable or other layer is referred to.' : 'Still reading…'}
      />
      <TabPanel id="find" className={cx(own.panel)}>
        <FindPanel {...finding} />
      </TabPanel>
    </Tabs>
  );
}

const severityIcons = {
  error: <CircleAlert size={14} aria-hidden className={styles.bad} />,
  warning: <TriangleAlert size={14} aria-hidden className={styles.warn} />,
  info: <Info size={14} aria-hidden className={styles.faint} />,
} as const;

const names: Readonly<Record<string, string>> = {
  problems: 'Problems',
  masks: 'Masked values',
  references: 'References',
};

function Panel({ id, rows, none }: { readonly id: string; readonly rows: readonly Row[]; readonly none: string }) {
  return (
    <TabPanel id={id} className={cx(own.panel)}>
      {rows.length === 0 ? <p className={styles.none}>{none}</p> : <Rows id={id} rows={rows} />}
    </TabPanel>
  );
}

/** Below this width a sentence and its place need two lines. */
const narrow = 760;

function Rows({ id, rows }: { readonly id: string; readonly rows: readonly Row[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const isNarrow = useWidth(frame) < narrow;
  return (
    <div ref={frame} className={own.panel}>
      <LongList
        label={names[id] ?? id}
        rows={rows}
        rowHeight={isNarrow ? 36 : 24}
        keyOf={(row) => row.id}
        onAction={(row) => row.go()}
      >
        {(row) => (
          <>
            {row.icon}
            <span className={own.rowWords}>{row.words}</span>
            {id === 'problems' ? (
              <span className={styles.hidden}>{row.tone}</span>
            ) : (
              <Badge tone={row.badge ?? 'quiet'}>{row.tone}</Badge>
            )}
            <span className={styles.rowWhere}>{row.where}</span>
          </>
        )}
      </LongList>
    </div>
  );
}
