/* Lists whose items are choices: ticked side by side, or picked one by one where they are many or stand in an order. */
import { h, icon } from './dom.js'
import { choicesOf } from './schema_kinds.js'

/** Choices that are ticked side by side; more of them are picked. */
const TICKS = 12

export function choiceList(form, schema, value, place) {
  const isFixed = schema.minItems !== undefined && schema.minItems === schema.maxItems
  const isLong = isFixed || schema.items.enum.length > TICKS
  return (isLong ? picks : ticks)(form, schema, value, place)
}

const ticks = (form, { items }, value, { pointer, label }) =>
  h(
    'fieldset',
    { key: pointer, class: 'schema-group' },
    h('legend', {}, label),
    h(
      'div',
      { class: 'schema-ticks' },
      choicesOf(items).map((one) =>
        h(
          'label',
          { key: String(one.value), class: 'form-check' },
          h('input', {
            class: 'form-check-input',
            type: 'checkbox',
            checked: value.includes(one.value),
            onchange: ({ target }) =>
              form.put(pointer, ticked(items, value, one.value, target.checked)),
          }),
          h('span', { class: 'form-check-label' }, one.title)
        )
      )
    ),
    ownIssues(form, pointer)
  )

/** What was chosen, and a list to add from: in the order in which it was chosen. */
const picks = (form, { items, maxItems }, value, { pointer, label }) => {
  const choices = choicesOf(items)
  const left = choices.filter((one) => !value.includes(one.value))
  const known = new Map(choices.map((one) => [one.value, one.title]))
  return h(
    'fieldset',
    { key: pointer, class: 'schema-group' },
    h('legend', {}, label),
    h(
      'ul',
      { class: 'schema-picked' },
      value.map((one, index) =>
        h(
          'li',
          { key: String(one), class: known.has(one) ? undefined : 'is-unknown' },
          known.get(one) ?? String(one),
          h(
            'button',
            {
              'type': 'button',
              'class': 'icon-button',
              'aria-label': `Retirar ${known.get(one) ?? one}`,
              'onclick': () =>
                form.put(
                  pointer,
                  value.filter((_, at) => at !== index)
                ),
            },
            icon('x')
          )
        )
      )
    ),
    value.length < (maxItems ?? Infinity) &&
      left.length > 0 &&
      h(
        'select',
        {
          'class': 'form-select',
          'aria-label': `Acrescentar a ${label}`,
          'value': '',
          'onchange': ({ target }) =>
            target.value !== '' && form.put(pointer, [...value, left[Number(target.value)].value]),
        },
        h('option', { key: '', value: '' }, 'Acrescentar…'),
        left.map(({ value: name, title }, index) =>
          h('option', { key: String(name), value: String(index) }, title)
        )
      ),
    ownIssues(form, pointer)
  )
}

/** In the order of the schema, so that the same choice is the same content. */
const ticked = ({ enum: all }, value, one, isOn) =>
  isOn
    ? all.filter((choice) => value.includes(choice) || choice === one)
    : value.filter((choice) => choice !== one)

/** What is wrong with the list itself; its cells tell their own. */
export const ownIssues = (form, pointer) =>
  form
    .issuesAt(pointer)
    .filter(({ path }) => path === pointer || /^\/\d+$/.test(path.slice(pointer.length)))
    .map(({ message, path }) =>
      h('p', { class: 'schema-issue' }, path === pointer ? message : `${rowOf(path)}: ${message}`)
    )

const rowOf = (path) => `Linha ${Number(path.slice(path.lastIndexOf('/') + 1)) + 1}`
