/* Fields right for what is asked: a decimal with its unit, a date, a choice in words, yes or no. */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'

const NUMBER = /^-?\d{1,14}(\.\d{1,12})?$/

/** What somebody typed as a number, `1.234,5`, as the text of a decimal; anything else stays as typed. */
export function decimalText(typed) {
  const text = typed.trim()
  const plain = text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text
  return NUMBER.test(plain) ? plain : text
}

const shownNumber = (value) =>
  value === null || value === undefined ? '' : String(value).replace('.', ',')

const READ = {
  decimal: decimalText,
  integer: (typed) => wholeOr(typed.trim(), typed),
  text: (typed) => typed,
  date: (typed) => typed,
  any: (typed) => readAny(typed),
}

/** A whole number where no digit is lost by it; else what is given for it. */
export const wholeOr = (text, otherwise) =>
  /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : otherwise

function readAny(typed) {
  const text = decimalText(typed)
  return wholeOr(text, NUMBER.test(text) ? text : typed)
}

/** In a rule a whole number is written as one, and a text of digits as a decimal. */
export function readConstant(type) {
  return (typed) => (type === 'decimal' || type === 'integer' ? readAny(typed) : READ[type](typed))
}

/**
 * One field for a plain value.
 * @param {{ value: unknown, info: object|null, label: string, set(value: unknown): void, isRule?: boolean, invalid?: boolean, id?: string }} options
 * `isRule`: the value stands in a rule and not in facts or results.
 */
export function plainField({ value, info, label, set, isRule = false, invalid = false, id }) {
  const type = info?.type ?? 'any'
  const common = { 'id': id, 'aria-label': label, 'aria-invalid': invalid ? 'true' : null }
  if (type === 'boolean')
    return select(
      { ...common, value: String(value), info },
      [
        ['true', 'sim'],
        ['false', 'não'],
      ],
      (text) => set(text === 'null' ? null : text === 'true')
    )
  if (type === 'choice') return choiceField({ value, info, set, common })
  const read = isRule ? readConstant(type) : (READ[type] ?? READ.any)
  const isNumber = type === 'decimal' || type === 'integer'
  const input = h('input', {
    ...common,
    type: type === 'date' ? 'date' : 'text',
    inputmode: isNumber ? 'decimal' : null,
    class: `form-control ${isNumber ? 'rule-number' : ''}`,
    value: isNumber || typeof value === 'number' ? shownNumber(value) : (value ?? ''),
    placeholder: info?.isNullable ? 'vazio' : null,
    oninput: ({ target }) =>
      set(info?.isNullable && target.value === '' ? null : read(target.value)),
  })
  if (!info?.unit) return input
  const [before, after] = builder.withUnit('|', info.unit).split('|')
  return h(
    'span',
    { class: 'rule-unit' },
    before && h('span', {}, before.trim()),
    input,
    after && h('span', {}, after.trim())
  )
}

function select({ info, value, ...props }, options, set) {
  const known = options.some(([one]) => one === value) || (info?.isNullable && value === 'null')
  return h(
    'select',
    { ...props, class: 'form-select', value, onchange: ({ target }) => set(target.value) },
    info?.isNullable && h('option', { value: 'null' }, 'vazio'),
    !known &&
      h(
        'option',
        { value },
        value === 'undefined' || value === '' ? 'escolha…' : `${value} (desconhecido)`
      ),
    options.map(([one, title]) => h('option', { key: one, value: one }, title))
  )
}

function choiceField({ value, info, set, common }) {
  const options = info.options.map((one) => [one.value, one.title])
  return select({ ...common, info, value: String(value) }, options, (text) =>
    set(text === 'null' ? null : text)
  )
}

/** A value of any schema as nested fields: for facts, results and the default. `at` is its JSON Pointer for `set(at, value)`. */
export function schemaFields({ schema, value, at = '', set, issues }) {
  const names = Object.keys(schema.properties ?? {})
  return names.map((name) => {
    const inner = schema.properties[name]
    const place = `${at}/${name}`
    return h(
      'div',
      { key: name, class: 'rule-field' },
      schemaField({
        schema: inner,
        value: value?.[name],
        at: place,
        title: inner.title ?? name,
        set,
        issues,
      })
    )
  })
}

function schemaField({ schema, value, at, title, set, issues }) {
  const info = builder.fieldInfo(schema, at, title)
  if (info.type === 'object') {
    const isEmpty = value === null || value === undefined
    return h(
      'fieldset',
      { class: 'rule-group' },
      h('legend', {}, title),
      info.isNullable &&
        emptyToggle({ isEmpty, title, set: (on) => set(at, on ? null : builder.sampleOf(schema)) }),
      !isEmpty && schemaFields({ schema, value, at, set, issues })
    )
  }
  if (info.type === 'list') return listField({ schema, value: value ?? [], at, title, set, issues })
  const found = issues?.(at) ?? []
  return h(
    'label',
    {},
    h('span', {}, title),
    plainField({
      value,
      info,
      label: title,
      set: (next) => set(at, next),
      invalid: found.length > 0,
    }),
    found.map(({ message }) => h('span', { class: 'field-error' }, message))
  )
}

const emptyToggle = ({ isEmpty, title, set }) =>
  h(
    'label',
    { class: 'conf-check' },
    h('input', {
      'type': 'checkbox',
      'checked': isEmpty,
      'aria-label': `${title}: vazio`,
      'onchange': ({ target }) => set(target.checked),
    }),
    'vazio'
  )

function listField({ schema, value, at, title, set, issues }) {
  const items = schema.items ?? {}
  const isFull = schema.maxItems !== undefined && value.length >= schema.maxItems
  return h(
    'fieldset',
    { class: 'rule-group' },
    h('legend', {}, title),
    value.map((item, index) =>
      h(
        'div',
        { key: index, class: 'rule-list-item' },
        items.properties
          ? h(
              'div',
              {},
              schemaFields({ schema: items, value: item, at: `${at}/${index}`, set, issues })
            )
          : schemaField({
              schema: items,
              value: item,
              at: `${at}/${index}`,
              title: `${index + 1}`,
              set,
              issues,
            }),
        h(
          'button',
          {
            type: 'button',
            class: 'btn btn-plain',
            onclick: () =>
              set(
                at,
                value.filter((_, i) => i !== index)
              ),
          },
          'Retirar'
        )
      )
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'btn btn-plain',
        disabled: isFull,
        onclick: () => set(at, [...value, builder.sampleOf(items)]),
      },
      `Incluir em ${title.toLowerCase()}`
    )
  )
}
