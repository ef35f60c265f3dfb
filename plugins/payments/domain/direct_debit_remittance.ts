import { DEBIT_LAYOUT, DEBIT_SERVICE_NAME, type DebitOrder } from './direct_debit_layout.ts'
import {
  type FileHeader,
  type FileTrailer,
  LINE_LENGTH,
  TRAILER_LAYOUT,
  headerLayout,
} from './envelope_layout.ts'
import { readRecord } from './fixed_width.ts'

/** A remittance as a bank reads it. */
export interface ReadRemittance extends FileTrailer {
  readonly header: FileHeader
  readonly debits: readonly DebitOrder[]
  readonly lines: readonly string[]
}

/**
 * Reads a remittance of direct debits (company → bank) as strictly as banks do: it is what they would refuse.
 * @throws Error where a line is not as the manual says
 */
export function readDebitRemittance(content: string): ReadRemittance {
  if (!content.endsWith('\r\n')) throw new Error('The last line has no end')
  const lines = content.slice(0, -2).split('\r\n')
  if (lines.some((line) => line.length !== LINE_LENGTH)) {
    throw new Error(`A line has not ${LINE_LENGTH} positions`)
  }
  const header = readRecord(headerLayout('1', DEBIT_SERVICE_NAME), lines[0]!).record
  const trailer = readRecord(TRAILER_LAYOUT, lines.at(-1)!).record
  if (!header || !trailer || !lines[0]!.startsWith('A1')) throw new Error('Not a remittance')
  const debits = lines
    .filter((line) => line.startsWith('E'))
    .map((line) => {
      const { record } = readRecord(DEBIT_LAYOUT, line)
      if (!record) throw new Error(`Not a debit: ${line}`)
      return record
    })
  return { header, debits, lines, ...trailer }
}
