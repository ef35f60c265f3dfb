/* The list of added fields: each opens into what it is, moves by keys or by dragging, and is made inactive. */
import { h, icon } from '../dom.js'
import { added, bySection, moved, takenAway, typeOf, TYPES } from './types.js'
import { fieldForm } from './field_form.js'
import { tool } from '../ruleset/parts.js'

export const fieldsOf = ({ content }) => (Array.isArray(content?.fields) ? content.fields : null)

/** Puts another list of fields; `name` makes one step of undo of changes that follow each other. */
export const putFields = (studio, fields, name = null) =>
  studio.change({ ...studio.content, fields }, name)

/** The types to add, at the left. */
export function palette(designer) {
  const { studio } = designer
  return h(
    'section',
    { class: 'card field-palette', key: 'palette' },
    h('h2', { class: 'card-title' }, 'Acrescentar campo'),
    TYPES.map(({ value, title, icon: name, help }) =>
      h(
        'button',
        {
          key: value,
          type: 'button',
          class: 'field-kind',
          title: help,
          onclick: () => {
            const fields = fieldsOf(studio) ?? []
            const after = designer.open ?? fields.length - 1
            designer.open = after + 1
            putFields(studio, added(fields, value, after))
            designer.focusOn(`/fields/${after + 1}/label`)
          },
        },
        icon(name, ''),
        title
      )
    )
  )
}

export function centre(designer) {
  const { studio } = designer
  const fields = fieldsOf(studio)
  if (!fields)
    return h('p', { class: 'soft' }, 'O conteúdo não é uma lista de campos: corrija-o na aba JSON.')
  if (!studio.data.record)
    return h('p', { class: 'soft' }, 'Este cadastro não aceita campos adicionados.')
  const shown = fields.map((field, index) => ({ field, index }))
  const active = shown.filter(({ field }) => !field.isInactive)
  const inactive = shown.filter(({ field }) => field.isInactive)
  return [
    h(
      'div',
      { class: 'field-list-head', key: 'head' },
      h('p', { class: 'soft' }, introduction(active.length, studio.data.record)),
      h(
        'label',
        { class: 'conf-check' },
        h('input', {
          type: 'checkbox',
          checked: designer.showsCodes,
          onchange: ({ target }) => {
            designer.showsCodes = target.checked
            studio.redraw()
          },
        }),
        'Mostrar códigos'
      )
    ),
    h(
      'ol',
      { class: 'field-list', key: 'list' },
      active.map((one, place) => item(designer, one, { fields, active, place }))
    ),
    inactive.length > 0 && inactiveList(designer, inactive, fields),
  ]
}

const introduction = (count, { many }) =>
  count === 0
    ? `Nenhum campo foi acrescentado ao cadastro de ${many.toLowerCase()}. Escolha um tipo para começar.`
    : `${count} ${count === 1 ? 'campo acrescentado' : 'campos acrescentados'} ao cadastro de ${many.toLowerCase()}. Alt + ↑ ou ↓ muda a ordem.`

function item(designer, { field, index }, { fields, active, place }) {
  const { studio } = designer
  const isOpen = designer.open === index
  const problems = studio.issuesAt(`/fields/${index}`).filter((one) => one.severity === 'critical')
  const type = typeOf(field.type)
  /** Past the neighbour that people see, whatever is inactive between. */
  const move = (step) => {
    const to = active[place + step]?.index ?? -1
    const next = moved(fields, index, to)
    if (next === fields) return
    if (isOpen) designer.open = to
    putFields(studio, next)
    setTimeout(() => document.querySelector(`[data-field-head="${to}"]`)?.focus())
  }
  return h(
    'li',
    {
      'key': field.key,
      'class': `field-item ${isOpen ? 'is-open' : ''} ${designer.dragged === index ? 'is-dragged' : ''}`,
      'data-at': `/fields/${index}`,
      'ondragover': (event) => designer.dragged !== null && event.preventDefault(),
      'ondrop': (event) => {
        event.preventDefault()
        if (designer.dragged === null) return
        const from = designer.dragged
        designer.dragged = null
        if (designer.open === from) designer.open = index
        putFields(studio, moved(fields, from, index))
      },
    },
    h(
      'div',
      {
        class: 'field-head',
        draggable: 'true',
        ondragstart: (event) => {
          designer.dragged = index
          event.dataTransfer.setData('text/plain', field.label)
          event.dataTransfer.effectAllowed = 'move'
        },
        ondragend: () => {
          designer.dragged = null
          studio.redraw()
        },
      },
      h('span', { 'class': 'field-grip', 'aria-hidden': 'true' }),
      icon(type.icon, ''),
      h(
        'button',
        {
          'type': 'button',
          'class': 'field-title',
          'data-field-head': String(index),
          'aria-expanded': String(isOpen),
          'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown',
          'onclick': () => {
            designer.open = isOpen ? null : index
            studio.redraw()
          },
          'onkeydown': (event) => {
            const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
            if (!step || !event.altKey) return
            event.preventDefault()
            move(step)
          },
        },
        h('strong', {}, field.label || 'Campo sem nome'),
        h('span', { class: 'soft' }, summary(studio, field)),
        designer.showsCodes && h('code', {}, field.key)
      ),
      problems.length > 0 &&
        h(
          'span',
          { class: 'studio-count is-bad', title: problems.map((one) => one.message).join(' ') },
          String(problems.length)
        ),
      tool('arrow-up', `Subir ${named(field)}`, () => move(-1), { disabled: place === 0 }),
      tool('arrow-down', `Descer ${named(field)}`, () => move(1), {
        disabled: place === active.length - 1,
      }),
      tool('trash', `Retirar ${named(field)}`, () => {
        designer.open = null
        putFields(studio, takenAway(fields, index, studio.data.approved))
      })
    ),
    isOpen && fieldForm(designer, field, index)
  )
}

const named = ({ label }) => (label ? `o campo ${label}` : 'o campo sem nome')

/** `Texto curto · obrigatório · 12 registros`. */
function summary({ data }, field) {
  const count = data.filled?.[field.key] ?? 0
  return [
    typeOf(field.type).title,
    field.isRequired && 'obrigatório',
    field.isPersonal && 'dado pessoal',
    field.isInList && 'na lista',
    count > 0 && recordsText(count),
  ]
    .filter(Boolean)
    .join(' · ')
}

export const recordsText = (count) =>
  `${count.toLocaleString('pt-BR')} ${count === 1 ? 'registro preenchido' : 'registros preenchidos'}`

function inactiveList(designer, inactive, fields) {
  const { studio } = designer
  return h(
    'section',
    { 'class': 'card field-inactive', 'key': 'inactive', 'aria-label': 'Campos inativos' },
    h('h2', { class: 'card-title' }, 'Inativos'),
    h(
      'p',
      { class: 'soft' },
      'Não aparecem mais em tela alguma; o que os registros têm neles fica guardado.'
    ),
    h(
      'ul',
      {},
      inactive.map(({ field, index }) =>
        h(
          'li',
          { key: field.key },
          icon(typeOf(field.type).icon, ''),
          h('span', {}, field.label),
          h('span', { class: 'soft' }, keptText(studio.data.filled?.[field.key] ?? 0)),
          h(
            'button',
            {
              'type': 'button',
              'class': 'btn btn-sm',
              'aria-label': `Voltar a usar o campo ${field.label}`,
              'onclick': () => {
                const { isInactive: _was, ...others } = field
                putFields(studio, fields.with(index, others))
              },
            },
            'Voltar a usar'
          )
        )
      )
    )
  )
}

const keptText = (count) =>
  count === 0 ? 'Nenhum registro tem dados nele.' : `${recordsText(count)}: os dados ficam.`

/** The form as it will look, section by section. */
export function preview(designer) {
  const { studio } = designer
  const fields = (fieldsOf(studio) ?? []).filter(({ isInactive }) => !isInactive)
  if (!fields.length)
    return h('p', { class: 'soft' }, 'Os campos aparecem aqui como no formulário.')
  return h(
    'div',
    { class: 'field-preview' },
    bySection(fields).map(([title, list]) =>
      h(
        'fieldset',
        { key: title, class: 'card' },
        h('legend', {}, title),
        list.map((field) => control(designer, field))
      )
    )
  )
}

const INPUTS = { date: 'date', refmonth: 'month', email: 'email', phone: 'tel' }

function control(designer, field) {
  const id = `preview-${field.key}`
  const label = field.label || 'Campo sem nome'
  const notes = [field.help, designer.conditionText(field.visibleWhen, 'Aparece quando')]
  return h(
    'div',
    { key: field.key, class: 'field' },
    field.type === 'boolean'
      ? h(
          'label',
          { class: 'form-check' },
          h('input', { type: 'checkbox', class: 'form-check-input' }),
          h('span', { class: 'form-check-label' }, label)
        )
      : [
          h(
            'label',
            { class: 'form-label', for: id },
            label,
            !field.isRequired && h('span', { class: 'optional' }, ' (opcional)')
          ),
          input(field, id),
        ],
    notes.filter(Boolean).map((text, key) => h('p', { key, class: 'form-hint' }, text))
  )
}

function input(field, id) {
  if (field.type === 'longtext') return h('textarea', { id, class: 'form-control', rows: '3' })
  if (field.type === 'enum')
    return h(
      'select',
      { id, class: 'form-select' },
      h('option', { key: '', value: '' }, field.isRequired ? 'Escolha' : '—'),
      (field.options ?? []).map(({ value, label }) => h('option', { key: value, value }, label))
    )
  const unit = field.type === 'money' ? 'R$' : field.unit
  const box = h('input', {
    id,
    class: 'form-control',
    type: INPUTS[field.type] ?? 'text',
    autocomplete: 'off',
    maxlength: field.type === 'text' ? field.maxLength : undefined,
  })
  const mark = unit && h('span', { 'aria-hidden': 'true' }, unit)
  return h(
    'div',
    { class: unit ? 'with-unit' : undefined },
    unit === 'R$' ? [mark, box] : [box, mark]
  )
}
