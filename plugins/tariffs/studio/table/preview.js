/* Bills and curves before and after what is being written, computed by the server with the calculation of billing. */
import { cellText } from '#studio/cells'
import { h } from '#studio/dom'
import { changeText } from '../../domain/adjust_table.ts'
import { inOrder } from './categories.js'
import { SEWAGE_CLASSES, entriesOf } from './common.js'
import { chart } from './chart.js'

const VOLUMES = [5, 10, 15, 20, 30, 50]
const WAIT_MS = 400

const facts = {
  category: '',
  economies: '1',
  sewage_class: '',
  profile: 'normal',
  metered: true,
  connections: '1',
  taps: '',
  meter_size: '',
  collection_frequency: '',
  waste_profile: '',
  on: '',
  up_to: '60',
}
let answer = { state: 'none' }
let timer
let asked = 0
const open = new Set()

const amount = (text) => {
  const [whole, cents = '00'] = String(text).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${cents.padEnd(2, '0')}`
}

/** Asks again a moment after the last change. */
export function askPreview(studio, wait = WAIT_MS) {
  clearTimeout(timer)
  timer = setTimeout(() => ask(studio), wait)
}

const whole = (text) => (/^\d{1,6}$/.test(text) ? Number(text) : text)
const maybe = (text) => (text.trim() === '' ? null : text.trim())

function caseOf(studio) {
  const codes = inOrder(studio, entriesOf(studio.content.categories)).map(([code]) => code)
  if (!codes.includes(facts.category)) facts.category = codes[0] ?? ''
  return {
    category: facts.category,
    economies: whole(facts.economies),
    profile: facts.profile,
    metered: facts.metered,
    connections: whole(facts.connections),
    taps: facts.taps === '' ? null : whole(facts.taps),
    sewage_class: maybe(facts.sewage_class),
    meter_size: maybe(facts.meter_size),
    collection_frequency: maybe(facts.collection_frequency),
    waste_profile: maybe(facts.waste_profile),
  }
}

async function ask(studio) {
  if (studio.jsonError) return
  const mine = ++asked
  const token = document.querySelector('meta[name="csrf-token"]')?.content
  try {
    const answered = await fetch('/api/tariffs/preview', {
      method: 'POST',
      headers: {
        'accept': 'application/json',
        'content-type': 'application/json',
        ...(token ? { 'X-CSRF-TOKEN': token } : {}),
      },
      body: JSON.stringify({
        content: studio.content,
        facts: caseOf(studio),
        volumes: VOLUMES,
        up_to: Number(facts.up_to),
        ...(facts.on ? { on: facts.on } : {}),
      }),
    })
    const body = await answered.json()
    if (mine !== asked) return
    answer = answered.ok
      ? { state: 'good', ...body }
      : {
          ...answer,
          state: 'bad',
          problem: body.message ?? body.error?.message ?? 'O cálculo foi recusado.',
        }
  } catch {
    if (mine === asked)
      answer = {
        ...answer,
        state: 'bad',
        problem: 'Sem resposta do servidor; o cálculo é de antes.',
      }
  }
  studio.redraw()
}

export const previewPanels = (studio) => [
  { id: 'bills', title: 'Contas', body: () => [asking(studio), problemLine(), bills(studio)] },
  { id: 'curves', title: 'Gráfico', body: () => [asking(studio), problemLine(), curves(studio)] },
]

const problemLine = () =>
  answer.state === 'bad' &&
  h('p', { key: 'problem', class: 'schema-issue', role: 'status' }, answer.problem)

const choose = (studio, change) => {
  Object.assign(facts, change)
  studio.redraw()
  askPreview(studio, 150)
}

const text = (studio, name, title, more = {}) =>
  h(
    'label',
    { key: name, class: 'schema-field' },
    h('span', { class: 'form-label' }, title),
    h('input', {
      class: 'form-control form-control-sm',
      type: 'text',
      value: facts[name],
      oninput: ({ target }) => choose(studio, { [name]: target.value }),
      ...more,
    })
  )

const pick = (studio, name, title, options) =>
  h(
    'label',
    { key: name, class: 'schema-field' },
    h('span', { class: 'form-label' }, title),
    h(
      'select',
      {
        'aria-label': title,
        'class': 'form-select form-select-sm',
        'value': facts[name],
        'onchange': ({ target }) => choose(studio, { [name]: target.value }),
      },
      options.map((one) => h('option', { key: one.value, value: one.value }, one.title))
    )
  )

const CLASSES = [{ value: '', title: 'Sem esgoto' }, ...SEWAGE_CLASSES]

/** For whom the bills are. */
function asking(studio) {
  const codes = inOrder(studio, entriesOf(studio.content.categories)).map(([value, one]) => ({
    value,
    title: one?.title ?? value,
  }))
  return h(
    'div',
    { key: 'asking', class: 'tariff-asking' },
    pick(studio, 'category', 'Categoria', codes),
    pick(studio, 'sewage_class', 'Esgoto', CLASSES),
    text(studio, 'economies', 'Economias', { inputmode: 'numeric' }),
    pick(studio, 'profile', 'Perfil', studio.data.types),
    h(
      'details',
      { key: 'more' },
      h('summary', {}, 'Outros dados'),
      text(studio, 'on', 'Leitura em', { type: 'date' }),
      text(studio, 'meter_size', 'Hidrômetro'),
      text(studio, 'connections', 'Ligações', { inputmode: 'numeric' }),
      text(studio, 'taps', 'Pontos de água', { inputmode: 'numeric' }),
      text(studio, 'collection_frequency', 'Frequência da coleta'),
      text(studio, 'waste_profile', 'Perfil do lixo'),
      h(
        'label',
        { class: 'form-check' },
        h('input', {
          class: 'form-check-input',
          type: 'checkbox',
          checked: facts.metered,
          onchange: ({ target }) => choose(studio, { metered: target.checked }),
        }),
        h('span', { class: 'form-check-label' }, 'Com hidrômetro')
      )
    )
  )
}

function bills(studio) {
  if (!answer.bills)
    return h('p', { key: 'wait', class: 'soft' }, answer.state === 'bad' ? '' : 'Calculando…')
  return h(
    'table',
    { key: 'bills', class: 'grid tariff-bills' },
    h('caption', {}, studio.data.in_force ? `Em vigor: ${studio.data.in_force}` : 'Nada em vigor'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ['m³', 'Em vigor', 'Assim', 'Muda'].map((title) =>
          h('th', { key: title, scope: 'col', class: 'num' }, title)
        )
      )
    ),
    h(
      'tbody',
      {},
      answer.bills.flatMap((bill) => billRows(studio, bill))
    )
  )
}

function billRows(studio, { m3, before, after }) {
  const isOpen = open.has(m3)
  const flip = () => (isOpen ? open.delete(m3) : open.add(m3), studio.redraw())
  const row = h(
    'tr',
    { key: String(m3) },
    h(
      'th',
      { scope: 'row', class: 'num' },
      h(
        'button',
        {
          'type': 'button',
          'class': 'tariff-why',
          'aria-expanded': String(isOpen),
          'aria-label': `Por que a conta de ${m3} m³`,
          'onclick': flip,
        },
        String(m3)
      )
    ),
    h('td', { class: 'num' }, before.total ? amount(before.total) : '—'),
    h('td', { class: 'num' }, after.total ? h('strong', {}, amount(after.total)) : '—'),
    h('td', { class: 'num' }, change(before.total, after.total))
  )
  return isOpen || after.error
    ? [row, h('tr', { key: `${m3}-why` }, h('td', { colspan: '4' }, why(after)))]
    : [row]
}

const why = ({ error, charges = [] }) =>
  error
    ? h('p', { class: 'schema-issue' }, error)
    : h(
        'ul',
        { class: 'tariff-lines' },
        charges.map((charge, index) =>
          h(
            'li',
            { key: String(index) },
            h('span', {}, charge.title),
            h('span', { class: 'tnum' }, amount(charge.amount)),
            charge.lines.map((line, at) =>
              h(
                'small',
                { key: String(at) },
                `${line.label}: ${cellText({ kind: 'decimal' }, line.amount)}`
              )
            )
          )
        )
      )

const change = (before, after) =>
  before && after ? h('span', { class: 'tnum' }, changeText(before, after)) : '—'

const LIMITS = ['30', '60', '100', '200'].map((one) => ({ value: one, title: `até ${one} m³` }))

function curves(studio) {
  if (!answer.points)
    return h('p', { key: 'wait', class: 'soft' }, answer.state === 'bad' ? '' : 'Calculando…')
  const number = (point, name) =>
    point?.[name] === undefined || point[name] === null ? null : Number(point[name])
  const series = (name) =>
    answer.points.map(({ m3, before, after }) => ({
      m3,
      before: number(before, name),
      after: number(after, name),
    }))
  const prices = series('price').filter(({ m3 }) => m3 > 0)
  return h(
    'div',
    { key: 'curves', class: 'tariff-curves' },
    pick(studio, 'up_to', 'Volume', LIMITS),
    h(
      'p',
      { class: 'tariff-legend' },
      h('span', { class: 'is-after' }, 'assim'),
      h('span', { class: 'is-before' }, 'em vigor')
    ),
    h('h3', {}, 'Preço de cada m³ de água (R$)'),
    chart({
      title: `Preço de cada m³ de água de ${facts.category}, em vigor e assim`,
      points: prices,
      isStep: true,
    }),
    h('h3', {}, 'Conta por volume (R$)'),
    chart({
      title: `Valor da conta por volume de ${facts.category}, em vigor e assim`,
      points: series('total'),
      isStep: false,
    })
  )
}
