/* Lists whose items are more than one row: a card each, that says in its heading what it is and opens on its fields. */
import { h, icon } from './dom.js'
import { join } from './pointer.js'
import { editable } from './schema_edits.js'
import { blankOf, choicesOf, fieldKind } from './schema_kinds.js'

/** So many cards stand open at first; where there are more, one reads the headings and opens what one wants to change. */
const OPEN = 2
/** Facts of an item in its heading. */
const FACTS = 4

/** The card that was just added, which opens. */
let added = null

/** @param field draws the fields of one item, as `schemaField`. */
export function cards(field, form, { items }, value, { pointer, label }) {
  const put = (list) => form.put(pointer, list)
  const edits = editable({ rows: value, put, blank: () => blankOf(items) })
  const add = () => {
    added = join(pointer, value.length)
    edits.add(value.length - 1)
  }
  return h(
    'fieldset',
    { key: pointer, class: 'schema-group' },
    h('legend', {}, label),
    value.map((item, index) => {
      const place = join(pointer, index)
      return h(
        'div',
        { key: String(index), class: 'schema-card' },
        acts(edits, index, value.length),
        h(
          'details',
          { ref: (element) => (element.open = value.length <= OPEN || place === added) },
          heading(form, { items, item, index, place }),
          field(form, items, item, { pointer: place, label: `Item ${index + 1}`, isOuter: true })
        )
      )
    }),
    h(
      'button',
      { type: 'button', class: 'btn btn-sm', onclick: add },
      icon('plus'),
      'Acrescentar item'
    ),
    form
      .issuesAt(pointer)
      .filter(({ path }) => path === pointer)
      .map(({ message }) => h('p', { class: 'schema-issue' }, message))
  )
}

function acts({ remove, move }, index, count) {
  const button = (name, title, onclick, disabled = false) =>
    h(
      'button',
      { 'type': 'button', 'class': 'icon-button', title, 'aria-label': title, onclick, disabled },
      icon(name)
    )
  return h(
    'div',
    { class: 'schema-card-acts' },
    button('arrow-up', `Subir item ${index + 1}`, () => move(index, -1), index === 0),
    button('arrow-down', `Descer item ${index + 1}`, () => move(index, 1), index === count - 1),
    button('trash', `Retirar item ${index + 1}`, () => remove(index))
  )
}

function heading(form, { items, item, index, place }) {
  const problems = form.issuesAt(place).length
  return h(
    'summary',
    {},
    h('strong', {}, `${index + 1}. ${nameOf(item) ?? 'Item'}`),
    h('span', { class: 'soft' }, factsOf(items, item).join(' · ')),
    problems > 0 && h('span', { class: 'schema-issue' }, `${problems} a corrigir`)
  )
}

const nameOf = (item) => item?.title || item?.name || item?.label

/** The first choices and whole numbers of an item, in words. */
const factsOf = ({ properties = {} }, item) =>
  Object.entries(properties)
    .flatMap(([name, schema]) => factOf(schema, item?.[name]))
    .filter((fact) => fact !== nameOf(item))
    .slice(0, FACTS)

function factOf(schema, value) {
  if (value === undefined || value === null) return []
  const kind = fieldKind(schema)
  if (kind === 'integer') return [`${schema.title ?? ''}: ${value}`]
  if (kind !== 'choice') return []
  const chosen = choicesOf(schema).find((one) => one.value === value)
  return chosen ? [chosen.title] : []
}
