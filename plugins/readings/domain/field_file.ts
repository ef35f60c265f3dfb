import type { RefMonth } from '#core/calendar/index'

/*
 * Files that take a reading load to handhelds and bring the readings back: UTF-8, one record per line, columns separated
 * by `;`, first column H (header), D (detail) or T (trailer). Described for implementers in
 * docs/implementers/reading-files.md.
 */

export const FORMAT_VERSION = '1'
export const LOAD_FORMAT = 'AQUEDUTO-CARGA'
export const RETURN_FORMAT = 'AQUEDUTO-RETORNO'

/** Which load a file belongs to. A return repeats the header of its load. */
export interface FieldFileHeader {
  /** IBGE code of the municipality, or the code that the installation uses for it. */
  municipality: string
  billingGroup: string
  reference: RefMonth
  loadId: string
  /** sha256 (hexadecimal) of the detail lines of the load file, line breaks included. */
  contentSha256: string
}

/** Number of detail lines and control sum: registration numbers plus readings, as whole numbers. */
export interface FieldFileTrailer {
  count: number
  control: bigint
}

/** One finding about a file or a line of it. */
export interface FieldFileIssue {
  code: string
  severity: 'critical' | 'warning'
  path: string
  /** For people, in Portuguese. */
  message: string
  /** 1-based; null when the file as a whole is concerned. */
  line: number | null
}

/** Columns of a header line. */
export function headerColumns(format: string, header: FieldFileHeader): string[] {
  const { municipality, billingGroup, reference, loadId, contentSha256 } = header
  return ['H', format, FORMAT_VERSION, municipality, billingGroup, reference, loadId, contentSha256]
}

/** What a detail line adds to the control sum; null when the line has no readable registration number or reading. */
export function controlOf(registration: string, reading: string): bigint | null {
  if (!/^\d{1,18}$/.test(registration) || !/^\d{0,9}$/.test(reading)) return null
  return BigInt(registration) + BigInt(reading === '' ? '0' : reading)
}
