/*
 * A grid of cells: typed one by one, pasted from a spreadsheet, added to and taken from. It holds nothing: rows come in,
 * changed rows go out.
 */
import { cellOf, cellText, problemText, readCell } from './cells.js'
import { h, icon } from './dom.js'
import {
  SHOWN_PROBLEMS,
  pasteField,
  pasteInto,
  problemsBox,
  recall,
  remember,
} from './sheet_paste.js'

const PAGE = 60

/** Numbers stand to the right; sentences get the room that they need. */
const cellClass = ({ kind, isWide }) => (isNumber(kind) ? 'num' : isWide ? 'is-wide' : undefined)

/**
 * @param {object} sheet
 * @param {string} sheet.id       the pointer of what it shows: unique in the page
 * @param {string} sheet.title    what people call it
 * @param {object[]} sheet.columns columns of `core/configuration/sheet`
 * @param {unknown[][]} sheet.rows cells by row, in the order of the columns
 * @param {(rows: unknown[][], name: string) => void} sheet.change
 * @param {() => void} sheet.redraw
 * @param {(row: number, column: object) => string|undefined} [sheet.problemAt] what the server says of a cell
 * @param {(row: number) => void} [sheet.add]    after a row (-1: the first one); without it no row can be added
 * @param {(row: number) => void} [sheet.remove]
 * @param {(row: number, step: number) => void} [sheet.move]
 * @param {(rows: unknown[][]) => unknown[][]|{problems: object[]}} [sheet.pasted] puts pasted rows right, or refuses them
 * @param {string} [sheet.addTitle]
 * @param {(row: number) => string} [sheet.rowName] how a row is named for people who do not see it
 * @param {boolean} [sheet.splitsRange]
 * @param {string} [sheet.empty]
 */
export function sheet(sheet) {
  const {
    id,
    rows,
    page = Math.min(recall(id).page ?? 0, Math.floor(Math.max(0, rows.length - 1) / PAGE)),
  } = sheet
  const first = rows.length > PAGE * 2 ? page * PAGE : 0
  const shown = rows.length > PAGE * 2 ? rows.slice(first, first + PAGE) : rows
  return h(
    'div',
    { key: `sheet-${id}`, class: 'sheet' },
    problemsBox(sheet),
    h(
      'div',
      { 'class': 'sheet-scroll', 'tabindex': '0', 'role': 'group', 'aria-label': sheet.title },
      h(
        'table',
        { class: 'sheet-grid' },
        h('caption', { class: 'visually-hidden' }, sheet.title),
        h('thead', {}, headRow(sheet)),
        h(
          'tbody',
          {},
          shown.map((row, index) => bodyRow(sheet, row, first + index))
        )
      )
    ),
    rows.length === 0 &&
      h('p', { class: 'soft sheet-empty' }, sheet.empty ?? 'Nenhuma linha ainda.'),
    rows.length > PAGE * 2 && pager(sheet, page),
    cellProblems(sheet),
    foot(sheet)
  )
}

/** What is wrong with a cell: that it cannot be read, or what the server says of it. */
function problemOf({ problemAt }, { column, index, value }) {
  const read = column.isDerived ? {} : readCell(column, cellText(column, value))
  return read.problem ?? problemAt?.(index, column)
}

function cellProblems(sheet) {
  const found = []
  for (const [index, row] of sheet.rows.entries()) {
    for (const [at, column] of sheet.columns.entries()) {
      const text = problemOf(sheet, { column, index, value: row[at] })
      if (text) found.push(problemText({ row: index + 1, column: column.title, text }))
      if (found.length === SHOWN_PROBLEMS) break
    }
  }
  return found.slice(0, SHOWN_PROBLEMS).map((text) => h('p', { class: 'schema-issue' }, text))
}

const hasActs = ({ add, remove, move }) => Boolean(add || remove || move)

const headRow = (sheet) =>
  h(
    'tr',
    {},
    sheet.columns.map(({ id, title, kind }) =>
      h('th', { key: id, scope: 'col', class: isNumber(kind) ? 'num' : undefined }, title)
    ),
    hasActs(sheet) && h('th', { key: ' acts' }, h('span', { class: 'visually-hidden' }, 'Ações'))
  )

const isNumber = (kind) => kind === 'decimal' || kind === 'integer' || kind === 'limit'

function bodyRow(sheet, row, index) {
  return h(
    'tr',
    { key: String(index) },
    sheet.columns.map((column, at) =>
      h(
        'td',
        { key: column.id, class: cellClass(column) },
        cellField(sheet, { row, index, column, at })
      )
    ),
    hasActs(sheet) && h('td', { key: ' acts', class: 'sheet-acts' }, rowActs(sheet, index))
  )
}

function cellField(sheet, { row, index, column, at }) {
  const text = cellText(column, row[at])
  const problem = problemOf(sheet, { column, index, value: row[at] })
  const label = `${column.title}, ${sheet.rowName?.(index) ?? `linha ${index + 1}`}`
  const common = {
    'aria-label': label,
    'aria-invalid': problem ? 'true' : undefined,
    'title': problem,
    'data-sheet': sheet.id,
    'data-cell': `${index}:${at}`,
    'onkeydown': moveByKey,
    'onpaste': (event) => pasteInto(sheet, { event, index, at }),
  }
  const put = (value) =>
    sheet.change(withCell(sheet.rows, { index, at }, value), `${sheet.id}/${index}/${column.id}`)
  if (column.kind === 'choice' && isOption(column, row[at]))
    return choice(column, { common, value: row[at], put })
  return h('input', {
    ...common,
    class: 'sheet-cell',
    type: column.kind === 'date' ? 'date' : 'text',
    inputmode:
      column.kind === 'decimal' ? 'decimal' : isNumber(column.kind) ? 'numeric' : undefined,
    placeholder: column.kind === 'limit' && !column.isOptional ? 'sem limite' : undefined,
    readonly: column.isDerived ?? false,
    value: column.kind === 'date' ? String(row[at] ?? '') : text,
    oninput: ({ target }) => put(cellOf(column, target.value)),
  })
}

const isOption = ({ options }, value) =>
  value === undefined || value === '' || options.some((one) => one.value === value)

function choice({ options, isOptional }, { common, value, put }) {
  return h(
    'select',
    {
      ...common,
      class: 'sheet-cell',
      value: value ?? '',
      onchange: ({ target }) => put(target.value === '' && isOptional ? undefined : target.value),
    },
    (isOptional || !value) && h('option', { key: '', value: '' }, isOptional ? '—' : 'Escolha'),
    options.map((one) => h('option', { key: one.value, value: one.value }, one.title))
  )
}

const withCell = (rows, { index, at }, value) =>
  rows.map((row, here) =>
    here === index ? row.map((cell, there) => (there === at ? value : cell)) : row
  )

/** Enter and the arrows up and down go through a column. */
function moveByKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key]
  if (!step || event.target.localName === 'select') return
  const [row, column] = event.target.dataset.cell.split(':')
  event.preventDefault()
  const next = event.target
    .closest('tbody')
    .querySelector(`[data-cell="${Number(row) + step}:${column}"]`)
  next?.focus()
  next?.select?.()
}

function rowActs({ add, remove, move, rows, rowName }, index) {
  const name = rowName?.(index) ?? `linha ${index + 1}`
  return [
    move && act('arrow-up', `Subir ${name}`, () => move(index, -1), index === 0),
    move && act('arrow-down', `Descer ${name}`, () => move(index, 1), index === rows.length - 1),
    add && act('plus', `Acrescentar depois de ${name}`, () => add(index)),
    remove && act('trash', `Retirar ${name}`, () => remove(index)),
  ]
}

const act = (name, title, onclick, disabled = false) =>
  h(
    'button',
    { 'type': 'button', 'class': 'icon-button', title, 'aria-label': title, disabled, onclick },
    icon(name)
  )

function pager(sheet, page) {
  const last = Math.ceil(sheet.rows.length / PAGE) - 1
  const go = (to) => (remember(sheet.id, { page: to }), sheet.redraw())
  return h(
    'p',
    { class: 'sheet-pager' },
    h(
      'button',
      { type: 'button', class: 'btn btn-sm', disabled: page === 0, onclick: () => go(page - 1) },
      'Anteriores'
    ),
    h(
      'span',
      { class: 'tnum' },
      `Linhas ${page * PAGE + 1} a ${Math.min(sheet.rows.length, (page + 1) * PAGE)} de ${sheet.rows.length}`
    ),
    h(
      'button',
      { type: 'button', class: 'btn btn-sm', disabled: page >= last, onclick: () => go(page + 1) },
      'Seguintes'
    )
  )
}

function foot(sheet) {
  const { id, add, rows, addTitle = 'Acrescentar linha', redraw } = sheet
  const isOpen = recall(id).isPasting === true
  return [
    h(
      'div',
      { key: 'foot', class: 'sheet-foot' },
      add &&
        h(
          'button',
          { type: 'button', class: 'btn btn-sm', onclick: () => add(rows.length - 1) },
          icon('plus'),
          addTitle
        ),
      h(
        'button',
        {
          'type': 'button',
          'class': 'btn btn-sm btn-plain',
          'aria-expanded': String(isOpen),
          'onclick': () => (remember(id, { isPasting: !isOpen, problems: null }), redraw()),
        },
        icon('table'),
        'Colar de planilha'
      )
    ),
    isOpen && pasteField(sheet),
  ]
}
