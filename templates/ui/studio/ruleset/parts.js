/* Small pieces that the rule editor's parts share. */
import { builder } from '#core/rules/browser'
import { h, icon } from '../dom.js'

/** A sentence with facts and values standing out from the words. */
export const sentence = (pieces) =>
  h(
    'span',
    { class: 'rule-sentence' },
    pieces.map(({ text, as }) =>
      as === 'word' ? text : h(as === 'code' ? 'code' : 'span', { class: `rule-${as}` }, text)
    )
  )

/** A button that is only an icon. */
export const tool = (name, title, onclick, { disabled = false } = {}) =>
  h(
    'button',
    {
      'type': 'button',
      'class': 'icon-button rule-tool',
      'aria-label': title,
      title,
      disabled,
      onclick,
    },
    icon(name)
  )

/** Facts to choose from. */
export const factOptions = (facts) =>
  facts.map(({ path, title }) => h('option', { key: path, value: path }, title))

/** JSON that no form shows: edited as text, in its place. */
export function fragment(editor, { expression, at }, label) {
  const text = JSON.stringify(expression)
  return h(
    'div',
    { 'class': 'rule-fragment', 'data-own-undo': true },
    h('span', { class: 'soft' }, 'Escrito em JSON:'),
    h('textarea', {
      'class': 'form-control conf-text',
      'rows': Math.min(8, Math.ceil(text.length / 48)),
      'aria-label': `${label}, em JSON`,
      'value': text,
      'spellcheck': 'false',
      'onchange': ({ target }) => {
        try {
          editor.put(at, JSON.parse(target.value))
          target.removeAttribute('aria-invalid')
        } catch {
          target.setAttribute('aria-invalid', 'true')
        }
      },
    })
  )
}

/** Findings on exactly this place, under its field. */
export const issuesHere = (editor, at) =>
  editor.studio.issues
    .filter(({ path }) => path === at)
    .map(({ message, severity }) =>
      h('p', { class: severity === 'critical' ? 'field-error' : 'field-warning' }, message)
    )

/** Where the group of a condition is, and its position there; null when it is in none. */
export function groupOf(at) {
  const steps = at.split('/')
  const [op, index] = steps.slice(-2)
  return op === 'and' || op === 'or'
    ? { at: steps.slice(0, -2).join('/'), op, index: Number(index) }
    : null
}

/** What a fact is compared with or a field is filled by: its title, kind and unit. */
export const typeText = ({ type, unit, isNullable }) => {
  const kind = {
    decimal: 'decimal',
    integer: 'inteiro',
    date: 'data',
    boolean: 'sim/não',
    choice: 'opção',
    text: 'texto',
    list: 'lista',
    object: 'grupo',
    any: '',
  }[type]
  return [kind, unit && builder.withUnit('', unit).trim(), isNullable && 'pode ser vazio']
    .filter(Boolean)
    .join(' · ')
}
