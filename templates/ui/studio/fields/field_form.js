/* What one added field is: name, help, limits, options, where it stands and when it is asked. */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'
import { conditionEditor } from '../ruleset/condition.js'
import { decimalText, wholeOr } from '../ruleset/inputs.js'
import { tool } from '../ruleset/parts.js'
import {
  moved,
  isNumber,
  isWritten,
  keyFrom,
  renamed,
  renamedOption,
  typeOf,
  TYPES,
  withProperty,
} from './types.js'

export function fieldForm(designer, field, index) {
  const at = `/fields/${index}`
  const { studio } = designer
  const set = (name, value) =>
    designer.setField(index, withProperty(field, name, value), `${at}/${name}`)
  const text = (name, label, more = {}) =>
    line(studio, {
      at: `${at}/${name}`,
      label,
      value: field[name],
      set: (value) => set(name, value),
      ...more,
    })
  return h(
    'div',
    { class: 'field-form' },
    h(
      'div',
      { class: 'field-grid' },
      line(studio, {
        at: `${at}/label`,
        label: 'Nome',
        value: field.label,
        set: (value) =>
          designer.put(renamed(designer.fields, index, value, studio.data.approved), `${at}/label`),
      }),
      typeField(designer, field, at, set),
      text('help', 'Ajuda sob o campo', { isOptional: true }),
      text('section', 'Seção do formulário', { isOptional: true, list: studio.data.sections }),
      isNumber(field.type) &&
        field.type !== 'money' &&
        text('unit', 'Unidade', { isOptional: true }),
      isWritten(field.type) &&
        text('maxLength', 'Máximo de caracteres', {
          isOptional: true,
          read: wholeOf,
          mode: 'numeric',
        }),
      isNumber(field.type) && [
        text('minimum', 'Mínimo', {
          isOptional: true,
          read: decimalText,
          show: comma,
          mode: 'decimal',
        }),
        text('maximum', 'Máximo', {
          isOptional: true,
          read: decimalText,
          show: comma,
          mode: 'decimal',
        }),
      ]
    ),
    field.type === 'enum' && optionsEditor(designer, field, index),
    h(
      'fieldset',
      { class: 'field-flags' },
      h('legend', {}, 'Como se usa'),
      [
        ['isRequired', 'Obrigatório'],
        ['isInList', 'Coluna da lista'],
        ['isFilter', 'Filtro da lista'],
        ['isSearched', 'Encontrado pela busca'],
        ['isPersonal', 'Dado pessoal (protegido de quem não pode vê-lo)'],
      ].map(([name, label]) =>
        h(
          'label',
          { key: name, class: 'conf-check' },
          h('input', {
            type: 'checkbox',
            checked: field[name] === true,
            onchange: ({ target }) => set(name, target.checked),
          }),
          label
        )
      )
    ),
    condition(designer, { field, at, name: 'visibleWhen', title: 'Só aparece quando', set }),
    condition(designer, { field, at, name: 'requiredWhen', title: 'É obrigatório quando', set })
  )
}

const comma = (value) => (value ?? '').replace('.', ',')
const wholeOf = (typed) => wholeOr(typed.trim(), typed)

/** One line of text; an empty one takes an optional property away. */
function line(
  studio,
  {
    at,
    label,
    value,
    set,
    isOptional = false,
    read = (typed) => typed,
    show = (one) => one ?? '',
    mode,
    list,
  }
) {
  const id = `field${at.replaceAll('/', '-')}`
  const issues = studio.issues.filter(({ path }) => path === at)
  return h(
    'div',
    { key: at },
    h(
      'label',
      { class: 'form-label', for: id },
      label,
      isOptional && h('span', { class: 'optional' }, ' (opcional)')
    ),
    h('input', {
      id,
      'data-at': at,
      'type': 'text',
      'class': 'form-control',
      'autocomplete': 'off',
      'inputmode': mode,
      'list': list ? `${id}-list` : undefined,
      'aria-invalid': issues.length ? 'true' : undefined,
      'aria-describedby': issues.length ? `${id}-issue` : undefined,
      'value': show(value),
      'oninput': ({ target }) => set(target.value === '' ? '' : read(target.value)),
    }),
    list &&
      h(
        'datalist',
        { id: `${id}-list` },
        list.map((one) => h('option', { key: one, value: one }))
      ),
    issues.length > 0 &&
      h(
        'p',
        { class: 'schema-issue', id: `${id}-issue` },
        issues.map(({ message }) => message).join(' ')
      )
  )
}

function typeField({ studio }, field, at, set) {
  const isFixed = studio.data.approved.includes(field.key)
  const id = `field${at.replaceAll('/', '-')}-type`
  return h(
    'div',
    { key: 'type' },
    h('label', { class: 'form-label', for: id }, 'Tipo'),
    h(
      'select',
      {
        id,
        'class': 'form-select',
        'data-at': `${at}/type`,
        'disabled': isFixed,
        'aria-describedby': `${id}-hint`,
        'value': field.type,
        'onchange': ({ target }) => set('type', target.value),
      },
      TYPES.map(({ value, title }) => h('option', { key: value, value }, title))
    ),
    h(
      'p',
      { class: 'form-hint', id: `${id}-hint` },
      isFixed ? 'O tipo de um campo já aprovado não muda.' : typeOf(field.type).help
    )
  )
}

const TONES = [
  ['', 'sem cor'],
  ['neutral', 'cinza'],
  ['good', 'verde'],
  ['attention', 'amarelo'],
  ['bad', 'vermelho'],
  ['info', 'azul'],
]

function optionsEditor(designer, field, index) {
  const { studio } = designer
  const options = field.options ?? []
  const at = `/fields/${index}/options`
  const put = (next, name = null) => designer.setField(index, { ...field, options: next }, name)
  const keepsCode = studio.data.approved.includes(field.key)
  return h(
    'fieldset',
    { 'class': 'field-options', 'data-at': at },
    h('legend', {}, 'Opções'),
    options.map((option, place) =>
      h(
        'div',
        { key: place, class: 'field-option' },
        h('input', {
          'type': 'text',
          'class': 'form-control',
          'aria-label': `Opção ${place + 1}`,
          'data-at': `${at}/${place}/label`,
          'value': option.label,
          'oninput': ({ target }) =>
            designer.setField(
              index,
              renamedOption(
                field,
                place,
                target.value,
                keepsCode && !designer.isNewOption(field.key, option.value)
              ),
              `${at}/${place}/label`
            ),
        }),
        designer.showsCodes && h('code', {}, option.value),
        h(
          'select',
          {
            'class': 'form-select',
            'aria-label': `Cor da opção ${place + 1}`,
            'value': option.tone ?? '',
            'onchange': ({ target }) =>
              put(options.with(place, withProperty(option, 'tone', target.value))),
          },
          TONES.map(([value, title]) => h('option', { key: value, value }, title))
        ),
        tool(
          'arrow-up',
          `Subir a opção ${option.label}`,
          () => put(moved(options, place, place - 1)),
          { disabled: place === 0 }
        ),
        tool('trash', `Retirar a opção ${option.label}`, () => put(options.toSpliced(place, 1)), {
          disabled: options.length === 1,
        })
      )
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'btn btn-sm',
        onclick: () => {
          const label = `Opção ${options.length + 1}`
          const value = keyFrom(
            label,
            options.map((one) => one.value),
            'opcao'
          )
          designer.newOptions.add(`${field.key}/${value}`)
          put([...options, { value, label }])
        },
      },
      'Acrescentar opção'
    )
  )
}

function condition(designer, { field, at, name, title, set }) {
  const expression = field[name]
  const place = `${at}/${name}`
  return h(
    'div',
    { 'key': name, 'class': 'field-condition', 'data-at': place },
    h(
      'label',
      { class: 'conf-check' },
      h('input', {
        type: 'checkbox',
        checked: expression !== undefined,
        onchange: ({ target }) =>
          designer.setField(
            index(at),
            target.checked ? { ...field, [name]: true } : without(field, name)
          ),
      }),
      title
    ),
    expression !== undefined &&
      conditionEditor(designer.expressions, builder.readCondition(expression, place), title)
  )
}

const index = (at) => Number(at.split('/')[2])

function without(field, name) {
  const { [name]: _old, ...others } = field
  return others
}
