/* The middle pane: rules as sentences that open into forms, or as a decision table. */
import { builder } from '#core/rules/browser'
import { h, icon } from '../dom.js'
import { conditionEditor } from './condition.js'
import { schemaFields } from './inputs.js'
import { issuesHere, sentence, tool } from './parts.js'
import { drawTable } from './table.js'
import { part } from './value.js'

const HITS = {
  first: 'Vale a primeira regra cuja condição é verdadeira: a ordem importa.',
  all: 'Valem todas as regras cuja condição é verdadeira, na ordem.',
  sum: 'Somam-se os resultados das regras cuja condição é verdadeira.',
}

export function drawRules(editor) {
  if (!editor.isSound)
    return h(
      'p',
      { class: 'soft' },
      'O conteúdo não tem a forma de um conjunto de regras. Corrija-o na aba JSON.'
    )
  const { rules } = editor.content
  return [
    h(
      'div',
      { class: 'rule-bar' },
      h('p', { class: 'soft' }, HITS[editor.decision.hit]),
      h(
        'div',
        { 'class': 'rule-views', 'role': 'group', 'aria-label': 'Mostrar como' },
        viewButton(editor, 'sentences', 'Frases'),
        viewButton(editor, 'table', 'Tabela')
      )
    ),
    editor.view === 'table'
      ? drawTable(editor)
      : h(
          'ol',
          { class: 'rule-list' },
          rules.map((rule, index) => ruleItem(editor, rule, index))
        ),
    !rules.length &&
      h('p', { class: 'soft' }, 'Nenhuma regra ainda: vale sempre o resultado padrão.'),
    h(
      'button',
      { type: 'button', class: 'btn', onclick: () => editor.addRule() },
      icon('plus'),
      'Nova regra'
    ),
    fallback(editor),
  ]
}

const viewButton = (editor, view, title) =>
  h(
    'button',
    {
      'type': 'button',
      'class': 'btn',
      'aria-pressed': String(editor.view === view),
      'onclick': () => ((editor.view = view), editor.studio.redraw()),
    },
    title
  )

function ruleItem(editor, rule, index) {
  const isOpen = editor.open === index
  const found = editor.studio.issuesAt(`/rules/${index}`)
  const bad = found.some(({ severity }) => severity === 'critical')
  const last = editor.content.rules.length - 1
  return h(
    'li',
    {
      'key': `${index}`,
      'class': `rule ${isOpen ? 'is-open' : ''}`,
      'data-rule': index,
      'onkeydown': (event) => keys(event, editor, index),
    },
    h(
      'div',
      { class: 'rule-head' },
      h('span', { 'class': 'rule-number-mark', 'aria-hidden': 'true' }, String(index + 1)),
      h(
        'button',
        {
          'type': 'button',
          'class': 'rule-title',
          'aria-expanded': String(isOpen),
          'onclick': () => editor.toggle(index),
        },
        rule.title || '(sem título)',
        icon(isOpen ? 'chevron-down' : 'chevron-right')
      ),
      found.length > 0 &&
        h(
          'span',
          { class: `studio-count is-${bad ? 'bad' : 'warning'}` },
          `${found.length} ${found.length === 1 ? 'aviso' : 'avisos'}`
        ),
      h(
        'span',
        { class: 'rule-tools' },
        tool('arrow-up', 'Subir a regra (Alt+↑)', () => editor.moveRule(index, -1), {
          disabled: index === 0,
        }),
        tool('arrow-down', 'Descer a regra (Alt+↓)', () => editor.moveRule(index, 1), {
          disabled: index === last,
        }),
        tool('copy', 'Duplicar a regra', () => editor.copyRule(index)),
        tool('trash', 'Retirar a regra', () => editor.removeRule(index))
      )
    ),
    isOpen ? ruleForm(editor, rule, index) : ruleText(editor, rule, index)
  )
}

function keys(event, editor, index) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (!step || !event.altKey) return
  event.preventDefault()
  editor.moveRule(index, step)
}

/** The rule as people read it. */
function ruleText(editor, rule, index) {
  const { facts } = editor.decision
  const when = builder.readCondition(rule.when, `/rules/${index}/when`)
  const results = namesOf(editor, rule)
    .filter((name) => name in rule.then)
    .map((name) => {
      const expression = rule.then[name]
      const info = editor.outcomes.find(({ path }) => path === name) ?? null
      const pieces = builder.valuePieces(builder.readValue(expression, ''), facts, { info })
      return h(
        'li',
        { key: name },
        h('span', { class: 'soft' }, `${info?.title ?? name}: `),
        sentence(pieces)
      )
    })
  return h(
    'div',
    { class: 'rule-text', onclick: () => !String(getSelection()) && editor.toggle(index) },
    h(
      'p',
      {},
      h('span', { class: 'soft' }, 'Quando '),
      sentence(builder.conditionPieces(when, facts))
    ),
    h('ul', { class: 'rule-results' }, results)
  )
}

/** Fields of the outcome in the order of the decision, then what it does not know. */
const namesOf = (editor, rule) => [
  ...new Set([...editor.outcomes.map(({ path }) => path), ...Object.keys(rule.then)]),
]

function ruleForm(editor, rule, index) {
  const at = `/rules/${index}`
  return h(
    'div',
    { class: 'rule-form' },
    textField(editor, `${at}/title`, 'Título', rule.title),
    h('h3', {}, 'Quando'),
    conditionEditor(editor, builder.readCondition(rule.when, `${at}/when`)),
    h('h3', {}, 'Então'),
    h(
      'div',
      { class: 'rule-parts' },
      namesOf(editor, rule).map((name) =>
        outcomeField(editor, rule, { name, at: `${at}/then/${name}` })
      )
    ),
    issuesHere(editor, `${at}/then`),
    textField(editor, `${at}/because`, 'Fundamento (lei, artigo, resolução)', rule.because, 2),
    textField(editor, `${at}/id`, 'Código da regra, que aparece nos resultados guardados', rule.id),
    issuesHere(editor, at)
  )
}

function outcomeField(editor, rule, { name, at }) {
  const schema = editor.decision.outcome.properties?.[name]
  const title = schema?.title ?? name
  if (name in rule.then)
    return part(editor, builder.readValue(rule.then[name], at), { title, schema })
  const start = builder.asExpression(builder.sampleOf(schema))
  return h(
    'div',
    { key: at, class: 'rule-part' },
    h('span', { class: 'rule-part-title' }, title),
    h(
      'button',
      { type: 'button', class: 'btn btn-plain', onclick: () => editor.put(at, start) },
      icon('plus'),
      'preencher'
    )
  )
}

function textField(editor, at, title, value, rows = 0) {
  return h(
    'label',
    { class: 'rule-text-field', key: at },
    h('span', {}, title),
    h(rows ? 'textarea' : 'input', {
      'class': 'form-control',
      'data-at': at,
      'rows': rows || null,
      'value': value ?? '',
      'aria-invalid': editor.studio.issuesAt(at).length ? 'true' : null,
      'oninput': ({ target }) => editor.put(at, target.value, at),
    }),
    issuesHere(editor, at)
  )
}

/** The answer when no rule holds. */
function fallback(editor) {
  const value = editor.content.default
  const isOpen = editor.open === 'default'
  const set = (at, next) => editor.put(`/default${at}`, next, at)
  const said =
    value === null
      ? 'nenhum: o caso para e é mostrado a uma pessoa'
      : editor.outcomes
          .map((info) => `${info.title}: ${plainOutcome(value[info.path], info)}`)
          .join(' · ')
  return h(
    'section',
    { 'class': `rule rule-default ${isOpen ? 'is-open' : ''}`, 'data-at': '/default' },
    h(
      'div',
      { class: 'rule-head' },
      h(
        'button',
        {
          'type': 'button',
          'class': 'rule-title',
          'aria-expanded': String(isOpen),
          'onclick': () => editor.toggle('default'),
        },
        'Sem regra que se aplique',
        icon(isOpen ? 'chevron-down' : 'chevron-right')
      )
    ),
    !isOpen && h('p', { class: 'rule-text' }, said),
    isOpen &&
      h(
        'div',
        { class: 'rule-form' },
        h(
          'label',
          { class: 'conf-check' },
          h('input', {
            type: 'checkbox',
            checked: value !== null,
            onchange: ({ target }) =>
              editor.put(
                '/default',
                target.checked ? builder.sampleOf(editor.decision.outcome) : null
              ),
          }),
          'Há um resultado padrão'
        ),
        value !== null &&
          schemaFields({
            schema: editor.decision.outcome,
            value,
            set,
            issues: (at) => editor.studio.issues.filter(({ path }) => path === `/default${at}`),
          })
      ),
    issuesHere(editor, '/default')
  )
}

/** A plain result in words. */
export function plainOutcome(value, info) {
  if (value === undefined) return '—'
  if (Array.isArray(value)) return value.length === 1 ? '1 linha' : `${value.length} linhas`
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map((one) => plainOutcome(one, null))
      .join(' · ')
  return builder.constantText(value, info)
}
