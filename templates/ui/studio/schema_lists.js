/* Lists and maps of a schema: choices to tick, rows of a sheet, or one group of fields per item. */
import { h, icon } from './dom.js'
import { join } from './pointer.js'
import { choiceList, ownIssues } from './schema_choices.js'
import { blankOf, columnOf, fieldKind, isScalar } from './schema_kinds.js'
import { sheet } from './sheet.js'

const listOf = (value) => (Array.isArray(value) ? value : [])

export function listField(field, form, schema, value, place) {
  const { items = {} } = schema
  if (items.enum) return choiceList(form, schema, listOf(value), place)
  if (isScalar(items)) return scalars(form, schema, listOf(value), place)
  const isFlat =
    fieldKind(items) === 'object' &&
    Object.values(items.properties).every(isScalar) &&
    listOf(value).every((item) => hasOnly(item, items.properties))
  return isFlat
    ? objects(form, schema, listOf(value), place)
    : cards(field, form, schema, listOf(value), place)
}

const hasOnly = (item, properties) =>
  typeof item === 'object' &&
  item !== null &&
  Object.keys(item).every((name) => Object.hasOwn(properties, name))

function framed(form, { pointer, label, isOuter }, grid) {
  const issues = ownIssues(form, pointer)
  return isOuter
    ? h('div', { key: pointer, class: 'schema-group is-outer' }, grid, issues)
    : h('fieldset', { key: pointer, class: 'schema-group' }, h('legend', {}, label), grid, issues)
}

function scalars(form, { items }, value, place) {
  const { pointer, label } = place
  const column = {
    ...columnOf('value', items, { isRequired: true }),
    title: items.title ?? 'Valor',
  }
  const put = (rows, name) =>
    form.put(
      pointer,
      rows.map(([cell]) => cell),
      name
    )
  const rows = value.map((item) => [item])
  return framed(
    form,
    place,
    sheet({
      ...editable({ rows, put, blank: () => [column.kind === 'date' ? '' : blankOf(items)] }),
      id: pointer,
      title: label,
      columns: [column],
      rows,
      change: put,
      redraw: form.redraw,
      problemAt: (row) => form.issuesAt(join(pointer, row))[0]?.message,
    })
  )
}

function objects(form, { items }, value, place) {
  const { pointer, label } = place
  const names = Object.keys(items.properties)
  const columns = names.map((name) =>
    columnOf(name, items.properties[name], { isRequired: (items.required ?? []).includes(name) })
  )
  const rows = value.map((item) => names.map((name) => item[name]))
  const put = (changed, name) =>
    form.put(
      pointer,
      changed.map((cells) => itemOf(names, cells)),
      name
    )
  return framed(
    form,
    place,
    sheet({
      ...editable({ rows, put, blank: () => names.map((name) => blankOf(items)[name]) }),
      id: pointer,
      title: label,
      columns,
      rows,
      change: put,
      redraw: form.redraw,
      problemAt: (row, { id }) => form.issuesAt(join(pointer, row, id))[0]?.message,
    })
  )
}

const itemOf = (names, cells) =>
  Object.fromEntries(
    names.flatMap((name, index) => (cells[index] === undefined ? [] : [[name, cells[index]]]))
  )

const editable = ({ rows, put, blank }) => ({
  add: (after) => put([...rows.slice(0, after + 1), blank(), ...rows.slice(after + 1)], null),
  remove: (row) =>
    put(
      rows.filter((_, index) => index !== row),
      null
    ),
  move: (row, step) => put(swapped(rows, row, row + step), null),
})

function swapped(rows, one, other) {
  const copy = [...rows]
  ;[copy[one], copy[other]] = [copy[other], copy[one]]
  return copy
}

/** Names of the people's own with a value each. */
export function mapField(field, form, schema, value, place) {
  const { pointer, label } = place
  const inner = schema.additionalProperties
  const given = typeof value === 'object' && value !== null ? value : {}
  if (!isScalar(inner)) return cardsOfMap(field, form, inner, given, place)
  const columns = [
    { id: 'name', title: schema.propertyNames?.title ?? 'Código', kind: 'text' },
    { ...columnOf('value', inner, { isRequired: true }), title: inner.title ?? 'Valor' },
  ]
  const rows = Object.entries(given)
  const put = (changed, name) => form.put(pointer, mapFrom(changed), name)
  return framed(
    form,
    place,
    sheet({
      ...editable({ rows, put, blank: () => ['', blankOf(inner)] }),
      move: undefined,
      id: pointer,
      title: label,
      columns,
      rows,
      change: put,
      redraw: form.redraw,
      problemAt: (row, { id }) =>
        id === 'value' ? form.issuesAt(join(pointer, rows[row][0]))[0]?.message : undefined,
    })
  )
}

/** A name given twice keeps a space, which no name may have: both rows stay, and the check says so. */
function mapFrom(rows) {
  const map = {}
  for (const [name = '', cell] of rows) {
    let own = name
    while (Object.hasOwn(map, own)) own += ' '
    map[own] = cell
  }
  return map
}

const cardsOfMap = (field, form, inner, given, { pointer, label }) =>
  h(
    'fieldset',
    { key: pointer, class: 'schema-group' },
    h('legend', {}, label),
    Object.entries(given).map(([name, item]) =>
      field(form, inner, item, { pointer: join(pointer, name), label: name })
    )
  )

/** Items that are more than one row: a group of fields each. */
function cards(field, form, { items }, value, { pointer, label }) {
  const put = (list) => form.put(pointer, list)
  const { add, remove, move } = editable({ rows: value, put, blank: () => blankOf(items) })
  const button = (name, title, onclick, disabled = false) =>
    h(
      'button',
      { 'type': 'button', 'class': 'icon-button', title, 'aria-label': title, onclick, disabled },
      icon(name)
    )
  return h(
    'fieldset',
    { key: pointer, class: 'schema-group' },
    h('legend', {}, label),
    value.map((item, index) =>
      h(
        'div',
        { key: String(index), class: 'schema-card' },
        h(
          'div',
          { class: 'schema-card-acts' },
          h('strong', {}, `${index + 1}`),
          button('arrow-up', `Subir item ${index + 1}`, () => move(index, -1), index === 0),
          button(
            'arrow-down',
            `Descer item ${index + 1}`,
            () => move(index, 1),
            index === value.length - 1
          ),
          button('trash', `Retirar item ${index + 1}`, () => remove(index))
        ),
        field(form, items, item, {
          pointer: join(pointer, index),
          label: `Item ${index + 1}`,
          isOuter: true,
        })
      )
    ),
    h(
      'button',
      { type: 'button', class: 'btn btn-sm', onclick: () => add(value.length - 1) },
      icon('plus'),
      'Acrescentar item'
    ),
    form
      .issuesAt(pointer)
      .filter(({ path }) => path === pointer)
      .map(({ message }) => h('p', { class: 'schema-issue' }, message))
  )
}
