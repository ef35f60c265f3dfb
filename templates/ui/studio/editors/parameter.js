/* Parameters: a form made from the parameter's schema, with its default, its bound and every value it has had. */
import { h } from '../dom.js'
import { openStudio } from '../frame.js'
import { withValue } from '../pointer.js'
import { boundsText, fieldKind } from '../schema_kinds.js'
import { schemaField } from '../schema_form.js'

const AT = '/value'

const formOf = (studio) => ({
  issuesAt: (pointer) => studio.issuesAt(pointer),
  put: (pointer, value, name = pointer) =>
    studio.change(withValue(studio.content, pointer, value), name),
  redraw: () => studio.redraw(),
})

/** The same value, whatever the order of its fields. */
const isSame = (left, right) => JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])])
  )
}

function centre(studio) {
  const { schema, title, unit, default: usual } = studio.data
  if (!schema)
    return h(
      'p',
      { class: 'soft' },
      'Este parâmetro não existe mais nesta instalação: edite o texto na aba JSON.'
    )
  const value = studio.content?.value
  const use = (given) => studio.change({ value: given })
  return h(
    'section',
    { class: 'card parameter-form' },
    h(
      'div',
      { class: 'card-body' },
      schemaField(formOf(studio), schema, value, {
        pointer: AT,
        label: title,
        unit,
        isOuter: true,
      }),
      !isSame(value, usual) &&
        h(
          'button',
          { type: 'button', class: 'btn btn-sm btn-plain', onclick: () => use(usual) },
          `Voltar ao padrão (${studio.data.default_text})`
        )
    )
  )
}

/** What the parameter is for, and between what it may be set. */
function left({ data }) {
  if (!data.schema) return []
  const bounds = boundsText(data.schema)
  return h(
    'section',
    { class: 'card' },
    h(
      'dl',
      { class: 'studio-fields' },
      about('Para que serve', data.help),
      data.in_force &&
        about(
          'Em vigor',
          `${data.in_force.text}, ${data.in_force.label}, desde ${data.in_force.since}`
        ),
      about('Padrão do produto', data.default_text),
      bounds && about('Limites', withUnit(bounds, data)),
      about('Fundamento do padrão', data.because)
    )
  )
}

const withUnit = (bounds, { schema, unit }) =>
  ['integer', 'decimal'].includes(fieldKind(schema)) && unit ? `${bounds} ${unit}` : bounds

const about = (title, text) => h('div', { key: title }, h('dt', {}, title), h('dd', {}, text))

/** Every value in the order of time, the newest first. */
const history = (studio) => ({
  id: 'history',
  title: 'Valores',
  badge: studio.data.history?.length || undefined,
  body: () =>
    h(
      'ol',
      { class: 'value-line' },
      (studio.data.history ?? []).map((one) =>
        h(
          'li',
          {
            'key': one.id,
            'class': one.is_in_force ? 'is-now' : undefined,
            'aria-current': one.is_in_force ? 'true' : undefined,
          },
          h('strong', { class: 'tnum' }, one.text),
          h('span', { class: 'tnum' }, one.period),
          h('span', { class: 'soft' }, [one.state, one.label].join('; ')),
          one.legal_basis && h('span', { class: 'soft' }, one.legal_basis),
          !isSame(one.value, studio.content?.value) &&
            h(
              'button',
              {
                type: 'button',
                class: 'btn btn-sm',
                onclick: () => studio.change({ value: one.value }),
              },
              'Usar este valor'
            )
        )
      )
    ),
})

openStudio({
  title: 'Formulário',
  left,
  centre,
  panels: (studio) => [history(studio)],
  goTo(pointer) {
    const field =
      document.getElementById(`field${pointer.replaceAll('/', '-')}`) ??
      document.querySelector(
        `[data-sheet="${CSS.escape(pointer.split('/').slice(0, 2).join('/'))}"]`
      )
    if (!field) return false
    setTimeout(() => field.focus())
    return true
  },
})
