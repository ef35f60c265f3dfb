import { isRefMonth, refMonth } from '#core/calendar/index'
import { type VolumeLine, wholeMonth } from './judge_lines.ts'

const NUMBER = /^\d{1,12}([.,]\d{1,3})?$/
const ORIGINS: Readonly<Record<string, VolumeLine['origin']>> = {
  medido: 'measured',
  estimado: 'estimated',
}
const NEEDED = ['ponto', 'mes', 'm3', 'origem']

export type ReadLine = VolumeLine | { readonly problem: string }

/** The lines of a sheet of months, `;` between columns; null when its first line does not say the columns. */
export function readFile(content: string): ReadLine[] | null {
  const [head = '', ...rest] = content.replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = head.split(';').map((name) => name.trim().toLowerCase().replace('ê', 'e'))
  if (!NEEDED.every((name) => columns.includes(name))) return null
  return rest.flatMap((text, index) => {
    if (!text.trim()) return []
    const cells = text.split(';').map((cell) => cell.trim())
    const row = Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? '']))
    return [readLine(row, index + 2)]
  })
}

function readLine(row: Readonly<Record<string, string>>, at: number): ReadLine {
  const month = (row.mes ?? '').replace(/^(\d{2})\/(\d{4})$/, '$2-$1')
  const origin = ORIGINS[(row.origem ?? '').toLowerCase()]
  const bad = (what: string) => ({ problem: `linha ${at}: ${what}` })
  if (!isRefMonth(month)) return bad(`mês inválido “${row.mes ?? ''}”`)
  if (!NUMBER.test(row.m3 ?? '')) return bad(`volume inválido “${row.m3 ?? ''}”`)
  if (!origin) return bad(`origem inválida “${row.origem ?? ''}”: medido ou estimado`)
  if (row.tratado && !NUMBER.test(row.tratado)) return bad(`tratado inválido “${row.tratado}”`)
  return {
    ...{ key: null, point: row.ponto ?? '', origin, ...wholeMonth(refMonth(month)) },
    ...{ m3: point(row.m3!), treated: row.tratado ? point(row.tratado) : null },
    document: row.documento || null,
  }
}

const point = (text: string) => text.replace(',', '.')
