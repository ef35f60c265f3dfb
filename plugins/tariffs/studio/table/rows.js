/* Tables with a row per m³ and independent columns. */
import { h } from '#studio/dom'
import { join } from '#studio/pointer'
import { sheet } from '#studio/sheet'
import { rowSheet, rowTable } from '../../domain/row_tables.ts'
import { act, button, card, entriesOf, field, fragment, put } from './common.js'

const AT = '/rows'

export function rowTables(studio) {
  const all = entriesOf(studio.content.rows)
  return [
    h(
      'p',
      { key: 'hint', class: 'soft' },
      'Tabelas publicadas com um valor por m³; as cobranças declaradas com a estrutura “Linha de uma tabela por m³” as usam pelo nome.'
    ),
    all.map(([name, table]) => one(studio, { name, table, isLast: all.length === 1 })),
    h(
      'div',
      { key: 'add', class: 'tariff-adders' },
      button('plus', 'Tabela por m³', () => put(studio, join(AT, freeName(all)), BLANK, null))
    ),
  ]
}

const BLANK = { from_m3: 1, columns: { agua: ['0'] }, beyond: { agua: '0' } }
const freeName = (all) => {
  let number = all.length + 1
  while (all.some(([name]) => name === `tabela_${number}`)) number += 1
  return `tabela_${number}`
}

function one(studio, { name, table, isLast }) {
  const at = join(AT, name)
  const grid = rowSheet(table ?? {})
  const remove = () =>
    isLast ? put(studio, AT, undefined, null) : put(studio, at, undefined, null)
  return card(
    name,
    `Tabela ${name}`,
    act('trash', `Retirar a tabela ${name}`, remove),
    grid
      ? [
          h(
            'div',
            { class: 'tariff-fields' },
            textField('Nome', name, (typed) => renamed(studio, name, typed)),
            field(studio, at, {
              path: 'from_m3',
              title: 'Primeira linha',
              kind: 'integer',
              unit: 'm³',
            }),
            textField(
              'Colunas',
              grid.columns
                .slice(1)
                .map(({ title }) => title)
                .join(', '),
              (typed) => recolumned(studio, at, table, typed)
            )
          ),
          rowsGrid(studio, at, table, grid),
        ]
      : fragment(studio, at, `Tabela ${name}`)
  )
}

/** A text that takes effect when the field is left, since a half-typed name would be another one. */
const textField = (title, value, save) =>
  h(
    'label',
    { class: 'schema-field' },
    h('span', { class: 'form-label' }, title),
    h('input', {
      class: 'form-control',
      type: 'text',
      value,
      onchange: ({ target }) => save(target.value.trim()),
    })
  )

/** The charges that use the table follow its new name. */
function renamed(studio, name, typed) {
  if (!typed || typed === name || Object.hasOwn(studio.content.rows, typed)) return studio.redraw()
  const rows = Object.fromEntries(
    entriesOf(studio.content.rows).map(([one, table]) => [one === name ? typed : one, table])
  )
  const charges = studio.content.charges && renamedIn(studio.content.charges, name, typed)
  studio.change({ ...studio.content, rows, ...(charges ? { charges } : {}) })
}

function renamedIn(value, name, typed) {
  if (Array.isArray(value)) return value.map((one) => renamedIn(one, name, typed))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, renamedIn(one, name, typed)])
  )
  return inner.kind === 'rows' && inner.table === name ? { ...inner, table: typed } : inner
}

/** Columns by their names: those that stay keep their cells, new ones begin at zero. */
function recolumned(studio, at, table, typed) {
  const names = [...new Set(typed.split(/[\s,;]+/).filter(Boolean))]
  if (!names.length) return studio.redraw()
  const [first] = Object.values(table.columns)
  const of = (from, blank) => Object.fromEntries(names.map((name) => [name, from[name] ?? blank]))
  put(
    studio,
    at,
    {
      ...table,
      columns: of(
        table.columns,
        first.map(() => '0')
      ),
      beyond: of(table.beyond, '0'),
    },
    null
  )
}

function rowsGrid(studio, at, table, { columns, rows }) {
  const save = (changed, name) =>
    put(studio, at, rowTable({ columns, rows: changed }, table.from_m3), name)
  const last = rows.length - 1
  return sheet({
    id: at,
    title: 'Valores por m³',
    columns,
    rows,
    change: save,
    redraw: () => studio.redraw(),
    add: (after) => {
      const place = Math.min(after + 1, last)
      save([...rows.slice(0, place), [...rows[Math.max(0, place - 1)]], ...rows.slice(place)], null)
    },
    remove: (row) => {
      if (row !== last && last > 1)
        save(
          rows.filter((_, index) => index !== row),
          null
        )
    },
    rowName: (row) => String(rows[row]?.[0] ?? ''),
    addTitle: 'Acrescentar linha',
    problemAt: (row, { id }) =>
      studio.issuesAt(row === last ? join(at, 'beyond', id) : join(at, 'columns', id, row))[0]
        ?.message,
  })
}
