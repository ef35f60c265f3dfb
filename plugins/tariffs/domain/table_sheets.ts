import { formulaText, termsOf } from './formula_text.ts'
import type { FormulaTerm } from './structure.ts'

export type SheetCell = string | number | null | undefined | readonly string[]

/** A column of a grid, as the Studio's sheets know it. */
export interface SheetColumn {
  readonly id: string
  readonly title: string
  readonly kind: 'decimal' | 'integer' | 'limit' | 'text' | 'choice' | 'codes'
  readonly isOptional?: boolean
  readonly isDerived?: boolean
  readonly maxDecimals?: number
  readonly options?: readonly Option[]
}

export interface Option {
  readonly value: string
  readonly title: string
}

/**
 * How a part of a table is shown as a grid. `brackets`: rows whose limits follow each other; `list`: an object per row;
 * `map`: a name and a value per row; `named`: a name and an object per row.
 */
export interface SheetSpec {
  readonly shape: 'brackets' | 'list' | 'map' | 'named'
  readonly columns: readonly SheetColumn[]
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCell = (value: unknown): value is SheetCell =>
  typeof value !== 'object' ||
  value === null ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'))

/**
 * The cells of a part, row by row; null where a grid would lose something (a field that it has no column for, a value that
 * is no cell), so that the part stays as JSON.
 */
export function rowsOf({ shape, columns }: SheetSpec, value: unknown): SheetCell[][] | null {
  if (shape === 'brackets' || shape === 'list') {
    return Array.isArray(value) ? allOrNone(value.map((item) => cellsOf(columns, item))) : null
  }
  if (!isObject(value)) return null
  const rest = columns.slice(1)
  return allOrNone(
    Object.entries(value).map(([name, inner]) => {
      if (shape === 'map') return isCell(inner) ? [name, inner] : null
      const cells = cellsOf(rest, inner)
      return cells && [name, ...cells]
    })
  )
}

/** The part that rows of cells say; the inverse of `rowsOf`. */
export function valueOf({ shape, columns }: SheetSpec, rows: readonly (readonly SheetCell[])[]) {
  if (shape === 'brackets' || shape === 'list') return rows.map((cells) => objectOf(columns, cells))
  const map: Record<string, unknown> = {}
  for (const [name, ...cells] of rows) {
    map[freeName(map, String(name ?? ''))] =
      shape === 'map' ? cells[0] : objectOf(columns.slice(1), cells)
  }
  return map
}

/** A name given twice keeps a space, which no name may have: both rows stay, and the check says so. */
function freeName(map: Json, name: string): string {
  return Object.hasOwn(map, name) ? freeName(map, `${name} `) : name
}

const allOrNone = (rows: readonly (SheetCell[] | null)[]) =>
  rows.every((row) => row !== null) ? (rows as SheetCell[][]) : null

function cellsOf(columns: readonly SheetColumn[], item: unknown): SheetCell[] | null {
  if (!isObject(item)) return null
  const names = new Set(columns.map(({ id }) => id))
  if (Object.keys(item).some((name) => !names.has(name))) return null
  const cells = columns.map(({ id }) => (id === TERMS ? textOfTerms(item[id]) : item[id]))
  return cells.every(isCell) ? cells : null
}

/** The terms of a formula are one cell: `9,80 + 1,25 × m³^1,5`. */
const TERMS = 'terms'

const textOfTerms = (value: unknown): unknown => {
  const isFormula =
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (term: unknown) =>
        isObject(term) &&
        Object.keys(term).sort().join() === 'coefficient,power' &&
        Object.values(term).every((one) => typeof one === 'string')
    )
  if (!isFormula) return value
  const text = formulaText(value as FormulaTerm[])
  return JSON.stringify(termsOf(text)) === JSON.stringify(value) ? text : value
}

/** Only what a cell holds is said; a formula that cannot be read stays the text that it is, which the schema refuses. */
const objectOf = (columns: readonly SheetColumn[], cells: readonly SheetCell[]) =>
  Object.fromEntries(
    columns.flatMap(({ id }, index) => {
      const cell = cells[index]
      if (cell === undefined) return []
      return [[id, id === TERMS ? (termsOf(String(cell)) ?? cell) : cell]]
    })
  )
