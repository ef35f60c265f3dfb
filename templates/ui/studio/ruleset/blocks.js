/* A family of brackets as a small grid: limits and prices. */
import { Dec } from '#core/money/index'
import { h, icon } from '../dom.js'
import { plainField } from './inputs.js'
import { tool } from './parts.js'

const LIMIT = { type: 'decimal', unit: 'm3' }
const PRICE = { type: 'decimal', unit: 'BRL' }

const DECIMAL = /^-?\d{1,30}(\.\d{1,12})?$/

/** Ten more than a limit, exact: a whole number stays one. */
function tenMore(limit) {
  if (Number.isSafeInteger(limit)) return limit + 10
  return DECIMAL.test(String(limit)) ? Dec.of(String(limit)).plus(Dec.of(10)).toString() : 10
}

/** Each bracket begins where the one before it ends; the last has no end. */
export function blocksEditor(editor, { at, rows }, label) {
  const put = (next) =>
    editor.put(
      at,
      {
        literal: [
          next.map((row, index) => ({ ...row, over: index === 0 ? row.over : next[index - 1].to })),
        ],
      },
      at
    )
  const set = (index, name) => (value) =>
    put(rows.map((row, i) => (i === index ? { ...row, [name]: value } : row)))
  const add = () => {
    const last = rows.at(-1)
    const end = tenMore(last.over ?? 0)
    put([
      ...rows.slice(0, -1),
      { ...last, to: last.to ?? end },
      { over: last.to ?? end, to: null, price: last.price },
    ])
  }
  return h(
    'table',
    { 'class': 'rule-blocks', 'aria-label': `${label}: faixas` },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ['Acima de', 'Até', 'Preço por m³', ''].map((title) => h('th', { scope: 'col' }, title))
      )
    ),
    h(
      'tbody',
      {},
      rows.map((row, index) =>
        h(
          'tr',
          { key: index },
          h(
            'td',
            { class: 'tnum' },
            index === 0
              ? plainField({
                  value: row.over,
                  info: LIMIT,
                  isRule: true,
                  label: 'Acima de',
                  set: set(0, 'over'),
                })
              : `${String(row.over).replace('.', ',')} m³`
          ),
          h(
            'td',
            {},
            row.to === null && index === rows.length - 1
              ? 'sem fim'
              : plainField({
                  value: row.to,
                  info: LIMIT,
                  isRule: true,
                  label: `Faixa ${index + 1}: até`,
                  set: set(index, 'to'),
                })
          ),
          h(
            'td',
            {},
            plainField({
              value: row.price,
              info: PRICE,
              label: `Faixa ${index + 1}: preço por m³`,
              set: set(index, 'price'),
            })
          ),
          h(
            'td',
            {},
            rows.length > 1 &&
              tool('trash', `Retirar a faixa ${index + 1}`, () =>
                put(
                  rows
                    .filter((_, i) => i !== index)
                    .map((one, i, all) => (i === all.length - 1 ? { ...one, to: null } : one))
                )
              )
          )
        )
      )
    ),
    h(
      'tfoot',
      {},
      h(
        'tr',
        {},
        h(
          'td',
          { colspan: 4 },
          h(
            'button',
            { type: 'button', class: 'btn btn-plain', onclick: add },
            icon('plus'),
            'faixa'
          )
        )
      )
    )
  )
}
