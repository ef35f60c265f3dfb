/*
 * The papers that a document may be laid out on. Pure: the template editor uses it in the browser too.
 */

/** Paper of a document: sheets, or the roll of a thermal printer, as long as its content. */
export type PageFormat = 'A4' | 'A4 landscape' | 'A5' | 'A5 landscape' | '80mm' | '104mm'

export interface Paper {
  readonly title: string
  /** Millimetres. */
  readonly width: number
  /** Millimetres; null for a roll. */
  readonly height: number | null
  /** Characters of a line in the fixed-width layouts of this paper. */
  readonly columns: number
  /** Printable dots at 203 dpi, for the printers of rolls. */
  readonly dots: number
}

export const PAPERS: Readonly<Record<PageFormat, Paper>> = Object.freeze({
  'A4': { title: 'A4', width: 210, height: 297, columns: 80, dots: 1600 },
  'A4 landscape': { title: 'A4 deitado', width: 297, height: 210, columns: 120, dots: 2200 },
  'A5': { title: 'Meia folha em pé (A5)', width: 148, height: 210, columns: 60, dots: 1120 },
  'A5 landscape': {
    ...{ title: 'Meia folha (metade do A4)', width: 210, height: 148, columns: 80, dots: 1600 },
  },
  '80mm': { title: 'Bobina térmica de 80 mm', width: 80, height: null, columns: 48, dots: 576 },
  '104mm': { title: 'Bobina térmica de 104 mm', width: 104, height: null, columns: 69, dots: 832 },
})

export const PAGE_FORMATS = Object.keys(PAPERS) as readonly PageFormat[]
