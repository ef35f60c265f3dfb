/* Declared charges: for each type the first that applies, so that their order says who pays what. */
import { h } from '#studio/dom'
import { join } from '#studio/pointer'
import {
  CHARGE_OPTIONS,
  CHARGE_TITLES,
  DEMAND_CONTRACT,
  STRUCTURE_FORMS,
} from '../../domain/structure_forms.ts'
import { typeField } from './categories.js'
import {
  SEWAGE_CLASSES,
  act,
  button,
  entriesOf,
  field,
  fields,
  findings,
  listIn,
  put,
  swapped,
} from './common.js'
import { structure } from './structure.js'

const AT = '/charges'
/** Charges that are open, by their place. */
const open = new Set([0])

export function charges(studio) {
  const list = listIn(studio.content.charges)
  const save = (changed) => put(studio, AT, changed.length ? changed : undefined, null)
  return [
    h(
      'p',
      { key: 'hint', class: 'soft' },
      'Para cada tipo de cobrança vale a primeira que servir ao imóvel; elas vêm antes das faixas, do esgoto e do lixo das outras abas.'
    ),
    list.map((charge, index) => one(studio, { charge, index, list, save })),
    h(
      'div',
      { key: 'add', class: 'tariff-adders' },
      CHARGE_OPTIONS.map(({ value, title }) =>
        button('plus', title, () => {
          open.add(list.length)
          save([...list, blank(value, title)])
        })
      ),
      contractButton(studio, list, save)
    ),
    findings(studio, AT),
  ]
}

/** A contract of a large customer comes before the charges that everybody has. */
const contractButton = (studio, list, save) =>
  button('plus', 'Contrato de demanda', () => {
    open.clear()
    open.add(0)
    save([contract(studio), ...list])
  })

const contract = ({ data }) => ({
  charge_type: 'water',
  title: 'Contrato de demanda',
  applies: { profiles: ['contract'] },
  legal_basis: '',
  structure: DEMAND_CONTRACT,
  ...(data.types.some(({ value }) => value === 'contract') ? { tariff_type: 'contract' } : {}),
})

const blank = (chargeType, title) => ({
  charge_type: chargeType,
  title,
  applies: {},
  legal_basis: '',
  structure:
    STRUCTURE_FORMS[
      chargeType === 'water' ? 'brackets' : chargeType === 'sewage' ? 'percent' : 'fixed'
    ].blank,
})

function one(studio, { charge, index, list, save }) {
  const at = join(AT, index)
  const isOpen = open.has(index)
  const name = charge?.title || `cobrança ${index + 1}`
  const flip = () => (isOpen ? open.delete(index) : open.add(index), studio.redraw())
  const issues = studio.issuesAt(at).length
  return h(
    'section',
    { key: String(index), class: 'card tariff-card' },
    h(
      'div',
      { class: 'card-header' },
      h(
        'h2',
        { class: 'card-title' },
        h(
          'button',
          {
            'type': 'button',
            'class': 'tariff-fold',
            'aria-expanded': String(isOpen),
            'onclick': flip,
          },
          `${CHARGE_TITLES[charge?.charge_type] ?? 'Cobrança'}: ${name}`,
          h('span', { class: 'soft' }, whom(studio, charge?.applies)),
          issues > 0 && h('span', { class: 'studio-count is-bad' }, String(issues))
        )
      ),
      h(
        'div',
        { class: 'tariff-card-acts' },
        act('arrow-up', `Subir ${name}`, () => save(swapped(list, index, index - 1)), index === 0),
        act(
          'arrow-down',
          `Descer ${name}`,
          () => save(swapped(list, index, index + 1)),
          index === list.length - 1
        ),
        act('copy', `Duplicar ${name}`, () =>
          save([...list.slice(0, index + 1), charge, ...list.slice(index + 1)])
        ),
        act('trash', `Retirar ${name}`, () => save(list.filter((_, other) => other !== index)))
      )
    ),
    isOpen && h('div', { key: 'body', class: 'card-body' }, body(studio, at))
  )
}

const body = (studio, at) => [
  fields(studio, at, [
    { path: 'charge_type', title: 'Cobrança', kind: 'choice', options: CHARGE_OPTIONS },
    { path: 'title', title: 'Nome', kind: 'text' },
    typeField(studio),
    { path: 'legal_basis', title: 'Fundamento', kind: 'text' },
  ]),
  applies(studio, join(at, 'applies')),
  structure(studio, join(at, 'structure')),
  findings(studio, at),
]

const METERED = [
  { value: 'true', title: 'Só com hidrômetro' },
  { value: 'false', title: 'Só sem hidrômetro' },
]

/** Whom the charge is for; what is empty fits everybody. */
function applies(studio, at) {
  const value = at
    .slice(1)
    .split('/')
    .reduce((inner, step) => inner?.[step], studio.content)
  const codes = entriesOf(studio.content.categories).map(([code, { title } = {}]) => ({
    value: code,
    title: title ?? code,
  }))
  const types = studio.data.types
  return h(
    'fieldset',
    { key: 'applies', class: 'schema-group' },
    h('legend', {}, 'A quem se aplica (sem escolha: a todos)'),
    ticks(studio, { at, name: 'categories', title: 'Categorias', options: codes, value }),
    ticks(studio, { at, name: 'profiles', title: 'Perfis', options: types, value }),
    ticks(studio, {
      at,
      name: 'sewage_classes',
      title: 'Classes de esgoto',
      options: SEWAGE_CLASSES,
      value,
    }),
    meterAndSize(studio, at, value)
  )
}

const meterAndSize = (studio, at, value) =>
  h(
    'div',
    { class: 'tariff-fields' },
    h(
      'label',
      { class: 'schema-field' },
      h('span', { class: 'form-label' }, 'Hidrômetro'),
      h(
        'select',
        {
          'aria-label': 'Hidrômetro',
          'class': 'form-select',
          'value': value?.is_metered === undefined ? '' : String(value.is_metered),
          'onchange': ({ target }) =>
            put(
              studio,
              join(at, 'is_metered'),
              target.value === '' ? undefined : target.value === 'true',
              null
            ),
        },
        h('option', { key: '', value: '' }, 'Com ou sem'),
        METERED.map((one) => h('option', { key: one.value, value: one.value }, one.title))
      )
    ),
    field(studio, at, {
      path: 'min_economies',
      title: 'A partir de quantas economias',
      kind: 'integer',
      isOptional: true,
    })
  )

function ticks(studio, { at, name, title, options, value }) {
  const chosen = listIn(value?.[name])
  const all = [
    ...options,
    ...chosen
      .filter((one) => !options.some((option) => option.value === one))
      .map((one) => ({ value: one, title: one })),
  ]
  const flip = (one, isOn) => {
    const next = isOn ? [...chosen, one] : chosen.filter((other) => other !== one)
    put(studio, join(at, name), next.length ? next : undefined, null)
  }
  return h(
    'div',
    { 'key': name, 'class': 'tariff-ticks', 'role': 'group', 'aria-label': title },
    h('span', { class: 'form-label' }, title),
    all.map((one) =>
      h(
        'label',
        { key: one.value, class: 'form-check form-check-inline' },
        h('input', {
          class: 'form-check-input',
          type: 'checkbox',
          checked: chosen.includes(one.value),
          onchange: ({ target }) => flip(one.value, target.checked),
        }),
        h('span', { class: 'form-check-label' }, one.title)
      )
    )
  )
}

function whom(studio, given) {
  if (!given || !Object.keys(given).length) return ' — todos'
  const titles = {}
  for (const { value, title } of [...SEWAGE_CLASSES, ...studio.data.types]) titles[value] = title
  for (const [code, { title } = {}] of entriesOf(studio.content.categories))
    titles[code] = title ?? code
  const names = [
    ...listIn(given.categories),
    ...listIn(given.profiles),
    ...listIn(given.sewage_classes),
  ]
  const texts = [
    ...names.map((name) => titles[name] ?? name),
    ...(given.is_metered === undefined
      ? []
      : [given.is_metered ? 'com hidrômetro' : 'sem hidrômetro']),
    ...(given.min_economies ? [`${given.min_economies} economias ou mais`] : []),
  ]
  return ` — ${texts.join(', ')}`
}
