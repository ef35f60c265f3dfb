import { type TextLine, textLines } from '#core/text/index'
import type { FileHeader, FileTrailer } from '../envelope_layout.ts'
import { type FileIssue, critical, fieldText } from '../file_issue.ts'
import { type RecordLayout, type RecordOf, readRecord } from '../fixed_width.ts'
import { oddDateOfLine } from '../payment_window.ts'
import { CNAB_LENGTH, FILE_HEADER, FILE_TRAILER } from './envelope_layout.ts'
import { type BoletoNews, movementOf } from './movements.ts'
import { SEGMENT_T, SEGMENT_U, type SegmentT, type SegmentU } from './return_layout.ts'

/** What the bank tells of one boleto: its segments T and U. */
export interface BoletoTold {
  readonly title: SegmentT
  readonly event: SegmentU
  readonly news: BoletoNews
}

/** A pair of segments, or a line that is none; none is ever dropped. */
export interface BoletoLine {
  /** 1-based line of the file: that of the T. */
  readonly number: number
  /** Both lines, as they came. */
  readonly raw: string
  /** Null when rejected. */
  readonly told: BoletoTold | null
  /** Of a payment; null of what brings no money or cannot be read. */
  readonly amountCents: bigint | null
  readonly issue: FileIssue | null
}

export interface BoletoReturn {
  readonly header: FileHeader | null
  readonly trailer: FileTrailer | null
  readonly lines: readonly BoletoLine[]
  readonly issues: readonly FileIssue[]
  readonly unreadableCents: bigint | null
}

const KIND_AT = 7
const SEGMENT_AT = 13

/**
 * Reads a return of registered boletos. Never throws: a bad pair is kept with its reason and the good ones go through; a missing or
 * wrong header or trailer, another direction or a count that differs reject the whole file.
 */
export function parseBoletoReturn(input: Uint8Array | string): BoletoReturn {
  const all = textLines(input)
  const { header, issues } = readHeader(all[0])
  const last = all.at(-1)
  const counted = readTrailer(last, all.length)
  issues.push(...counted.issues)
  const details = all.slice(header ? 1 : 0, counted.isFound ? -1 : undefined)
  const lines = pairs(details.filter(({ raw }) => !'15'.includes(raw[KIND_AT] ?? ' '))).map(
    (pair) => withinReach(readBoletoPair(pair), header)
  )
  const isAccepted = !issues.some(({ severity }) => severity === 'critical')
  const totalCents = lines.reduce((sum, { amountCents }) => sum + (amountCents ?? 0n), 0n)
  return {
    ...{ header, lines, issues, unreadableCents: isAccepted ? 0n : null },
    trailer: counted.isFound ? { recordCount: all.length, totalCents } : null,
  }
}

/** A T with the U that follows it; anything else stands by itself. */
function pairs(lines: readonly TextLine[]): TextLine[] {
  const found: TextLine[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const next = lines[index + 1]
    if (line.raw[SEGMENT_AT] === 'T' && next?.raw[SEGMENT_AT] === 'U') {
      found.push({ number: line.number, raw: `${line.raw}\n${next.raw}` })
      index++
    } else found.push(line)
  }
  return found
}

/** Reads one pair by itself. Never throws. */
export function readBoletoPair({ number, raw }: TextLine): BoletoLine {
  const reject = (issue: FileIssue, amountCents: bigint | null = null): BoletoLine => ({
    ...{ number, raw, told: null, amountCents, issue },
  })
  const [first = '', second] = raw.split('\n')
  if (second === undefined) {
    const letter = first[SEGMENT_AT] ?? ''
    const text = `O segmento "${letter}" não forma par: de um retorno de boletos só se esperam segmentos T seguidos de U.`
    return reject(critical('segment_alone', text, number))
  }
  const wrong = [first, second].find((line) => line.length !== CNAB_LENGTH)
  if (wrong !== undefined) {
    const text = `A linha tem ${wrong.length} posições; o padrão é ${CNAB_LENGTH}.`
    return reject(critical('line_length', text, number))
  }
  const title = readRecord(SEGMENT_T, first)
  const event = readRecord(SEGMENT_U, second)
  const problem = [...title.problems, ...event.problems][0]
  if (!title.record || !event.record) {
    return reject(critical('field_invalid', fieldText(problem!), number, problem))
  }
  return judge({ number, raw }, { title: title.record, event: event.record })
}

function judge(
  { number, raw }: TextLine,
  { title, event }: Pick<BoletoTold, 'title' | 'event'>
): BoletoLine {
  const news = movementOf(title.movement)
  const amountCents = news === 'paid' ? event.paidCents : null
  const reject = (code: string, text: string): BoletoLine => ({
    ...{ number, raw, told: null, amountCents, issue: critical(code, text, number) },
  })
  if (title.movement !== event.movement) {
    return reject('pair_differs', 'Os segmentos T e U deste par falam de ocorrências diferentes.')
  }
  if (news === 'paid' && event.occurredOn === null) {
    return reject('date_missing', 'O pagamento vem sem data: peça ao banco a linha corrigida.')
  }
  return { number, raw, told: { title, event, news }, amountCents, issue: null }
}

function withinReach(line: BoletoLine, header: FileHeader | null): BoletoLine {
  const { told, number } = line
  if (told?.news !== 'paid' || !header) return line
  const paidOn = told.event.occurredOn!
  const odd = oddDateOfLine(
    { paidOn, creditedOn: told.event.creditedOn ?? paidOn },
    header.generatedOn
  )
  if (!odd) return line
  return { ...line, told: null, issue: critical('date_far_from_file', odd.text, number) }
}

function readHeader(line: TextLine | undefined): {
  header: FileHeader | null
  issues: FileIssue[]
} {
  const stop = (code: string, text: string) => ({
    ...{ header: null, issues: [critical(code, text, line?.number ?? null)] },
  })
  if (line?.raw[KIND_AT] !== '0') {
    return stop('header_missing', 'O arquivo não começa com o registro 0 (cabeçalho).')
  }
  const { record, issues } = readEnvelope(FILE_HEADER, line)
  if (!record) return { header: null, issues }
  if (record.direction !== '2') {
    return stop('not_a_return', 'O arquivo é uma remessa, não um retorno do banco.')
  }
  if (record.generatedOn === null) {
    return stop('date_missing', 'O cabeçalho do arquivo vem sem data.')
  }
  const header: FileHeader = {
    ...{ agreementCode: record.agreementCode, companyName: record.companyName },
    ...{ bankCode: record.bankCode, bankName: record.bankName, generatedOn: record.generatedOn },
    ...{ fileSequence: record.fileSequence, version: record.version },
  }
  return { header, issues }
}

function readTrailer(
  line: TextLine | undefined,
  count: number
): { isFound: boolean; issues: FileIssue[] } {
  if (line?.raw[KIND_AT] !== '9') {
    const text = 'O arquivo não termina com o registro 9 (totais): pode estar incompleto.'
    return { isFound: false, issues: [critical('trailer_missing', text)] }
  }
  const { record, issues } = readEnvelope(FILE_TRAILER, line)
  if (record && record.recordCount !== count) {
    const text = `O registro 9 informa ${record.recordCount} registros e o arquivo tem ${count}.`
    issues.push(critical('trailer_count', text, line.number))
  }
  return { isFound: true, issues }
}

function readEnvelope<const L extends RecordLayout>(
  layout: L,
  { number, raw }: TextLine
): { record: RecordOf<L> | null; issues: FileIssue[] } {
  if (raw.length !== CNAB_LENGTH) {
    const text = `O registro ${raw[KIND_AT]} tem ${raw.length} posições; o padrão é ${CNAB_LENGTH}.`
    return { record: null, issues: [critical('line_length', text, number)] }
  }
  const { record, problems } = readRecord(layout, raw)
  return {
    record,
    issues: problems.map((problem) =>
      critical('field_invalid', fieldText(problem), number, problem)
    ),
  }
}
