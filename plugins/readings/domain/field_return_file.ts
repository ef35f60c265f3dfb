import { isRefMonth } from '#core/calendar/index'
import { joinColumns, splitColumns } from './csv_line.ts'
import {
  FORMAT_VERSION,
  type FieldFileHeader,
  type FieldFileIssue,
  type FieldFileTrailer,
  RETURN_FORMAT,
  controlOf,
  headerColumns,
} from './field_file.ts'
import { type ReadingReturn, readReturnLine } from './field_return_line.ts'
import { type TextLine, textLines } from '#core/text/index'

/** One detail line; none is ever dropped. */
export interface ReturnLine {
  /** 1-based line of the file. */
  number: number
  raw: string
  fate: 'ok' | 'rejected'
  /** Absent when rejected. */
  record?: ReadingReturn
  /** Why it was rejected. */
  issue?: FieldFileIssue
}

export interface ReturnFile {
  header: FieldFileHeader | null
  lines: ReturnLine[]
  trailer: FieldFileTrailer | null
  /** What concerns the file; the issue of a bad line is in the line. */
  issues: FieldFileIssue[]
  /** False when any issue of the file is critical. The good lines are given all the same. */
  accepted: boolean
}

/**
 * Reads the return of a reading load. Never throws; a bad line is kept with its number and reason and the good ones go
 * through. A missing header or trailer or a total that differs makes the file not accepted, with the good lines still
 * available to whoever decides to use them.
 *
 * Only shapes are checked here: whether the load, the premise and the meter exist is decided by the service against the
 * load. A second line of the same registration number and meter is a repetition and is rejected. Tolerated: a byte order
 * mark, LF only, no final line break, a 0x1A mark, spaces around values.
 */
export function parseReturnFile(input: Uint8Array | string): ReturnFile {
  const all = textLines(input)
  const first = all[0]
  const last = all.at(-1)
  const hasHeader = first !== undefined && /^"?H"?(?:;|$)/.test(first.raw)
  const hasTrailer = last !== undefined && /^"?T"?(?:;|$)/.test(last.raw)
  const header = hasHeader
    ? readHeader(first)
    : missing('header_missing', 'O arquivo não começa com o registro H (cabeçalho).')
  const trailer = hasTrailer
    ? readTrailer(last)
    : missing(
        'trailer_missing',
        'O arquivo não termina com o registro T (totais): pode estar incompleto.'
      )

  const details = all.slice(hasHeader ? 1 : 0, hasTrailer ? -1 : undefined)
  const read = details.map((line) => ({ line, ...readReturnLine(line.raw) }))
  const controls = read.map(({ control }) => control)
  const issues = [
    ...header.issues,
    ...trailer.issues,
    ...(trailer.value ? checkTotals(trailer.value, controls) : []),
  ]
  return {
    header: header.value,
    lines: rejectRepeated(read.map(({ line, record, problems }) => lineOf(line, record, problems))),
    trailer: trailer.value,
    issues,
    accepted: !issues.some(({ severity }) => severity === 'critical'),
  }
}

/** Detail lines that came without a file around them, judged as those of a file: by number from 1. */
export const readDetailLines = (raws: readonly string[]): ReturnLine[] =>
  rejectRepeated(
    raws.map((raw, index) => {
      const { record, problems } = readReturnLine(raw)
      return lineOf({ number: index + 1, raw }, record, problems)
    })
  )

/** One visit as the line of a return file. */
export const detailLine = (reading: ReadingReturn): string =>
  joinColumns([
    'D',
    reading.sequence,
    reading.registration,
    reading.meterNumber,
    reading.reading,
    reading.anomalyCode,
    reading.readAt,
    reading.readerCode,
    reading.hasPhoto ? '1' : '0',
  ])

/** Writes a return file, as the field app and the demonstration do; the control sum is computed here. */
export function writeReturnFile(
  header: FieldFileHeader,
  readings: readonly ReadingReturn[]
): string {
  const control = readings.reduce(
    (sum, { registration, reading }) =>
      sum + (controlOf(registration, String(reading ?? '')) ?? 0n),
    0n
  )
  const lines = [
    joinColumns(headerColumns(RETURN_FORMAT, header)),
    ...readings.map(detailLine),
    joinColumns(['T', readings.length, control]),
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

interface Found<T> {
  value: T | null
  issues: FieldFileIssue[]
}

function readHeader({ number, raw }: TextLine): Found<FieldFileHeader> {
  const [
    ,
    format,
    version,
    municipality = '',
    billingGroup = '',
    reference,
    loadId = '',
    hash = '',
  ] = splitColumns(raw) ?? []
  if (format !== RETURN_FORMAT || version !== FORMAT_VERSION) {
    const text = `O arquivo não é um retorno de leitura conhecido: formato "${format ?? ''}", versão "${version ?? ''}".`
    return { value: null, issues: [critical('format_unknown', text, number)] }
  }
  const contentSha256 = hash.toLowerCase()
  const isComplete = municipality !== '' && billingGroup !== '' && loadId !== ''
  if (!isComplete || !isRefMonth(reference) || !/^[0-9a-f]{64}$/.test(contentSha256)) {
    const text =
      'O cabeçalho está incompleto: confira município, grupo, referência (AAAA-MM), carga e sha256.'
    return { value: null, issues: [critical('header_invalid', text, number)] }
  }
  return { value: { municipality, billingGroup, reference, loadId, contentSha256 }, issues: [] }
}

function readTrailer({ number, raw }: TextLine): Found<FieldFileTrailer> {
  const [, count = '', control = '', ...others] = splitColumns(raw) ?? []
  if (!/^\d{1,9}$/.test(count) || !/^\d{1,30}$/.test(control) || others.length > 0) {
    const text = 'O registro T deve ter a quantidade de linhas e a soma de controle.'
    return { value: null, issues: [critical('trailer_invalid', text, number)] }
  }
  return { value: { count: Number.parseInt(count, 10), control: BigInt(control) }, issues: [] }
}

/** A difference of the control sum is explained only by lines that cannot be read, and then only if not negative. */
function checkTotals(
  trailer: FieldFileTrailer,
  controls: readonly (bigint | null)[]
): FieldFileIssue[] {
  const issues: FieldFileIssue[] = []
  if (trailer.count !== controls.length) {
    const text = `O registro T informa ${trailer.count} linhas e o arquivo tem ${controls.length}.`
    issues.push(critical('trailer_count', text))
  }
  const sum = controls.reduce<bigint>((total, control) => total + (control ?? 0n), 0n)
  const unreadable = controls.filter((control) => control === null).length
  if (trailer.control !== sum && (unreadable === 0 || trailer.control < sum)) {
    const text = `A soma de controle do registro T é ${trailer.control} e as linhas somam ${sum}.`
    issues.push(critical('trailer_control', text))
  } else if (unreadable > 0) {
    const text = `${unreadable} linha(s) ilegível(is): a soma de controle não pôde ser conferida por inteiro.`
    issues.push({ ...critical('control_not_verified', text), severity: 'warning' })
  }
  return issues
}

function lineOf(
  { number, raw }: TextLine,
  record: ReadingReturn | null,
  problems: readonly { code: string; message: string }[]
): ReturnLine {
  if (record) return { number, raw, fate: 'ok', record }
  const text = problems.map(({ message }) => message).join(' ')
  return {
    number,
    raw,
    fate: 'rejected',
    issue: critical(problems[0]?.code ?? 'line_invalid', text, number),
  }
}

function rejectRepeated(lines: readonly ReturnLine[]): ReturnLine[] {
  const firstLine = new Map<string, number>()
  return lines.map((line) => {
    if (!line.record) return line
    const { registration, meterNumber } = line.record
    const key = `${BigInt(registration)};${meterNumber ?? ''}`
    const first = firstLine.get(key)
    if (first === undefined) {
      firstLine.set(key, line.number)
      return line
    }
    const text = `Linha repetida: a matrícula ${registration} já está na linha ${first}.`
    const { number, raw } = line
    return { number, raw, fate: 'rejected', issue: critical('line_duplicated', text, number) }
  })
}

function missing(code: string, message: string): Found<never> {
  return { value: null, issues: [critical(code, message)] }
}

function critical(code: string, message: string, line: number | null = null): FieldFileIssue {
  const path = line === null ? 'arquivo' : `linha ${line}`
  return { code, severity: 'critical', path, message, line }
}
