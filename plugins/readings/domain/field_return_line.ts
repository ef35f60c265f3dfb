import { isCivilDate } from '#core/calendar/index'
import { splitColumns } from './csv_line.ts'
import { controlOf } from './field_file.ts'

/** One visit: a reading, an anomaly, or both. */
export interface ReadingReturn {
  sequence: number
  /** Digits as received; whether it exists is decided against the load. */
  registration: string
  /** Null when there is no meter. */
  meterNumber: string | null
  /** Whole m³ of the dial; null when not read. */
  reading: number | null
  anomalyCode: string | null
  /** Local date and time of the municipality, `2026-11-20T09:41:07` (seconds optional), with no time zone. */
  readAt: string
  readerCode: string
  hasPhoto: boolean
}

export interface ReturnLineReading {
  record: ReadingReturn | null
  problems: { code: string; message: string }[]
  /** What the line adds to the control sum; null when that cannot be read. */
  control: bigint | null
}

const COLUMN_COUNT = 9
const LOCAL_TIME = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/

/** Shape that each column must have, in order, after the D; what is wrong is said by code and in Portuguese. */
const COLUMNS: readonly {
  readonly code: string
  readonly name: string
  readonly accepts: (text: string) => boolean
}[] = [
  { code: 'sequence_invalid', name: 'sequência', accepts: (text) => /^\d{1,9}$/.test(text) },
  { code: 'registration_invalid', name: 'matrícula', accepts: (text) => /^\d{1,18}$/.test(text) },
  {
    code: 'meter_invalid',
    name: 'número do hidrômetro',
    accepts: (text) => /^[A-Za-z0-9./-]{0,30}$/.test(text),
  },
  { code: 'reading_not_numeric', name: 'leitura', accepts: (text) => /^\d{0,9}$/.test(text) },
  {
    code: 'anomaly_invalid',
    name: 'código de anormalidade',
    accepts: (text) => /^[A-Z0-9]{0,8}$/.test(text),
  },
  { code: 'read_at_invalid', name: 'data e hora da leitura', accepts: isLocalTime },
  {
    code: 'reader_invalid',
    name: 'código do leiturista',
    accepts: (text) => /^[A-Za-z0-9.-]{1,30}$/.test(text),
  },
  { code: 'photo_invalid', name: 'indicador de foto', accepts: (text) => /^[01]$/.test(text) },
]

/** Reads one D line of a return file; all its problems are reported. */
export function readReturnLine(raw: string): ReturnLineReading {
  const columns = splitColumns(raw)?.map((column) => column.trim())
  if (!columns) {
    return refused('quote_unclosed', 'A linha tem aspas sem fechamento.')
  }
  if (columns[0] !== 'D') {
    return refused(
      'line_kind',
      `Registro "${columns[0]}" inesperado: só se espera registro D aqui.`
    )
  }
  if (columns.length !== COLUMN_COUNT) {
    return refused(
      'column_count',
      `A linha tem ${columns.length} colunas; são esperadas ${COLUMN_COUNT}.`
    )
  }
  const problems = COLUMNS.flatMap(({ code, name, accepts }, index) => {
    const text = columns[index + 1]!
    return accepts(text) ? [] : [{ code, message: `Conteúdo inválido em ${name}: "${text}".` }]
  })
  const [, , registration = '', , reading = '', anomalyCode = ''] = columns
  if (reading === '' && anomalyCode === '') {
    problems.push({
      code: 'reading_missing',
      message: 'Linha sem leitura e sem código de anormalidade que a explique.',
    })
  }
  return {
    record: problems.length === 0 ? recordOf(columns) : null,
    problems,
    control: controlOf(registration, reading),
  }
}

function recordOf(columns: readonly string[]): ReadingReturn {
  const [, sequence = '', registration = '', meter = '', reading = ''] = columns
  const [anomalyCode = '', readAt = '', readerCode = '', photo = ''] = columns.slice(5)
  return {
    sequence: Number.parseInt(sequence, 10),
    registration,
    meterNumber: meter === '' ? null : meter,
    reading: reading === '' ? null : Number.parseInt(reading, 10),
    anomalyCode: anomalyCode === '' ? null : anomalyCode,
    readAt,
    readerCode,
    hasPhoto: photo === '1',
  }
}

function refused(code: string, message: string): ReturnLineReading {
  return { record: null, problems: [{ code, message }], control: null }
}

function isLocalTime(text: string): boolean {
  return isCivilDate(LOCAL_TIME.exec(text)?.[1])
}
