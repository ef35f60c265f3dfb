import type { CivilDate } from '#core/calendar/index'
import { joinColumns } from './csv_line.ts'
import { type FieldFileHeader, LOAD_FORMAT, controlOf, headerColumns } from './field_file.ts'

/** What the reader does at the premise: read the meter, only pass (deliver the bill), or no meter to read. */
export type LoadQualification = 'read' | 'not_read' | 'unmetered'

/** One premise of a load. Readings in whole m³ of the meter's dial; other volumes are decimal strings in m³. */
export interface LoadLine {
  sequence: number
  registration: string
  meterNumber: string | null
  /** Digits of the meter's dial, so that a turn past zero is recognised in the field. */
  meterDigits: number | null
  qualification: LoadQualification
  address: string
  district: string
  customerName: string
  previousReading: number | null
  previousReadOn: CivilDate | null
  averageM3: string | null
  expectedMinM3: string | null
  expectedMaxM3: string | null
}

export interface ReadingLoad {
  header: Omit<FieldFileHeader, 'contentSha256'>
  /** In reading order. */
  lines: readonly LoadLine[]
}

export const QUALIFICATION_CODES: Readonly<Record<LoadQualification, string>> = {
  read: 'L',
  not_read: 'N',
  unmetered: 'S',
}

/**
 * Writes the file of a reading load: header, one D line per premise, trailer; UTF-8, CR LF. `sha256` gives the
 * hexadecimal digest of a text's UTF-8 bytes (this module is pure and has none).
 *
 * The same load always gives the same bytes, so the digest in the header identifies it.
 */
export function writeLoadFile(load: ReadingLoad, sha256: (text: string) => string): string {
  const details = load.lines.map((line) => `${joinColumns(detailColumns(line))}\r\n`).join('')
  const header = headerColumns(LOAD_FORMAT, { ...load.header, contentSha256: sha256(details) })
  const control = load.lines.reduce(
    (sum, line) => sum + (controlOf(line.registration, String(line.previousReading ?? '')) ?? 0n),
    0n
  )
  const trailer = joinColumns(['T', load.lines.length, control])
  return `${joinColumns(header)}\r\n${details}${trailer}\r\n`
}

function detailColumns(line: LoadLine) {
  return [
    'D',
    line.sequence,
    line.registration,
    line.meterNumber,
    line.meterDigits,
    QUALIFICATION_CODES[line.qualification],
    line.address,
    line.district,
    line.customerName,
    line.previousReading,
    line.previousReadOn,
    line.averageM3,
    line.expectedMinM3,
    line.expectedMaxM3,
  ]
}
