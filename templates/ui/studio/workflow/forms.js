/* The forms of a state and of a transition. */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'
import { withProperty } from '../fields/types.js'
import { withValue } from '../pointer.js'
import { conditionEditor } from '../ruleset/condition.js'
import { tool } from '../ruleset/parts.js'

const TONES = [
  ['neutral', 'Cinza'],
  ['info', 'Azul'],
  ['attention', 'Amarelo'],
  ['good', 'Verde'],
  ['bad', 'Vermelho'],
]
const REASONS = [
  ['none', 'Não pede'],
  ['optional', 'Pode ser dado'],
  ['required', 'Obrigatório'],
]

const field = (label, control) =>
  h(
    'label',
    { class: 'flow-field', key: label },
    h('span', { class: 'form-label' }, label),
    control
  )
const input = (value, set) =>
  h('input', {
    type: 'text',
    class: 'form-control',
    autocomplete: 'off',
    value,
    oninput: ({ target }) => set(target.value),
  })
const select = (value, pairs, set) =>
  h(
    'select',
    { class: 'form-select', value, onchange: ({ target }) => set(target.value) },
    pairs.map(([key, title]) => h('option', { key, value: key }, title))
  )
const check = (label, checked, onchange) =>
  h(
    'label',
    { class: 'conf-check', key: label },
    h('input', { type: 'checkbox', checked, onchange: ({ target }) => onchange(target.checked) }),
    label
  )

export function stateForm(editor, state, index) {
  const set = (name, value) =>
    editor.setItem('states', index, withProperty(state, name, value), `/states/${index}/${name}`)
  return [
    h(
      'div',
      { class: 'field-grid' },
      field(
        'Nome do estado',
        input(state.title, (value) =>
          editor.setItem('states', index, { ...state, title: value }, `/states/${index}/title`)
        )
      ),
      field(
        'Cor',
        select(state.tone, TONES, (value) => set('tone', value))
      )
    ),
    h(
      'div',
      { class: 'field-flags' },
      check('Inicial: um registro novo começa aqui', state.isInitial === true, () =>
        editor.makeInitial(index)
      ),
      check('Final: daqui não se sai', state.isFinal === true, (is) => set('isFinal', is))
    ),
  ]
}

/** Who is told that the step was done: profiles and people, each by name. */
function told(editor, one, index) {
  const { recipients = { profiles: [], people: [] } } = editor.studio.data
  const put = (part, codes) => {
    const tells = { ...one.tells, [part]: codes }
    for (const name of Object.keys(tells)) if (!tells[name].length) delete tells[name]
    const next = Object.keys(tells).length ? tells : ''
    editor.setItem('transitions', index, withProperty(one, 'tells', next))
  }
  const part = (name, label) => {
    const chosen = one.tells?.[name] ?? []
    const titleOf = (code) =>
      recipients[name].find(({ value }) => value === code)?.title ?? `${code} (não existe)`
    const left = recipients[name].filter(({ value }) => !chosen.includes(value))
    return h(
      'div',
      { class: 'flow-told', key: name },
      field(
        label,
        select(
          '',
          [['', 'Escolher…'], ...left.map(({ value, title }) => [value, title])],
          (code) => (code ? put(name, [...chosen, code]) : undefined)
        )
      ),
      h(
        'ul',
        {},
        chosen.map((code) =>
          h(
            'li',
            { key: code },
            titleOf(code),
            tool('trash', `Não avisar ${titleOf(code)}`, () =>
              put(
                name,
                chosen.filter((other) => other !== code)
              )
            )
          )
        )
      )
    )
  }
  return h(
    'fieldset',
    { class: 'field-flags flow-tells', key: 'tells' },
    h('legend', {}, 'Quem é avisado'),
    part('profiles', 'Avisar um perfil'),
    part('people', 'Avisar uma pessoa')
  )
}

export function transitionForm(editor, one, index) {
  const { states } = editor.content
  const { permissions, effects } = editor.studio.data
  const at = `/transitions/${index}`
  const put = (name, value) =>
    editor.setItem('transitions', index, { ...one, [name]: value }, `${at}/${name}`)
  const toggled = (items, key, is) => (is ? [...items, key] : items.filter((name) => name !== key))
  const pairs = states.map(({ key, title }) => [key, title])
  return [
    h(
      'div',
      { class: 'field-grid' },
      field(
        'O que diz o botão',
        input(one.title, (value) => put('title', value))
      ),
      field(
        'Leva a',
        select(one.to, pairs, (value) => put('to', value))
      ),
      field(
        'Quem pode',
        select(
          one.permission,
          permissions.map(({ name, title }) => [name, title]),
          (value) => put('permission', value)
        )
      ),
      field(
        'Motivo',
        select(one.reason, REASONS, (value) => put('reason', value))
      )
    ),
    h(
      'fieldset',
      { class: 'field-flags' },
      h('legend', {}, 'Parte de'),
      states
        .filter(({ isFinal }) => !isFinal)
        .map(({ key, title }) =>
          check(title, one.from.includes(key), (is) => put('from', toggled(one.from, key, is)))
        )
    ),
    effects.length > 0 &&
      h(
        'fieldset',
        { class: 'field-flags' },
        h('legend', {}, 'O que faz além disso'),
        effects.map(({ name, title }) =>
          check(title, (one.effects ?? []).includes(name), (is) => {
            const next = toggled(one.effects ?? [], name, is)
            editor.setItem(
              'transitions',
              index,
              withProperty(one, 'effects', next.length ? next : '')
            )
          })
        )
      ),
    told(editor, one, index),
    h(
      'div',
      { class: 'field-condition' },
      check('Só quando', one.when !== undefined, (is) =>
        editor.studio.change(withValue(editor.content, `${at}/when`, is ? true : undefined))
      ),
      one.when !== undefined &&
        conditionEditor(editor, builder.readCondition(one.when, `${at}/when`), 'Só quando')
    ),
  ]
}
