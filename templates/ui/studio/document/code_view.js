/* The texts of a template in CodeMirror: Handlebars and HTML, CSS, or the lines of a text, with completion from the data. */
import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  drawSelection,
  highlightActiveLine,
  keymap,
  lineNumbers,
  ViewPlugin,
} from '@codemirror/view'
import { scan } from '#core/documents/markup/scan'
import { LOOK, WORDS, smallestChange } from '../json_view.js'
import { flatFields, placeOf, scopeAt, writtenAt } from './data_fields.js'

const TAGS =
  'article b br div em footer h1 h2 h3 header img li ol p section small span strong table tbody td tfoot th thead tr ul'.split(
    ' '
  )
const PROPERTIES =
  'background border border-bottom border-collapse border-top break-after break-before break-inside color display flex float font-family font-size font-style font-weight gap grid-template-columns height letter-spacing line-height margin margin-bottom margin-top max-width padding text-align text-transform vertical-align white-space width'.split(
    ' '
  )

/**
 * @param {HTMLElement} host
 * @param {{ text: string, label: string, language: 'markup'|'style'|'lines', data: object, changed(text: string): void }} options
 */
export function openCodeView(host, { text, label, language, data, changed }) {
  let isSetting = false
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...[lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets()],
        ...[highlightActiveLine(), WORDS, LOOK, coloursOf(language), EditorView.lineWrapping],
        autocompletion({ override: [completionsOf(language, data)], icons: false }),
        EditorView.contentAttributes.of({ 'aria-label': label, 'tabindex': '0' }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isSetting) changed(update.state.doc.toString())
        }),
      ],
    }),
  })
  return {
    set(next) {
      const now = view.state.doc.toString()
      if (now === next) return
      isSetting = true
      view.dispatch({ changes: smallestChange(now, next) })
      isSetting = false
    },
    /** Puts a text at the cursor. */
    insert(piece) {
      view.dispatch(view.state.replaceSelection(piece))
      view.focus()
    },
    goToLine(number) {
      const line = view.state.doc.line(Math.max(1, Math.min(number, view.state.doc.lines)))
      view.dispatch({ selection: { anchor: line.from, head: line.to } })
      view.dispatch({ effects: EditorView.scrollIntoView(line.from, { y: 'center' }) })
      view.focus()
    },
    /** Where the cursor stands in the data. */
    place: () =>
      placeOf(scopeAt(view.state.doc.toString(), view.state.selection.main.head, data.sample)),
    refresh: () => view.requestMeasure(),
  }
}

const mark = (name) => Decoration.mark({ class: name })
const MARKS = {
  command: mark('code-command'),
  field: mark('code-field'),
  tag: mark('code-tag'),
  soft: mark('code-soft'),
}

function coloursOf(language) {
  const marksIn = language === 'style' ? styleMarks : language === 'lines' ? lineMarks : markupMarks
  const draw = (view) => Decoration.set(marksIn(view.state.doc.toString()), true)
  return ViewPlugin.define(
    (view) => {
      const drawn = {
        marks: draw(view),
        update: (update) => {
          if (update.docChanged) drawn.marks = draw(update.view)
        },
      }
      return drawn
    },
    { decorations: ({ marks }) => marks }
  )
}

function markupMarks(text) {
  return scan(text).flatMap((token) => {
    const range = (name) => MARKS[name].range(token.at, token.at + token.raw.length)
    if (token.kind === 'tag') return [range('tag')]
    if (token.kind === 'comment') return [range('soft')]
    if (token.kind !== 'mustache') return []
    return [range(token.form === 'value' ? 'field' : token.form === 'comment' ? 'soft' : 'command')]
  })
}

const found = (text, pattern, name) =>
  [...text.matchAll(pattern)]
    .filter(([all]) => all)
    .map((one) => MARKS[name].range(one.index, one.index + one[0].length))

const styleMarks = (text) =>
  [
    ...found(text, /\/\*[^]*?\*\//g, 'soft'),
    ...found(text, /[^{};/]+(?=\{)/g, 'tag'),
    ...found(text, /[\w-]+(?=\s*:[^;{}]*[;}])/g, 'field'),
  ].sort((a, b) => a.from - b.from)

const lineMarks = (text) =>
  [...markupMarks(text), ...found(text, /^@\w+/gm, 'tag')].sort((a, b) => a.from - b.from)

function completionsOf(language, data) {
  const fields = flatFields(data.fields ?? [])
  return (context) => {
    if (language === 'style') return words(context, /[\w-]+$/, PROPERTIES)
    const inside = context.matchBefore(/\{\{[^{}]*$/)
    if (inside) return expressions(context, inside, { fields, data })
    if (language === 'lines') {
      const command = context.matchBefore(/^@\w*$/m)
      if (!command) return null
      const options = Object.entries(data.commands).map(([name, info]) => ({
        label: `@${name}`,
        detail: info,
      }))
      return { from: command.from, options }
    }
    return words(context, /<\/?[a-z0-9]*$/, TAGS, 1)
  }
}

function words(context, pattern, list, skip = 0) {
  const before = context.matchBefore(pattern)
  if (!before || (before.from === before.to && !context.explicit)) return null
  return { from: before.from + skip, options: list.map((label) => ({ label })) }
}

function expressions(context, inside, { fields, data }) {
  const place = placeOf(scopeAt(context.state.doc.toString(), inside.from, data.sample))
  const word = context.matchBefore(/[\w.@/#-]*$/)
  const names = fields.flatMap(({ path, title, kind }) => {
    const written = writtenAt(path, place)
    return written && kind !== 'object'
      ? [
          {
            label: written,
            detail: title,
            type: 'variable',
            boost: written.startsWith('@') ? -1 : 1,
          },
        ]
      : []
  })
  const isFirst = /^\{\{\s*[#\w@./-]*$/.test(inside.text)
  const helpers = Object.entries(data.helpers).map(([label, { title, result }]) => ({
    label,
    detail: `${title} (${result})`,
    type: 'function',
  }))
  const blocks = isFirst
    ? ['#if', '#unless', '#each', '#with', 'else', '/if', '/unless', '/each', '/with'].map(
        (label) => ({ label, type: 'keyword' })
      )
    : []
  return { from: word.from, options: [...names, ...helpers, ...blocks], validFor: /^[\w.@/#-]*$/ }
}
