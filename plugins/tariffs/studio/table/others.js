/* Sewage by class, garbage by category, services and fines: short grids. */
import { h } from '#studio/dom'
import { SEWAGE_CLASSES, card, entriesOf, grid } from './common.js'

const money = (id, title) => ({ id, title, kind: 'decimal', maxDecimals: 6 })
const map = (...columns) => ({ shape: 'map', columns })

/** Options with those that stand there already, so that nothing shown is lost. */
const withOwn = (options, value) => [
  ...options,
  ...entriesOf(value)
    .map(([name]) => name)
    .filter((name) => !options.some((one) => one.value === name))
    .map((name) => ({ value: name, title: name })),
]

const firstFree = (options, value) =>
  options.find((one) => !entriesOf(value).some(([name]) => name === one.value))?.value ?? ''

function choices(studio, { pointer, title, options, column, value }) {
  const all = withOwn(options, value)
  const spec = map({ id: 'name', title, kind: 'choice', options: all }, column)
  return { pointer, spec, title, blank: () => [firstFree(options, value), '0'] }
}

const SERVICES = {
  shape: 'named',
  columns: [
    { id: 'code', title: 'Código', kind: 'text' },
    { id: 'title', title: 'Serviço', kind: 'text' },
    money('amount', 'Preço (R$)'),
  ],
}
const FINES = {
  shape: 'list',
  columns: [
    { id: 'type', title: 'Tipo de fraude', kind: 'text' },
    { id: 'degree', title: 'Grau', kind: 'text' },
    money('amount', 'Multa (R$)'),
  ],
}

const hint = (text) => h('p', { class: 'form-hint' }, text)

const sewageCard = (studio, { sewage }) =>
  card(
    'sewage',
    'Esgoto',
    null,
    hint('Percentual da água por classe do serviço. Cobranças declaradas de esgoto vêm antes.'),
    grid(
      studio,
      choices(studio, {
        pointer: '/sewage',
        title: 'Classe',
        options: SEWAGE_CLASSES,
        column: { id: 'value', title: '% da água', kind: 'decimal', maxDecimals: 6 },
        value: sewage,
      })
    )
  )

const garbageCard = (studio, { garbage, categories }) =>
  card(
    'garbage',
    'Coleta de lixo',
    null,
    hint('Valor por economia e mês, cobrado para a prefeitura.'),
    grid(
      studio,
      choices(studio, {
        pointer: '/garbage',
        title: 'Categoria',
        options: entriesOf(categories).map(([value, one]) => ({
          value,
          title: one?.title ?? value,
        })),
        column: money('value', 'R$ por economia'),
        value: garbage,
      })
    )
  )

const listCard = (studio, { pointer, title, text, spec, addTitle }) =>
  card(
    pointer,
    title,
    null,
    hint(text),
    grid(studio, {
      ...{ pointer, title, spec, addTitle, isOptional: true },
      blank: () => ['', '', '0'],
    })
  )

export const others = (studio) => [
  sewageCard(studio, studio.content),
  garbageCard(studio, studio.content),
  listCard(studio, {
    pointer: '/services',
    title: 'Preços de serviços',
    text: 'Valem na data em que o serviço é feito. O código tem letras minúsculas e algarismos: religacao, ligacao_nova.',
    spec: SERVICES,
    addTitle: 'Acrescentar serviço',
  }),
  listCard(studio, {
    pointer: '/fraud_fines',
    title: 'Multas por fraude',
    text: 'Um valor por tipo e grau: by_pass, leve.',
    spec: FINES,
    addTitle: 'Acrescentar multa',
  }),
]
