import { Readable } from 'node:stream'
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import { unpacksWithin } from '#core/files/index'
import { decodeText } from '#core/text/index'
import { errors } from './errors.ts'

/** A number comes only from a workbook, where it is no text to be guessed. */
export type Cell = string | number

export interface ParsedLine {
  /** As the spreadsheet counts it: the header is line 1. */
  readonly number: number
  readonly cells: readonly Cell[]
}

export interface ParsedFile {
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string | null
  readonly separator: string | null
  readonly header: readonly string[]
  readonly lines: readonly ParsedLine[]
}

export const MAX_LINES = 200_000
export const MAX_COLUMNS = 200
const MAX_CELL = 20_000
/** A workbook of 200,000 lines with 20 columns unpacks into some 150 MB. */
const MAX_UNPACKED = 400 * 1024 * 1024
const SEPARATORS = [';', ',', '\t', '|'] as const

/** Reads a spreadsheet file whole: its header, and its lines with their numbers. @throws E_RECORDS_IMPORT_* */
export async function parseFile(
  name: string,
  content: Uint8Array,
  format: 'csv' | 'xlsx'
): Promise<ParsedFile> {
  if (!content.byteLength) throw errors.E_RECORDS_IMPORT_EMPTY({ name })
  const read = format === 'xlsx' ? await readWorkbook(name, content) : readText(name, content)
  const filled = read.lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...lines] = filled
  if (!first) throw errors.E_RECORDS_IMPORT_EMPTY({ name })
  const header = headerOf(name, first.cells)
  if (!lines.length) throw errors.E_RECORDS_IMPORT_HEADER_ONLY({ name })
  checkLimits(name, { header, lines })
  return { ...read, format, header, lines }
}

function headerOf(name: string, cells: readonly Cell[]): string[] {
  const titles = cells.map((cell) => String(cell).trim())
  while (titles.at(-1) === '') titles.pop()
  const named = titles.map((title, index) => title || `Coluna ${index + 1}`)
  const seen = new Set<string>()
  for (const title of named) {
    const plain = title.toLowerCase()
    if (seen.has(plain)) throw errors.E_RECORDS_IMPORT_HEADER({ name, column: title })
    seen.add(plain)
  }
  return named
}

function checkLimits(name: string, { header, lines }: Pick<ParsedFile, 'header' | 'lines'>): void {
  const limit = (text: string) => errors.E_RECORDS_IMPORT_LIMITS({ name, limit: text })
  if (header.length > MAX_COLUMNS) throw limit(`no máximo ${MAX_COLUMNS} colunas`)
  if (lines.length > MAX_LINES) throw limit(`no máximo ${MAX_LINES} linhas`)
  const long = lines.find(({ cells }) => cells.some((cell) => String(cell).length > MAX_CELL))
  if (long) throw limit(`a linha ${long.number} tem um texto de mais de ${MAX_CELL} letras`)
}

interface Read {
  readonly encoding: string | null
  readonly separator: string | null
  readonly lines: readonly ParsedLine[]
}

function readText(name: string, content: Uint8Array): Read {
  const { text, encoding } = decodeText(content)
  const separator = separatorOf(text)
  try {
    const records = parse(text, {
      bom: true,
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    const lines = records.map(({ info, record }) => ({ number: info.lines, cells: record }))
    return { encoding, separator, lines }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const problem =
      error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'há aspas que não fecham' : 'o texto está malformado'
    throw errors.E_RECORDS_IMPORT_UNREADABLE({ name, problem }, { cause: error })
  }
}

/** The separator that stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const [first = ''] = text.replace(/^\s+/, '').split(/\r?\n/, 1)
  const bare = first.replace(/"[^"]*"/g, '')
  const counted = SEPARATORS.map((sign) => ({ sign, count: bare.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

async function readWorkbook(name: string, content: Uint8Array): Promise<Read> {
  if (!(await unpacksWithin(content, MAX_UNPACKED))) {
    const problem = 'não é uma planilha XLSX, ou o que ela traz é grande demais'
    throw errors.E_RECORDS_IMPORT_UNREADABLE({ name, problem })
  }
  const lines: ParsedLine[] = []
  try {
    const workbook = new exceljs.stream.xlsx.WorkbookReader(Readable.from([Buffer.from(content)]), {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    })
    for await (const sheet of workbook) {
      for await (const row of sheet) {
        lines.push({ number: row.number, cells: cellsOf(row) })
        if (lines.length > MAX_LINES + 1) break
      }
      // Only the first sheet: a workbook's others are notes and drafts.
      break
    }
  } catch (error) {
    const problem = 'a planilha está danificada'
    throw errors.E_RECORDS_IMPORT_UNREADABLE({ name, problem }, { cause: error })
  }
  return { encoding: null, separator: null, lines }
}

function cellsOf(row: exceljs.Row): Cell[] {
  const cells: Cell[] = []
  for (let column = 1; column <= Math.min(row.cellCount, MAX_COLUMNS + 1); column++) {
    cells.push(cellOf(row.getCell(column).value))
  }
  return cells
}

/** A formula stays the text that it is: nothing is computed, and a number typed as one is refused where a number is due. */
function cellOf(value: exceljs.CellValue): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 'sim' : 'não'
  if (value instanceof Date) return dateText(value)
  if (typeof value === 'string') return value.trim()
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim()
  if ('formula' in value) return `=${value.formula}`
  if ('sharedFormula' in value) return `=${value.sharedFormula}`
  if ('text' in value) return String(value.text).trim()
  return 'error' in value ? String(value.error) : ''
}

function dateText(value: Date): string {
  const text = value.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16)
}
