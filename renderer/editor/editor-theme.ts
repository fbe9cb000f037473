import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** A drawing on a field of 24 by 24 as a mask, to be filled with a colour. */
function mark(strokes: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"><path d="${strokes}"/></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

/** The signs of errors, warnings and notes, as the rest of the window has them. */
const marks = {
  error: mark('M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 7v6M12 17h.01'),
  warning: mark('m21.7 18-8-14a2 2 0 0 0-3.5 0l-8 14a2 2 0 0 0 1.8 3h16a2 2 0 0 0 1.7-3M12 9v4M12 17h.01'),
  info: mark('M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 16v-5M12 7.5h.01'),
} as const;

/** The editor in the window's own colours; light and dark come with the tokens. */
export const editorTheme: Extension = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', overflow: 'auto', scrollbarWidth: 'thin' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)', cursor: 'text', userSelect: 'text' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text-faint)',
    border: 'none',
    userSelect: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', padding: '0 4px 0 12px' },
  '.cm-foldGutter .cm-gutterElement': { width: '16px', cursor: 'default' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--text) 4%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--text)' },
  '.cm-line.asked-line': { backgroundColor: 'var(--selected)' },
  '.cm-line.asked-line .yaml-comment': { color: 'var(--text-soft)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'light-dark(#cdd2fa, #454fa8)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--selected-quiet)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-tint)', outline: '1px solid var(--warn-ink)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--selected)' },
  '.cm-searchMatch:has(> .cm-searchMatch-selected)': { outlineColor: 'var(--focus)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selected-quiet)' },

  // Words and no code: they wrap.
  '.cm-content:has(.cm-placeholder)': { flexShrink: '1', minWidth: '0' },
  '.cm-placeholder': { color: 'var(--text-soft)', fontFamily: 'var(--font)', whiteSpace: 'normal' },

  '.yaml-key': { color: 'var(--text)', fontWeight: '500' },
  '.yaml-text': { color: 'light-dark(#1d6b34, #8fd6a3)' },
  '.yaml-atom': { color: 'light-dark(#8a3f00, #f0b27a)' },
  '.yaml-mark': { color: 'light-dark(#6b35aa, #cba6ff)' },
  '.yaml-comment': { color: 'var(--text-faint)', fontStyle: 'italic' },

  '.reference': {
    borderRadius: '3px',
    backgroundColor: 'var(--note-tint)',
    color: 'var(--note-ink)',
    fontStyle: 'normal',
  },
  '.reference .yaml-text, .reference .yaml-mark, .reference .yaml-atom, .reference .yaml-key': { color: 'inherit' },
  '.reference::after': {
    content: 'attr(data-kind)',
    margin: '0 4px',
    fontFamily: 'var(--font)',
    fontSize: '11px',
    fontWeight: '500',
  },
  '.reference:has(> .yaml-comment)': { backgroundColor: 'transparent', color: 'inherit' },

  '.chip': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    height: '17px',
    margin: '0 2px',
    padding: '0 6px 0 5px',
    border: '1px solid currentcolor',
    borderRadius: '9px',
    fontFamily: 'var(--font)',
    fontSize: '11px',
    fontWeight: '500',
    lineHeight: '15px',
    verticalAlign: 'middle',
    userSelect: 'none',
    cursor: 'default',
  },
  // Right behind its colon, where the blank is written together with the value.
  '.chip[data-absent]': { marginLeft: '1ch' },
  '.chip[data-state="not-filled"], .chip[data-state="left-masked"]': {
    backgroundColor: 'var(--warn-tint)',
    color: 'var(--warn-ink)',
  },
  '.chip[data-state="not-filled"]': { borderStyle: 'dashed' },
  '.chip[data-state="typed"], .chip[data-state="remembered"]': {
    backgroundColor: 'var(--good-tint)',
    color: 'var(--good-ink)',
    borderColor: 'transparent',
  },
  '.chip[data-state="kept-empty"]': {
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--text-soft)',
    borderColor: 'var(--line-strong)',
  },
  '.chip[aria-current]': { outline: '2px solid var(--focus)', outlineOffset: '0' },
  '.chip:hover': { borderColor: 'currentcolor' },
  '.chip:focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '2px', boxShadow: 'none' },

  '.stand-in': {
    borderRadius: '3px',
    backgroundColor: 'var(--good-tint)',
    color: 'var(--good-ink)',
  },
  '.stand-in span': { color: 'inherit' },
  '.cm-collapsedLines': {
    background: 'var(--surface-sunken) !important',
    color: 'var(--text-soft) !important',
    fontFamily: 'var(--font)',
    fontSize: '12px',
  },

  // Its own marks are in few fonts.
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"⋯" !important' },

  '.cm-foldPlaceholder': {
    padding: '0 6px',
    border: '1px solid var(--line-strong)',
    borderRadius: '4px',
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--text-soft)',
  },
  '.cm-panels': { backgroundColor: 'var(--surface-raised)', color: 'var(--text)', fontFamily: 'var(--font)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-textfield': {
    height: '24px',
    minWidth: '0',
    margin: '0',
    padding: '2px 8px',
    border: '1px solid var(--field-line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'light-dark(#ffffff, #16191d)',
    color: 'var(--text)',
    fontSize: '12px',
    outline: 'none',
  },
  '.cm-textfield:focus': { borderColor: 'var(--focus)', boxShadow: '0 0 0 1px var(--focus)' },
  '.cm-button': {
    height: '24px',
    margin: '0',
    padding: '0 8px',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface-float)',
    backgroundImage: 'none',
    color: 'var(--text)',
    fontSize: '12px',
  },
  '.cm-button:hover': { backgroundColor: 'var(--hover)' },
  '.cm-button:active': { backgroundColor: 'var(--pressed)', backgroundImage: 'none' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface-float)',
    color: 'var(--text)',
    fontFamily: 'var(--font)',
    boxShadow: 'var(--shadow-float)',
  },
  '.cm-diagnostic': { padding: '4px 10px', maxWidth: '420px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad-ink)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn-ink)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--note-ink)' },
  '.cm-gutter-lint': { width: '14px' },
  // Its own marks are blots in colours of their own: the shapes of the list of problems stand here too.
  '.cm-lint-marker': { width: '12px', height: '12px', margin: '4px 0', backgroundColor: 'currentcolor' },
  '.cm-lint-marker-error': { content: 'normal', color: 'var(--bad-ink)', maskImage: marks.error },
  '.cm-lint-marker-warning': { content: 'normal', color: 'var(--warn-ink)', maskImage: marks.warning },
  '.cm-lint-marker-info': { content: 'normal', color: 'var(--text-faint)', maskImage: marks.info },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 0 0 2px' },
});
