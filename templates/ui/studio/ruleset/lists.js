/* What is asked of each element of a list: which, how many, the sum; its parts read the facts of one element. */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'
import { conditionEditor } from './condition.js'
import { factOptions } from './parts.js'
import { valueEditor } from './value.js'

/** How each is called where one chooses what a value is. */
export const LIST_TITLES = {
  count: 'quantidade dos que atendem',
  some: 'algum atende',
  all: 'todos atendem',
  none: 'nenhum atende',
  sum_of: 'soma dos elementos',
  max_of: 'maior dos elementos',
  min_of: 'menor dos elementos',
  filter: 'só os que atendem',
  map: 'um valor de cada um',
  length: 'quantidade de elementos',
  reduce: 'acumular a lista',
}

const KEPT = ['filter', 'count', 'some', 'all', 'none']
const EACH = ['map', 'sum_of', 'max_of', 'min_of']

/** Conditions and calculations over a list, one under the other: the list, and what is said of each element. */
export function overList(editor, node, about) {
  const inner = editor.within(builder.elementFacts(node, editor.decision.facts))
  return h(
    'div',
    { class: 'rule-parts' },
    line('na lista', listChoice(editor, node.list)),
    node.kind === 'kept'
      ? line('em que', conditionEditor(inner, node.item, 'Condição de cada elemento'))
      : line(
          'de cada um',
          valueEditor(inner, node.item, {
            info: node.op === 'map' ? null : about.info,
            label: 'Valor de cada elemento',
            isInside: true,
          })
        ),
    node.start &&
      line(
        'a partir de',
        valueEditor(editor, node.start, { info: about.info, label: 'Começa com', isInside: true })
      )
  )
}

const line = (title, body) =>
  h('div', { class: 'rule-row' }, h('span', { class: 'rule-word' }, title), body)

/** Most lists are facts: one of them is chosen; any other is a value like the others. */
function listChoice(editor, list) {
  const lists = editor.facts.filter(({ type }) => type === 'list')
  if (list.kind !== 'fact' || !lists.some(({ path }) => path === list.path)) {
    return valueEditor(editor, list, { info: null, label: 'Lista', isInside: true })
  }
  return h(
    'select',
    {
      'class': 'form-select rule-fact-choice',
      'aria-label': 'Lista',
      'value': list.path,
      'onchange': ({ target }) => editor.put(list.at, { var: [target.value] }),
    },
    factOptions(lists)
  )
}

/** The start of a calculation over a list, keeping the list of the one that stood there; null for any other calculation. */
export function listStart(editor, name, node) {
  if (!LIST_TITLES[name] || name === 'reduce') return null
  const first = editor.facts.find(({ type }) => type === 'list')
  const list =
    node.kind === 'kept' || node.kind === 'each'
      ? builder.writeValue(node.list)
      : { var: [first?.path ?? ''] }
  if (name === 'length') return { length: [list] }
  if (KEPT.includes(name)) {
    return { [name]: [list, node.kind === 'kept' ? builder.writeCondition(node.item) : true] }
  }
  if (!EACH.includes(name)) return null
  if (node.kind === 'each') return { [name]: [list, builder.writeValue(node.item)] }
  const about = { op: name, list: builder.readValue(list, '') }
  const facts = builder.factList(builder.elementFacts(about, editor.decision.facts))
  const number = facts.find(({ type }) => type === 'decimal' || type === 'integer')
  return { [name]: [list, { var: [(number ?? facts[0])?.path ?? ''] }] }
}
