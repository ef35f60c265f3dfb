import { type CivilDate, civilDate, isCivilDate } from '#core/calendar/index'

/** One line of a bank statement. */
export interface StatementLine {
  /** 1-based place in the file, for people. */
  readonly number: number
  readonly on: CivilDate
  /** Negative: a debit. */
  readonly amountCents: bigint
  readonly text: string
  /** Number that the bank gave it, when it gave one. */
  readonly document: string | null
}

/** A line that cannot be read; one of them and the statement is refused, since its sums would not hold. */
export interface StatementProblem {
  readonly number: number
  readonly text: string
}

export interface ReadStatement {
  readonly from: CivilDate | null
  readonly until: CivilDate | null
  readonly lines: readonly StatementLine[]
  readonly problems: readonly StatementProblem[]
}

/** Where the columns of a CSV statement are, from 1. */
export interface StatementColumns {
  readonly skip: number
  readonly date: number
  readonly dateOrder: 'dmy' | 'ymd'
  readonly amount: number
  readonly decimalMark: 'comma' | 'point'
  readonly sign: number | null
  readonly text: number
  readonly document: number | null
}

const DMY = /^(\d{2})[/.-](\d{2})[/.-](\d{4}|\d{2})\b/
const YMD = /^(\d{4})-?(\d{2})-?(\d{2})/

function dayOf(text: string, order: 'dmy' | 'ymd'): CivilDate | null {
  const found = (order === 'dmy' ? DMY : YMD).exec(text.trim())
  if (!found) return null
  const [, a = '', b = '', c = ''] = found
  const [year, month, day] = order === 'dmy' ? [c.length === 2 ? `20${c}` : c, b, a] : [a, b, c]
  const on = `${year}-${month}-${day}`
  return isCivilDate(on) ? civilDate(on) : null
}

const AMOUNTS = {
  comma: /^([+-])?(\d{1,3}(?:\.\d{3})+|\d{1,13})(?:,(\d{1,2}))?([+-])?$/,
  point: /^([+-])?(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?([+-])?$/,
} as const

/** Cents of an amount as banks write it: `1.234,56`, `-10,00`, `10,00-`, `R$ 5,00`; null when it is none. */
export function statementAmount(text: string, mark: 'comma' | 'point'): bigint | null {
  const plain = text.replace(/R\$|\s|\u00A0/g, '')
  const found = AMOUNTS[mark].exec(plain)
  if (!found) return null
  const [, before, whole = '', cents = '', after] = found
  const size = BigInt(whole.replace(/[.,]/g, '') + cents.padEnd(2, '0'))
  return before === '-' || after === '-' ? -size : size
}

/** Reads the rows of a CSV statement. Blank rows and balances without an amount are passed over. */
export function readStatementRows(
  rows: readonly (readonly string[])[],
  columns: StatementColumns
): ReadStatement {
  const lines: StatementLine[] = []
  const problems: StatementProblem[] = []
  rows.forEach((row, index) => {
    const number = index + 1
    if (number <= columns.skip || row.every((cell) => cell.trim() === '')) return
    const cell = (at: number | null) => (at === null ? '' : (row[at - 1] ?? '').trim())
    if (cell(columns.amount) === '') return
    const on = dayOf(cell(columns.date), columns.dateOrder)
    const amount = statementAmount(cell(columns.amount), columns.decimalMark)
    if (on === null || amount === null) {
      const what =
        on === null ? `a data “${cell(columns.date)}”` : `o valor “${cell(columns.amount)}”`
      problems.push({ number, text: `Não se lê ${what}.` })
      return
    }
    if (amount === 0n) return
    const isDebit = columns.sign !== null && /^[d-]/i.test(cell(columns.sign))
    lines.push({
      ...{ number, on, amountCents: isDebit && amount > 0n ? -amount : amount },
      ...{ text: cell(columns.text), document: cell(columns.document) || null },
    })
  })
  return bounded(lines, problems)
}

function bounded(
  lines: readonly StatementLine[],
  problems: readonly StatementProblem[]
): ReadStatement {
  const days = lines.map(({ on }) => on).toSorted()
  return { from: days[0] ?? null, until: days.at(-1) ?? null, lines, problems }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&quot;': '"',
}

/** The value of a tag of OFX, closed as in version 2 or not as in version 1; blank when it is not there. */
function valueOf(block: string, tag: string): string {
  const found = new RegExp(`<${tag}>([^<\\r\\n]*)`, 'i').exec(block)
  return (found?.[1] ?? '').replace(/&(amp|lt|gt|nbsp|quot);/g, (one) => ENTITIES[one]!).trim()
}

export const isOfx = (text: string): boolean => /<OFX>/i.test(text)

/**
 * Reads the transactions of an OFX statement (1.x, SGML, and 2.x, XML).
 * @see Open Financial Exchange 1.0.2 and 2.1.1, § 11.4 (STMTRS, BANKTRANLIST, STMTTRN)
 */
export function readOfx(text: string): ReadStatement {
  const lines: StatementLine[] = []
  const problems: StatementProblem[] = []
  const blocks = text.split(/<STMTTRN>/i).slice(1)
  blocks.forEach((whole, index) => {
    const block = whole.split(/<\/STMTTRN>|<\/BANKTRANLIST>/i)[0]!
    const number = index + 1
    const on = dayOf(valueOf(block, 'DTPOSTED'), 'ymd')
    const written = valueOf(block, 'TRNAMT')
    const amount = statementAmount(written, written.includes(',') ? 'comma' : 'point')
    if (on === null || amount === null) {
      problems.push({ number, text: 'O lançamento veio sem data ou sem valor que se leia.' })
      return
    }
    if (amount === 0n) return
    const words = [valueOf(block, 'NAME'), valueOf(block, 'MEMO')].filter(Boolean).join(' ')
    const document = valueOf(block, 'FITID') || valueOf(block, 'CHECKNUM') || null
    lines.push({ number, on, amountCents: amount, text: words, document })
  })
  const read = bounded(lines, problems)
  const [start, end] = ['DTSTART', 'DTEND'].map((tag) => dayOf(valueOf(text, tag), 'ymd'))
  return {
    ...read,
    from: start && (!read.from || start <= read.from) ? start : read.from,
    until: end && (!read.until || end >= read.until) ? end : read.until,
  }
}
