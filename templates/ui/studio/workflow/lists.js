/* States and transitions of a workflow as lists that open into forms, under their drawing. */
import { h } from '../dom.js'
import { moved } from '../fields/types.js'
import { tool } from '../ruleset/parts.js'
import { badge } from './badge.js'
import { diagram } from './diagram.js'
import { stateForm, transitionForm } from './forms.js'

export function centre(editor) {
  if (!editor.isSound)
    return h('p', { class: 'soft' }, 'O conteúdo não é um fluxo: corrija-o na aba JSON.')
  const { states, transitions } = editor.content
  return [
    diagram(editor),
    list(editor, {
      part: 'states',
      title: 'Estados',
      items: states,
      add: 'Acrescentar estado',
      form: stateForm,
      text: stateText,
      onadd: () => editor.addState(),
      remove: (index) => editor.removeState(index),
    }),
    list(editor, {
      part: 'transitions',
      title: 'Passagens',
      items: transitions,
      add: 'Acrescentar passagem',
      form: transitionForm,
      text: transitionText,
      onadd: () => editor.addTransition(),
      remove: (index) => (
        (editor.open = null),
        editor.put('/transitions', transitions.toSpliced(index, 1))
      ),
    }),
  ]
}

function list(editor, { part, title, items, add, form, text, onadd, remove }) {
  return h(
    'section',
    { 'class': 'flow-list', 'key': part, 'aria-label': title },
    h('h2', { class: 'card-title' }, title),
    h(
      'ol',
      { class: 'field-list' },
      items.map((item, index) => {
        const at = `${part}/${index}`
        const isOpen = editor.open === at
        const bad = editor.studio
          .issuesAt(`/${at}`)
          .filter(({ severity }) => severity === 'critical')
        const toggle = () => {
          editor.open = isOpen ? null : at
          editor.studio.redraw()
        }
        return h(
          'li',
          {
            'key': item.key,
            'class': `field-item ${isOpen ? 'is-open' : ''}`,
            'data-at': `/${at}`,
          },
          h(
            'div',
            { class: 'field-head' },
            h(
              'button',
              {
                'type': 'button',
                'class': 'field-title',
                'aria-expanded': String(isOpen),
                'onclick': toggle,
              },
              text(editor, item)
            ),
            bad.length > 0 && h('span', { class: 'studio-count is-bad' }, String(bad.length)),
            tool(
              'arrow-up',
              `Subir ${item.title}`,
              () => editor.put(`/${part}`, moved(items, index, index - 1)),
              { disabled: index === 0 }
            ),
            tool('trash', `Retirar ${item.title}`, () => remove(index), {
              disabled: part === 'states' && items.length === 1,
            })
          ),
          bad.map(({ message }, key) => h('p', { key, class: 'schema-issue flow-issue' }, message)),
          isOpen && h('div', { class: 'field-form' }, form(editor, item, index))
        )
      })
    ),
    h('button', { type: 'button', class: 'btn btn-sm', onclick: onadd }, add)
  )
}

function stateText({ studio }, state) {
  const count = studio.data.counts?.[state.key] ?? 0
  const marks = [
    state.isInitial && 'inicial',
    state.isFinal && 'final',
    count > 0 && `${count} agora`,
  ]
  return [badge(state), h('span', { class: 'soft' }, marks.filter(Boolean).join(' · '))]
}

const transitionText = (editor, one) => [
  h('strong', {}, one.title),
  h(
    'span',
    { class: 'soft' },
    `${one.from.map(editor.titleOf).join(', ')} › ${editor.titleOf(one.to)}`
  ),
]
