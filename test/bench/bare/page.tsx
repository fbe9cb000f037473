import { defaultKeymap, history } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useMemo, useState } from 'react';
import { GridList, GridListItem, ListLayout, Virtualizer } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import './page.css';

/** What a row of the reference shows: the texts of a profile's row, and nothing to do with them. */
export interface BareRow {
  readonly id: string;
  readonly texts: readonly string[];
}

export interface BareSize {
  readonly width: number;
  readonly height: number;
}

declare global {
  interface Window {
    /** Draws the list; called once by the bench. */
    showBareRows(rows: readonly BareRow[], size: BareSize): void;
    /** Puts the text into an editor that does nothing but edit. */
    showBareEditor(text: string, size: BareSize): void;
  }
}

function BareList({ rows, size }: { readonly rows: readonly BareRow[]; readonly size: BareSize }) {
  const [filter, setFilter] = useState('');
  const shown = useMemo(() => {
    const word = filter.toLowerCase();
    return rows.filter((row) => row.texts.some((text) => text.toLowerCase().includes(word)));
  }, [rows, filter]);
  return (
    <>
      <input type="search" aria-label="Filter" value={filter} onChange={(event) => setFilter(event.target.value)} />
      <output>
        {shown.length} of {rows.length}
      </output>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: 30 }}>
        <GridList aria-label="Rows" items={shown} style={size}>
          {(row) => (
            <GridListItem id={row.id} textValue={row.texts[0] ?? ''}>
              {row.texts.map((text, column) => (
                <span key={column}>{text}</span>
              ))}
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    </>
  );
}

const root = createRoot(document.getElementById('root') ?? document.body);
window.showBareRows = (rows, size) => root.render(<BareList rows={rows} size={size} />);
window.showBareEditor = (text, { width, height }) => {
  const parent = document.getElementById('root') ?? document.body;
  const look = EditorView.theme({
    '&': { width: `${width}px`, height: `${height}px` },
    '.cm-scroller': { overflow: 'auto' },
  });
  new EditorView({ doc: text, parent, extensions: [yaml(), history(), lineNumbers(), keymap.of(defaultKeymap), look] });
};
document.body.dataset.appState = 'ready';
