import { type Cell, type SheetColumn, readCell } from './cells.ts'

/** Characters that a paste may have: a table of thousands of rows; more is not a table of prices. */
export const PASTE_LIMIT = 500_000
export const PASTE_ROWS = 5000

export interface PasteProblem {
  /** Row of what was copied, from 1; null when it is about the whole. */
  readonly row: number | null
  readonly column: string | null
  readonly text: string
}

export type Pasted =
  { readonly rows: readonly (readonly Cell[])[] } | { readonly problems: readonly PasteProblem[] }

interface PasteOptions {
  /** The first two columns may come as one: `11 a 20`, `até 10`, `acima de 50`. */
  readonly splitsRange?: boolean
}

/**
 * Rows of cells copied from a spreadsheet (tabs between columns, lines between rows), each checked. A heading is left
 * out. With one cell wrong nothing is read: every problem is told with its row and column.
 */
export function readPaste(
  text: string,
  columns: readonly SheetColumn[],
  { splitsRange = false }: PasteOptions = {}
): Pasted {
  const tooMuch = sizeProblem(text.length)
  if (tooMuch) return { problems: [tooMuch] }
  const lines = linesOf(text)
  if (!lines.length) return { problems: [whole('Não há nada para colar.')] }
  if (lines.length > PASTE_ROWS) {
    return { problems: [whole(`São ${lines.length} linhas; cabem até ${PASTE_ROWS} de cada vez.`)] }
  }
  const split = lines.map(({ cells, row }) => ({
    row,
    cells: splitsRange ? splitRange(cells, columns.length) : cells,
  }))
  const body = isHeading(split[0]!.cells, columns) && split.length > 1 ? split.slice(1) : split
  const problems: PasteProblem[] = []
  const rows = body.map(({ cells, row }) => readRow(cells, columns, row, problems))
  return problems.length ? { problems } : { rows }
}

/** The refusal of a paste that is too large, told before anything is read; null where it fits. */
export function sizeProblem(length: number): PasteProblem | null {
  if (length <= PASTE_LIMIT) return null
  const size =
    length >= 1_000_000
      ? `${Math.ceil(length / 1_000_000)} milhões de caracteres`
      : `${Math.ceil(length / 1000)} mil caracteres`
  return whole(
    `O que foi copiado tem ${size}; cabem aqui até ${PASTE_LIMIT / 1000} mil. Copie só as células da tabela.`
  )
}

/** `Linha 3, coluna Preço: “4,3x” não é um número; …` */
export function problemText({ row, column, text }: PasteProblem): string {
  if (row === null) return text
  return column === null ? `Linha ${row}: ${text}` : `Linha ${row}, coluna ${column}: ${text}`
}

const whole = (text: string): PasteProblem => ({ row: null, column: null, text })

function linesOf(text: string) {
  return text
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ row: index + 1, cells: line.split('\t').map(unquoted) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}

/** Spreadsheets quote cells that hold quotes. */
const unquoted = (cell: string) => {
  const typed = cell.trim()
  return /^".*"$/.test(typed) ? typed.slice(1, -1).replaceAll('""', '"') : typed
}

function readRow(
  cells: readonly string[],
  columns: readonly SheetColumn[],
  row: number,
  problems: PasteProblem[]
): Cell[] {
  const extra = cells.slice(columns.length).filter((cell) => cell !== '')
  if (extra.length) {
    const text = `sobram células (“${extra[0]}”); a tabela tem ${columns.length} colunas a partir daqui`
    problems.push({ row, column: null, text })
  }
  return columns.slice(0, Math.max(1, cells.length)).map((column, index) => {
    const read = readCell(column, cells[index] ?? '')
    if ('value' in read) return read.value
    problems.push({ row, column: column.title, text: read.problem })
    return undefined
  })
}

const NUMBERS = new Set(['decimal', 'integer', 'limit'])

/** A first row whose number columns all begin with a letter is the heading. */
const isHeading = (cells: readonly string[], columns: readonly SheetColumn[]) => {
  const numbers = cells.flatMap((cell, index) => {
    const column = columns[index]
    return column && NUMBERS.has(column.kind) ? [{ column, cell }] : []
  })
  return (
    numbers.length > 0 &&
    numbers.every(({ column, cell }) => /^\p{L}/u.test(cell) && 'problem' in readCell(column, cell))
  )
}

const RANGE = /^(?:de\s+)?(\d[\d.]*)\s*(?:m³|m3)?\s*(?:a|até|-|–|—)\s*(\d[\d.]*)\s*(?:m³|m3)?$/i
const FROM = /^(?:acima de|maior que|mais de|>)\s*(\d[\d.]*)\s*(?:m³|m3)?$/i
const UP_TO = /^(?:até|<=?|≤)\s*(\d[\d.]*)\s*(?:m³|m3)?$/i

function splitRange(cells: readonly string[], width: number): readonly string[] {
  const [first = '', ...rest] = cells
  if (cells.length >= width) return cells
  const range = RANGE.exec(first)
  if (range) return [range[1]!, range[2]!, ...rest]
  const from = FROM.exec(first)
  if (from) return [from[1]!, '', ...rest]
  const upTo = UP_TO.exec(first)
  return upTo ? ['0', upTo[1]!, ...rest] : cells
}
