/* Adjusting every price by a percentage, and beginning from another version. */
import { cellText, readCell } from '#studio/cells'
import { h } from '#studio/dom'
import { adjustTable, percentProblem } from '../../domain/adjust_table.ts'
import { MODE_OPTIONS } from '../../domain/structure_forms.ts'
import { button, card } from './common.js'

const PERCENT = { id: 'percent', title: 'Percentual', kind: 'decimal', maxDecimals: 6 }
const asked = {
  percent: '',
  /** Null: as many as the prices have. */
  scale: null,
  mode: 'half-up',
  parts: ['tariffs'],
  said: null,
  copy: '',
  copied: null,
}
const SHOWN = 6

const shown = (value) => cellText({ kind: 'decimal' }, value)

export const tools = (studio) => [adjust(studio), copy(studio)]

/** What the form says now: the adjusted table with its prices, or why it cannot be. */
function answer(studio) {
  const read = readCell(PERCENT, asked.percent.replace(/^\+/, ''))
  if (read.problem) return { problem: asked.percent === '' ? null : `Percentual: ${read.problem}` }
  const wrong = percentProblem(read.value)
  if (wrong) return { problem: `Percentual: ${wrong}` }
  if (!asked.parts.length) return { problem: 'Escolha o que reajustar.' }
  const { mode, parts } = asked
  const scale = Number(scaleOf(studio))
  return adjustTable(studio.content, { percent: read.value, scale, mode, parts })
}

/** The decimals that were asked for, or as many as the most exact of the prices has. */
function scaleOf(studio) {
  if (asked.scale !== null) return asked.scale
  const same = { percent: '0', scale: 12, mode: asked.mode, parts: asked.parts }
  const { prices } = adjustTable(studio.content, same)
  const used = prices.map(({ before }) => before.split('.')[1]?.length ?? 0)
  return String(Math.min(6, Math.max(2, ...used)))
}

const choose = (studio, change) => (Object.assign(asked, { said: null }, change), studio.redraw())

function adjust(studio) {
  const { table, prices = [], problem } = answer(studio)
  const isReady = table && prices.length > 0
  return card(
    'adjust',
    'Reajustar por percentual',
    null,
    howMuch(studio, problem),
    which(studio),
    studio.content.unit && h('p', { class: 'soft' }, unitWarning(studio.content.unit)),
    problem && h('p', { class: 'schema-issue' }, problem),
    isReady && effect(studio, prices),
    asked.said && h('p', { class: 'tariff-done', role: 'status' }, asked.said),
    button(
      'check',
      isReady ? `Reajustar ${counted(prices)}` : 'Reajustar',
      () => {
        const said = `Reajuste de ${asked.percent} %: ${counted(prices)}. Ctrl+Z desfaz.`
        studio.change(table)
        choose(studio, { percent: '', said })
      },
      { class: 'btn btn-primary', disabled: !isReady }
    )
  )
}

const counted = ({ length }) => `${length} ${length === 1 ? 'preço' : 'preços'}`

const unitWarning = ({ code }) =>
  `Os preços das cobranças declaradas estão em ${code}: se o que muda é o valor da unidade, altere o parâmetro “Valor das unidades fiscais” em vez de reajustar aqui.`

const howMuch = (studio, problem) =>
  h(
    'div',
    { class: 'tariff-fields' },
    labelled(
      'Percentual',
      h('input', {
        'class': 'form-control tnum',
        'type': 'text',
        'inputmode': 'decimal',
        'placeholder': '+6,43',
        'value': asked.percent,
        'aria-invalid': problem ? 'true' : undefined,
        'oninput': ({ target }) => choose(studio, { percent: target.value.trim() }),
      })
    ),
    labelled(
      'Casas decimais',
      select(scaleOf(studio), SCALES, (scale) => choose(studio, { scale }))
    ),
    labelled(
      'Arredondamento',
      select(asked.mode, MODE_OPTIONS, (mode) => choose(studio, { mode }))
    )
  )

const SCALES = ['2', '3', '4', '5', '6'].map((one) => ({ value: one, title: one }))
const PARTS = [
  ['tariffs', 'Água e esgoto'],
  ['garbage', 'Coleta de lixo'],
  ['services', 'Serviços e multas'],
]

const which = (studio) =>
  h(
    'div',
    { 'class': 'tariff-ticks', 'role': 'group', 'aria-label': 'O que se reajusta' },
    PARTS.map(([part, title]) =>
      h(
        'label',
        { key: part, class: 'form-check form-check-inline' },
        h('input', {
          class: 'form-check-input',
          type: 'checkbox',
          checked: asked.parts.includes(part),
          onchange: ({ target }) => choose(studio, { parts: withPart(part, target.checked) }),
        }),
        h('span', { class: 'form-check-label' }, title)
      )
    )
  )

const withPart = (part, isOn) =>
  isOn ? [...asked.parts, part] : asked.parts.filter((one) => one !== part)

/** What would become of the first prices, before anything is done. */
const effect = (studio, prices) =>
  h(
    'table',
    { class: 'grid tariff-effect' },
    h('caption', { class: 'visually-hidden' }, 'Preços antes e depois do reajuste'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Preço'),
        h('th', { scope: 'col', class: 'num' }, 'De'),
        h('th', { scope: 'col', class: 'num' }, 'Para')
      )
    ),
    h(
      'tbody',
      {},
      prices
        .slice(0, SHOWN)
        .map(({ pointer, before, after }) =>
          h(
            'tr',
            { key: pointer },
            h('td', {}, priceTitle(studio.content, pointer)),
            h('td', { class: 'num' }, shown(before)),
            h('td', { class: 'num' }, shown(after))
          )
        ),
      prices.length > SHOWN &&
        h(
          'tr',
          { key: 'more' },
          h('td', { class: 'soft', colspan: '3' }, `e mais ${prices.length - SHOWN}`)
        )
    )
  )

/** Whose price it is: `Residencial, acima de 10 m³`; of what is no bracket of a category, its place in the table. */
function priceTitle({ categories, services, charges }, pointer) {
  const [, part, key, list, index] = pointer.split('/')
  const owner = { categories, services, charges }[part]?.[key]?.title
  if (part !== 'categories' || list !== 'blocks') return owner ?? TITLES[part] ?? ''
  return `${owner ?? key}, acima de ${shown(String(categories[key].blocks[index].over))} m³`
}

const TITLES = {
  rows: 'Tabela por m³',
  garbage: 'Coleta de lixo',
  services: 'Serviço',
  fraud_fines: 'Multa',
  charges: 'Cobrança declarada',
}

/** The name of a field is its title alone, whatever its options say. */
function labelled(title, input) {
  input.props['aria-label'] = title
  return h('label', { class: 'schema-field' }, h('span', { class: 'form-label' }, title), input)
}

const select = (value, options, change) =>
  h(
    'select',
    { class: 'form-select', value, onchange: ({ target }) => change(target.value) },
    options.map((one) => h('option', { key: one.value, value: one.value }, one.title))
  )

function copy(studio) {
  const { versions } = studio.data
  return card(
    'copy',
    'Começar de outra versão',
    null,
    h(
      'p',
      { class: 'form-hint' },
      'Toma o lugar de tudo o que está escrito aqui; Ctrl+Z desfaz. O que já vigora não muda.'
    ),
    labelled(
      'Versão',
      select(
        asked.copy,
        [
          { value: '', title: 'escolha' },
          ...versions.map(({ id, title }) => ({ value: id, title })),
        ],
        (id) => choose(studio, { copy: id, copied: null })
      )
    ),
    asked.copied &&
      h(
        'p',
        { class: asked.copied.isBad ? 'schema-issue' : 'tariff-done', role: 'status' },
        asked.copied.text
      ),
    button('copy', 'Copiar desta versão', () => fetchVersion(studio), {
      disabled: asked.copy === '',
    })
  )
}

async function fetchVersion(studio) {
  const { title } = studio.data.versions.find(({ id }) => id === asked.copy)
  try {
    const answered = await fetch(`/api/tariffs/tables/${asked.copy}`, {
      headers: { accept: 'application/json' },
    })
    if (!answered.ok) throw new Error(String(answered.status))
    const { content } = await answered.json()
    studio.change(content)
    asked.copied = { text: `Copiado: ${title}.` }
  } catch {
    asked.copied = {
      text: 'A versão não pôde ser lida. Confira a conexão e tente de novo.',
      isBad: true,
    }
  }
  studio.redraw()
}
