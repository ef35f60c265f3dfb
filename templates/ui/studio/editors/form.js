/*
 * A whole content as a form made from the schema of its kind: fields by their titles, lists as sheets or cards, choices that
 * come from another part of the same content, the data that texts may name, and what the content comes to.
 */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'
import { openStudio } from '../frame.js'
import { valueAt, withValue } from '../pointer.js'
import { conditionEditor } from '../ruleset/condition.js'
import { ExpressionEditor } from '../ruleset/expressions.js'
import { schemaField } from '../schema_form.js'

/** Choices that the content itself gives (`choicesFrom`), as those of any other field. */
function offered(schema, content) {
  if (Array.isArray(schema)) return schema.map((one) => offered(one, content))
  if (typeof schema !== 'object' || schema === null) return schema
  const whole = Object.fromEntries(
    Object.entries(schema).map(([name, inner]) => [name, offered(inner, content)])
  )
  if (!schema.choicesFrom) return whole
  const { list, value, title, first = [] } = schema.choicesFrom
  const rows = valueAt(content, list) ?? []
  return {
    ...whole,
    enum: [...first.map((one) => one.value), ...rows.map((row) => row[value])],
    enumTitles: [...first.map((one) => one.title), ...rows.map((row) => row[title] || row[value])],
  }
}

/** A condition (`condition`: the facts that it may read) in the builder of the rules; what is absent holds always. */
const conditionField = (studio, schema, value, { pointer, label }) =>
  h(
    'div',
    { 'key': pointer, 'class': 'schema-field', 'data-at': pointer },
    h('span', { class: 'form-label' }, label),
    conditionEditor(
      new ExpressionEditor(value === undefined ? filled(studio, pointer) : studio, {
        facts: schema.condition,
      }),
      builder.readCondition(value ?? true, pointer),
      label
    )
  )

/** The studio as if the condition that is absent stood there: what is added to it is joined to “always”. */
const filled = (studio, pointer) => {
  const content = withValue(studio.content, pointer, true)
  return new Proxy(studio, {
    get(target, name) {
      if (name === 'content') return content
      const value = target[name]
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const formOf = (studio) => ({
  condition: (...given) => conditionField(studio, ...given),
  issuesAt: (pointer) => studio.issuesAt(pointer),
  put: (pointer, value, name = pointer) =>
    studio.change(withValue(studio.content, pointer, value), name),
  redraw: () => studio.redraw(),
})

const centre = (studio) =>
  h(
    'section',
    { class: 'card parameter-form' },
    h(
      'div',
      { class: 'card-body' },
      schemaField(formOf(studio), offered(studio.data.schema, studio.content), studio.content, {
        pointer: '',
        label: '',
        isOuter: true,
      })
    )
  )

/** The field where the cursor was last: a datum is written there. */
let writing = null
document.addEventListener('focusout', ({ target }) => {
  if (target.matches?.('.schema-field input[type=text], .schema-field textarea')) writing = target
})

function write(name) {
  const field = writing?.isConnected ? writing : document.querySelector('.schema-field textarea')
  if (!field) return
  field.setRangeText(`{{${name}}}`, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
}

/** Brings the cursor to a field, in whatever card it is. */
function show(field) {
  for (let card = field.closest('details'); card; card = card.parentElement.closest('details'))
    card.open = true
  field.focus()
}

/** What the texts may name, each with the value of the sample; pressed, it is written where the cursor was. */
const left = ({ data }) =>
  data.data?.length
    ? h(
        'section',
        { class: 'card' },
        h('h2', { class: 'studio-pane-title' }, 'Dados'),
        h(
          'ul',
          { class: 'form-data' },
          data.data.map(({ name, sample }) =>
            h(
              'li',
              { key: name },
              h(
                'button',
                {
                  type: 'button',
                  class: 'btn btn-sm btn-plain',
                  onclick: () => write(name),
                },
                h('span', { class: 'visually-hidden' }, 'Escrever '),
                h('code', {}, name),
                h('span', { class: 'soft' }, sample)
              )
            )
          )
        )
      )
    : []

const preview = (studio) => ({
  id: 'preview',
  title: 'Prévia',
  body: () =>
    studio.preview
      ? studio.preview.map((part) => h('section', { key: part.title }, previewOf(part)))
      : h('p', { class: 'soft' }, 'A prévia aparece quando nada mais impede o envio.'),
})

const previewOf = ({ title, text, html }) => [
  h('h3', { class: 'form-preview-title' }, title),
  html === undefined
    ? h('pre', { class: 'form-preview-text', tabindex: '0' }, text ?? '')
    : h('iframe', { class: 'form-preview-page', sandbox: '', title, srcdoc: html }),
]

openStudio({
  title: 'Formulário',
  left,
  centre,
  panels: (studio) => (studio.data.data ? [preview(studio)] : []),
  goTo(pointer) {
    const parts = pointer.split('/')
    for (let count = parts.length; count > 1; count--) {
      const place = parts.slice(0, count).join('/')
      const field =
        document.getElementById(`field${place.replaceAll('/', '-')}`) ??
        document.querySelector(`[data-sheet="${CSS.escape(place)}"]`)
      if (!field) continue
      setTimeout(() => show(field))
      return true
    }
    return false
  },
})
