/* The left pane: the facts that rules may use, with unit, kind and an example of each. */
import { builder } from '#core/rules/browser'
import { h, icon } from '../dom.js'
import { typeText } from './parts.js'

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function palette(editor) {
  const wanted = plain(editor.search)
  const shown = editor.facts.filter(({ title, path }) => plain(`${title} ${path}`).includes(wanted))
  const isOpen = typeof editor.open === 'number'
  return h(
    'section',
    { class: 'card rule-palette' },
    h('h2', { class: 'card-title' }, 'Dados'),
    h('label', { class: 'visually-hidden', for: 'fact-search' }, 'Buscar dado'),
    h('input', {
      'id': 'fact-search',
      'type': 'search',
      'class': 'form-control',
      'placeholder': 'Buscar dado',
      'data-key': 'filter',
      'value': editor.search,
      'oninput': ({ target }) => ((editor.search = target.value), editor.studio.redraw()),
    }),
    h(
      'p',
      { class: 'soft rule-hint' },
      isOpen
        ? 'Um clique acrescenta à regra aberta uma condição sobre o dado.'
        : 'Abra uma regra para usar um dado.'
    ),
    h(
      'ul',
      {},
      shown.map((fact) => h('li', { key: fact.path }, factButton(editor, fact, isOpen)))
    ),
    !shown.length && h('p', { class: 'soft' }, 'Nenhum dado com esse nome.')
  )
}

function factButton(editor, fact, isOpen) {
  const sample = sampleText(editor, fact)
  return h(
    'button',
    {
      type: 'button',
      class: 'rule-fact-button',
      disabled: !isOpen,
      title: fact.path,
      onclick: () => editor.useFact(fact),
    },
    h('span', { class: 'rule-fact-name' }, fact.title, isOpen && icon('plus')),
    h(
      'span',
      { class: 'soft' },
      [typeText(fact), sample && `ex.: ${sample}`].filter(Boolean).join(' · ')
    )
  )
}

/** A value that some example has there. */
function sampleText(editor, fact) {
  if (fact.type === 'list' || fact.type === 'boolean') return ''
  for (const { facts } of editor.content?.examples ?? []) {
    const value = fact.path.split('.').reduce((one, step) => one?.[step], facts)
    if (value !== null && value !== undefined && typeof value !== 'object')
      return builder.constantText(value, fact)
  }
  return ''
}
