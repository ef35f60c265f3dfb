/* Where a record would be, and which buttons a profile would see there. */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'
import { badge } from './badge.js'

export function simulation(editor) {
  const { states, transitions } = editor.content
  const { profiles, permissions } = editor.studio.data
  const here = states.find(({ key }) => key === editor.at) ?? states.find((one) => one.isInitial)
  if (!here) return h('p', { class: 'soft' }, 'Diga qual estado é o inicial para simular.')
  editor.at = here.key
  const profile = profiles.find(({ name }) => name === editor.profile) ?? profiles[0]
  const open = transitions.filter(({ from }) => from.includes(here.key))
  const may = ({ permission }) => profile?.permissions.includes(permission) ?? false
  const go = (one) => () => {
    editor.way = [...editor.way, one.title]
    editor.at = one.to
    editor.studio.redraw()
  }
  const titleOf = (name) => permissions.find((one) => one.name === name)?.title ?? name
  return h(
    'div',
    { class: 'flow-simulation' },
    h(
      'label',
      { class: 'flow-field' },
      h('span', { class: 'form-label' }, 'Como quem tem o perfil'),
      h(
        'select',
        {
          class: 'form-select',
          value: profile?.name ?? '',
          onchange: ({ target }) => {
            editor.profile = target.value
            editor.studio.redraw()
          },
        },
        profiles.map(({ name }) => h('option', { key: name, value: name }, name))
      )
    ),
    h('p', { class: 'flow-here', role: 'status' }, 'O registro está em ', badge(here)),
    open
      .filter(may)
      .map((one) =>
        h(
          'div',
          { key: one.key, class: 'flow-button' },
          h('button', { type: 'button', class: 'btn', onclick: go(one) }, one.title),
          h('span', { class: 'soft' }, notes(editor, one))
        )
      ),
    !open.some(may) &&
      h(
        'p',
        { class: 'soft' },
        here.isFinal
          ? 'É um estado final: nada mais a fazer.'
          : 'Este perfil não vê botão algum aqui.'
      ),
    open
      .filter((one) => !may(one))
      .map((one) =>
        h(
          'p',
          { key: `no-${one.key}`, class: 'soft' },
          `“${one.title}” não aparece: falta “${titleOf(one.permission)}”.`
        )
      ),
    editor.way.length > 0 && [
      h('p', { class: 'soft' }, `Caminho: ${editor.way.join(' › ')}`),
      h(
        'button',
        {
          type: 'button',
          class: 'btn btn-sm',
          onclick: () => {
            editor.at = null
            editor.way = []
            editor.studio.redraw()
          },
        },
        'Recomeçar'
      ),
    ]
  )
}

/** What a step asks besides pressing its button. */
function notes(editor, { reason, when }) {
  const asked = { required: 'pede o motivo', optional: 'aceita um motivo' }[reason]
  const pieces =
    when === undefined || when === true
      ? null
      : builder.conditionPieces(builder.readCondition(when, ''), editor.decision.facts)
  return [asked, pieces && `só quando ${pieces.map(({ text }) => text).join('')}`]
    .filter(Boolean)
    .join('; ')
}
