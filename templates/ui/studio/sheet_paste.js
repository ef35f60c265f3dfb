/* Cells pasted into a sheet: checked one by one first, and with one wrong nothing of what was pasted enters. */
import { problemText, readPaste, sizeProblem } from './cells.js'
import { h } from './dom.js'

/** Of problems no more are told than can be read. */
export const SHOWN_PROBLEMS = 8

/** What sheets remember between drawings: the last paste that was refused, the open field to paste into, the page shown. */
const memory = new Map()
export const recall = (id) => memory.get(id) ?? {}
export const remember = (id, change) => memory.set(id, { ...recall(id), ...change })

/** A field to paste into, for phones and for who does not know that any cell takes a paste. */
export function pasteField(sheet) {
  const titles = sheet.columns.map(({ title }) => title).join(' | ')
  const hint = `sheet-hint-${sheet.id}`
  const apply = (text) => applyPaste(sheet, { text, index: 0, at: 0, replaces: true })
  return h(
    'div',
    { 'key': 'paste', 'class': 'sheet-paste', 'data-own-undo': true },
    h(
      'p',
      { id: hint, class: 'form-hint' },
      `Copie as células e cole aqui, nesta ordem: ${titles}. Tomam o lugar das linhas de agora; nada entra se houver uma célula errada.`
    ),
    h('textarea', {
      'class': 'form-control',
      'rows': '4',
      'aria-label': `Células para ${sheet.title}`,
      'aria-describedby': hint,
      'spellcheck': 'false',
      'onpaste': (event) => {
        const text = event.clipboardData.getData('text/plain')
        const problem = sizeProblem(text.length)
        if (!problem) return
        event.preventDefault()
        refuse(sheet, [problem])
      },
    }),
    h(
      'button',
      {
        type: 'button',
        class: 'btn btn-sm btn-primary',
        onclick: ({ currentTarget }) =>
          apply(currentTarget.parentElement.querySelector('textarea').value),
      },
      'Conferir e colar'
    )
  )
}

/** One cell is the field's own affair; more than one is a piece of a spreadsheet. */
export function pasteInto(sheet, { event, index, at }) {
  const text = event.clipboardData.getData('text/plain')
  if (!sizeProblem(text.length) && !/[\t\n\r]/.test(text.trimEnd())) return
  event.preventDefault()
  applyPaste(sheet, { text, index, at, replaces: false })
}

function refuse(sheet, problems) {
  remember(sheet.id, { problems })
  sheet.redraw()
}

function applyPaste(sheet, { text, index, at, replaces }) {
  const read = readPaste(text, sheet.columns.slice(at), {
    splitsRange: sheet.splitsRange && at === 0,
  })
  if (read.problems) return refuse(sheet, read.problems)
  const blank = sheet.columns.map(() => undefined)
  const rows = replaces ? [] : [...sheet.rows]
  if (!replaces && !sheet.add && index + read.rows.length > rows.length) {
    return refuse(sheet, [
      {
        row: null,
        column: null,
        text: `São ${read.rows.length} linhas e daqui para baixo só há ${rows.length - index}.`,
      },
    ])
  }
  read.rows.forEach((cells, offset) => {
    const row = [...(rows[index + offset] ?? blank)]
    cells.forEach((cell, column) => (row[at + column] = cell))
    rows[index + offset] = row
  })
  const right = sheet.pasted ? sheet.pasted(rows) : rows
  if (right.problems) return refuse(sheet, right.problems)
  remember(sheet.id, { problems: null, isPasting: false })
  sheet.change(right, null)
}

export function problemsBox(sheet) {
  const { problems } = recall(sheet.id)
  if (!problems?.length) return null
  const more = problems.length - SHOWN_PROBLEMS
  return h(
    'div',
    { key: 'problems', class: 'conf-issue is-bad sheet-problems', role: 'alert' },
    h('strong', {}, 'Nada foi colado'),
    problems.slice(0, SHOWN_PROBLEMS).map((one) => h('span', {}, problemText(one))),
    more > 0 && h('span', {}, `e mais ${more} ${more === 1 ? 'problema' : 'problemas'}`),
    h(
      'button',
      { type: 'button', class: 'btn btn-sm', onclick: () => refuse(sheet, null) },
      'Entendi'
    )
  )
}
