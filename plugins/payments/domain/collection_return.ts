import { type TextLine, textLines } from '#core/text/index'
import { isCollectionBarcode } from './barcode_check.ts'
import {
  CAPTURE_CHANNELS,
  COLLECTION_SERVICE,
  type CollectionHeader,
  type CollectionReceipt,
  type CollectionTrailer,
  PAYMENT_FORMS,
  RECEIPT_LAYOUT,
} from './collection_return_layout.ts'
import { LINE_LENGTH } from './envelope_layout.ts'
import { readHeader, readTrailer } from './file_envelope.ts'
import { type FileIssue, critical, fieldText, warning } from './file_issue.ts'
import { oddDateOfLine } from './payment_window.ts'
import { readRecord } from './fixed_width.ts'
import { checkTotals } from './file_totals_check.ts'

/** `unidentified`: the money is good and the barcode is not; it goes to the queue of receipts to be identified. */
export type LineFate = 'ok' | 'unidentified' | 'rejected'

/** One line between header and trailer; none is ever dropped. */
export interface CollectionLine {
  /** 1-based line of the file. */
  number: number
  raw: string
  fate: LineFate
  /** Absent when rejected. */
  record?: CollectionReceipt
  /** Known of a rejected line too, when it can be read; null when not. */
  amountCents: bigint | null
  /** Why it is not `ok`. */
  issue?: FileIssue
}

export interface CollectionReturn {
  /** Null when there is none that can be read. */
  header: CollectionHeader | null
  lines: CollectionLine[]
  trailer: CollectionTrailer | null
  /** What concerns the file, and warnings on lines that are good; the issue of a bad line is in the line. */
  issues: FileIssue[]
  /** False when any issue is critical: no line of this file may be processed. */
  fileAccepted: boolean
  /** Sum of the amounts of all lines whose amount can be read, whatever their fate. */
  readableCents: bigint
  /** What the trailer has beyond that: the amount of the lines that cannot be read. Null when the file is rejected. */
  unreadableCents: bigint | null
}

/**
 * Reads a FEBRABAN collection return (bank → company, records A, G and Z of 150 positions, versions 04 to 07).
 *
 * Never throws. A bad line is kept with its number and reason and the good ones go through; a barcode whose check digit is
 * wrong makes its line `unidentified`. A missing or wrong header or trailer, another service, or totals that differ
 * reject the whole file; the lines are still given, to be looked at. Tolerated: a 0x1A mark at the end, no final line
 * break, LF only, byte order mark, letter case of the service, blank fee and form of payment.
 *
 * Not here, because they need the past: the same file twice and gaps in the file sequence (by agreement and NSA), and the
 * match with documents. A repeated NSR is a warning: key such receipts by line number.
 *
 * @see FEBRABAN, Layout Padrão de Arrecadação com Código de Barras, v7 (2023-03-01)
 */
export function parseCollectionReturn(input: Uint8Array | string): CollectionReturn {
  const all = textLines(input)
  const { header, issues, rest: afterHeader } = readHeader(all, COLLECTION_SERVICE)
  const { trailer, issues: trailerIssues, rest } = readTrailer(afterHeader)
  issues.push(...trailerIssues)

  const lines = rest.map((line) => withinReach(readReceiptLine(line), header))
  issues.push(...repeatedSequences(lines), ...unknownCodes(lines))

  const readableCents = lines.reduce((sum, { amountCents }) => sum + (amountCents ?? 0n), 0n)
  const unreadable = lines.filter(({ amountCents }) => amountCents === null).length
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
    readableCents,
    unreadableCents: fileAccepted && trailer ? trailer.totalCents - readableCents : null,
  }
}

/** A line dated far from its file is rejected, its amount known. */
function withinReach(line: CollectionLine, header: CollectionHeader | null): CollectionLine {
  const { number, raw, record, amountCents } = line
  const odd = record && header && oddDateOfLine(record, header.generatedOn)
  if (!odd) return line
  const issue = critical('date_far_from_file', odd.text, number, odd)
  return { number, raw, fate: 'rejected', issue, amountCents }
}

/** Reads one line between header and trailer, by itself. Never throws. */
export function readReceiptLine({ number, raw }: TextLine): CollectionLine {
  const reject = (issue: FileIssue, amountCents: bigint | null = null): CollectionLine => ({
    number,
    raw,
    fate: 'rejected',
    issue,
    amountCents,
  })
  if (raw.length !== LINE_LENGTH) {
    return reject(
      critical(
        'line_length',
        `A linha tem ${raw.length} posições; o padrão é ${LINE_LENGTH}.`,
        number
      )
    )
  }
  if (raw[0] !== 'G') {
    return reject(
      critical(
        'line_kind',
        `Registro "${raw[0]}" inesperado: só se espera registro G aqui.`,
        number
      )
    )
  }
  const { record, found, problems } = readRecord(RECEIPT_LAYOUT, raw)
  const [problem] = problems
  if (!record) {
    const text = problems.map(fieldText).join(' ')
    return reject(critical('field_invalid', text, number, problem), found.amountCents ?? null)
  }
  const { amountCents } = record
  if (isCollectionBarcode(record.barcode)) return { number, raw, fate: 'ok', record, amountCents }
  const issue = warning(
    'barcode_invalid',
    'O código de barras não é válido (dígito verificador); o recebimento fica a identificar.',
    number,
    { id: 'G.05', start: 38 }
  )
  return { number, raw, fate: 'unidentified', record, issue, amountCents }
}

/** Field G.11, or null where the bank fills it with nothing: blanks or zeros identify no payment. */
export function authenticationOf({ authentication }: CollectionReceipt): string | null {
  return /^[\s0]*$/.test(authentication) ? null : authentication
}

function repeatedSequences(lines: readonly CollectionLine[]): FileIssue[] {
  const firstLine = new Map<number, number>()
  const issues: FileIssue[] = []
  for (const { number, record } of lines) {
    if (!record) continue
    const first = firstLine.get(record.sequence)
    if (first === undefined) {
      firstLine.set(record.sequence, number)
      continue
    }
    const text = `O número sequencial ${record.sequence} repete o da linha ${first}.`
    issues.push(warning('sequence_repeated', text, number, { id: 'G.08', start: 101 }))
  }
  return issues
}

function unknownCodes(lines: readonly CollectionLine[]): FileIssue[] {
  return lines.flatMap(({ number, record }) => {
    if (!record) return []
    const { channel, paymentForm } = record
    const issues: FileIssue[] = []
    if (!Object.hasOwn(CAPTURE_CHANNELS, channel)) {
      const text = `Forma de captura "${channel}" desconhecida.`
      issues.push(warning('channel_unknown', text, number, { id: 'G.10', start: 117 }))
    }
    if (!Object.hasOwn(PAYMENT_FORMS, paymentForm)) {
      const text = `Forma de pagamento "${paymentForm}" desconhecida.`
      issues.push(warning('payment_form_unknown', text, number, { id: 'G.12', start: 141 }))
    }
    return issues
  })
}
