/*
 * Forms made from JSON Schemas: each value in the field that its schema asks for, lists of objects as small sheets, and what
 * no field can show as JSON in its place.
 */
import { cellOf } from './cells.js'
import { h, icon } from './dom.js'
import { join } from './pointer.js'
import { listField, mapField } from './schema_lists.js'
import {
  blankOf,
  boundsText,
  choicesOf,
  fieldKind,
  mayBeNull,
  readCents,
  shownNumber,
} from './schema_kinds.js'

/**
 * The field of one value.
 *
 * @param {object} form       `{ issuesAt(pointer), put(pointer, value), redraw() }`
 * @param {object} schema
 * @param {unknown} value     undefined where the property is absent
 * @param {object} place      `{ pointer, label, unit?, isRequired?, help?, none? }`; `none`: what an absent choice means
 */
export function schemaField(form, schema, value, place) {
  if (mayBeNull(schema) && ['object', 'list', 'map'].includes(fieldKind(schema))) {
    return maybe(form, schema, value, place)
  }
  if (schema.condition && form.condition) return form.condition(schema, value, place)
  return DRAWN[fieldKind(schema)](form, schema, value, place)
}

const idOf = ({ pointer }) => `field${pointer.replaceAll('/', '-')}`

/** Label, field, what it may hold and what is wrong with it. */
function labelled(form, schema, place, field) {
  const { label, unit, isRequired = true, help } = place
  const id = idOf(place)
  const issues = form.issuesAt(place.pointer)
  const hint = [help, boundsText(schema), isRequired || place.none ? '' : 'pode ficar vazio']
    .filter(Boolean)
    .join('; ')
  const described = [hint && `${id}-hint`, issues.length && `${id}-issue`].filter(Boolean).join(' ')
  const common = {
    'id': id,
    'aria-describedby': described || undefined,
    'aria-invalid': issues.length ? 'true' : undefined,
  }
  return h(
    'div',
    { key: place.pointer, class: isLong(schema) ? 'schema-field is-wide' : 'schema-field' },
    h('label', { class: 'form-label', for: id }, label),
    h(
      'div',
      { class: 'schema-input' },
      field(common),
      unit && h('span', { class: 'schema-unit' }, unit)
    ),
    hint && h('p', { class: 'form-hint', id: `${id}-hint` }, capital(hint)),
    issues.length > 0 &&
      h(
        'p',
        { class: 'schema-issue', id: `${id}-issue` },
        issues.map(({ message }) => message).join(' ')
      )
  )
}

/** Texts that want the whole width of their group. */
const LONG = 120
const isLong = (schema) => fieldKind(schema) === 'text' && (schema.maxLength ?? 0) > LONG

const capital = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`

const emptyOf = (schema, { isRequired = true }) => {
  if (!isRequired) return undefined
  return mayBeNull(schema) ? null : ''
}

/** Inputs whose text is the value, or becomes it by the rules of cells. */
const typed = (attributes, read) => (form, schema, value, place) =>
  labelled(form, schema, place, (common) =>
    h('input', {
      ...common,
      ...attributes,
      class: `form-control ${attributes.class ?? ''}`,
      // A space at the end of a text is the person's own while the next word is not written.
      value: fieldKind(schema) === 'text' ? (value ?? '') : shownNumber(fieldKind(schema), value),
      oninput: ({ target }) =>
        form.put(
          place.pointer,
          target.value.trim() === '' ? emptyOf(schema, place) : read(target.value)
        ),
    })
  )

/** Typed as R$ and kept in cents: while somebody types, their text stands; left, it is written out. */
function cents(form, schema, value, place) {
  return labelled(form, schema, place, (common) => [
    h('span', { class: 'schema-unit' }, 'R$'),
    h('input', {
      ...common,
      type: 'text',
      inputmode: 'decimal',
      class: 'form-control tnum schema-number',
      value: shownNumber('cents', value),
      onchange: ({ target }) =>
        form.put(
          place.pointer,
          target.value.trim() === '' ? emptyOf(schema, place) : readCents(schema, target.value)
        ),
    }),
  ])
}

const same = (text) => text
const decimal = typed({ type: 'text', inputmode: 'decimal', class: 'tnum schema-number' }, (text) =>
  cellOf({ kind: 'decimal' }, text)
)
const integer = typed({ type: 'text', inputmode: 'numeric', class: 'tnum schema-number' }, (text) =>
  cellOf({ kind: 'integer' }, text)
)
const line = typed({ type: 'text' }, same)

function text(form, schema, value, place) {
  if ((schema.maxLength ?? 0) < 2000) return line(form, schema, value, place)
  return labelled(form, schema, place, (common) =>
    h('textarea', {
      ...common,
      class: 'form-control',
      rows: '5',
      value: value ?? '',
      oninput: ({ target }) =>
        form.put(place.pointer, target.value === '' ? emptyOf(schema, place) : target.value),
    })
  )
}

function choice(form, schema, value, place) {
  const { isRequired = true } = place
  const choices = choicesOf(schema)
  const at = choices.findIndex((one) => one.value === value)
  const hasNone = mayBeNull(schema) || !isRequired
  return labelled(form, schema, place, (common) =>
    h(
      'select',
      {
        ...common,
        class: 'form-select',
        value: at === -1 ? '' : String(at),
        onchange: ({ target }) =>
          form.put(
            place.pointer,
            target.value === '' ? emptyOf(schema, place) : choices[Number(target.value)].value
          ),
      },
      (hasNone || at === -1) &&
        h('option', { key: '', value: '' }, hasNone ? (place.none ?? 'Nenhum') : 'Escolha'),
      choices.map(({ title }, index) =>
        h('option', { key: String(index), value: String(index) }, title)
      )
    )
  )
}

const flag = (form, schema, value, place) =>
  h(
    'div',
    { key: place.pointer, class: 'schema-field' },
    h(
      'label',
      { class: 'form-check form-switch' },
      h('input', {
        class: 'form-check-input',
        type: 'checkbox',
        id: idOf(place),
        checked: value === true,
        onchange: ({ target }) => form.put(place.pointer, target.checked),
      }),
      h('span', { class: 'form-check-label' }, place.label)
    ),
    form.issuesAt(place.pointer).map(({ message }) => h('p', { class: 'schema-issue' }, message))
  )

function object(form, schema, value, place) {
  const shape = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const strangers = Object.keys(shape).filter((name) => !Object.hasOwn(schema.properties, name))
  const required = schema.required ?? []
  return group(
    place,
    Object.entries(schema.properties).map(([name, inner]) =>
      schemaField(form, inner, shape[name], {
        pointer: join(place.pointer, name),
        label: inner.title ?? name,
        isRequired: required.includes(name),
      })
    ),
    strangers.map((name) =>
      json(form, {}, shape[name], { pointer: join(place.pointer, name), label: name })
    )
  )
}

/** Fields that belong together; the outermost ones need no frame. */
export const group = ({ pointer, label, isOuter }, ...content) =>
  isOuter
    ? h('div', { key: pointer, class: 'schema-group is-outer' }, content)
    : h('fieldset', { key: pointer, class: 'schema-group' }, h('legend', {}, label), content)

/** A group that may be absent. */
function maybe(form, schema, value, place) {
  const isGiven = value !== null && value !== undefined
  return h(
    'div',
    { key: place.pointer, class: 'schema-field' },
    h(
      'label',
      { class: 'form-check form-switch' },
      h('input', {
        class: 'form-check-input',
        type: 'checkbox',
        checked: isGiven,
        onchange: ({ target }) =>
          form.put(
            place.pointer,
            target.checked
              ? blankOf({ ...schema, type: [schema.type].flat().filter((one) => one !== 'null') })
              : null
          ),
      }),
      h('span', { class: 'form-check-label' }, `${place.label}: informar`)
    ),
    isGiven && DRAWN[fieldKind(schema)](form, schema, value, place)
  )
}

/** What no field can show: its JSON, in its place. A text that is no JSON is kept as a text, which the schema refuses. */
export function json(form, _schema, value, place) {
  const shown = value === undefined ? '' : JSON.stringify(value, null, 2)
  const issues = form.issuesAt(place.pointer)
  return h(
    'div',
    { 'key': place.pointer, 'class': 'schema-field', 'data-own-undo': true },
    h('label', { class: 'form-label', for: idOf(place) }, `${place.label} (JSON)`),
    h('textarea', {
      'class': 'form-control conf-text',
      'id': idOf(place),
      'rows': String(Math.min(24, shown.split('\n').length + 1)),
      'spellcheck': 'false',
      'value': shown,
      'aria-invalid': issues.length ? 'true' : undefined,
      'oninput': ({ target }) => form.put(place.pointer, parsed(target.value)),
    }),
    issues.map(({ message }) => h('p', { class: 'schema-issue' }, icon('alert-circle'), message))
  )
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const DRAWN = {
  choice,
  flag,
  integer,
  cents,
  decimal,
  text,
  object,
  json,
  date: typed({ type: 'date', class: 'schema-number' }, same),
  time: typed({ type: 'time', class: 'schema-number' }, same),
  month: typed({ type: 'month', class: 'schema-number' }, same),
  email: typed({ type: 'email' }, same),
  list: (...given) => listField(schemaField, ...given),
  map: (...given) => mapField(schemaField, ...given),
}
