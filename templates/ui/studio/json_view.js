/* The JSON of a version as text: folding, marks at the line of each finding, the same content as the editor beside it. */
import { autocompletion, closeBrackets } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxTree,
} from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  ViewPlugin,
} from '@codemirror/view'
import { rangeOf } from './pointer.js'

const KINDS = {
  PropertyName: 'json-name',
  String: 'json-text',
  Number: 'json-number',
  True: 'json-word',
  False: 'json-word',
  Null: 'json-word',
}

/** Names, texts and numbers in the colours of the product, which follow light and dark. */
const COLOURS = ViewPlugin.define(
  (view) => {
    const drawn = {
      marks: coloured(view),
      update: (update) => {
        if (
          update.docChanged ||
          update.viewportChanged ||
          syntaxTree(update.startState) !== syntaxTree(update.state)
        )
          drawn.marks = coloured(update.view)
      },
    }
    return drawn
  },
  { decorations: ({ marks }) => marks }
)

function coloured(view) {
  const marks = []
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const kind = KINDS[node.name]
        if (kind) marks.push(Decoration.mark({ class: kind }).range(node.from, node.to))
      },
    })
  }
  return Decoration.set(marks, true)
}

export const LOOK = EditorView.theme({
  '&': { fontSize: '0.8125rem', backgroundColor: 'var(--aq-surface)', color: 'var(--aq-ink)' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    lineHeight: '1.25rem',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--aq-sunken)',
    color: 'var(--aq-ink-soft)',
    borderColor: 'var(--aq-line)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--aq-hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--aq-ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--aq-accent-line) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--aq-surface)',
    borderColor: 'var(--aq-line-strong)',
    color: 'var(--aq-ink)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--aq-sunken)',
    borderColor: 'var(--aq-line)',
    color: 'var(--aq-ink-soft)',
  },
})

export const WORDS = EditorState.phrases.of({
  'Fold line': 'Recolher',
  'Unfold line': 'Abrir',
  'folded code': 'recolhido',
  'unfold': 'abrir',
  'Diagnostics': 'Problemas',
  'No diagnostics': 'Nenhum problema',
})

/**
 * @param {HTMLElement} host
 * @param {{ text: string, label: string, describedBy: string, changed(text: string): void, issues(): readonly object[] }} options
 */
export function openJsonView(host, { text, label, describedBy, changed, issues }) {
  let isSetting = false
  const findings = (view) => {
    const broken = jsonParseLinter()(view)
    if (broken.length)
      return broken.map((one) => ({
        ...one,
        message: 'O texto não é um JSON válido aqui: confira vírgulas, aspas e chaves.',
      }))
    return issues().map(({ path, severity, message }) => ({
      ...rangeOf(view.state, path),
      severity: severity === 'critical' ? 'error' : 'warning',
      message,
    }))
  }
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...[
          lineNumbers(),
          lintGutter(),
          foldGutter(),
          codeFolding(),
          history(),
          drawSelection(),
          indentOnInput(),
        ],
        ...[
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          highlightActiveLine(),
          json(),
          WORDS,
          LOOK,
        ],
        COLOURS,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': label,
          'tabindex': '0',
          'aria-describedby': describedBy,
        }),
        keymap.of([
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isSetting) changed(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    /** Shows another text, as one step of its own undo. */
    set(next) {
      const now = view.state.doc.toString()
      if (now === next) return
      isSetting = true
      view.dispatch({ changes: smallestChange(now, next) })
      isSetting = false
    },
    /** Marks the findings anew. */
    mark: () => view.dispatch(setDiagnostics(view.state, findings(view))),
    /** Puts the cursor on what a pointer names. */
    goTo(pointer) {
      const { from, to } = rangeOf(view.state, pointer)
      view.dispatch({
        selection: { anchor: from, head: Math.min(to, view.state.doc.lineAt(from).to) },
      })
      view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      view.focus()
    },
    refresh: () => view.requestMeasure(),
  }
}

/** The part that differs, so that the cursor and what is folded stay where they are. */
export function smallestChange(before, after) {
  let from = 0
  while (from < before.length && before[from] === after[from]) from++
  let [end, to] = [after.length, before.length]
  while (to > from && end > from && before[to - 1] === after[end - 1]) [to, end] = [to - 1, end - 1]
  return { from, to, insert: after.slice(from, end) }
}
