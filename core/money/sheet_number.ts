/** Digits that spreadsheets keep of a number: every amount of so many is the same after them. */
const KEPT_DIGITS = 15
const SHOWN_DECIMALS = 6
const NUMBER = /^[-+]?0*(\d*)(?:\.(\d*))?/

/**
 * An exact number as the cell of a spreadsheet, which calculates in binary: as a number where no digit that is shown
 * changes by it, else as text with a comma.
 * @param exact decimal text, `-1234.56`
 */
export function sheetNumber(exact: string): number | string {
  const [, whole = '', decimals = ''] = NUMBER.exec(exact) ?? []
  const shown = decimals.slice(0, SHOWN_DECIMALS).replace(/0+$/, '')
  return whole.length + shown.length > KEPT_DIGITS ? exact.replace('.', ',') : Number(exact)
}
