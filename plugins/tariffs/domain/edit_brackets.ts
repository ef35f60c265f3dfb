import type { SheetCell } from './table_sheets.ts'

/** A bracket as a row of a grid: above, up to (null: no limit), then its prices. */
export type BracketRow = readonly SheetCell[]

export interface RowProblem {
  readonly row: number
  readonly column: string
  readonly text: string
}

const STEP = 10

/** Sets cells of brackets and keeps the limits continuous: each begins where the one before ends. */
export const continuous = (rows: readonly BracketRow[]): BracketRow[] =>
  rows.map((row, index) => {
    const before = index === 0 ? 0 : rows[index - 1]![1]
    return typeof before === 'number' ? [before, ...row.slice(1)] : row
  })

/** A bracket after another (-1: before all), with its prices; the one that had no limit gets one. */
export function addBracket(rows: readonly BracketRow[], after: number): BracketRow[] {
  const row = rows[Math.max(after, 0)]
  if (!row) return [[0, null, '0']]
  const [over, to, ...prices] = row
  const from = typeof over === 'number' ? over : 0
  const isOpen = typeof to !== 'number'
  const middle = isOpen ? from + STEP : Math.max(from + 1, Math.floor((from + to) / 2))
  if (!isOpen && middle >= to)
    return pushed([...rows.slice(0, after + 1), [to, to + 1, ...prices], ...rows.slice(after + 1)])
  const at = Math.max(after, 0)
  return continuous([
    ...rows.slice(0, at),
    [over, middle, ...prices],
    [middle, to, ...prices],
    ...rows.slice(at + 1),
  ])
}

/** Continuous, with the limits that have no room left moved on: a bracket of one m³ cannot be parted. */
const pushed = (rows: readonly BracketRow[]): BracketRow[] => {
  let over = 0
  return rows.map(([, to, ...prices]) => {
    const limit = typeof to === 'number' && to <= over ? over + 1 : to
    const row: BracketRow = [over, limit, ...prices]
    if (typeof limit === 'number') over = limit
    return row
  })
}

/** Takes a bracket away: its m³ go to the one before, or of the first to the next. */
export function removeBracket(rows: readonly BracketRow[], index: number): BracketRow[] {
  const left = rows.filter((_, at) => at !== index)
  const isLast = index === rows.length - 1
  const opened = left.map((row, at) =>
    isLast && at === left.length - 1 ? [row[0], rows[index]![1], ...row.slice(2)] : row
  )
  return continuous(index > 0 && !isLast ? stretched(opened, index - 1, rows[index]![1]) : opened)
}

const stretched = (rows: readonly BracketRow[], index: number, to: SheetCell) =>
  rows.map((row, at) => (at === index ? [row[0], to, ...row.slice(2)] : row))

/**
 * Brackets as they were pasted, put right: published tables say `11 a 20` for what begins above 10. What does not follow
 * the bracket before is refused with its row.
 */
export function pastedBrackets(
  rows: readonly BracketRow[]
): BracketRow[] | { problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const say = (row: number, column: string, text: string) =>
    problems.push({ row: row + 1, column, text })
  let expected: SheetCell = 0
  const right = rows.map((row, index) => {
    const [given, to] = row
    const follows =
      given === undefined ||
      given === expected ||
      (typeof expected === 'number' && given === expected + 1)
    if (expected === null) say(index, 'Até', 'vem depois de uma faixa sem limite, que é a última')
    else if (!follows) {
      say(
        index,
        'Acima de',
        `começa em ${String(given)}, mas a faixa anterior termina em ${String(expected)}`
      )
    }
    const over = expected
    if (typeof to === 'number' && typeof over === 'number' && to <= over) {
      say(index, 'Até', `termina em ${to}, que não passa do começo (${over})`)
    }
    if (row.slice(2).includes(undefined)) say(index, 'Preço', 'está vazia')
    expected = to ?? null
    return [over, to ?? null, ...row.slice(2)]
  })
  return problems.length ? { problems } : right
}
