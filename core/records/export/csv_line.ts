import { stringify } from 'csv-stringify/sync'
import { neutral } from './cells.ts'

export const CSV = { delimiter: ';', record_delimiter: '\r\n' } as const

/** The first line of a CSV file, with the mark by which Brazilian spreadsheets know UTF-8. */
export const csvHead = (titles: readonly string[]): string => `\uFEFF${csvLine(titles)}`

/** One line of texts for Brazilian spreadsheets; a text that a spreadsheet would run gets an apostrophe, a number does not. */
export function csvLine(values: readonly string[]): string {
  return stringify(
    [values.map((value) => (/^-\d[\d.,]*$/.test(value) ? value : neutral(value)))],
    CSV
  )
}
