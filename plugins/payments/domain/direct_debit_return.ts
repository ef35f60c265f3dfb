import { type CivilDate, daysBetween, formatDate } from '#core/calendar/index'
import { type TextLine, textLines } from '#core/text/index'
import {
  type BankOption,
  CHANGE_ANSWER_LAYOUT,
  type ChangeAnswer,
  DEBIT_RESULT_LAYOUT,
  DEBIT_SERVICE,
  type DebitResult,
  OPTION_LAYOUT,
} from './direct_debit_layout.ts'
import { type FileHeader, type FileTrailer, LINE_LENGTH } from './envelope_layout.ts'
import { readHeader, readTrailer } from './file_envelope.ts'
import { type FileIssue, critical, fieldText } from './file_issue.ts'
import { checkTotals } from './file_totals_check.ts'
import { type RecordLayout, type RecordOf, readRecord } from './fixed_width.ts'

/** What a good line of a direct-debit return tells. Of the records that concern nobody (X, J, T) only the letter is kept. */
export type DebitTold =
  | { readonly kind: 'F'; readonly record: DebitResult }
  | { readonly kind: 'B'; readonly record: BankOption }
  | { readonly kind: 'H'; readonly record: ChangeAnswer }
  | { readonly kind: 'X' | 'J' | 'T' }

/** One line between header and trailer; none is ever dropped. */
export interface DebitReturnLine {
  readonly number: number
  readonly raw: string
  readonly fate: 'ok' | 'rejected'
  /** Null when rejected. */
  readonly told: DebitTold | null
  /** Of records F, also of a rejected one when it can be read. */
  readonly amountCents: bigint | null
  readonly issue: FileIssue | null
}

export interface DebitReturn {
  readonly header: FileHeader | null
  readonly lines: readonly DebitReturnLine[]
  readonly trailer: FileTrailer | null
  readonly issues: readonly FileIssue[]
  readonly fileAccepted: boolean
  readonly unreadableCents: bigint | null
}

/**
 * Reads a FEBRABAN direct-debit return (bank → company: A, F, B, H, X, J, T and Z of 150 positions, versions 04 to 06).
 *
 * Never throws. A bad line is kept with its number and reason and the good ones go through; a missing or wrong header or
 * trailer, another service or totals that differ reject the whole file. The trailer adds all records F, those of debits that
 * were not made too.
 *
 * @see FEBRABAN, Manual do Débito Automático, versions 04 and 05
 */
export function parseDebitReturn(input: Uint8Array | string): DebitReturn {
  const all = textLines(input)
  const { header, issues, rest: afterHeader } = readHeader(all, DEBIT_SERVICE)
  const { trailer, issues: trailerIssues, rest } = readTrailer(afterHeader)
  issues.push(...trailerIssues)
  const lines = rest.map((line) => withinReach(readDebitLine(line), header))
  const readableCents = lines.reduce((sum, { amountCents }) => sum + (amountCents ?? 0n), 0n)
  // Whatever cannot be told apart may have been a debit with its amount.
  const unreadable = lines.filter(
    ({ fate, amountCents }) => fate === 'rejected' && amountCents === null
  ).length
  if (trailer) {
    issues.push(...checkTotals(trailer, { records: all.length, readableCents, unreadable }))
  }
  const fileAccepted = !issues.some(({ severity }) => severity === 'critical')
  return {
    header,
    lines,
    trailer,
    issues,
    fileAccepted,
    unreadableCents: fileAccepted && trailer ? trailer.totalCents - readableCents : null,
  }
}

const UNTOLD = ['X', 'J', 'T'] as const

/** Reads one line between header and trailer, by itself. Never throws. */
export function readDebitLine(line: TextLine): DebitReturnLine {
  const { number, raw } = line
  if (raw.length !== LINE_LENGTH) {
    const text = `A linha tem ${raw.length} posições; o padrão é ${LINE_LENGTH}.`
    return rejected(line, critical('line_length', text, number))
  }
  const untold = UNTOLD.find((letter) => letter === raw[0])
  if (untold) return good(line, { kind: untold })
  if (raw[0] === 'F') {
    return toldBy(line, DEBIT_RESULT_LAYOUT, (record) => ({ kind: 'F', record }))
  }
  if (raw[0] === 'B') return toldBy(line, OPTION_LAYOUT, (record) => ({ kind: 'B', record }))
  if (raw[0] === 'H') {
    return toldBy(line, CHANGE_ANSWER_LAYOUT, (record) => ({ kind: 'H', record }))
  }
  const text = `Registro "${raw[0]}" inesperado: de um retorno de débito automático só se esperam F, B, H, X, J e T.`
  return rejected(line, critical('line_kind', text, number))
}

function toldBy<const L extends RecordLayout>(
  line: TextLine,
  layout: L,
  told: (record: RecordOf<L>) => DebitTold
): DebitReturnLine {
  const { record, found, problems } = readRecord(layout, line.raw)
  if (record) return good(line, told(record))
  const cents = (found as { readonly amountCents?: bigint }).amountCents
  const text = problems.map(fieldText).join(' ')
  return rejected(line, critical('field_invalid', text, line.number, problems[0]), cents ?? null)
}

const good = ({ number, raw }: TextLine, told: DebitTold): DebitReturnLine => ({
  ...{ number, raw, fate: 'ok', told, issue: null },
  amountCents: told.kind === 'F' ? told.record.amountCents : null,
})

const rejected = (
  { number, raw }: TextLine,
  issue: FileIssue,
  amountCents: bigint | null = null
): DebitReturnLine => ({ number, raw, fate: 'rejected', told: null, amountCents, issue })

/** Farther than this from its file the date of a debit is a mistake: it would settle with fines of centuries, or with no rules. */
const DAYS_BEFORE = 366
const DAYS_AFTER = 90

function withinReach(line: DebitReturnLine, header: FileHeader | null): DebitReturnLine {
  const { told, number, amountCents } = line
  if (told?.kind !== 'F' || !header) return line
  if (isNear(told.record.dueOn, header.generatedOn)) return line
  const text = `A data do débito (${formatDate(told.record.dueOn)}) está longe demais da data do arquivo (${formatDate(header.generatedOn)}): peça ao banco a linha corrigida.`
  return rejected(
    line,
    critical('date_far_from_file', text, number, { id: 'F.05', start: 45 }),
    amountCents
  )
}

function isNear(date: CivilDate, generatedOn: CivilDate): boolean {
  const days = daysBetween(generatedOn, date)
  return days >= -DAYS_BEFORE && days <= DAYS_AFTER
}
