import type { RowTable } from './structure.ts'
import type { SheetCell, SheetColumn } from './table_sheets.ts'

/** A table per m³ as a grid: a column of m³, one per column of the table, and a last row for what exceeds. */
export interface RowSheet {
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
}

/** Null where the columns have different lengths or a price beyond is missing: it stays as JSON then. */
export function rowSheet(table: RowTable): RowSheet | null {
  const names = Object.keys(table.columns ?? {})
  const lists = names.map((name) => table.columns[name]!)
  const [first = []] = lists
  const isEven = lists.every((list) => Array.isArray(list) && list.length === first.length)
  const beyond = Object.keys(table.beyond ?? {})
  const isWhole = beyond.length === names.length && names.every((name) => beyond.includes(name))
  const isKnown = Object.keys(table).sort().join() === 'beyond,columns,from_m3'
  if (!names.length || !isEven || !isWhole || !isKnown) return null
  const columns: SheetColumn[] = [
    { id: 'm3', title: 'm³', kind: 'text', isDerived: true },
    ...names.map((name): SheetColumn => ({
      id: name,
      title: name,
      kind: 'decimal',
      maxDecimals: 6,
    })),
  ]
  const rows = first.map((_, index) => [
    String(table.from_m3 + index),
    ...lists.map((list) => list[index]!),
  ])
  const last = ['cada m³ além', ...names.map((name) => table.beyond[name]!)]
  return { columns, rows: [...rows, last] }
}

/** The table that a grid says; the inverse of `rowSheet`. */
export function rowTable({ columns, rows }: RowSheet, from: number): RowTable {
  const body = rows.slice(0, -1)
  const last = rows.at(-1) ?? []
  const names = columns.slice(1).map(({ id }) => id)
  const of = (cell: SheetCell) => (cell === undefined ? '' : String(cell))
  return {
    from_m3: from,
    columns: Object.fromEntries(
      names.map((name, at) => [name, body.map((row) => of(row[at + 1]))])
    ),
    beyond: Object.fromEntries(names.map((name, at) => [name, of(last[at + 1])])),
  }
}
