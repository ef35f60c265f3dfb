/* States and transitions of a workflow as lists that open into forms, under their drawing. */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'
import { keyFrom, moved, withProperty } from '../fields/types.js'
import { withValue } from '../pointer.js'
import { conditionEditor } from '../ruleset/condition.js'
import { ExpressionEditor } from '../ruleset/expressions.js'
import { tool } from '../ruleset/parts.js'
import { badge } from './badge.js'
import { diagram } from './diagram.js'

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

export class WorkflowEditor extends ExpressionEditor {
  /** `states/0` or `transitions/2`: what is open. */
  open = null
  zoom = 1
  /** Of the simulation: where the record stands, as whom, and the way it came. */
  at = null
  profile = null
  way = []

  constructor(studio) {
    const properties = studio.data.facts ?? {}
    super(studio, { facts: { type: 'object', properties } })
  }

  get isSound() {
    const { states, transitions } = this.content ?? {}
    return (
      Boolean(this.studio.data.record) &&
      Array.isArray(states) &&
      Array.isArray(transitions) &&
      transitions.every((one) => Array.isArray(one?.from))
    )
  }

  titleOf = (key) => this.content.states.find((one) => one.key === key)?.title ?? key

  setItem(part, index, item, name = null) {
    this.put(`/${part}/${index}`, item, name)
  }

  addState() {
    const { states } = this.content
    const title = `Estado ${states.length + 1}`
    const key = keyFrom(
      title,
      states.map((one) => one.key),
      'estado'
    )
    this.open = `states/${states.length}`
    this.put('/states', [...states, { key, title, tone: 'neutral' }])
    this.focusOn(`/states/${states.length}`)
  }

  addTransition() {
    const { states, transitions } = this.content
    const title = `Passagem ${transitions.length + 1}`
    const key = keyFrom(
      title,
      transitions.map((one) => one.key),
      'passagem'
    )
    const permission = this.studio.data.permissions[0].name
    const from = states
      .filter(({ isFinal }) => !isFinal)
      .slice(0, 1)
      .map((one) => one.key)
    const to = states.at(-1).key
    this.open = `transitions/${transitions.length}`
    this.put('/transitions', [...transitions, { key, title, from, to, permission, reason: 'none' }])
    this.focusOn(`/transitions/${transitions.length}`)
  }

  /** Takes a state away with the transitions that end in it; those that only start there too lose it. */
  removeState(index) {
    const { states, transitions } = this.content
    const { key } = states[index]
    this.open = null
    const left = transitions
      .filter(({ to }) => to !== key)
      .map((one) => ({ ...one, from: one.from.filter((name) => name !== key) }))
      .filter(({ from }) => from.length)
    this.studio.change({ ...this.content, states: states.toSpliced(index, 1), transitions: left })
  }

  /** Exactly one state is the initial one. */
  makeInitial(index) {
    const states = this.content.states.map(({ isInitial: _was, ...one }, place) =>
      place === index ? { ...one, isInitial: true } : one
    )
    this.put('/states', states)
  }

  focusOn(pointer) {
    setTimeout(() => {
      const place = document.querySelector(`[data-at="${CSS.escape(pointer)}"]`)
      place?.scrollIntoView({ block: 'center' })
      place?.querySelector('input')?.focus({ preventScroll: true })
    })
  }
}

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

function stateForm(editor, state, index) {
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

function transitionForm(editor, one, index) {
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
