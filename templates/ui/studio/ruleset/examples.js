/* Examples: facts with the outcome that must come out of them. All must pass before a version can be approved. */
import { builder } from '#core/rules/browser'
import { h, icon } from '../dom.js'
import { schemaFields } from './inputs.js'
import { fragment, tool } from './parts.js'
import { answerTo, sampleOutcome } from './try.js'

export function examplesPanel(editor) {
  const { examples } = editor.content
  return [
    editor.studio.coverage && h('p', { class: 'soft' }, `${editor.studio.coverage}.`),
    h(
      'ul',
      { class: 'rule-examples' },
      examples.map((example, index) => exampleItem(editor, example, index))
    ),
    !examples.length &&
      h(
        'p',
        { class: 'soft' },
        'Um exemplo é um caso com o resultado que se espera dele. Todos precisam passar antes da aprovação, hoje e em cada mudança.'
      ),
    h(
      'button',
      { type: 'button', class: 'btn', onclick: () => addExample(editor) },
      icon('plus'),
      'Novo exemplo'
    ),
  ]
}

function addExample(editor) {
  const { examples } = editor.content
  editor.openExample = examples.length
  editor.put('/examples', [
    ...examples,
    {
      title: `Caso ${examples.length + 1}`,
      facts: builder.sampleOf(editor.decision.facts),
      outcome: sampleOutcome(editor.decision),
    },
  ])
}

/** Ticks come with the server's checks; while those are under way, what is known stays. */
const tickOf = (editor, index) => editor.studio.examples[index]

function exampleItem(editor, example, index) {
  const isOpen = editor.openExample === index
  const tick = tickOf(editor, index)
  const toggle = () => ((editor.openExample = isOpen ? null : index), editor.studio.redraw())
  const state = !tick
    ? ['circle-dashed', '', 'ainda não conferido']
    : tick.passed
      ? ['circle-check', 'is-good', 'passa']
      : ['alert-circle', 'is-bad', 'não passa']
  return h(
    'li',
    { 'key': index, 'class': `rule-example ${state[1]}`, 'data-at': `/examples/${index}` },
    h(
      'button',
      {
        'type': 'button',
        'class': 'rule-title',
        'aria-expanded': String(isOpen),
        'onclick': toggle,
      },
      icon(state[0]),
      h('span', {}, example.title),
      h('span', { class: 'visually-hidden' }, `: ${state[2]}`)
    ),
    tick && !tick.passed && h('p', { class: 'field-error' }, tick.detail ?? 'Não passa.'),
    isOpen && exampleForm(editor, example, index)
  )
}

function exampleForm(editor, example, index) {
  const at = `/examples/${index}`
  const isList = editor.decision.hit === 'all'
  const outcome = {
    type: 'object',
    properties: {
      outcome: isList
        ? { type: 'array', title: 'Resultados', items: editor.decision.outcome }
        : { ...editor.decision.outcome, title: 'Resultado esperado' },
    },
  }
  const found = (place) => editor.studio.issues.filter(({ path }) => path === place)
  return h(
    'div',
    { class: 'rule-form' },
    h(
      'div',
      { class: 'rule-adders' },
      h(
        'button',
        { type: 'button', class: 'btn btn-plain', onclick: () => tryIt(editor, index) },
        icon('player-play'),
        'Experimentar'
      ),
      h(
        'button',
        { type: 'button', class: 'btn btn-plain', onclick: () => expectNow(editor, index) },
        icon('check'),
        'Esperar o que sai agora'
      ),
      tool('copy', 'Duplicar o exemplo', () => copy(editor, example, index)),
      tool(
        'trash',
        'Retirar o exemplo',
        () => (
          (editor.openExample = null),
          editor.put('/examples', editor.content.examples.toSpliced(index, 1))
        )
      )
    ),
    h(
      'label',
      { class: 'rule-text-field' },
      h('span', {}, 'Nome do caso'),
      h('input', {
        class: 'form-control',
        value: example.title ?? '',
        oninput: ({ target }) => editor.put(`${at}/title`, target.value, `${at}/title`),
      })
    ),
    h(
      'div',
      { class: 'rule-fields' },
      schemaFields({
        schema: outcome,
        value: example,
        at: '',
        set: (place, value) => editor.put(`${at}${place}`, value, `${at}${place}`),
        issues: (place) => found(`${at}${place}`),
      })
    ),
    h(
      'details',
      { open: true },
      h('summary', {}, 'Dados do caso'),
      h(
        'div',
        { class: 'rule-fields' },
        schemaFields({
          schema: editor.decision.facts,
          value: example.facts,
          at: `${at}/facts`,
          set: (place, value) => editor.put(place, value, place),
          issues: found,
        })
      )
    ),
    example.lookups &&
      h(
        'details',
        {},
        h('summary', {}, 'Tabelas da configuração usadas no caso'),
        fragment(editor, { expression: example.lookups, at: `${at}/lookups` }, 'Tabelas do exemplo')
      )
  )
}

function tryIt(editor, index) {
  editor.trial.take(index, editor.content.examples[index])
  editor.studio.showPanel('try')
}

function expectNow(editor, index) {
  const outcome = answerTo(editor, index)
  if (outcome !== undefined) editor.put(`/examples/${index}/outcome`, outcome)
  else tryIt(editor, index)
}

function copy(editor, example, index) {
  editor.openExample = index + 1
  editor.put(
    '/examples',
    editor.content.examples.toSpliced(index + 1, 0, {
      ...example,
      title: `${example.title} (cópia)`,
    })
  )
}
