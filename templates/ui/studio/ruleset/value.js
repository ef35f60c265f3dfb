/* The expression builder: a constant, a fact, or a calculation of other values. */
import { builder, operators } from '#core/rules/browser'
import { h } from '../dom.js'
import { blocksEditor } from './blocks.js'
import { FIRST, call, choice } from './calls.js'
import { conditionEditor } from './condition.js'
import { plainField, wholeOr } from './inputs.js'
import { LIST_TITLES, listStart, overList } from './lists.js'
import { factOptions, fragment, issuesHere, sentence } from './parts.js'

/** Calculations offered first, by what they are for. */
const FAMILIES = [
  ['Contas', ['+', '-', '*', 'muldiv', 'divide', 'min', 'max']],
  ['Arredondar', ['round', 'to_integer', 'decimal']],
  ['Tarifas', ['brackets', 'flat_by_range']],
  ['Tabelas da configuração', ['lookup', 'field', 'find_by', 'in_force_on']],
  [
    'Datas',
    [
      'days_between',
      'months_between',
      'add_days',
      'add_months',
      'date_part',
      'add_business_days',
      'business_days_between',
    ],
  ],
  [
    'Listas',
    ['count', 'some', 'all', 'none', 'sum_of', 'max_of', 'min_of', 'filter', 'map', 'length'],
  ],
  ['Textos e vazios', ['concat', 'text', 'fixed', 'coalesce']],
]
const BLOCKS = [
  { over: 0, to: 10, price: '1.00' },
  { over: 10, to: null, price: '2.00' },
]

/**
 * A value where it stands.
 * @param {{ info: object|null, label: string, schema?: object, isEquality?: boolean }} about what the value is compared
 * with or answers to
 */
export function valueEditor(editor, node, about) {
  const shown = plainDecimal(node) ?? node
  const isWide = !['constant', 'fact', 'list'].includes(shown.kind)
  const parts = () => [kindSelect(editor, node, shown, about), body(editor, shown, about, node)]
  return h(
    'div',
    {
      'class': `rule-value ${isWide ? 'is-wide' : ''}`,
      'key': `${node.at}${isWide ? '+' : ''}`,
      'data-at': node.at,
    },
    isWide && about.isInside ? folded(editor, node, parts) : parts(),
    issuesHere(editor, node.at)
  )
}

/** A calculation inside another reads as a phrase, and opens. */
function folded(editor, node, parts) {
  const { opened } = editor
  const isOpen = opened.has(node.at)
  const toggle = ({ target }) => {
    if (target.open === opened.has(node.at)) return
    target.open ? opened.add(node.at) : opened.delete(node.at)
    editor.studio.redraw()
  }
  return h(
    'details',
    { class: 'rule-folded', open: isOpen, ontoggle: toggle },
    h('summary', {}, sentence(builder.valuePieces(node, editor.decision.facts))),
    isOpen && parts()
  )
}

/** A decimal written as `{"decimal": ["10.5"]}` is a constant for people. */
const plainDecimal = (node) =>
  node.kind === 'call' && node.op === 'decimal' && node.args[0]?.kind === 'constant'
    ? node.args[0]
    : null

function kindOf(node) {
  if (node.kind === 'constant' && node.value === null) return 'null'
  if (['call', 'kept', 'each'].includes(node.kind)) return `call:${node.op}`
  return node.kind === 'list' || node.kind === 'blocks' ? 'constant' : node.kind
}

function kindSelect(editor, node, shown, about) {
  const kind = kindOf(shown)
  const option = (name) =>
    h('option', { key: name, value: `call:${name}` }, LIST_TITLES[name] ?? operators[name].title)
  const offered = (name) => operators[name] && (!LIST_TITLES[name] || editor.hasLists)
  const families = FAMILIES.map(([title, names]) => [title, names.filter(offered)])
  return h(
    'select',
    {
      'class': 'form-select rule-kind',
      'aria-label': `${about.label}: de onde vem`,
      'value': kind,
      'onchange': ({ target }) => {
        editor.opened.add(node.at)
        editor.put(node.at, changedTo(target.value, node, about, editor))
      },
    },
    h('option', { value: 'constant' }, 'valor'),
    (about.info?.isNullable || kind === 'null') && h('option', { value: 'null' }, 'vazio'),
    h('option', { value: 'fact' }, 'dado'),
    h('option', { value: 'if' }, 'se … então'),
    kind === 'object' && h('option', { value: 'object' }, 'campos'),
    kind === 'condition' && h('option', { value: 'condition' }, 'condição'),
    kind === 'fragment' && h('option', { value: 'fragment' }, 'JSON'),
    families.map(
      ([title, names]) => names.length > 0 && h('optgroup', { label: title }, names.map(option))
    ),
    kind.startsWith('call:') &&
      !families.some(([, names]) => names.includes(shown.op)) &&
      option(shown.op)
  )
}

/** Another kind of value: what stood there becomes its first part, and taking a calculation away leaves its first part. */
function changedTo(kind, node, about, editor) {
  const now = builder.writeValue(node)
  if (kind === 'null') return null
  if (kind === 'constant') return firstScalar(node) ?? builder.startValue(about.info, '==')
  if (kind === 'fact')
    return { var: [(editor.facts.find((one) => fits(one, about.info)) ?? editor.facts[0]).path] }
  if (kind === 'if') return { if: [true, now, now] }
  const name = kind.slice('call:'.length)
  const overItems = listStart(editor, name, node)
  if (overItems) return overItems
  const needed = operators[name].params.filter(({ optional }) => !optional)
  const count = Math.max(
    needed.length,
    (operators[name].params.at(-1).repeat ?? 0) + needed.length - 1
  )
  return {
    [name]: Array.from({ length: count }, (_, index) => firstArgument(operators[name], index, now)),
  }
}

const fits = (fact, info) => !info || fact.type === info.type

function firstArgument({ params }, index, now) {
  const param = params[Math.min(index, params.length - 1)]
  if (param.name === 'blocks') return { literal: [BLOCKS] }
  if (index === 0 && !param.options) return now
  if (param.name === 'economies' || param.name === 'c' || param.name === 'divisor') return 1
  if (param.options)
    return param.options.includes('half-up')
      ? 'half-up'
      : param.options.includes(2)
        ? 2
        : param.options[0]
  return FIRST[param.accepts] ?? 0
}

function firstScalar(node) {
  if (node.kind === 'constant') return node.value
  if (node.kind === 'call') return node.args.map(firstScalar).find((one) => one !== undefined)
  return node.kind === 'if' ? firstScalar(node.otherwise) : undefined
}

function body(editor, node, about, outer) {
  const { info, label, schema } = about
  switch (node.kind) {
    case 'constant':
      return constantField(editor, node, about, outer)
    case 'list':
      return listField(editor, node, about)
    case 'fact':
      return h(
        'select',
        {
          'class': 'form-select rule-fact-choice',
          'aria-label': `${label}: dado`,
          'value': node.path,
          'onchange': ({ target }) => editor.put(node.at, { var: [target.value] }),
        },
        factOptions(editor.factsWith(node.path))
      )
    case 'blocks':
      return blocksEditor(editor, node, label)
    case 'if':
      return choice(editor, node, about)
    case 'object':
      return h(
        'div',
        { class: 'rule-parts' },
        node.fields.map(({ name, value }) =>
          part(editor, value, {
            title: schema?.properties?.[name]?.title ?? name,
            schema: schema?.properties?.[name],
          })
        )
      )
    case 'condition':
      return conditionEditor(editor, node.condition, label)
    case 'kept':
    case 'each':
      return overList(editor, node, about)
    case 'fragment':
      return fragment(editor, node, label)
    default:
      return call(editor, node, info)
  }
}

function constantField(editor, node, { info, label, isEquality }, outer) {
  const set = (value) => {
    const isFraction =
      isEquality && info?.type === 'decimal' && typeof value === 'string' && value.includes('.')
    editor.put(outer.at, isFraction ? { decimal: [value] } : value, outer.at)
  }
  if (node.value === null) return null
  if (typeof node.value === 'boolean' && info?.type !== 'boolean') {
    return h('span', { class: 'rule-word' }, builder.constantText(node.value, info))
  }
  return plainField({
    value: node.value,
    info: info && { ...info, isNullable: false },
    label,
    set,
    isRule: true,
    invalid: editor.studio.issuesAt(outer.at).length > 0,
  })
}

/** A list of plain values: of a choice as boxes to tick, else as texts with commas between. */
function listField(editor, node, { info, label }) {
  const write = (items) =>
    editor.put(node.at, node.isLiteral ? { literal: [items] } : items, node.at)
  if (info?.options) {
    const toggle = (value) =>
      write(
        node.items.includes(value)
          ? node.items.filter((one) => one !== value)
          : [...node.items, value]
      )
    return h(
      'span',
      { class: 'rule-ticks' },
      info.options.map(({ value, title }) =>
        h(
          'label',
          { key: value, class: 'conf-check' },
          h('input', {
            type: 'checkbox',
            checked: node.items.includes(value),
            onchange: () => toggle(value),
          }),
          title
        )
      )
    )
  }
  const isNumber = info?.type === 'integer' || info?.type === 'decimal'
  const read = (text) => (isNumber ? wholeOr(text, text) : text)
  return h('input', {
    'type': 'text',
    'class': 'form-control',
    'aria-label': `${label}: lista, com vírgulas`,
    'placeholder': 'valores separados por vírgula',
    'value': node.items.join(', '),
    'oninput': ({ target }) =>
      write(
        target.value
          .split(',')
          .map((one) => read(one.trim()))
          .filter((one) => one !== '')
      ),
  })
}

/** One named part of a result. */
export function part(editor, value, { title, schema }) {
  return h(
    'div',
    { class: 'rule-part', key: value.at },
    h('span', { class: 'rule-part-title' }, title),
    valueEditor(editor, value, {
      info: schema ? builder.fieldInfo(schema, '', title) : null,
      schema,
      label: title,
    })
  )
}
