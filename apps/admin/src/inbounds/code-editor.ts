import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

interface CodeEditorOptions {
  readonly place: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--vx-accent)' },
  { tag: tags.string, color: 'var(--vx-ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--vx-warning)' },
]);

const look = EditorView.theme({
  '&': { height: '24rem', fontSize: '13px', color: 'var(--vx-ink)', backgroundColor: 'var(--vx-surface)' },
  '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', lineHeight: '1.6' },
  '.cm-gutters': { backgroundColor: 'var(--vx-sunken)', color: 'var(--vx-ink-muted)', border: 'none' },
  '.cm-cursor': { borderLeftColor: 'var(--vx-ink)' },
  '&.cm-focused': { outline: '2px solid var(--vx-accent)', outlineOffset: '-2px' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--vx-accent-soft) !important',
  },
  '.cm-tooltip': { backgroundColor: 'var(--vx-surface)', color: 'var(--vx-ink)', borderColor: 'var(--vx-line)' },
});

/**
 * Opens an editor of JSON and answers with what closes it. It stands in a shadow root: there CodeMirror adopts its style
 * sheets, where in the page it would add style elements, which the content security policy forbids. Tab leaves it.
 */
export function openCodeEditor({ place, text, label, onChange }: CodeEditorOptions): () => void {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root as unknown as HTMLElement,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        indentOnInput(),
        bracketMatching(),
        json(),
        linter(jsonParseLinter()),
        lintGutter(),
        syntaxHighlighting(colours),
        look,
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return () => view.destroy();
}
