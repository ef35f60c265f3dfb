/* The panel in which rules are tried: facts, the answer while one types, and why. */
import { builder, phrase, refusal } from '#core/rules/browser'
import { h, icon } from '../dom.js'
import { schemaFields } from './inputs.js'
import { plainOutcome } from './rules.js'

export function tryPanel(editor) {
  const { trial, content, decision } = editor
  const result = trial.run()
  const choose = ({ target }) => {
    if (target.value === 'sample') trial.takeSample()
    else trial.take(Number(target.value), content.examples[Number(target.value)])
    editor.studio.redraw()
  }
  return [
    h(
      'label',
      { class: 'rule-text-field' },
      h('span', {}, 'Partir de'),
      h(
        'select',
        {
          class: 'form-select',
          id: 'try-source',
          value:
            trial.source === null || !content.examples[trial.source]
              ? 'sample'
              : String(trial.source),
          onchange: choose,
        },
        h('option', { value: 'sample' }, 'Um caso em branco'),
        content.examples.map(({ title }, index) =>
          h('option', { key: index, value: String(index) }, `Exemplo: ${title}`)
        )
      )
    ),
    answer(editor, result),
    saving(editor, result),
    h(
      'details',
      { class: 'rule-facts', open: true },
      h('summary', {}, 'Dados do caso'),
      h(
        'div',
        { 'class': 'rule-fields', 'data-own-undo': true },
        schemaFields({
          schema: decision.facts,
          value: trial.facts,
          set: (at, value) => trial.set(at, value),
        })
      )
    ),
    why(editor, result),
  ]
}

function answer(editor, result) {
  if (result.error) {
    return h(
      'div',
      { class: 'rule-answer is-bad', role: 'status' },
      h('strong', {}, 'Sem resultado'),
      h('p', {}, result.error.people)
    )
  }
  const outcomes = [result.outcome].flat()
  return h(
    'div',
    { 'class': 'rule-answer', 'role': 'status', 'data-took': result.took.toFixed(1) },
    h('strong', {}, outcomes.length ? 'Resultado' : 'Nenhum resultado'),
    outcomes.map((outcome, index) =>
      h(
        'dl',
        { key: index },
        editor.outcomes.map((info) => outcomeLine(info, outcome[info.path]))
      )
    ),
    h('p', { class: 'soft' }, byWhom(editor, result))
  )
}

function why(editor, { explanation }) {
  if (!explanation) return null
  return h(
    'details',
    { class: 'rule-why', open: true },
    h('summary', {}, 'Por quê?'),
    h(
      'ul',
      { class: 'rule-tree' },
      explanation.rules.map((rule) => explained(editor, rule))
    )
  )
}

const outcomeLine = (info, value) =>
  h(
    'div',
    { key: info.path, class: 'conf-value' },
    h('dt', {}, info.title),
    h('dd', { class: 'tnum' }, plainOutcome(value, info))
  )

function byWhom(editor, { hits }) {
  if (!hits.length) return 'Nenhuma regra se aplica: vale o resultado padrão.'
  const titles = hits.map(
    ({ rule }) => editor.content.rules.find(({ id }) => id === rule)?.title ?? rule
  )
  return `Pela regra ${titles.map((title) => `“${title}”`).join(', ')}. Fundamento: ${[...new Set(hits.map(({ because }) => because))].join('; ')}`
}

const STATES = {
  hit: ['circle-check', 'is-good'],
  missed: ['x', ''],
  skipped: ['circle-dashed', ''],
}

/** One rule of the explanation: whether it applied, and each step of what it computed. */
function explained(editor, rule) {
  const [name, tone] = STATES[rule.state]
  return h(
    'li',
    { key: rule.id, class: `rule-step ${tone}` },
    icon(name),
    h(
      'div',
      {},
      h('strong', {}, rule.title),
      rule.state === 'skipped' &&
        h('span', { class: 'soft' }, ' não foi tentada: uma regra anterior já respondeu'),
      rule.state === 'missed' &&
        h(
          'span',
          { class: 'soft' },
          ' não se aplica: ',
          rule.when.op === 'literal' ? 'a condição nunca vale' : refusal(failing(rule.when))
        ),
      rule.state === 'hit' && [
        rule.when &&
          rule.when.op !== 'literal' &&
          h('div', {}, h('span', { class: 'soft' }, 'porque '), tree(rule.when)),
        Object.entries(rule.then)
          .filter(([, node]) => node.args.length)
          .map(([field, node]) =>
            h(
              'div',
              { key: field },
              h(
                'span',
                { class: 'soft' },
                `${editor.outcomes.find(({ path }) => path === field)?.title ?? field}: `
              ),
              tree(node)
            )
          ),
      ]
    )
  )
}

/** The condition that decided: in a chain of "e", the one that failed. */
function failing(node) {
  const last = node.args.at(-1)
  return node.op === 'and' && last !== undefined ? failing(last) : node
}

/** A step that opens into the steps that it was made of. */
function tree(node) {
  const inner = node.args.filter(({ args, op }) => args.length > 0 && op !== 'var')
  if (!inner.length) return h('span', {}, phrase(node))
  return h(
    'details',
    { class: 'rule-node' },
    h('summary', {}, phrase(node)),
    h(
      'ul',
      {},
      inner.map((one) => h('li', { key: one.path }, tree(one)))
    )
  )
}

/** Keeps the case as an example whose expected outcome is what came out. */
function saving(editor, { outcome }) {
  const { trial, content } = editor
  if (outcome === undefined) return null
  if (trial.source !== null && !trial.isChanged) return null
  const save = () => {
    const field = document.getElementById('try-title')
    const title = field.value.trim() || `Caso ${content.examples.length + 1}`
    const used = content.examples[trial.source]?.lookups
    const example = {
      title,
      facts: trial.facts,
      ...(used ? { lookups: used } : {}),
      outcome: structuredClone(outcome),
    }
    trial.take(content.examples.length, example)
    field.value = ''
    editor.openExample = content.examples.length
    editor.put('/examples', [...content.examples, example])
    editor.studio.showPanel('examples')
  }
  return h(
    'div',
    { class: 'rule-save-example' },
    h('label', { for: 'try-title' }, 'Guardar este caso como exemplo'),
    h(
      'div',
      { class: 'rule-row' },
      h('input', {
        id: 'try-title',
        class: 'form-control',
        placeholder: 'Nome do caso',
        onkeydown: (event) =>
          event.key === 'Enter' && !event.ctrlKey && (event.preventDefault(), save()),
      }),
      h('button', { type: 'button', class: 'btn', onclick: save }, icon('plus'), 'Guardar')
    )
  )
}

/** The answer of the rules to an example, for "esperar o que sai agora". */
export function answerTo(editor, index) {
  const { trial } = editor
  const kept = {
    source: trial.source,
    facts: trial.facts,
    lookups: trial.lookups,
    isChanged: trial.isChanged,
  }
  trial.take(index, editor.content.examples[index])
  const { outcome } = trial.run()
  Object.assign(trial, kept)
  return outcome && structuredClone(outcome)
}

export const sampleOutcome = (decision) =>
  decision.hit === 'all' ? [builder.sampleOf(decision.outcome)] : builder.sampleOf(decision.outcome)
