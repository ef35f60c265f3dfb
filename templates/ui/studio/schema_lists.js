/* Lists and maps of a schema: choices to tick, rows of a sheet, or one group of fields per item. */
import { h, icon } from './dom.js'
import { join } from './pointer.js'
import { cards } from './schema_cards.js'
import { choiceList, ownIssues } from './schema_choices.js'
import { editable } from './schema_edits.js'
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
