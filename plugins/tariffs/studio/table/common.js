/* What the parts of the editor of tables share: fields, grids and cards over one content. */
import { h, icon } from '#studio/dom'
import { join, valueAt, withValue } from '#studio/pointer'
import { schemaField } from '#studio/schema_form'
import { sheet } from '#studio/sheet'
import {
  addBracket,
  continuous,
  pastedBrackets,
  removeBracket,
} from '../../domain/edit_brackets.ts'
import { rowsOf, valueOf } from '../../domain/table_sheets.ts'

/** Changes the content at a place. */
export const put = (studio, pointer, value, name = pointer) =>
  studio.change(withValue(studio.content, pointer, value), name)

export const formFor = (studio) => ({
  issuesAt: (pointer) => studio.issuesAt(pointer),
  put: (pointer, value, name) => put(studio, pointer, value, name),
  redraw: () => studio.redraw(),
})

/** What an object or list holds; nothing where the text says something else. */
export const entriesOf = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
export const listIn = (value) => (Array.isArray(value) ? value : [])

const schemaOf = ({ kind, options, title, maxDecimals }) => {
  if (kind === 'choice') {
    return {
      enum: options.map((one) => one.value),
      enumTitles: options.map((one) => one.title),
      title,
    }
  }
  if (kind === 'decimal') return { type: 'string', format: 'decimal', maxDecimals }
  if (kind === 'flag') return { type: 'boolean' }
  return kind === 'integer' ? { type: 'integer' } : { type: 'string' }
}

/** A field of a structure or of the table itself. */
export function field(studio, at, spec) {
  const pointer = join(at, ...spec.path.split('/'))
  return schemaField(formFor(studio), schemaOf(spec), valueAt(studio.content, pointer), {
    pointer,
    label: spec.title,
    unit: spec.unit,
    help: spec.help,
    none: spec.none,
    isRequired: !spec.isOptional,
  })
}

/** Fields side by side. */
export const fields = (studio, at, specs) =>
  h(
    'div',
    { class: 'tariff-fields' },
    specs.map((spec) => field(studio, at, spec))
  )

/** What people see as JSON because no grid can hold it, or because they asked. */
export const fragment = (studio, pointer, label) =>
  schemaField(formFor(studio), {}, valueAt(studio.content, pointer), { pointer, label })

/**
 * A part of the content as a grid; as JSON where a grid would lose something.
 *
 * @param {object} studio
 * @param {object} part `{ pointer, title, spec, blank?(): unknown[], addTitle?, empty?, rowName?, canMove? }`
 */
export function grid(studio, { pointer, title, spec, blank, isOptional = false, ...more }) {
  const value = valueAt(studio.content, pointer)
  const rows = rowsOf(spec, value ?? (spec.shape === 'list' || spec.shape === 'brackets' ? [] : {}))
  if (rows === null) return fragment(studio, pointer, title)
  const save = (changed, name) =>
    put(
      studio,
      pointer,
      isOptional && changed.length === 0 ? undefined : valueOf(spec, changed),
      name
    )
  const acts =
    spec.shape === 'brackets'
      ? bracketActs(rows, save)
      : rowActs(rows, save, { blank, spec, ...more })
  return sheet({
    ...more,
    ...acts,
    id: pointer,
    title,
    columns: spec.columns,
    rows,
    redraw: () => studio.redraw(),
    problemAt: (row, { id }) => {
      const place =
        spec.shape === 'map' || spec.shape === 'named'
          ? join(pointer, String(rows[row][0]), ...(spec.shape === 'named' ? [id] : []))
          : join(pointer, row, id)
      return id === spec.columns[0].id && spec.shape === 'map'
        ? undefined
        : studio.issuesAt(place)[0]?.message
    },
  })
}

const bracketActs = (rows, save) => ({
  change: (changed, name) => save(continuous(changed), name),
  add: (after) => save(addBracket(rows, after), null),
  remove: (row) => save(removeBracket(rows, row), null),
  pasted: pastedBrackets,
  splitsRange: true,
  addTitle: 'Acrescentar faixa',
  rowName: (row) => `faixa ${row + 1}`,
})

const rowActs = (rows, save, { blank, canMove = true, spec }) => {
  const keeps = spec.shape === 'list' && canMove
  return {
    change: save,
    ...(blank
      ? {
          add: (after) =>
            save([...rows.slice(0, after + 1), blank(), ...rows.slice(after + 1)], null),
          remove: (row) =>
            save(
              rows.filter((_, index) => index !== row),
              null
            ),
        }
      : {}),
    ...(keeps && blank ? { move: (row, step) => save(swapped(rows, row, row + step), null) } : {}),
  }
}

export function swapped(list, one, other) {
  const copy = [...list]
  ;[copy[one], copy[other]] = [copy[other], copy[one]]
  return copy
}

/** A card with a heading, its acts at the right. */
export const card = (key, title, acts, ...content) =>
  h(
    'section',
    { key, class: 'card tariff-card' },
    h(
      'div',
      { class: 'card-header' },
      h('h2', { class: 'card-title' }, title),
      h('div', { class: 'tariff-card-acts' }, acts)
    ),
    h('div', { class: 'card-body' }, content)
  )

export const act = (name, title, onclick, disabled = false) =>
  h(
    'button',
    { 'type': 'button', 'class': 'icon-button', title, 'aria-label': title, onclick, disabled },
    icon(name)
  )

export const button = (name, title, onclick, more = {}) =>
  h('button', { type: 'button', class: 'btn btn-sm', onclick, ...more }, name && icon(name), title)

/** Findings that no field below shows by itself. */
export const findings = (studio, pointer) =>
  studio
    .issuesAt(pointer)
    .filter(({ path }) => path === pointer)
    .map(({ message, severity }) =>
      h('p', { class: `schema-issue ${severity === 'critical' ? '' : 'is-warning'}` }, message)
    )

/** Classes of sewage service, as connections have them. */
export const SEWAGE_CLASSES = [
  { value: 'collected', title: 'Coletado' },
  { value: 'collected_treated', title: 'Coletado e tratado' },
  { value: 'treated', title: 'Só tratado' },
  { value: 'own_source', title: 'Fonte própria' },
]
