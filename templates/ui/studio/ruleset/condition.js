/* The condition builder: groups of "e" and "ou", and in each row a fact, a comparison and a value. */
import { builder } from '#core/rules/browser'
import { h, icon } from '../dom.js'
import { valueAt } from '../pointer.js'
import { plainField } from './inputs.js'
import { factOptions, fragment, groupOf, issuesHere, tool } from './parts.js'
import { valueEditor } from './value.js'

const GROUPS = [
  ['and', 'todas estas condições (e)'],
  ['or', 'qualquer uma destas (ou)'],
  ['!and', 'não todas estas'],
  ['!or', 'nenhuma destas'],
]

/** A condition where it stands; `label` says of what. */
export function conditionEditor(editor, node, label = 'Condição') {
  const isNegatedGroup = node.kind === 'not' && node.item.kind === 'group'
  const body = isNegatedGroup
    ? group(editor, node.item, { label, outer: node })
    : drawn(editor, node, label)
  return h(
    'div',
    { 'class': 'rule-condition', 'key': node.at, 'data-at': node.at },
    body,
    issuesHere(editor, node.at)
  )
}

function drawn(editor, node, label) {
  switch (node.kind) {
    case 'always':
    case 'never':
      return fixed(editor, node)
    case 'group':
      return group(editor, node, { label, outer: node })
    case 'not':
      return h(
        'div',
        { class: 'rule-row' },
        h('span', { class: 'rule-word' }, 'não vale que'),
        conditionEditor(editor, node.item, label),
        tool('x', 'Tirar o “não”', () => editor.put(node.at, builder.writeCondition(node.item)))
      )
    case 'value':
      return h(
        'div',
        { class: 'rule-row' },
        valueEditor(editor, node.value, { info: { type: 'boolean' }, label }),
        removal(editor, node)
      )
    case 'fragment':
      return h('div', { class: 'rule-row' }, fragment(editor, node, label), removal(editor, node))
    default:
      return row(editor, node, label)
  }
}

const fixed = (editor, { at, kind }) =>
  h(
    'div',
    { class: 'rule-row' },
    h('span', { class: 'rule-word' }, kind === 'always' ? 'Sempre.' : 'Nunca.'),
    adders(editor, at, 'and'),
    kind === 'never' && removal(editor, { at })
  )

function group(editor, node, { label, outer }) {
  const value = outer === node ? node.op : `!${node.op}`
  const change = (next) => {
    const op = next.replace('!', '')
    const made = { [op]: node.items.map(builder.writeCondition) }
    editor.put(outer.at, next.startsWith('!') ? { '!': [made] } : made)
  }
  return h(
    'fieldset',
    { class: 'rule-conditions' },
    h(
      'div',
      { class: 'rule-conditions-head' },
      h('span', { class: 'rule-word' }, 'vale'),
      h(
        'select',
        {
          'class': 'form-select',
          'aria-label': `${label}: como se juntam`,
          value,
          'onchange': ({ target }) => change(target.value),
        },
        GROUPS.map(([key, title]) => h('option', { key, value: key }, title))
      ),
      groupOf(outer.at) && removal(editor, outer, 'Retirar o grupo')
    ),
    node.items.map((item) => conditionEditor(editor, item, label)),
    adders(editor, node.at, node.op)
  )
}

/** Adds a condition on a fact, or a group, to what stands at a place. */
function adders(editor, at, op) {
  const add = (path) => editor.addCondition(at, op, editor.factAt(path))
  const other = op === 'and' ? 'or' : 'and'
  const first = () => editor.facts.find(({ type }) => type !== 'list') ?? editor.facts[0]
  return h(
    'div',
    { class: 'rule-adders' },
    h(
      'select',
      {
        'class': 'form-select rule-add',
        'aria-label': 'Acrescentar condição sobre',
        'value': '',
        'onchange': ({ target }) => (add(target.value), (target.value = '')),
      },
      h('option', { value: '' }, '+ condição sobre…'),
      factOptions(editor.facts)
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'btn btn-plain',
        onclick: () => editor.addGroup(at, op, { [other]: builder.conditionOn(first()) }),
      },
      icon('plus'),
      op === 'and' ? 'grupo “ou”' : 'grupo “e”'
    )
  )
}

/** One test: fact, comparison, value. */
function row(editor, node, label) {
  const left = leftOf(node)
  const info = builder.infoOf(left, editor.decision.facts)
  const path = left.kind === 'fact' ? left.path : null
  const choice = builder.choiceOf(node)
  const right = rightOf(node)
  const compare = (key) =>
    builder.compareBy(key, {
      left: builder.writeValue(left),
      ...(right ? { right: builder.writeValue(right) } : {}),
      info,
    })
  return h(
    'div',
    { class: 'rule-row' },
    path === null
      ? valueEditor(editor, left, {
          info: null,
          label: `${label}: valor comparado`,
          isInside: true,
        })
      : h(
          'select',
          {
            'class': 'form-select rule-fact-choice',
            'title': info?.title,
            'aria-label': `${label}: dado`,
            'value': path,
            'onchange': ({ target }) =>
              editor.replaceCondition(node.at, builder.conditionOn(editor.factAt(target.value))),
          },
          factOptions(known(editor.facts, path))
        ),
    comparisonSelect({ info, choice, label, set: (key) => editor.put(node.at, compare(key)) }),
    operands(editor, node, info, label),
    isUnguarded(editor, node, path) &&
      h(
        'button',
        {
          type: 'button',
          class: 'btn btn-plain',
          onclick: () =>
            editor.replaceCondition(node.at, [
              builder.compareBy('filled', { left: { var: [path] }, info }),
              builder.writeCondition(node),
            ]),
        },
        'exigir preenchido'
      ),
    moves(editor, node),
    removal(editor, node)
  )
}

const leftOf = (node) => {
  if (node.kind === 'compare') return node.left
  if (node.kind === 'between') return node.parts[1]
  if (node.kind === 'flag') return { kind: 'fact', path: node.path, at: node.at }
  return node.value
}
const rightOf = (node) =>
  node.kind === 'compare' ? node.right : node.kind === 'between' ? node.parts[0] : null
const known = (facts, path) =>
  facts.some((one) => one.path === path)
    ? facts
    : [...facts, { path, title: `${path} (desconhecido)` }]

export function comparisonSelect({ info, choice, label, set }) {
  const choices = builder.comparisonsOf(info)
  return h(
    'select',
    {
      'class': 'form-select rule-comparison',
      'aria-label': `${label}: comparação`,
      'value': choice ?? '',
      'onchange': ({ target }) => set(target.value),
    },
    !choices.some(({ key }) => key === choice) &&
      h('option', { value: choice ?? '' }, builder.COMPARISON_WORDS[choice] ?? 'outra'),
    choices.map(({ key, title }) => h('option', { key, value: key }, title))
  )
}

function operands(editor, node, info, label) {
  if (node.kind === 'compare')
    return valueEditor(editor, node.right, {
      isInside: true,
      info,
      label: `${label}: valor`,
      isEquality: ['==', '!='].includes(node.op),
    })
  if (node.kind !== 'between') return null
  return [
    valueEditor(editor, node.parts[0], { info, label: `${label}: de`, isInside: true }),
    h('span', { class: 'rule-word' }, 'a'),
    valueEditor(editor, node.parts[2], { info, label: `${label}: até`, isInside: true }),
  ]
}

/** Whether a fact that may be empty is compared before anything asks if it is filled. */
function isUnguarded(editor, node, path) {
  if (
    path === null ||
    node.kind === 'filled' ||
    node.kind === 'empty' ||
    !builder.mayBeEmpty(path, editor.decision.facts)
  )
    return false
  return editor.studio.issuesAt(node.at).some(({ severity }) => severity === 'critical')
}

function moves(editor, { at }) {
  const place = groupOf(at)
  if (!place) return null
  const items = valueAt(editor.content, `${place.at}/${place.op}`)
  const move = (step) => () => {
    const next = [...items]
    next.splice(place.index + step, 0, next.splice(place.index, 1)[0])
    editor.put(`${place.at}/${place.op}`, next)
  }
  return place.index > 0 && tool('arrow-up', 'Subir a condição', move(-1))
}

const removal = (editor, { at }, title = 'Retirar a condição') =>
  tool('trash', title, () => editor.removeCondition(at))

/** A cell of the decision table: a comparison with a constant, edited in place; null when it is more than that. */
export function cellEditor(editor, node, label) {
  const left = leftOf(node)
  const info = builder.infoOf(left, editor.decision.facts)
  const isPlain =
    node.kind === 'flag' ||
    node.kind === 'empty' ||
    node.kind === 'filled' ||
    (node.kind === 'compare' && node.right.kind === 'constant')
  if (!isPlain || left.kind !== 'fact') return null
  const right = rightOf(node)
  const set = (key) =>
    editor.put(
      node.at,
      builder.compareBy(key, {
        left: builder.writeValue(left),
        ...(right ? { right: builder.writeValue(right) } : {}),
        info,
      })
    )
  return [
    comparisonSelect({ info, choice: builder.choiceOf(node), label, set }),
    right &&
      plainField({
        value: right.value,
        info,
        label: `${label}: valor`,
        isRule: true,
        set: (value) => editor.put(right.at, value),
      }),
  ]
}
